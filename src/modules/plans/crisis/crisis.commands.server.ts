import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { sendMail } from '#platform/mail/index.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { monthsAfter, today } from '#platform/today.ts'
import '../mails.server.ts'
import { sealText } from '../texts.server.ts'
import type { Audience, Part, Signer, Way } from '../vocabulary.ts'
import { lastVersion } from './crisis.queries.server.ts'

export type CrisisInput = {
  parts: { part: Part; text: string; forWhom: Audience[] }[]
  signers: Signer[]
  forDuty: boolean
  /** Months until the person is asked whether it still holds; 0: never. */
  renewMonths: number
  /** The number of the last version when the form was opened. */
  seen: number
}
export type WrittenWith = { how: Way; service: string | null }

const dayIn = (months: number): string | null => (months === 0 ? null : monthsAfter(today(), months))

/**
 * Writes the next version of a crisis plan: the person, or a team that was there with them. Every section is optional, and nothing of
 * what is written is weighed or changed.
 * @returns the number of the version
 * @throws Problem conflict when a version was written meanwhile; not_found for everybody else
 */
export const writeCrisis = async (
  scope: Scope,
  network: string,
  file: string,
  input: CrisisInput,
  written: WrittenWith,
): Promise<number> => {
  found((await lastVersion(scope, network, file)) ?? undefined)
  const seq = input.seen + 1
  const texts: Buffer[] = []
  for (const { part, text } of input.parts)
    texts.push(
      await sealText(scope, { network, file, table: 'crisis_part', column: 'content', row: `${file}/${part}`, version: seq }, text),
    )
  const place = { network, file, table: 'crisis_version', column: 'signed', row: file, version: seq }
  const signed = input.signers.length === 0 ? null : await sealText(scope, place, JSON.stringify(input.signers))
  const { rows } = await sql<{ answer: string }>`
    select plans.write_crisis(${network}, ${file}, ${seq}, ${written.how}, ${written.service}, ${signed}, ${dayIn(input.renewMonths)}::date,
      ${input.parts.map(({ part }) => part)}::text[], ${JSON.stringify(input.parts.map(({ forWhom }) => forWhom))}::jsonb, ${texts}::bytea[],
      ${input.forDuty}) as answer`.execute(scope)
  const answer = rows[0]?.answer
  if (answer === 'conflict') throw new Problem('conflict')
  found(answer === 'written' ? true : undefined)
  await record(scope, network, 'plans.writeCrisis', `crisis/${seq}`, { about: file })
  return seq
}

/** Lets teams on duty find the plan, or no longer, from this second on. @throws Problem not_found */
export const letDutyOpen = async (scope: Scope, network: string, file: string, isAllowed: boolean): Promise<void> => {
  found(await setCrisis(scope, network, file, isAllowed, false))
  await record(scope, network, 'plans.letDutyOpen', isAllowed ? 'yes' : 'no', { about: file })
}

/** Puts the plan away: nobody else sees it any more, and the person keeps every version. @throws Problem not_found */
export const putCrisisAway = async (scope: Scope, network: string, file: string): Promise<void> => {
  found(await setCrisis(scope, network, file, false, true))
  await record(scope, network, 'plans.putAway', 'crisis', { about: file })
}

const setCrisis = async (scope: Scope, network: string, file: string, onDuty: boolean, away: boolean): Promise<true | undefined> => {
  const { rows } = await sql<{ done: boolean }>`select plans.set_crisis(${network}, ${file}, ${onDuty}, ${away}) as done`.execute(scope)
  return rows[0]?.done === true ? true : undefined
}

/** Tells a person that a team wrote down their plan with them, or proposes something. It says nothing of what. */
export const tellOfPlan = async (scope: Scope, actor: Actor, account: string | null): Promise<void> => {
  if (account === null || account === actor.personId) return
  await sendMail(scope, { to: { personId: account }, template: 'spaceNews', values: { link: '/my' } })
}
