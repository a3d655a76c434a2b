import { addAgendaPoint, listComingMeetings } from '#modules/network/index.ts'
import type { Actor } from '#platform/actor.ts'
import { anyText } from '#platform/cells.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Faults, reading, type Typed } from '#platform/forms/typed.ts'
import { intlOf } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, localeOf } from '#platform/languages/locales.ts'
import type { Period } from './period.ts'
import type { Quote } from './screen/quotes.ts'
import { periodIn } from './screen/spoken.ts'
import { speechOf } from './speech.server.ts'

const MOST = 500

/** What a page may put on an agenda: read by the action itself, so that what is hidden cannot be quoted by its place. */
export type Quoted = { network: string; quotes: readonly Quote[]; period: Period; countedAt: string; lang: string | undefined }

/**
 * Puts a number on the agenda of a meeting, in words, with its period and the day on which it was counted.
 * @returns the meeting; what is wrong with the form
 * @throws Problem not_found, forbidden (see addAgendaPoint)
 */
export const bringToCommittee = async (
  scope: Scope,
  actor: Actor,
  { network, quotes, period, countedAt, lang }: Quoted,
  typed: Typed,
): Promise<{ meeting: string } | { faults: Faults }> => {
  const { say } = speechOf(lang)
  const quote = quotes.find(({ key }) => key === typed.figure)
  const meeting = (await listComingMeetings(scope, network)).find(({ id }) => id === typed.meeting)
  const form = reading(typed)
  const remark = (form.cell('remark', anyText) ?? '').slice(0, MOST)
  if (quote === undefined) form.wrong('figure', 'form.fault.unknown')
  if (meeting === undefined) form.wrong('meeting', 'form.fault.unknown')
  const read = form.done(() => remark)
  if (!read.ok) return { faults: read.faults }
  if (quote === undefined || meeting === undefined) return { faults: {} }
  const day = intlOf(localeOf(lang) ?? DEFAULT_LOCALE).formatDate(countedAt, { dateStyle: 'long' })
  const point = say('overview.agenda.point', { figure: quote.text, period: periodIn(say, period), day })
  await addAgendaPoint(scope, actor, network, meeting.id, remark === '' ? point : `${point}\n  ${remark}`)
  return { meeting: meeting.id }
}
