import { addAgendaPoint, listComingMeetings } from '#modules/network/index.ts'
import type { Actor } from '#platform/actor.ts'
import { anyText } from '#platform/cells.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Faults, reading, type Typed } from '#platform/forms/typed.ts'
import type { Say } from '#platform/languages/intl.tsx'
import { type Asked, readFigure } from './figure.server.ts'
import type { Period } from './period.ts'
import { quotesOf } from './screen/quotes.ts'

const MOST = 500

/**
 * Puts a number of a row of the dashboard on the agenda of a meeting, in words, with its period and the day: read again here, so that what is
 * hidden cannot be quoted by its place.
 * @returns the meeting; what is wrong with the form
 * @throws Problem signed_out, not_found
 */
export const bringToCommittee = async (
  scope: Scope,
  actor: Actor,
  asked: Asked,
  typed: Typed,
  { say, periodIn, dayIn }: { say: Say; periodIn: (period: Period) => string; dayIn: (moment: string) => string },
): Promise<{ meeting: string } | { faults: Faults }> => {
  const { network } = asked
  const { view, table, line, period } = await readFigure(scope, actor, asked)
  const quote = quotesOf(table, line, say).find(({ key }) => key === typed.figure)
  const meeting = (await listComingMeetings(scope, network)).find(({ id }) => id === typed.meeting)
  const form = reading(typed)
  const remark = (form.cell('remark', anyText) ?? '').slice(0, MOST)
  if (quote === undefined) form.wrong('figure', 'form.fault.unknown')
  if (meeting === undefined) form.wrong('meeting', 'form.fault.unknown')
  const read = form.done(() => remark)
  if (!read.ok) return { faults: read.faults }
  if (quote === undefined || meeting === undefined) return { faults: {} }
  const point = say('overview.agenda.point', { figure: quote.text, period: periodIn(period), day: dayIn(view.countedAt) })
  await addAgendaPoint(scope, actor, network, meeting.id, remark === '' ? point : `${point}\n  ${remark}`)
  return { meeting: meeting.id }
}
