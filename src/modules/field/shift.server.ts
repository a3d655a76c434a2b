import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { openText } from '#modules/plans/index.server.ts'
import { recordRead } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { setting } from '#platform/settings/index.server.ts'
import { PARTS, type Part } from '../plans/vocabulary.ts'
import { namesToClose, wordsToClose } from './names.ts'
import type { ClosedPlan, OpenedPlan, Shift } from './vocabulary.ts'

type Row = {
  person: string
  given: string
  family: string
  born: string | null
  at: Date
  section: Part
  content: Buffer
  sealed_as: number
}
const takeRows = async (scope: Scope, network: string): Promise<Row[]> =>
  (
    await sql<Row>`select person_id as person, given_name as given, family_name as family, birth_date::text as born, written_at as at, section, content, sealed_as
      from field.take_plans(${network}, ${setting('MAILLAGE_FIELD_SHIFT_HOURS')})`.execute(scope)
  ).rows

const plansOf = async (scope: Scope, network: string): Promise<{ plan: OpenedPlan; given: string; family: string }[]> => {
  const plans = new Map<string, { plan: OpenedPlan; given: string; family: string }>()
  for (const { person, given, family, born, at, section, content, sealed_as } of await takeRows(scope, network)) {
    const head = { network, person, name: `${given} ${family}`.trim(), birthDate: born, plan: { writtenAt: at.toISOString(), parts: [] } }
    const its = plans.get(person) ?? { plan: head, given, family }
    plans.set(person, its)
    const place = { network, file: person, table: 'crisis_part', column: 'content', row: `${person}/${section}`, version: sealed_as }
    its.plan.plan.parts.push({ part: section, text: await openText(scope, place, content) })
  }
  for (const { plan } of plans.values()) plan.plan.parts.sort((one, other) => PARTS.indexOf(one.part) - PARTS.indexOf(other.part))
  return [...plans.values()]
}

/** Closes a plan so that only who types this name and this birth date finds and opens it: the device holds no list of people. */
export const closePlan = (salt: Buffer, words: string, plan: OpenedPlan): ClosedPlan => {
  const of = (purpose: string, length: number) => Buffer.from(hkdfSync('sha256', words, salt, `maillage plan ${purpose}`, length))
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', of('key', 32), iv)
  const body = Buffer.concat([cipher.update(JSON.stringify(plan), 'utf8'), cipher.final(), cipher.getAuthTag()])
  return { tag: of('tag', 16).toString('base64'), iv: iv.toString('base64'), body: body.toString('base64') }
}

/**
 * The crisis plans that one may open on duty, for a shift without a network. Each is noted as taken along, and closed with the name and
 * the birth date of the person; opening it is another act, with a reason, and is told.
 * @throws Problem forbidden for who works in no team that is on duty
 */
export const takeShift = async (scope: Scope): Promise<Shift> => {
  const { rows } = await sql<{ network: string }>`select distinct split_part(t, '/', 1) as network from plans.my_duty_teams() t`.execute(
    scope,
  )
  if (rows.length === 0) throw new Problem('forbidden', { right: 'field.takeShift' })
  const salt = randomBytes(16)
  const closed: ClosedPlan[] = []
  for (const { network } of rows)
    for (const { plan, given, family } of await plansOf(scope, network)) {
      const born = plan.birthDate ?? ''
      for (const name of namesToClose(given, family)) closed.push(closePlan(salt, wordsToClose(name, born), plan))
      await recordRead(scope, network, 'field.takeShift', `person/${plan.person}`, { about: plan.person })
    }
  // The order of the database would say which closed plans belong together.
  closed.sort((one, other) => (one.tag < other.tag ? -1 : 1))
  const until = new Date(Date.now() + setting('MAILLAGE_FIELD_SHIFT_HOURS') * 3_600_000).toISOString()
  return { until, salt: salt.toString('base64'), plans: closed }
}
