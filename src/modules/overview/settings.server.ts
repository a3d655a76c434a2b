import { PAGE_LIMITS, type PageSetting, setPages } from '#modules/network/index.ts'
import type { Actor } from '#platform/actor.ts'
import { whole } from '#platform/cells.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Answer } from '#platform/forms/form-state.tsx'
import { differences, type Read, reading, type Typed, versionIn } from '#platform/forms/typed.ts'
import { Problem } from '#platform/problem.ts'
import { LIMITS } from './counting.ts'
import { setCounting } from './settings.commands.server.ts'
import { type CountingFrom, settingCounts } from './settings.queries.server.ts'

/** The two forms of the page, by what they decide. */
export const FORMS = ['counting', 'pages'] as const
export type SettingsForm = (typeof FORMS)[number]
/** A form was kept (null), or comes back as it was typed with what is wrong. */
export type Sent = null | { of: SettingsForm; answer: Answer; status: 409 | 422 }

type Reading = ReturnType<typeof reading>
/** A whole number within its limits; -1 after noting what is wrong. */
const within = (form: Reading, name: string, [least, most]: readonly [number, number]): number => {
  const value = form.cell(name, whole)
  if (value !== undefined && (value < least || value > most))
    form.wrong(name, 'overview.settings.fault.between', { least: String(least), most: String(most) })
  return value ?? -1
}

/** The days of a way of counting; `year`: the one from which on it holds. */
export const readCountingForm = (typed: Typed, year: number): Read<CountingFrom> => {
  const form = reading(typed)
  const soonDays = within(form, 'soon_days', LIMITS.soonDays)
  const backDays = within(form, 'back_days', LIMITS.backDays)
  if (soonDays >= backDays) form.wrong('back_days', 'overview.settings.fault.order')
  const seenDays = within(form, 'seen_days', LIMITS.seenDays)
  const onwardDays = within(form, 'onward_days', LIMITS.onwardDays)
  // What was typed for another year is not kept for this one: somebody looked at the numbers since.
  const version = typed.from_year === String(year) ? versionIn(typed) : -1
  return form.done(() => ({ fromYear: year, soonDays, backDays, seenDays, onwardDays, version }))
}

export const readPagesForm = (typed: Typed): Read<PageSetting> => {
  const form = reading(typed)
  const aheadDays = within(form, 'ahead_days', PAGE_LIMITS.aheadDays)
  const mostTeams = within(form, 'most_teams', PAGE_LIMITS.mostTeams)
  return form.done(() => ({ aheadDays, mostTeams, version: versionIn(typed) }))
}

export const countingTyped = ({ fromYear, soonDays, backDays, seenDays, onwardDays, version }: CountingFrom) => ({
  from_year: String(fromYear),
  soon_days: String(soonDays),
  back_days: String(backDays),
  seen_days: String(seenDays),
  onward_days: String(onwardDays),
  version: String(version),
})
export const pagesTyped = ({ aheadDays, mostTeams, version }: PageSetting) => ({
  ahead_days: String(aheadDays),
  most_teams: String(mostTeams),
  version: String(version),
})

/**
 * Keeps what was typed in one of the two forms; where somebody else decided meanwhile, what they put stands beside it.
 * @throws Problem as settingCounts
 */
export const sendSettings = async (scope: Scope, actor: Actor, network: string, typed: Typed, today: string): Promise<Sent> => {
  const now = await settingCounts(scope, actor, network, today)
  const of = typed.of === 'pages' ? 'pages' : 'counting'
  const read = of === 'pages' ? readPagesForm(typed) : readCountingForm(typed, now.counting.fromYear)
  if (!read.ok) return { of, answer: { typed, faults: read.faults, theirs: null }, status: 422 }
  try {
    await ('fromYear' in read.input ? setCounting(scope, actor, network, read.input) : setPages(scope, actor, network, read.input))
    return null
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'conflict') throw error
    const { pages, counting } = await settingCounts(scope, actor, network, today)
    const theirs: Typed = of === 'pages' ? pagesTyped(pages) : countingTyped(counting)
    const version = theirs.version ?? '0'
    const back = { ...typed, version, ...(theirs.from_year === undefined ? {} : { from_year: theirs.from_year }) }
    return { of, answer: { typed: back, faults: {}, theirs: differences(typed, theirs), version }, status: 409 }
  }
}
