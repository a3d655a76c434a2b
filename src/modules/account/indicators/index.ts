import { belgiumIndicators } from './belgium.ts'
import { careIndicators } from './care.ts'
import { communicationIndicators } from './communication.ts'
import { councilsIndicators } from './councils.ts'
import { groupIndicators } from './group.ts'
import type { Indicator } from './indicator.ts'
import { journalIndicators } from './journal.ts'
import { outreachIndicators } from './outreach.ts'
import { participationIndicators } from './participation.ts'
import { practicesIndicators } from './practices.ts'
import { researchIndicators } from './research.ts'
import { rightsIndicators } from './rights.ts'
import { steeringIndicators } from './steering.ts'
import { surveyIndicators } from './survey.ts'
import { trainingIndicators } from './training.ts'

export type { ComputedFrom, Indicator, Unit } from './indicator.ts'
export { isOfUnit } from './indicator.ts'
export { wordsOf } from './words.ts'

/** All indicators, each defined once, in the order in which an account lists them. */
export const INDICATORS: readonly Indicator[] = [
  ...practicesIndicators,
  ...councilsIndicators,
  ...surveyIndicators,
  ...trainingIndicators,
  ...rightsIndicators,
  ...participationIndicators,
  ...groupIndicators,
  ...researchIndicators,
  ...communicationIndicators,
  ...belgiumIndicators,
  ...steeringIndicators,
  ...careIndicators,
  ...outreachIndicators,
  ...journalIndicators,
]
const byId = new Map(INDICATORS.map((indicator) => [indicator.id, indicator]))

/** @throws for an id that no indicator has: whoever reads statements checks it before (folder.ts). */
export const indicatorOf = (id: string): Indicator => {
  const indicator = byId.get(id)
  if (indicator === undefined) throw new Error(`no indicator ${id}`)
  return indicator
}
/** Counted from people's requests, episodes and plans: nothing but the count is ever shown. */
export const isOfCare = ({ from }: Indicator) => from?.fact === 'care'
export const isIndicator = (id: string) => byId.has(id)
