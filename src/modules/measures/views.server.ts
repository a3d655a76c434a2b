import type { Scope } from '#platform/db.server.ts'
import type { Locale } from '#platform/languages/locales.ts'
import { intlOf } from '#platform/languages/speech.ts'
import { found } from '#platform/problem.ts'
import { listAlertsAbout } from './alerts/alerts.queries.server.ts'
import type { AlertState } from './alerts/machine.ts'
import { type ChartPoint, chartsOf } from './chart.server.ts'
import {
  type Answering,
  listDrafts,
  listFinished,
  listMyTeamsOfCare,
  offeredBy,
  readAnswering,
  readCountry,
  readOffer,
} from './measures.queries.server.ts'
import { itemCountOf, languagesOf, measureOf, type Pack, packOf } from './packs.server.ts'
import { bandOf, type Change, callsForSomebody, changeBetween, scoreOf } from './scoring.ts'
import type { BandKey, CallNumber, Instrument, Measure, WordingLanguage } from './vocabulary.ts'
import { callsIn } from './vocabulary.ts'

export type OfferedLine = {
  id: Instrument
  name: string
  shortName: string
  languages: WordingLanguage[]
  notice: string
  isNonCommercial: boolean
}
export type DraftLine = { id: string; personId: string; shortName: string; answered: number; of: number; startedAt: Date }
const lineOf = (pack: Pack): OfferedLine => ({
  id: pack.id,
  name: pack.name,
  shortName: pack.shortName,
  languages: languagesOf(pack),
  notice: pack.licence.notice,
  isNonCommercial: pack.licence.isNonCommercial,
})
/** What can be begun, and gone on with. */
export const startView = async (scope: Scope, network: string, personId: string) => ({
  offered: offeredBy(await readOffer(scope, network)).map(lineOf),
  drafts: (await listDrafts(scope, network, personId)).map(
    ({ id, personId: owner, instrument, answers, startedAt }): DraftLine => ({
      id,
      personId: owner,
      shortName: packOf(instrument)?.shortName ?? instrument,
      answered: answers.filter((answer) => answer !== null).length,
      of: answers.length,
      startedAt,
    }),
  ),
})

export type Told = Change & { since: Date }
export type CourseLine = { id: string; at: Date; total: number | null; band: BandKey | null; isAlone: boolean; change: Told | null }
export type Course = {
  measure: Measure
  lines: CourseLine[]
  /** Of the last score: since the one before, and since the first where that is another. */
  changes: Told[]
  charts: { narrow: string; wide: string } | null
  summary: string
}

const courseOf = (measure: Measure, finished: readonly Answering[], locale: Locale): Course => {
  const scored = finished.flatMap(({ finishedAt, total }): ChartPoint[] =>
    finishedAt === null || total === null ? [] : [{ at: finishedAt, total }],
  )
  const since = (from: ChartPoint, to: ChartPoint): Told => ({ ...changeBetween(measure, from.total, to.total), since: from.at })
  const before = (at: Date) => scored.filter((point) => point.at < at).at(-1)
  const lines = finished.map(({ id, finishedAt, total, serviceId }): CourseLine => {
    const at = finishedAt ?? new Date(0)
    const former = before(at)
    return {
      ...{ id, at, total, isAlone: serviceId === null },
      band: total === null ? null : (bandOf(measure, total)?.key ?? null),
      change: total === null || former === undefined ? null : since(former, { at, total }),
    }
  })
  const [first, last, previous] = [scored[0], scored.at(-1), scored.at(-2)]
  const changes =
    last === undefined ? [] : [previous, first].filter((one, at, both) => one !== undefined && one !== last && both.indexOf(one) === at)
  return {
    measure,
    lines,
    changes: last === undefined ? [] : changes.flatMap((one) => (one === undefined ? [] : [since(one, last)])),
    ...drawn(measure, scored, locale),
  }
}

