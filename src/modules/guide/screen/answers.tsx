import { useLanguage } from '#platform/languages/intl.tsx'
import { Pictogram, type PictogramName } from '#platform/ui/index.ts'
import type { Answers, Question } from '../vocabulary.ts'

export type Choice = { value: string; label: string; hint?: string; picture?: PictogramName }

/** The answers given so far travel in the form, so that the address of the next page holds them all. */
export const Kept = ({ answers }: { answers: Answers }) =>
  Object.entries(answers).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)

/** A question's answers, one large button each: one touch leads on, with or without a script. */
export const AnswerButtons = ({
  question,
  action,
  answers,
  choices,
}: {
  question: Question
  action: string
  answers: Answers
  choices: readonly Choice[]
}) => (
  <form method="get" action={action} aria-labelledby="title">
    <Kept answers={answers} />
    <ul className="answers">
      {choices.map(({ value, label, hint, picture }) => (
        <li key={value}>
          <button className="answer" type="submit" name={question} value={value}>
            {picture !== undefined && <Pictogram name={picture} size="large" />}
            <span>
              <span className="answer-label">{label}</span>
              {hint !== undefined && <span className="answer-hint">{hint}</span>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  </form>
)

/** What was answered, each with the way to change it. */
export const GivenAnswers = ({ given }: { given: readonly { question: Question; answer: string; change: string }[] }) => {
  const { say } = useLanguage()
  return given.length === 0 ? null : (
    <section className="given" aria-labelledby="given">
      <h2 id="given">{say('guide.given')}</h2>
      <ul>
        {given.map(({ question, answer, change }) => (
          <li key={question}>
            <span className="given-question">{say(`guide.short.${question}`)}</span> <strong>{answer}</strong>{' '}
            <a className="link" href={change}>
              {say('guide.change')}
              <span className="visually-hidden">{` : ${say(`guide.short.${question}`)}`}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
