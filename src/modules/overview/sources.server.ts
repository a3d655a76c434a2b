import { countEncounters } from '#modules/outreach/index.ts'
import { countEarly, countReferrals, readPathSettings } from '#modules/paths/index.ts'
import { countCoercion, countCoercionByTeam } from '#modules/stays/index.ts'
import { today } from '#platform/today.ts'
import type { CountSource } from './more.server.ts'

const MONTHS = 12
/** The first days of the months from one day to another (ISO) that have begun. */
const monthsBetween = (from: string, to: string, now = today()): string[] =>
  Array.from({ length: MONTHS }, (_, at) => new Date(Date.UTC(Number(from.slice(0, 4)), Number(from.slice(5, 7)) - 1 + at, 1)))
    .map((day) => day.toISOString().slice(0, 10))
    .filter((day) => day <= to && day <= now)

/** The register of coercive measures: what began, kind by kind and month by month, and after how many somebody talked about it. */
const coercion: CountSource = async (scope, { network, from, to, say, month }) => {
  const counts = await countCoercion(scope, network, from, to)
  if (counts.length === 0) return null
  const months = monthsBetween(from, to)
  const rows = [...new Set(counts.map(({ kind }) => kind))].flatMap((kind) => {
    const label = say(`stays.kind.${kind}`)
    const by = (pick: 'measures' | 'debriefed') =>
      months.map((on) => {
        const of = counts.find((each) => each.kind === kind && each.month === on)
        return of === undefined ? 0 : of[pick]
      })
    return [
      { key: kind, label, counts: by('measures') },
      { key: `${kind} debriefed`, label: say('overview.coercion.debriefed', { what: label }), counts: by('debriefed') },
    ]
  })
  const columns = months.map((day) => month(day, true))
  return { key: 'coercion', title: say('overview.coercion'), what: say('overview.coercion.what'), columns, rows }
}

const PER = 1000
/**
 * The same year by team, in whatever part of it somebody looks: quarters of a team would be too small to tell. Beside each number what it
 * is for a thousand days of stay, without which a large unit cannot be told from a harsh one.
 */
const coercionByTeam: CountSource = async (scope, { network, from, say }) => {
  const year = from.slice(0, 4)
  const counts = await countCoercionByTeam(scope, network, Number(year))
  if (counts.length === 0) return null
  const rows = counts.map(({ service, team, kind, measures, days }) => ({
    key: `${kind} ${service}`,
    label: say('overview.coercionTeams.began', { kind: say(`stays.kind.${kind}`), team }),
    counts: [measures, measures === null || !days ? null : Math.round((10 * PER * measures) / days) / 10],
  }))
  return {
    key: 'coercion-teams',
    columns: [say('overview.column.count'), say('overview.coercionTeams.rate')],
    title: say('overview.coercionTeams', { year }),
    what: say('overview.coercionTeams.what'),
    rows,
  }
}

// Told of the whole year alone: the year less the quarters that may be told would be the quarter that may not.
const yearOf = (day: string) => [`${day.slice(0, 4)}-01-01`, `${day.slice(0, 4)}-12-31`] as const

/** Early intervention: how long people went without treatment, and how many families were met. */
const early: CountSource = async (scope, { network, from, say }) => {
  const counts = await countEarly(scope, network, ...yearOf(from))
  if (counts.people === 0 && counts.sessions === 0) return null
  const { aimDays } = await readPathSettings(scope, network)
  const rows = (['people', 'known', 'medianDays', 'families', 'sessions'] as const).map((key) => ({
    key: key as string,
    label: say(`overview.early.${key}`),
    counts: [counts[key]],
  }))
  // Beside the median what the network aims at; no count is taken by it.
  rows.splice(3, 0, { key: 'aim', label: say('overview.early.aim'), counts: [aimDays] })
  return { key: 'early', columns: [say('overview.column.count')], title: say('overview.early'), what: say('overview.early.what'), rows }
}

/** What left for partners outside care, and what came of it. */
const referrals: CountSource = async (scope, { network, from, say }) => {
  const { total, decisions } = await countReferrals(scope, network, ...yearOf(from))
  if (total === 0) return null
  const rows = [
    { key: 'total', label: say('overview.referrals.total'), counts: [total] },
    ...Object.entries(decisions).map(([key, count]) => ({
      key,
      label: say(`overview.referrals.${key as keyof typeof decisions}`),
      counts: [count],
    })),
  ]
  return {
    key: 'referrals',
    columns: [say('overview.column.count')],
    title: say('overview.referrals'),
    what: say('overview.referrals.what'),
    rows,
  }
}

/** How many people teams that go out by stops have met, without anybody's name. */
const encounters: CountSource = async (scope, { network, from, say, month }) => {
  const counts = await countEncounters(scope, network, ...yearOf(from))
  const total = counts.find(({ dimension }) => dimension === 'total')
  if (total === undefined || total.n === 0) return null
  const rows = [
    { key: 'total', label: say('overview.encounters.total'), counts: [total.n] },
    ...counts.filter(({ dimension }) => dimension === 'month').map(({ key, n }) => ({ key, label: month(`${key}-01`), counts: [n] })),
  ]
  return {
    key: 'encounters',
    columns: [say('overview.column.count')],
    title: say('overview.encounters'),
    what: say('overview.encounters.what'),
    rows,
  }
}

/** The registers that the dashboard asks, in the order in which it tells of them. */
export const SOURCES: readonly CountSource[] = [coercion, coercionByTeam, early, referrals, encounters]
