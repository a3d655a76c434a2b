import { useLanguage } from '#platform/languages/intl.tsx'
import { AGES, ANY, type Answers, NEEDS, QUESTIONS, type Question, TIMES, URGENCIES } from '../vocabulary.ts'
import type { Choice } from './answers.tsx'
import { NEED_PICTURE, TIME_PICTURE, URGENCY_PICTURE } from './pictures.ts'

/** The answers to choose from, in words; the last is always "I do not know". */
export const useChoices = (languages: readonly string[]) => {
  const { say, intl } = useLanguage()
  const languageName = (code: string) => intl.formatDisplayName(code, { type: 'language' }) ?? code
  const unknown = (question: Question): Choice => ({ value: ANY, label: say(`guide.any.${question}`), picture: 'question' })
  const ofQuestion: Readonly<Record<Question, readonly Choice[]>> = {
    place: [],
    urgency: URGENCIES.map((value) => ({
      value,
      label: say(`guide.urgency.${value}`),
      hint: say(`guide.urgency.${value}.hint`),
      picture: URGENCY_PICTURE[value],
    })),
    need: NEEDS.map((value) => ({
      value,
      label: say(`guide.need.${value}`),
      hint: say(`guide.need.${value}.hint`),
      picture: NEED_PICTURE[value],
    })),
    age: AGES.map((value) => ({ value, label: say(`guide.age.${value}`), picture: 'person' as const })),
    language: languages.map((value) => ({ value, label: languageName(value), picture: 'speech' as const })),
    when: TIMES.map((value) => ({ value, label: say(`guide.when.${value}`), picture: TIME_PICTURE[value] })),
  }
  return {
    choicesOf: (question: Question): readonly Choice[] => [...ofQuestion[question], unknown(question)],
    /** What somebody answered, in words. @param place the name of the municipality */
    answerInWords: (question: Question, answers: Answers, place: string | null): string => {
      const answer = answers[question]
      if (answer === ANY || answer === undefined) return say(`guide.any.${question}`)
      if (question === 'place') return place ?? answer
      if (question === 'language') return languageName(answer)
      return ofQuestion[question].find(({ value }) => value === answer)?.label ?? answer
    },
    answered: (answers: Answers): Question[] => QUESTIONS.filter((question) => answers[question] !== undefined),
  }
}
