import { resolveTerritory, withId } from '#modules/directory/named.server.ts'
import { findPlaces } from '#modules/guide/index.ts'
import { anyText, day, matching, oneOf, optional, text, yesNo } from '#platform/cells.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Read, reading, type Typed } from '#platform/forms/typed.ts'
import { dayOf, today } from '#platform/today.ts'
import type { Ground } from './requests/ground.server.ts'
import type { Asked, PersonInput } from './requests/requests.commands.server.ts'
import type { Turning } from './requests/turning.commands.server.ts'
import { AGREEMENTS, INFORMED, OUTSIDE_KINDS, REASON_KINDS, REFUSALS, type Reach, URGENCIES } from './vocabulary.ts'

const LONGEST_TEXT = 20_000
const LANGUAGE = matching(/^[a-z]{2,3}$/, 'cell.oneOf')
type Reading = ReturnType<typeof reading>
type PersonTyped = { person: PersonInput; reach: Reach }

// Somebody on the telephone waits while this is typed: what may be meant is offered as it can be copied.
const likely = async (scope: Scope, network: string, typed: string) => {
  const here = await scope.selectFrom('platform.network').select('country').where('id', '=', network).executeTakeFirst()
  const places = await findPlaces(scope, typed, { language: 'fr', country: here?.country ?? '' })
  return places.slice(0, 4).map(withId).join(' · ')
}

const personIn = async (form: Reading, scope: Scope, network: string, typed: Typed): Promise<PersonTyped> => {
  const place = (typed.territory ?? '').trim()
  const territory = place === '' ? null : await resolveTerritory(scope, place, { network })
  if (territory?.fault !== undefined) {
    const { names } = territory.fault.values ?? {}
    const near = names === undefined ? await likely(scope, network, place) : ''
    if (names !== undefined) form.wrong('territory', 'care.fault.several', { names })
    else if (near === '') form.wrong('territory', 'form.fault.unknown')
    else form.wrong('territory', 'care.fault.perhaps', { names: near })
  }
  const born = form.cell('birth_date', optional(day)) ?? null
  if (born !== null && (born < '1880-01-01' || born > today())) form.wrong('birth_date', 'care.fault.past')
  const short = (name: string) => form.upTo(name, 500, anyText)
  return {
    person: {
      given_name: form.upTo('given', 100),
      family_name: form.upTo('family', 100),
      birth_date: born,
      territory_id: territory?.id ?? null,
      language: form.cell('language', optional(LANGUAGE)) ?? null,
      needs_interpreter: form.cell('interpreter', yesNo) ?? false,
    },
    reach: { phone: short('phone'), email: short('email'), address: short('address'), how: short('how') },
  }
}

const storyIn = (form: Reading): Omit<Asked, 'from_kind' | 'agreement'> => {
  form.cell('what', text)
  const part = (name: string) => form.upTo(name, LONGEST_TEXT)
  return {
    urgency: form.cell('urgency', oneOf(URGENCIES)) ?? 'days',
    reason_kind: form.cell('reason_kind', oneOf(REASON_KINDS)) ?? 'other',
    story: {
      what: part('what'),
      hoped: part('hoped'),
      safety: part('safety'),
      answer: part('answer'),
      askerName: part('askerName'),
      askerReach: part('askerReach'),
    },
  }
}

/** The form of a file. */
export const readPersonForm = async (scope: Scope, network: string, typed: Typed): Promise<Read<PersonTyped>> => {
  const form = reading(typed)
  const input = await personIn(form, scope, network, typed)
  return form.done(() => input)
}

/** The form of a call: what happens is required, and nothing else; a call may know no name. */
export const readCallForm = async (scope: Scope, network: string, typed: Typed): Promise<Read<Asked & PersonTyped>> => {
  const form = reading(typed)
  const from_kind = form.cell('from_kind', oneOf(OUTSIDE_KINDS)) ?? 'other'
  const agreement = form.cell('agreement', oneOf(AGREEMENTS)) ?? 'unknown'
  const input = { from_kind, agreement, ...storyIn(form), ...(await personIn(form, scope, network, typed)) }
  return form.done(() => input)
}

const LONGEST_DAYS = 731
export const groundIn = (form: Reading): Ground => {
  const how = form.cell('ground', oneOf(['spoken', 'written', 'together', 'emergency']))
  if (how === 'emergency') return { kind: 'emergency', reason: form.cell('emergency', text) ?? '' }
  const until = form.cell('until', day) ?? ''
  const last = dayOf(new Date(Date.now() + LONGEST_DAYS * 86_400_000))
  if (until !== '' && (until < today() || until > last)) form.wrong('until', 'care.fault.until')
  return { kind: 'consent', how: how ?? 'spoken', until, purpose: form.upTo('purpose', 500, text) }
}

/** The form of a request to another team; `teams` are those that can be asked. */
export const readSendForm = (typed: Typed, teams: readonly { id: string }[]): Read<Asked & { to: string; ground: Ground }> => {
  const form = reading(typed)
  const to = form.cell('to', text) ?? ''
  if (to !== '' && !teams.some(({ id }) => id === to)) form.wrong('to', 'form.fault.unknown')
  const ground = groundIn(form)
  // Nobody asked the person in an emergency, whatever they would have said.
  const agreement = ground.kind === 'consent' ? ('yes' as const) : ('unknown' as const)
  const input = { from_kind: 'team' as const, agreement, ...storyIn(form), to, ground }
  return form.done(() => input)
}
export const readGroundForm = (typed: Typed): Read<Ground> => {
  const form = reading(typed)
  const ground = groundIn(form)
  return form.done(() => ground)
}

/** The request that a team turns away, as far as its form asks differently: who called has no code, and what comes from a team goes back to it. */
export type TurnedAway = { channel: 'form' | 'telephone' | 'team'; toServiceId: string | null; isOutside: boolean; mayPass: boolean }

/**
 * The form of a team that does not take a request; `teams` are those that can be proposed. Where it came from outside and nobody agreed to
 * more, it also says with what it goes on to the team that is proposed; without, it does not.
 */
export const readTurnForm = (typed: Typed, turned: TurnedAway, teams: readonly { id: string }[]): Read<Omit<Turning, 'given'>> => {
  const form = reading(typed)
  const isCall = turned.channel === 'telephone'
  const reason = form.cell('refusal', oneOf(REFUSALS)) ?? 'other'
  const proposed = (typed.proposed ?? '').trim()
  if (proposed !== '' && proposed === turned.toServiceId) form.wrong('proposed', 'care.fault.same')
  else if (proposed !== '' && !teams.some(({ id }) => id === proposed)) form.wrong('proposed', 'form.fault.unknown')
  const goesOn = turned.isOutside && !turned.mayPass && !['', 'none'].includes(typed.ground ?? '')
  // What the person agreed to names a team.
  if (goesOn && proposed === '') form.wrong('proposed', 'care.fault.proposed')
  const ground = goesOn ? groundIn(form) : undefined
  const informed = isCall ? form.cell('informed', oneOf(INFORMED)) : undefined
  // Who called is told by voice: nobody could read words to them.
  const words = isCall ? '' : (form.cell('words', anyText) ?? '').slice(0, 2000)
  return form.done(() => ({ reason, words, proposed: proposed === '' ? null : proposed, informed, ground }))
}
