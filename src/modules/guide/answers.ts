import { AGES, ANY, type Answers, NEEDS, QUESTIONS, type Question, TIMES, URGENCIES } from './vocabulary.ts'

// The address of a page holds the municipality and the answers chosen from lists, in this order; nothing that somebody wrote of themselves.
const oneOf =
  (values: readonly string[]) =>
  (text: string): boolean =>
    text === ANY || values.includes(text)
const IS_ANSWER: Readonly<Record<Question, (text: string) => boolean>> = {
  place: (text) => text === ANY || /^[A-Z]{2}(-[A-Z0-9]{1,6})?$/.test(text),
  urgency: oneOf(URGENCIES),
  need: oneOf(NEEDS),
  age: oneOf(AGES),
  language: (text) => text === ANY || /^[a-z]{2,3}$/.test(text),
  when: oneOf(TIMES),
}

/** The answers in an address; what is no answer is left out, so that its question is put again. */
export const answersOf = (search: URLSearchParams): Answers =>
  Object.fromEntries(
    QUESTIONS.flatMap((question) => {
      const text = search.get(question)
      return text !== null && IS_ANSWER[question](text) ? [[question, text]] : []
    }),
  )

/** The answers as the end of an address ("?place=FR-59350&urgency=today"); `answersOf` reads them again. */
export const queryOf = (answers: Answers): string => {
  const search = new URLSearchParams(
    QUESTIONS.flatMap((question): [string, string][] => {
      const answer = answers[question]
      return answer === undefined ? [] : [[question, answer]]
    }),
  ).toString()
  return search === '' ? '' : `?${search}`
}

/** The answers without one of them, for the way back and for changing one's mind. */
export const without = (answers: Answers, question: Question): Answers => {
  const { [question]: _, ...rest } = answers
  return rest
}

/** What a network's teams make needless to ask. */
export type Facts = { languages: readonly string[] }

/** Whether the answers before, or the teams that there are, leave nothing to choose. */
const isImplied = (question: Question, { urgency, need }: Answers, { languages }: Facts): boolean => {
  // In danger nobody is asked anything more.
  if (urgency === 'danger') return question !== 'urgency'
  if (question === 'when') return urgency === 'today' || need === 'stay' || need === 'housing'
  return question === 'language' && languages.length < 2
}

/** The question to put now; null: all is answered, or needs no asking. */
export const nextQuestion = (answers: Answers, facts: Facts): Question | null =>
  QUESTIONS.find((question) => answers[question] === undefined && !isImplied(question, answers, facts)) ?? null

/** The answers that count: without those that another one makes needless. A place always counts. */
export const counting = (answers: Answers, facts: Facts): Answers =>
  Object.fromEntries(
    QUESTIONS.flatMap((question) =>
      answers[question] !== undefined && (question === 'place' || !isImplied(question, answers, facts))
        ? [[question, answers[question]]]
        : [],
    ),
  )

/** What the answers ask for: danger asks for a crisis team, beside the numbers to call. */
export const wanted = (answers: Answers): Answers => (answers.urgency === 'danger' ? { ...answers, need: 'crisis' } : answers)
