import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { allow } from '#platform/problem.ts'
import { computeAccount, hashOfContent } from './data.server.ts'
import { canFreeze } from './policy.ts'

/**
 * Keeps the account of a year as it stands now: the next edition, with its hash.
 * @returns the number of the edition
 * @throws Problem forbidden for who neither steers nor administers the network, not_found for an unknown one
 */
export const freezeAccount = async (
  scope: Scope,
  actor: Actor,
  { network, year, isPublic }: { network: string; year: number; isPublic: boolean },
) => {
  allow(canFreeze(actor, network), 'account.freeze')
  const content = await computeAccount(scope, { network, year })
  // Two who freeze at once get two editions: the second waits here for the first.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`account ${network} ${year}`}, 0))`.execute(scope)
  const { edition } = await scope
    .insertInto('account.snapshot')
    .columns(['network_id', 'year', 'edition', 'frozen_by', 'content', 'hash', 'is_public'])
    .expression((eb) =>
      eb
        .selectFrom('account.snapshot')
        .where('network_id', '=', network)
        .where('year', '=', year)
        .select((s) => [
          s.val(network).as('network_id'),
          sql<number>`${year}::integer`.as('year'),
          sql<number>`coalesce(max(edition), 0) + 1`.as('edition'),
          sql<string>`${actor.personId}::uuid`.as('frozen_by'),
          sql`${JSON.stringify(content)}::jsonb`.as('content'),
          s.val(hashOfContent(content)).as('hash'),
          sql<boolean>`${isPublic}::boolean`.as('is_public'),
        ]),
    )
    .returning('edition')
    .executeTakeFirstOrThrow()
  await record(scope, network, 'account.freeze', `${year}/${edition}`)
  return { edition }
}
