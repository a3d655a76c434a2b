import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import { openText, sealText } from '../texts.server.ts'
import type { PlanKind, ProposalState } from '../vocabulary.ts'

/** What somebody would write, by section. */
export type Proposed = Readonly<Record<string, string>>
export type Proposal = {
  id: string
  kind: PlanKind
  texts: Proposed
  at: Date
  state: ProposalState
  /** The team, or somebody of the circle. */
  service: string | null
  /** The account of who proposes. */
  by: string
}

const placeOf = (network: string, file: string, id: string) => ({ network, file, table: 'proposal', column: 'content', row: id })

/** Lays something before the person, who takes it or not. Runs with the rights of who proposes. @returns its id */
export const propose = async (
  scope: Scope,
  actor: Actor,
  { network, file, service, kind }: { network: string; file: string; service: string | null; kind: PlanKind },
  texts: Proposed,
): Promise<string> => {
  const id = randomUUID()
  await scope
    .insertInto('plans.proposal')
    .values({
      network_id: network,
      id,
      person_id: file,
      kind,
      content: await sealText(scope, placeOf(network, file, id), JSON.stringify(texts)),
      by_id: actor.personId,
      service_id: service,
      answered_at: null,
    })
    .execute()
  await record(scope, network, 'plans.propose', `${kind}/${id}`, { about: file })
  return id
}

type Row = { id: string; kind: PlanKind; content: Buffer; at: Date; state: ProposalState; service_id: string | null; by_id: string }
const read = async (
  scope: Scope,
  network: string,
  file: string,
  { id, kind, content, at, state, service_id, by_id }: Row,
): Promise<Proposal> => {
  const text = await openText(scope, placeOf(network, file, id), content)
  return { id, kind, texts: text === '' ? {} : (JSON.parse(text) as Proposed), at, state, service: service_id, by: by_id }
}

/** What waits for the person's answer. */
export const listProposals = async (scope: Scope, network: string, file: string, kind: PlanKind): Promise<Proposal[]> => {
  const { rows } = await sql<Row>`select id, kind, content, at, state, service_id, by_id from plans.proposal
    where network_id = ${network} and person_id = ${file} and kind = ${kind} and state = 'open' order by at`.execute(scope)
  const all: Proposal[] = []
  for (const row of rows) all.push(await read(scope, network, file, row))
  return all
}

const MOST_SHOWN = 10
export type ProposedByUs = Proposal & { isMine: boolean }
/** What the one who acts proposed as somebody of the circle, or their teams proposed, with what became of it: the latest first. */
export const listProposed = async (scope: Scope, network: string, file: string, as: 'circle' | 'team'): Promise<ProposedByUs[]> => {
  const { rows } = await sql<Row & { isMine: boolean }>`
    select id, kind, content, at, state, service_id, by_id, by_id = platform.person() as "isMine" from plans.proposal
     where network_id = ${network} and person_id = ${file} and state <> 'withdrawn'
       and case when ${as === 'team'} then service_id is not null else service_id is null and by_id = platform.person() end
     order by at desc limit ${MOST_SHOWN}`.execute(scope)
  const all: ProposedByUs[] = []
  for (const row of rows) all.push({ ...(await read(scope, network, file, row)), isMine: row.isMine })
  return all
}

/** @throws Problem not_found */
export const readProposal = async (scope: Scope, network: string, file: string, id: string): Promise<Proposal> => {
  const { rows } = await sql<Row>`select id, kind, content, at, state, service_id, by_id from plans.proposal
    where network_id = ${network} and person_id = ${file} and id = ${id} and state = 'open'`.execute(scope)
  return read(scope, network, file, found(rows[0]))
}

/** The person's answer, or that it is taken back by who made it. @throws Problem not_found for one that is answered, or is none of theirs */
export const answerProposal = async (
  scope: Scope,
  network: string,
  { file, id }: { file: string; id: string },
  state: Exclude<ProposalState, 'open'>,
): Promise<void> => {
  const { numUpdatedRows } = await scope
    .updateTable('plans.proposal')
    .set({ state, answered_at: new Date() })
    .where('network_id', '=', network)
    .where('person_id', '=', file)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  found(numUpdatedRows === 1n ? true : undefined)
  await record(scope, network, 'plans.answerProposal', state, { about: file })
}
