import type { Answers, Band, Measure } from './vocabulary.ts'

export type Score = { total: number; band: Band | null }
export type Scored = { score: Score; missing: 0 } | { score: null; missing: number }

/**
 * The score of a questionnaire: the sum of its answers times its factor. Where one answer is missing there is none: none of the sources
 * in content/ lets the others stand in for it.
 * @throws RangeError for an answer that the questionnaire does not have, or another number of them
 */
export const scoreOf = (measure: Measure, answers: Answers): Scored => {
  const { scoring, itemCount } = measure
  if (answers.length !== itemCount) throw new RangeError(`${measure.id} has ${itemCount} answers, not ${answers.length}`)
  for (const answer of answers)
    if (answer !== null && !(Number.isInteger(answer) && answer >= scoring.itemMin && answer <= scoring.itemMax))
      throw new RangeError(`${measure.id} has no answer ${answer}`)
  const given = answers.filter((answer) => answer !== null)
  const missing = itemCount - given.length
  if (missing > 0) return { score: null, missing }
  const total = given.reduce((sum, answer) => sum + answer, 0) * scoring.factor
  return { score: { total, band: bandOf(measure, total) }, missing: 0 }
}

/** The band in which a score lies; null where the questionnaire has none. */
export const bandOf = ({ bands }: Pick<Measure, 'bands'>, total: number): Band | null =>
  bands.find(({ from, to }) => total >= from && total <= to) ?? null

/**
 * `better`, `worse`: by as much as the source says matters; `less`: by less than that; `same`: not at all. Where no source says how much
 * matters it is `moved`, and nobody may read more into it.
 */
export type Verdict = 'better' | 'worse' | 'less' | 'same' | 'moved'
export type Change = { points: number; verdict: Verdict }

/** What a change from one score to a later one means. `points` keeps its sign: later minus earlier. */
export const changeBetween = ({ change, better }: Pick<Measure, 'change' | 'better'>, from: number, to: number): Change => {
  const points = to - from
  if (points === 0) return { points, verdict: 'same' }
  if (change.points === null) return { points, verdict: 'moved' }
  if (Math.abs(points) < change.points) return { points, verdict: 'less' }
  return { points, verdict: points < 0 === (better === 'lower') ? 'better' : 'worse' }
}

/** Whether these answers call for somebody at once (item 9 of the PHQ-9: any answer above "not at all"). */
export const callsForSomebody = ({ safety }: Pick<Measure, 'safety'>, answers: Answers): boolean =>
  safety !== null && (answers[safety.item - 1] ?? 0) > safety.above
