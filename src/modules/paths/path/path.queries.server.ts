import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import { pathText, proposalText, reasonText, type StepWords, stepText } from '../texts.server.ts'
import type { Domain, Helper, StepWay } from '../vocabulary.ts'
import type { StepState } from './machine.ts'

export type Path = {
  project: string
  goals: string
  reviewedOn: string | null
  reviewOn: string | null
  /** The team that wrote last with the person beside; null: the person alone. */
  team: string | null
  writtenAt: Date
  version: number
}
type PathRow = Omit<Path, 'project' | 'goals'> & { content: Buffer | null }

/** The path of somebody; null where nothing was written, or nothing for the one who acts. */
export const readPath = async (scope: Scope, network: string, file: string): Promise<Path | null> => {
  const { rows } = await sql<PathRow>`
    select p.content, p.reviewed_on::text as "reviewedOn", p.review_on::text as "reviewOn", coalesce(s.name, care.name_of_team(p.team)) as team,
           p.written_at as "writtenAt", p.version
      from paths.path p left join directory.service s on s.network_id = p.network_id and s.id = p.service_id
     where p.network_id = ${network} and p.person_id = ${file}`.execute(scope)
  const [row] = rows
  if (row === undefined) return null
  const { content, ...rest } = row
  return { ...rest, ...(await pathText.open(scope, { network, file, row: file, version: row.version }, content)) }
}

export type Step = StepWords & {
  id: string
  domain: Domain
  helper: Helper
  state: StepState
  /** Why it rests or was given up, in the person's words; empty where nobody said. */
  reason: string
  beginsOn: string | null
  dueOn: string | null
  endedOn: string | null
  how: StepWay
  team: string | null
  version: number
}
type StepRow = Omit<Step, 'what' | 'who' | 'reason'> & { content: Buffer; reason: Buffer | null }

const STEP = sql`select t.id, t.domain, t.helper, t.state, t.content, t.reason, t.begins_on::text as "beginsOn", t.due_on::text as "dueOn",
    t.ended_on::text as "endedOn", t.how, coalesce(s.name, care.name_of_team(t.team)) as team, t.version
  from paths.step t left join directory.service s on s.network_id = t.network_id and s.id = t.service_id`

const opened = async (scope: Scope, network: string, file: string, { content, reason, ...rest }: StepRow): Promise<Step> => {
  const at = { network, file, row: rest.id, version: rest.version }
  return { ...rest, ...(await stepText.open(scope, at, content)), ...(await reasonText.open(scope, at, reason)) }
}

/** The steps of somebody, the first one first. */
export const listSteps = async (scope: Scope, network: string, file: string): Promise<Step[]> => {
  const { rows } = await sql<StepRow>`${STEP} where t.network_id = ${network} and t.person_id = ${file} order by t.made_at, t.id`.execute(
    scope,
  )
  const steps: Step[] = []
  for (const row of rows) steps.push(await opened(scope, network, file, row))
  return steps
}

/** @throws Problem not_found */
export const readStep = async (scope: Scope, network: string, file: string, id: string): Promise<Step> => {
  const { rows } = await sql<StepRow>`${STEP} where t.network_id = ${network} and t.person_id = ${file} and t.id = ${id}`.execute(scope)
  return opened(scope, network, file, found(rows[0]))
}

/**
 * A path as somebody of the circle reads it: the project, and the steps without the reasons why one rests, which were told to a team.
 * Without a grant there is nothing.
 */
export const readShared = async (
  scope: Scope,
  network: string,
  file: string,
): Promise<{ path: Path | null; steps: Omit<Step, 'reason'>[] }> => {
  const { rows } = await sql<StepRow>`${STEP} where t.network_id = ${network} and t.person_id = ${file} order by t.made_at, t.id`.execute(
    scope,
  )
  const steps: Omit<Step, 'reason'>[] = []
  for (const { reason: _, content, ...row } of rows)
    steps.push({ ...row, ...(await stepText.open(scope, { network, file, row: row.id, version: row.version }, content)) })
  return { path: await readPath(scope, network, file), steps }
}

export type StepEvent = { seq: number; at: Date; after: StepState }
/** What became of a step, the latest first. */
export const listStepEvents = async (scope: Scope, network: string, step: string): Promise<StepEvent[]> =>
  (
    await sql<StepEvent>`select seq, at, after from paths.step_event where network_id = ${network} and step_id = ${step} order by seq desc limit 50`.execute(
      scope,
    )
  ).rows

export type StepProposal = StepWords & {
  id: string
  domain: Domain
  helper: Helper
  beginsOn: string | null
  dueOn: string | null
  team: string
  at: Date
  isMine: boolean
}
/** What teams propose and the person has not answered yet. */
export const listStepProposals = async (scope: Scope, network: string, file: string): Promise<StepProposal[]> => {
  const { rows } = await sql<Omit<StepProposal, 'what' | 'who'> & { content: Buffer }>`
    select p.id, p.domain, p.helper, p.content, p.begins_on::text as "beginsOn", p.due_on::text as "dueOn", p.at,
           coalesce(s.name, care.name_of_team(p.team), '') as team, p.by_id = platform.person() as "isMine"
      from paths.step_proposal p left join directory.service s on s.network_id = p.network_id and s.id = p.service_id
     where p.network_id = ${network} and p.person_id = ${file} and p.state = 'open' order by p.at, p.id`.execute(scope)
  const all: StepProposal[] = []
  for (const { content, ...row } of rows)
    all.push({ ...row, ...(await proposalText.open(scope, { network, file, row: row.id, version: 1 }, content)) })
  return all
}

/** Of files that were merged the one that the others lead to: a path is written there, where the person finds it. */
export const survivingFile = async (scope: Scope, network: string, file: string): Promise<string> => {
  const row = await scope
    .selectFrom('care.person')
    .select((of) => of.fn.coalesce('merged_into', 'id').as('id'))
    .where('network_id', '=', network)
    .where('id', '=', file)
    .executeTakeFirst()
  return found(row).id
}

export type OnPath = {
  id: string
  givenName: string
  familyName: string
  service: string
  steps: number
  underWay: number
  proposed: number
  reviewOn: string | null
}
/** The people whom one's teams follow today, with how far their paths have come; in words there is nothing here. */
export const listOnPaths = async (scope: Scope, network: string): Promise<OnPath[]> =>
  (
    await sql<OnPath>`
      select distinct on (p.family_name collate platform.names, p.given_name collate platform.names, p.id) p.id, p.given_name as "givenName",
             p.family_name as "familyName", s.name as service, w.review_on::text as "reviewOn",
             (select count(*)::integer from paths.step t where t.network_id = p.network_id and t.person_id = p.id) as steps,
             (select count(*)::integer from paths.step t where t.network_id = p.network_id and t.person_id = p.id and t.state = 'under_way') as "underWay",
             (select count(*)::integer from paths.step_proposal o where o.network_id = p.network_id and o.person_id = p.id and o.state = 'open') as proposed
        from care.episode e join care.person f on f.network_id = e.network_id and f.id = e.person_id
        join care.person p on p.network_id = f.network_id and p.id = coalesce(f.merged_into, f.id)
        join directory.service s on s.network_id = e.network_id and s.id = e.service_id
        left join paths.path w on w.network_id = p.network_id and w.person_id = p.id
       where e.network_id = ${network} and e.team = any (array(select care.my_teams())) and e.left_on is null
       order by p.family_name collate platform.names, p.given_name collate platform.names, p.id limit 300`.execute(scope)
  ).rows
