import { countEncounters } from '#modules/outreach/index.ts'
import { countEarly, countReferrals, readPathSettings } from '#modules/paths/index.ts'
import { countCoercion, countCoercionByTeam } from '#modules/stays/index.ts'
import type { CountSource } from './more.server.ts'
import type { CountList } from './screen/more.tsx'

/** The register of coercive measures: what began, month by month and kind by kind, and after how many somebody talked about it. */
const coercion: CountSource = async (scope, { network, from, to, say, month }) => {
  const counts = await countCoercion(scope, network, from, to)
  if (counts.length === 0) return null
  const rows = counts.flatMap((count) => {
    const key = `${count.month} ${count.kind}`
    const label = say('overview.coercion.began', { kind: say(`stays.kind.${count.kind}`), month: month(count.month) })
    return [
      { key, label, count: count.measures },
      { key: `${key} debriefed`, label: say('overview.coercion.debriefed', { what: label }), count: count.debriefed },
    ]
  })
  return { key: 'coercion', title: say('overview.coercion'), what: say('overview.coercion.what'), rows }
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
  const rows = counts.flatMap(({ service, team, kind, measures, days }) => {
    const key = `${kind} ${service}`
    const label = say('overview.coercionTeams.began', { kind: say(`stays.kind.${kind}`), team })
    const rate = measures === null || !days ? null : Math.round((10 * PER * measures) / days) / 10
    return [
      { key, label, count: measures },
      ...(rate === null ? [] : [{ key: `${key} rate`, label: say('overview.coercionTeams.rate', { what: label }), count: rate }]),
    ]
  })
  return { key: 'coercion-teams', title: say('overview.coercionTeams', { year }), what: say('overview.coercionTeams.what'), rows }
}

/** Early intervention: how long people went without treatment, and how many families were met. */
const early: CountSource = async (scope, { network, from, to, say }) => {
  const counts = await countEarly(scope, network, from, to)
  if (counts.people === 0 && counts.sessions === 0) return null
  const rows: CountList['rows'][number][] = (['people', 'known', 'medianDays', 'families', 'sessions'] as const).map((key) => ({
    key,
    label: say(`overview.early.${key}`),
    count: counts[key],
  }))
  // Beside the median what the network aims at; no count is taken by it.
  const { aimDays } = await readPathSettings(scope, network)
  rows.splice(3, 0, { key: 'aim', label: say('overview.early.aim'), count: aimDays })
  return { key: 'early', title: say('overview.early'), what: say('overview.early.what'), rows }
}

/** What left for partners outside care, and what came of it. */
const referrals: CountSource = async (scope, { network, from, to, say }) => {
  const { total, decisions } = await countReferrals(scope, network, from, to)
  if (total === 0) return null
  const rows = [
    { key: 'total', label: say('overview.referrals.total'), count: total },
    ...Object.entries(decisions).map(([key, count]) => ({
      key,
      label: say(`overview.referrals.${key as keyof typeof decisions}`),
      count,
    })),
  ]
  return { key: 'referrals', title: say('overview.referrals'), what: say('overview.referrals.what'), rows }
}

/** How many people teams that go out by stops have met, without anybody's name. */
const encounters: CountSource = async (scope, { network, from, to, say, month }) => {
  const counts = await countEncounters(scope, network, from, to)
  const total = counts.find(({ dimension }) => dimension === 'total')
  if (total === undefined || total.n === 0) return null
  const rows = [
    { key: 'total', label: say('overview.encounters.total'), count: total.n },
    ...counts.filter(({ dimension }) => dimension === 'month').map(({ key, n }) => ({ key, label: month(`${key}-01`), count: n })),
  ]
  return { key: 'encounters', title: say('overview.encounters'), what: say('overview.encounters.what'), rows }
}

/** The registers that the dashboard asks, in the order in which it tells of them. */
export const SOURCES: readonly CountSource[] = [coercion, coercionByTeam, early, referrals, encounters]
