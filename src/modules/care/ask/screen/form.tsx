import type { Place } from '#modules/guide/index.ts'
import type { Waits } from '#modules/guide/vocabulary.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import {
  Button,
  DescriptionList,
  ErrorSummary,
  Form,
  Idea,
  Ideas,
  LinkButton,
  Notice,
  type PictogramName,
  Row,
  Stack,
} from '#platform/ui/index.ts'
import { type AskFaults, needsPlace, teamFor } from '../answers.ts'
import type { PublicTeam } from '../ask.queries.server.ts'
import { ALL_FIELDS, ANY_TEAM, type Answers, FIELDS, type Field, type Step } from '../vocabulary.ts'
import { QUESTIONS, useFaultWords } from './questions.tsx'
import { useAskWords } from './words.tsx'

export type FormProps = {
  /** The sealed ids of the request that this form becomes. */
  token: string
  answers: Answers
  faults: AskFaults
  /** The question that is asked; all of them on one page for who wants that. */
  step: Step
  steps: readonly Step[]
  isWhole: boolean
  teams: readonly PublicTeam[]
  waits: Waits
  /** Municipalities that may be the one that was typed, to choose from. */
  places: readonly Place[]
  isSignedIn: boolean
  /** How long what is agreed to here holds, in days. */
  days: number
  /** Why nothing was sent though the answers are right. */
  trouble: 'lost' | 'old' | 'closed' | null
}

const PICTURES: Readonly<Record<Step, PictogramName>> = {
  who: 'people',
  team: 'team',
  what: 'speech',
  urgency: 'warning',
  agreement: 'hand',
  person: 'person',
  reply: 'phone',
  send: 'eye',
}

/** One question, large, with its numbers to call above it; what was answered before travels with it. It needs no script. */
export const AskForm = ({ token, answers, faults, step, steps, isWhole, trouble, ...known }: FormProps) => {
  const { say } = useLanguage()
  const wordsOf = useFaultWords()
  const shown = isWhole ? steps : [step]
  const asked = new Set<Field>(shown.flatMap((each) => FIELDS[each]))
  // Chosen from a list that is there only while several may be meant; else it travels along.
  if (faults.place !== 'placeWhich') asked.delete('placeId')
  const isLast = isWhole || step === 'send'
  const errors = Object.fromEntries(ALL_FIELDS.flatMap((field) => (asked.has(field) ? [[field, wordsOf(faults, field)]] : [])))
  return (
    <Form method="post" reloadDocument>
      <Stack>
        {trouble !== null && (
          <Notice kind="danger" title={say(`ask.trouble.${trouble}`)}>
            <p>{say(`ask.trouble.${trouble}.what`)}</p>
          </Notice>
        )}
        <ErrorSummary title={say('form.wrong')} errors={errors} />
        <input type="hidden" name="form" value={token} />
        <input type="hidden" name="step" value={step} />
        {isWhole && <input type="hidden" name="whole" value="yes" />}
        {ALL_FIELDS.map(
          (field) => !asked.has(field) && answers[field] !== '' && <input key={field} type="hidden" name={field} value={answers[field]} />,
        )}
        {shown.map((each) => {
          const Question = QUESTIONS[each]
          return (
            <Stack key={each}>
              {isWhole ? (
                <h2>{say(`ask.step.${each}`)}</h2>
              ) : (
                <Ideas>
                  <Idea picture={PICTURES[each]}>
                    {say(each === 'person' && needsPlace(answers, known.teams) ? 'ask.step.person.place' : `ask.step.${each}.why`)}
                  </Idea>
                </Ideas>
              )}
              {!isWhole && each === 'send' && <Recap answers={answers} steps={steps} teams={known.teams} />}
              <Question answers={answers} faults={faults} {...known} />
            </Stack>
          )
        })}
        <Row>
          <Button kind="primary" name="go" value={isLast ? 'send' : 'next'}>
            {say(isLast ? 'ask.send' : 'ask.next')}
          </Button>
          {!isWhole && step !== steps[0] && (
            <Button kind="quiet" name="go" value="back">
              {say('ask.back')}
            </Button>
          )}
        </Row>
        {!isWhole && step === steps[0] && (
          <Row>
            <LinkButton to="?whole" kind="quiet" reload>
              {say('ask.whole')}
            </LinkButton>
          </Row>
        )}
      </Stack>
    </Form>
  )
}

/** What will be sent, each with a way back to its question. */
const Recap = ({ answers, steps, teams }: { answers: Answers; steps: readonly Step[]; teams: readonly PublicTeam[] }) => {
  const { say } = useLanguage()
  const { languageName } = useAskWords()
  const words: Readonly<Record<Step, readonly string[]>> = {
    who: [answers.who === '' ? '' : say(`ask.who.${answers.who as 'person'}`)],
    // To whom it goes is said before it goes, also to who could not tell.
    team: [answers.team === ANY_TEAM ? say('ask.team.any') : '', teams.find(({ id }) => id === teamFor(answers, teams))?.name ?? ''],
    what: [answers.what, answers.reason === '' ? '' : say(`ask.reason.${answers.reason as 'other'}`), answers.hoped],
    urgency: [answers.urgency === '' ? '' : say(`ask.urgency.${answers.urgency as 'today'}`), answers.safety],
    agreement: [answers.agreement === '' ? '' : say(`ask.agreement.${answers.agreement as 'yes'}`)],
    person: [
      `${answers.given} ${answers.family}`.trim(),
      answers.place,
      answers.language === '' ? '' : languageName(answers.language),
      answers.interpreter === '' ? '' : say('ask.interpreter.label'),
    ],
    reply: [answers.way === '' ? '' : say(`ask.way.${answers.way as 'call'}`), answers.reach, answers.when, answers.asker],
    send: [],
  }
  return (
    <div className="ask-dl">
      <DescriptionList
        items={steps
          .filter((each) => each !== 'send')
          .map((each) => ({
            key: each,
            term: say(`ask.step.${each}`),
            description: (
              <>
                <p>{words[each].filter((text) => text !== '').join(' – ') || say('ask.nothing')}</p>
                <Button kind="quiet" name="go" value={`at-${each}`}>
                  {say('ask.change')}
                  <span className="visually-hidden">{` : ${say(`ask.step.${each}`)}`}</span>
                </Button>
              </>
            ),
          }))}
      />
    </div>
  )
}
