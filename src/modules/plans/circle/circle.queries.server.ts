import { sql } from 'kysely'
import { hashOfCard } from '#modules/identity/index.server.ts'
import type { Db, Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import type { SectionName } from '../../care/vocabulary.ts'
import type { Shared } from '../space/space.queries.server.ts'
import { sharedWithMe } from '../space/space.queries.server.ts'
import { openText } from '../texts.server.ts'
import type { Relation } from '../vocabulary.ts'

export type Member = {
  account: string
  name: string
  relation: Relation | null
  /** What stands today; null: nothing any more. */
  consent: { id: string; sections: SectionName[]; until: string } | null
}
export type OpenInvite = { id: string; label: string; relation: Relation; expiresAt: Date }

/** Everybody who is or was in the circle of the one who acts, those who may read something first. */
export const listCircle = async (scope: Scope, network: string): Promise<Member[]> => {
  const { rows } = await sql<{
    account: string
    name: string
    relation: Relation | null
    id: string | null
    sections: SectionName[]
    until: string
  }>`
    select m.account_id as account, m.name, m.relation, c.id, c.sections, c.until::text from plans.my_circle() m
      left join lateral (select c.id, c.sections, c.until from care.consent c where c.network_id = ${network} and c.to_account_id = m.account_id
        and c.person_id in (select care.my_files()) and c.withdrawn_at is null and c.until >= current_date order by c.given_at desc limit 1) c on true
     where exists (select from care.consent x where x.network_id = ${network} and x.to_account_id = m.account_id)
     order by c.id is null, m.name`.execute(scope)
  return rows.map(({ account, name, relation, id, sections, until }) => ({
    account,
    name,
    relation,
    consent: id === null ? null : { id, sections, until },
  }))
}

/** Codes that nobody has used yet. */
export const openInvites = async (scope: Scope, network: string): Promise<OpenInvite[]> => {
  const { rows } = await sql<{ id: string; person: string; label: Buffer | null; relation: Relation; expiresAt: Date }>`
    select id, person_id as person, label, relation, expires_at as "expiresAt" from plans.invite
     where network_id = ${network} and used_at is null and withdrawn_at is null and expires_at > now() order by made_at desc`.execute(scope)
  const all: OpenInvite[] = []
  for (const { id, person, label, relation, expiresAt } of rows)
    all.push({
      id,
      relation,
      expiresAt,
      label: await openText(scope, { network, file: person, table: 'invite', column: 'label', row: id }, label),
    })
  return all
}

export type Offer = { network: string; name: Words; givenName: string; sections: SectionName[]; until: string; isMine: boolean }
/** What a code opens; null for none, or one that is no longer good. */
export const offerOf = async (db: Db | Scope, code: string): Promise<Offer | null> => {
  const { rows } =
    await sql<Offer>`select network_id as network, network as name, given_name as "givenName", sections, until::text, is_mine as "isMine"
    from plans.invite_of(${await hashOfCard(code)})`.execute(db)
  return rows[0] ?? null
}

/** What somebody lets the one who acts read. @throws Problem not_found when nothing */
export const sharedBy = async (scope: Scope, network: string, person: string): Promise<Shared[]> => {
  const all = (await sharedWithMe(scope)).filter((each) => each.network === network && each.person === person)
  found(all[0])
  return all
}
