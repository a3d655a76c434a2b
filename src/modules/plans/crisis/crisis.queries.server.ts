import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { openText } from '../texts.server.ts'
import { type Audience, PARTS, type Part, type Signer, type Way } from '../vocabulary.ts'

export type PlanPart = { part: Part; text: string; forWhom: Audience[] }
export type CrisisPlan = {
  seq: number
  isCurrent: boolean
  writtenAt: Date
  how: Way
  /** With which team, where one was there. */
  service: string | null
  parts: PlanPart[]
  signers: Signer[]
  forDuty: boolean
  renewOn: string | null
}
export type VersionLine = { seq: number; writtenAt: Date; how: Way; isCurrent: boolean }

type Head = { current_seq: number | null; for_duty: boolean; renew_on: string | null }
type Version = { seq: number; written_at: Date; how: Way; service_id: string | null; signed: Buffer | null }

const signersIn = (text: string): Signer[] => (text === '' ? [] : (JSON.parse(text) as Signer[]))

/**
 * A crisis plan as far as the one who acts may read it: all of it for the person, the parts that were meant for them for everybody
 * else. `seq`: an older version, which the person alone sees. Null: there is none, or none for them.
 */
export const readCrisis = async (scope: Scope, network: string, file: string, seq?: number): Promise<CrisisPlan | null> => {
  const head = (
    await sql<Head>`select current_seq, for_duty, renew_on::text from plans.crisis_plan where network_id = ${network} and person_id = ${file}`.execute(
      scope,
    )
  ).rows[0]
  const wanted = seq ?? head?.current_seq ?? null
  if (head === undefined || wanted === null) return null
  const version = (
    await sql<Version>`select seq, written_at, how, service_id, signed from plans.crisis_version
      where network_id = ${network} and person_id = ${file} and seq = ${wanted}`.execute(scope)
  ).rows[0]
  if (version === undefined) return null
  const place = { network, file, row: file, version: version.seq }
  return {
    seq: version.seq,
    isCurrent: head.current_seq === version.seq,
    writtenAt: version.written_at,
    how: version.how,
    service: version.service_id,
    parts: await readParts(scope, network, file, version.seq),
    signers: signersIn(await openText(scope, { ...place, table: 'crisis_version', column: 'signed' }, version.signed)),
    forDuty: head.for_duty,
    renewOn: head.renew_on,
  }
}

const readParts = async (scope: Scope, network: string, file: string, seq: number): Promise<PlanPart[]> => {
  const rows = await scope
    .selectFrom('plans.crisis_part')
    .select(['section', 'for_whom', 'content', 'sealed_as'])
    .where('network_id', '=', network)
    .where('person_id', '=', file)
    .where('seq', '=', seq)
    .execute()
  const read: PlanPart[] = []
  for (const { section, for_whom, content, sealed_as } of rows) {
    const place = { network, file, table: 'crisis_part', column: 'content', row: `${file}/${section}`, version: sealed_as }
    read.push({ part: section, text: await openText(scope, place, content), forWhom: for_whom })
  }
  return read.sort((one, other) => PARTS.indexOf(one.part) - PARTS.indexOf(other.part))
}

/** Every version that was written, the latest first: for the person alone. */
export const listVersions = async (scope: Scope, network: string, file: string): Promise<VersionLine[]> =>
  (
    await sql<VersionLine>`select v.seq, v.written_at as "writtenAt", v.how, v.seq = coalesce(p.current_seq, 0) as "isCurrent"
      from plans.crisis_version v join plans.crisis_plan p on p.network_id = v.network_id and p.person_id = v.person_id
     where v.network_id = ${network} and v.person_id = ${file} order by v.seq desc`.execute(scope)
  ).rows

/** The number of the last version, for who may write the next one: the person, or a team that follows them. Null: nobody else. */
export const lastVersion = async (scope: Scope, network: string, file: string): Promise<number | null> =>
  (await sql<{ seq: number | null }>`select plans.last_crisis(${network}, ${file}) as seq`.execute(scope)).rows[0]?.seq ?? null
