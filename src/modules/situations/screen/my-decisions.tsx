import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckGroup, Fold, Form, Section, Stack, TextArea } from '#platform/ui/index.ts'
import type { Decision, Situation } from '../situations.queries.server.ts'
import { DECISION_SAYS } from '../vocabulary.ts'
import { useDays } from './parts.tsx'

/** One decision in plain words: what, who, until when. */
export const DecisionLines = ({ decision: { what, who, until, says, answer } }: { decision: Decision }) => {
  const { say } = useLanguage()
  const { day } = useDays()
  return (
    <>
      <p className="situation-text">
        <strong>{what}</strong>
      </p>
      <p>{say('situations.decision.who', { who })}</p>
      {until !== null && <p>{say('situations.decision.until', { day: day(until) })}</p>}
      {says !== null && <p>{say(`situations.decision.${says}`)}</p>}
      {answer !== '' && <p className="situation-text">{answer}</p>}
    </>
  )
}

/** What was decided about me, and what I say to it; and what others learn from it, without me in it. */
export const MyDecisions = ({ situation: { decisions, lesson } }: { situation: Situation }) => {
  const { say } = useLanguage()
  return (
    <>
      <Section title={say('situations.decisions')} id="decisions">
        {decisions.length === 0 ? (
          <p>{say('situations.decisions.none')}</p>
        ) : (
          <ul className="situation-list">
            {decisions.map((decision) => (
              <li key={decision.id}>
                <DecisionLines decision={decision} />
                <Fold title={say(decision.says === null ? 'situations.decision.answer' : 'situations.decision.again')}>
                  <AnswerDecision decision={decision} />
                </Fold>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {lesson !== null && (
        <Section title={say('situations.lesson')} id="lesson">
          <p>{say('situations.lesson.what')}</p>
          <p className="situation-text">{lesson.text}</p>
          <p>{say(`situations.lesson.${lesson.state}`)}</p>
        </Section>
      )}
    </>
  )
}

const AnswerDecision = ({ decision: { id, says, answer } }: { decision: Decision }) => {
  const { say } = useLanguage()
  return (
    <Form method="post">
      <Stack gap="small">
        <input type="hidden" name="decision" value={id} />
        <CheckGroup
          kind="radio"
          name="says"
          id={`says-${id}`}
          legend={say('situations.decision.says')}
          options={DECISION_SAYS.map((value) => ({ value, label: say(`situations.decision.${value}`) }))}
          defaultValues={[says ?? 'fine']}
        />
        <TextArea
          name="answer"
          id={`answer-${id}`}
          label={say('situations.decision.words')}
          rows={3}
          maxLength={4000}
          defaultValue={answer}
        />
        <Button name="intent" value="respond">
          {say('situations.decision.act')}
        </Button>
      </Stack>
    </Form>
  )
}
