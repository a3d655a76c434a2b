import { day, oneOf, optional, text, whole } from '#platform/cells.ts'
import { dateTyped } from '#platform/forms/date-typed.ts'
import { type Read, reading, type Typed, versionIn } from '#platform/forms/typed.ts'
import { dayIn, today } from '#platform/today.ts'
import { spanOfPartial } from './early/duration.ts'
import type { SessionInput } from './early/early.commands.server.ts'
import type { FirstDays } from './early/early.queries.server.ts'
import type { Sending, Wish } from './partners/referrals.commands.server.ts'
import type { Partner } from './partners/referrals.queries.server.ts'
import { STEP_MOVES, type StepMove } from './path/machine.ts'
import type { StepInput } from './path/path.commands.server.ts'
import type { Settings } from './settings.queries.server.ts'
import type { PathWords } from './texts.server.ts'
import {
  ANSWERS,
  COMES,
  DECLINE_REASONS,
  type DeclineReason,
  DOMAINS,
  FAMILY_KINDS,
  type FamilyKind,
  FIRST_DAYS,
  HELPERS,
  PARTNER_KINDS,
  type PartnerAnswer,
  THEMES,
} from './vocabulary.ts'

type Reading = ReturnType<typeof reading>
const shortOf = (form: Reading, name: string, longest: number) => form.upTo(name, longest)
/** One of a list; what is wrong is said without the list, whose words are not those of the page. */
const oneIn = <const V extends string>(form: Reading, typed: Typed, name: string, values: readonly V[]): V | undefined => {
  const chosen = values.find((value) => value === typed[name])
  return chosen ?? form.wrong(name, 'cell.required')
}
const lines = (typed: string) => typed.replaceAll('\r\n', '\n')

/** The form of a step: what it is about and what it is are required, and nothing else. */
export const readStepForm = (typed: Typed): Read<StepInput> => {
  const form = reading(typed)
  const domain = oneIn(form, typed, 'domain', DOMAINS) ?? 'other'
  const what = form.upTo('what', 2000, text)
  const helper = form.cell('helper', optional(oneOf(HELPERS))) ?? 'nobody'
  const [beginsOn, dueOn] = [form.cell('begins_on', optional(day)) ?? null, form.cell('due_on', optional(day)) ?? null]
  if (beginsOn !== null && dueOn !== null && dueOn < beginsOn) form.wrong('due_on', 'path.fault.before')
  return form.done(() => ({ domain, what, helper, who: shortOf(form, 'who', 200), beginsOn, dueOn }))
}

/** A move of a step with its reason; null for a form that there is not. */
export const readMove = (typed: Typed): { move: StepMove; reason: string } | null => {
  const move = STEP_MOVES.find((each) => each === typed.move)
  return move === undefined
    ? null
    : {
        move,
        reason: lines(typed.reason ?? '')
          .trim()
          .slice(0, 2000),
      }
}

/** The life project, and when it is looked at together again. */
export const readPathForm = (typed: Typed): Read<PathWords & { reviewOn: string | null }> => {
  const form = reading(typed)
  const reviewOn = form.cell('review_on', optional(day)) ?? null
  return form.done(() => ({
    project: lines(shortOf(form, 'project', 8000)),
    goals: lines(shortOf(form, 'goals', 2000)),
    reviewOn,
  }))
}

/** The four fields that a partner reads: each is filled in by hand, and none may stay empty. */
export const readReferralForm = (typed: Typed, partners: readonly Partner[]): Read<Wish> => {
  const form = reading(typed)
  const partner = partners.find(({ id }) => id === typed.partner)
  if (partner === undefined) form.wrong('partner', (typed.partner ?? '') === '' ? 'cell.required' : 'form.fault.unknown')
  const kind = oneIn(form, typed, 'kind', PARTNER_KINDS) ?? 'other'
  const name = form.upTo('name', 60, text)
  const way = oneIn(form, typed, 'way', ['reach', COMES])
  const reach = way === 'reach' ? form.upTo('reach', 200, text) : COMES
  const wanted = form.upTo('wanted', 300, text)
  const from = form.upTo('from', 100, text)
  return form.done(() => ({ partner: partner as Partner, kind, told: { name, reach, wanted, from } }))
}

