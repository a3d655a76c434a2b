import { AGREEMENTS, OUTSIDE_KINDS, REASON_KINDS, URGENCIES } from '../vocabulary.ts'

/** The questions of the form, one thought at a time, in their order. */
export const STEPS = ['who', 'team', 'what', 'urgency', 'agreement', 'person', 'reply', 'send'] as const
export type Step = (typeof STEPS)[number]

/** How an asker wants to be answered; `code`: not at all, they come back with their code. */
export const REPLY_WAYS = ['call', 'text', 'mail', 'code'] as const
export type ReplyWay = (typeof REPLY_WAYS)[number]
/** Languages in which somebody may want to be spoken to; any other is typed. */
export const LANGUAGES = ['fr', 'nl', 'en', 'ar', 'de', 'es', 'it', 'pt', 'ro', 'ru', 'tr', 'uk'] as const
/** When the asker cannot tell which team is right, it is chosen for them. */
export const ANY_TEAM = 'any'

/** The longest that somebody may write, in characters. */
export const LONGEST = { text: 4000, line: 200 } as const
export const CODE_LENGTH = 12

/** What was typed, field by field; '' where nothing was. Choices that are none are ''. */
export type Answers = {
  who: string
  forMe: string
  team: string
  what: string
  reason: string
  hoped: string
  urgency: string
  safety: string
  agreement: string
  given: string
  family: string
  place: string
  /** The id of the municipality that was chosen for what was typed as `place`. */
  placeId: string
  language: string
  interpreter: string
  way: string
  reach: string
  when: string
  asker: string
  passOn: string
}
export type Field = keyof Answers
export const FIELDS: Readonly<Record<Step, readonly Field[]>> = {
  who: ['who', 'forMe'],
  team: ['team'],
  what: ['what', 'reason', 'hoped'],
  urgency: ['urgency', 'safety'],
  agreement: ['agreement'],
  person: ['given', 'family', 'place', 'placeId', 'language', 'interpreter'],
  reply: ['way', 'reach', 'when', 'asker'],
  send: ['passOn'],
}
export const ALL_FIELDS = STEPS.flatMap((step) => FIELDS[step])
export const NO_ANSWERS: Answers = Object.fromEntries(ALL_FIELDS.map((field) => [field, ''])) as Answers

const TEXTS: readonly Field[] = ['what', 'hoped', 'safety', 'when']
export const longestOf = (field: Field) => (TEXTS.includes(field) ? LONGEST.text : LONGEST.line)

/** What may be chosen; every other field is free text. */
export const CHOICES: Readonly<Partial<Record<Field, readonly string[]>>> = {
  who: OUTSIDE_KINDS,
  forMe: ['yes'],
  reason: REASON_KINDS,
  urgency: URGENCIES,
  agreement: AGREEMENTS,
  interpreter: ['yes'],
  way: REPLY_WAYS,
  passOn: ['yes'],
}
