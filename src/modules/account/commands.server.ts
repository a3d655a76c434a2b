import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { allow } from '#platform/problem.ts'
import { computeAccount, hashOfContent } from './data.server.ts'
import { canFreeze } from './policy.ts'

type Frozen = { network: string; year: number; isPublic: boolean }

/**
 * Keeps the account of a year as it stands now: the next edition, with its hash. Where nothing changed since the last edition, that one
 * stands for it, and is published if that was asked. In a transaction of one state (`oneState`): what is frozen was all true at one
 * moment, and of two who freeze at once the second starts again and finds the edition of the first.
 * @returns the number of the edition, and whether it is new
 * @throws Problem forbidden for who neither steers nor administers the network, not_found for an unknown one
 */
export const freezeAccount = async (
  scope: Scope,
  actor: Actor,
  { network, year, isPublic }: Frozen,
): Promise<{ edition: number; isNew: boolean }> => {
  allow(canFreeze(actor, network), 'account.freeze')
  const content = await computeAccount(scope, { network, year })
  const hash = hashOfContent(content)
  const last = await scope
    .selectFrom('account.snapshot')
    .select(['edition', 'hash', 'is_public'])
    .where('network_id', '=', network)
    .where('year', '=', year)
    .orderBy('edition', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last?.hash === hash) {
    if (isPublic && !last.is_public) await publish(scope, { network, year, edition: last.edition })
    return { edition: last.edition, isNew: false }
  }
  const edition = (last?.edition ?? 0) + 1
  await scope
    .insertInto('account.snapshot')
    .values({
      network_id: network,
      year,
      edition,
      frozen_by: actor.personId,
      content: sql`${JSON.stringify(content)}::jsonb`,
      hash,
      is_public: isPublic,
    })
    .execute()
  await record(scope, network, 'account.freeze', `${year}/${edition}`)
  return { edition, isNew: true }
}

const publish = async (scope: Scope, { network, year, edition }: { network: string; year: number; edition: number }) => {
  await scope
    .updateTable('account.snapshot')
    .set({ is_public: true })
    .where('network_id', '=', network)
    .where('year', '=', year)
    .where('edition', '=', edition)
    .execute()
  await record(scope, network, 'account.publish', `${year}/${edition}`)
}