const drawn = (measure: Measure, points: readonly ChartPoint[], locale: Locale): Pick<Course, 'charts' | 'summary'> => {
  const last = points.at(-1)
  if (last === undefined) return { charts: null, summary: '' }
  const intl = intlOf(locale)
  const totals = points.map(({ total }) => total)
  const summary = intl.formatMessage(
    { id: 'measures.chart.summary' },
    {
      n: points.length,
      from: Math.min(...totals),
      to: Math.max(...totals),
      last: last.total,
      date: intl.formatDate(last.at, { dateStyle: 'long' }),
    },
  )
  const charts = chartsOf(measure, points, {
    id: `chart-${measure.id}`,
    title: intl.formatMessage({ id: 'measures.chart.title' }, { name: measure.shortName }),
    summary,
    bandName: (key) => intl.formatMessage({ id: `measures.band.${key}` }),
    day: (at) => intl.formatDate(at, { day: 'numeric', month: 'short', year: '2-digit' }),
  })
  return { charts, summary }
}

/** What was filled in, one course for each questionnaire, the one that was filled in last first. */
export const coursesOf = async (scope: Scope, network: string, personId: string, locale: Locale): Promise<Course[]> => {
  const finished = await listFinished(scope, network, personId)
  const latest = [...new Set(finished.map(({ instrument }) => instrument).reverse())]
  return latest.flatMap((instrument) => {
    const pack = packOf(instrument)
    return pack === null
      ? []
      : [
          courseOf(
            measureOf(pack),
            finished.filter((one) => one.instrument === instrument),
            locale,
          ),
        ]
  })
}

export type SafetyView = {
  calls: readonly CallNumber[]
  teams: { name: string; phone: string | null }[]
  hasAsked: boolean
  states: AlertState[]
}
const safetyOf = async (scope: Scope, network: string, { id, personId }: Answering, isAlone: boolean): Promise<SafetyView> => {
  const alerts = (await listAlertsAbout(scope, network, personId)).filter(({ answeringId }) => answeringId === id)
  const mine = isAlone ? await listMyTeamsOfCare(scope, network) : []
  const nameOf = (serviceId: string, team: string) => mine.find((one) => one.serviceId === serviceId) ?? { name: team, phone: null }
  return {
    calls: callsIn(await readCountry(scope, network)),
    teams: alerts.map(({ serviceId, team }) => ({ name: nameOf(serviceId, team).name, phone: nameOf(serviceId, team).phone })),
    hasAsked: alerts.some(({ asksToSpeak }) => asksToSpeak),
    states: alerts.map(({ state }) => state),
  }
}

/** One questionnaire as the screens of filling it in show it. `isAlone`: to the person, who is told who would hear of an answer. */
export const fillView = async (scope: Scope, network: string, id: string, isAlone: boolean) => {
  const answering = await readAnswering(scope, network, id)
  const pack = found(packOf(answering.instrument) ?? undefined)
  const wording = found(pack.wordings[answering.language])
  const measure = measureOf(pack)
  const { score, missing } = scoreOf(measure, answering.answers)
  const isCalling = callsForSomebody(measure, answering.answers)
  return {
    id,
    personId: answering.personId,
    isFinished: answering.finishedAt !== null,
    language: answering.language,
    measure,
    itemCount: itemCountOf(pack),
    wording: { instruction: wording.instruction, answers: wording.answers, items: wording.items },
    answers: [...answering.answers],
    missing,
    score: answering.finishedAt === null || score === null ? null : { total: score.total, band: score.band?.key ?? null },
    /** Where an answer calls for somebody: who is told, before it is given. Null: no such question. */
    tells: measure.safety === null || !isAlone ? null : (await listMyTeamsOfCare(scope, network)).map(({ name }) => name),
    safety: isCalling ? await safetyOf(scope, network, answering, isAlone) : null,
  }
}
export type FillView = Awaited<ReturnType<typeof fillView>>
