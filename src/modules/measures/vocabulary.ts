import { EMERGENCY_NUMBERS as NUMBERS } from '#modules/directory/vocabulary.ts'
/** Questionnaires that may be shipped, each in a folder of its own in content/. */
export const INSTRUMENTS = ['phq-9', 'gad-7', 'qpr-15', 'who-5'] as const
export type Instrument = (typeof INSTRUMENTS)[number]
export const instrumentIn = (text: unknown): Instrument | undefined => INSTRUMENTS.find((each) => each === text)

export const LANGUAGES = ['fr', 'nl', 'en'] as const
export type WordingLanguage = (typeof LANGUAGES)[number]
export const BANDS = ['minimal', 'mild', 'moderate', 'moderatelySevere', 'severe', 'lookFurther', 'usual'] as const
export type BandKey = (typeof BANDS)[number]
export type Band = { from: number; to: number; key: BandKey }

/** One answer each item, in the order of the items; null: not answered. */
export type Answers = readonly (number | null)[]

export type Scoring = { itemMin: number; itemMax: number; factor: number; min: number; max: number; missing: 'noScore'; source: string }
/** From how many points on a change is taken to matter; null where nothing is agreed. */
export type ChangeRule = { points: number | null; source: string }
/** The item whose answer calls for somebody, from above this answer on. Items are counted from 1. */
export type Safety = { item: number; above: number }

/** What it takes to score and to read scores, without the words of the items. */
export type Measure = {
  id: Instrument
  shortName: string
  name: string
  itemCount: number
  scoring: Scoring
  better: 'lower' | 'higher'
  bands: readonly Band[]
  bandsSource: string
  change: ChangeRule
  safety: Safety | null
  licence: { name: string; address: string; notice: string; isNonCommercial: boolean }
}

/** How an alert was dealt with. Without having reached anybody it stays open. */
export const DONE_HOW = ['spoke', 'visited', 'emergency', 'other_team', 'other'] as const
export type DoneHow = (typeof DONE_HOW)[number]

/** Whom to call at once, by country; 112 everywhere. */
export const CALLS = {
  FR: [NUMBERS.suicideFr, NUMBERS.medicalFr, NUMBERS.rescue],
  BE: [NUMBERS.suicideBeFr, NUMBERS.suicideBeNl, NUMBERS.rescue],
} as const
export type CallNumber = (typeof CALLS)['FR' | 'BE'][number]
export const callsIn = (country: string): readonly CallNumber[] =>
  country === 'BE' ? CALLS.BE : country === 'FR' ? CALLS.FR : [NUMBERS.rescue]
/** An id of a message for a number: its digits. */
export const digitsOf = (number: CallNumber) => number.replaceAll(' ', '')

/** Where a person's own questionnaires are, without the language. */
export const myMeasuresPath = (network: string) => `/my/measures/${network}`
/** The list of a network for who works in its teams, or the measures of one person. */
export const measuresPath = (network: string, person?: string) => `/measures/${network}${person === undefined ? '' : `/${person}`}`

/** The screens of filling in, besides one for each question by its number. */
export const STEPS = ['start', 'look', 'done', 'safe'] as const
export type Step = (typeof STEPS)[number] | number
/** The screen that an address means; null for one that there is not. */
export const stepIn = (text: string, itemCount: number): Step | null => {
  const named = STEPS.find((step) => step === text)
  if (named !== undefined) return named
  const item = /^[1-9]\d?$/.test(text) ? Number(text) : 0
  return item >= 1 && item <= itemCount ? item : null
}