const LONGEST_DAYS = 366
/** How the person agreed and until when, and how the link goes to the partner. */
export const readSendingForm = (typed: Typed, hasMail: boolean): Read<Omit<Sending, 'purpose'>> => {
  const form = reading(typed)
  const how = oneIn(form, typed, 'how', ['spoken', 'written', 'together']) ?? 'spoken'
  const until = form.cell('until', day) ?? ''
  if (until !== '' && (until < today() || until > dayIn(LONGEST_DAYS))) form.wrong('until', 'pathTeam.fault.until')
  if (typed.read !== 'on') form.wrong('read', 'pathTeam.fault.read')
  const mail = oneIn(form, typed, 'mail', ['hand', 'fr', 'nl', 'en'])
  if (mail !== undefined && mail !== 'hand' && !hasMail) form.wrong('mail', 'pathTeam.fault.noMail')
  return form.done(() => ({ how, until, mail: mail === undefined || mail === 'hand' ? null : mail }))
}

/** A partner's answer; a reason goes with everything but a yes. */
export const readAnswerForm = (typed: Typed): Read<{ answer: PartnerAnswer; reason: DeclineReason | null }> => {
  const form = reading(typed)
  const answer = oneIn(form, typed, 'answer', ANSWERS) ?? 'no'
  const reason = typed.answer === 'yes' ? null : (oneIn(form, typed, 'reason', DECLINE_REASONS) ?? null)
  return form.done(() => ({ answer, reason }))
}

/** "03/2024", "2024" or a day, as far as somebody remembers; empty is not known. */
export const readFirstDaysForm = (typed: Typed): Read<FirstDays> => {
  const form = reading(typed)
  const partial = Object.fromEntries(
    FIRST_DAYS.map((name) => {
      const written = (typed[name] ?? '').trim()
      const span = written === '' ? null : dateTyped(written)
      if (written !== '' && span === null) form.wrong(name, 'cell.date')
      if (span !== null && (span.from > today() || span.from < '1900')) form.wrong(name, 'pathTeam.fault.past')
      return [name, span === null ? null : span.from.slice(0, span.precision === 'year' ? 4 : span.precision === 'month' ? 7 : 10)]
    }),
  ) as Record<(typeof FIRST_DAYS)[number], string | null>
  const ordered = (earlier: string | null, later: string | null) =>
    earlier === null || later === null || spanOfPartial(later).to >= spanOfPartial(earlier).from
  if (!ordered(partial.signs, partial.treated)) form.wrong('treated', 'pathTeam.fault.treatedFirst')
  return form.done(() => ({ ...partial, version: versionIn(typed) }))
}

/** A session with the family; `who` are the kinds that were ticked. */
export const readSessionForm = (typed: Typed, who: readonly string[]): Read<SessionInput> => {
  const form = reading(typed)
  const onDay = form.cell('on_day', day) ?? ''
  if (onDay > today()) form.wrong('on_day', 'pathTeam.fault.past')
  const kinds = FAMILY_KINDS.filter((kind): kind is FamilyKind => who.includes(kind))
  if (kinds.length === 0) form.wrong('who', 'cell.required')
  const members = form.cell('members', whole) ?? 1
  if (members < 1 || members > 30) form.wrong('members', 'pathTeam.fault.members')
  const theme = oneIn(form, typed, 'theme', THEMES) ?? 'other'
  const nextOn = form.cell('next_on', optional(day)) ?? null
  if (nextOn !== null && nextOn < onDay) form.wrong('next_on', 'path.fault.before')
  return form.done(() => ({ onDay, who: kinds, members, withPerson: typed.with_person === 'on', theme, nextOn }))
}

export const readSettingsForm = (typed: Typed): Read<Settings> => {
  const form = reading(typed)
  const [keepDays, linkDays, aimDays] = [
    form.cell('keep_days', whole) ?? 0,
    form.cell('link_days', whole) ?? 0,
    form.cell('aim_days', whole) ?? 0,
  ]
  if (keepDays < 1 || keepDays > 366) form.wrong('keep_days', 'pathTeam.fault.keep')
  if (linkDays < 1 || linkDays > 92) form.wrong('link_days', 'pathTeam.fault.link')
  if (aimDays < 1 || aimDays > 3650) form.wrong('aim_days', 'pathTeam.fault.aim')
  return form.done(() => ({ keepDays, linkDays, aimDays, version: versionIn(typed) }))
}
