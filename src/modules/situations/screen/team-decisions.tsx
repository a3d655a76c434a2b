import { useField } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckGroup, DateField, Form, Notice, Row, Section, Stack, TextArea, TextField } from '#platform/ui/index.ts'
import type { Told } from '../acting.server.ts'
import type { Situation } from '../situations.queries.server.ts'
import { LESSON_CHECKS } from '../vocabulary.ts'
import { DecisionLines } from './my-decisions.tsx'

/** What was decided, how it goes back to the person, and what others may learn from it. */
export const TeamDecisions = ({ situation, state }: { situation: Situation; state: Told }) => {
  const { say } = useLanguage()
  const isOurs = situation.relation === 'team'
  return (
    <>
      <Section title={say('situations.decisions')} id="decisions">
        <Stack>
          {situation.decisions.length === 0 && <p>{say('situations.decisions.none')}</p>}
          <ul className="situation-list">
            {situation.decisions.map((decision) => (
              <li key={decision.id}>
                <DecisionLines decision={decision} />
                {isOurs && situation.state === 'held' && (
                  <Form method="post">
                    <input type="hidden" name="decision" value={decision.id} />
                    <Button kind="quiet" name="intent" value="undecide">
                      {say('situations.team.undecide')}
                    </Button>
                  </Form>
                )}
              </li>
            ))}
          </ul>
          {isOurs && situation.state === 'held' && <Decide situation={situation} state={state} />}
        </Stack>
      </Section>
      {isOurs && <Lesson situation={situation} state={state} />}
    </>
  )
}

const Decide = ({ situation, state }: { situation: Situation; state: Told }) => {
  const { say } = useLanguage()
  const field = useField(state)
  return (
    <>
      <Form method="post">
        <Stack>
          <p>{say('situations.team.decide.what')}</p>
          <TextArea {...field('what', 'situations.team.what')} rows={3} maxLength={4000} required />
          <TextField {...field('who', 'situations.team.who')} maxLength={200} autoComplete="off" required />
          <DateField {...field('by', 'situations.team.by')} />
          <Button name="intent" value="decide">
            {say('situations.team.decide')}
          </Button>
        </Stack>
      </Form>
      <Form method="post">
        <input type="hidden" name="version" value={situation.version} />
        <Stack gap="small">
          <p>{say('situations.team.tell.what')}</p>
          <Row>
            <Button kind="primary" name="intent" value="tell">
              {say('situations.team.tell')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </>
  )
}

const Lesson = ({ situation: { lesson }, state }: { situation: Situation; state: Told }) => {
  const { say } = useLanguage()
  const field = useField(state)
  const checks = state.faults.checks
  const mayWrite = lesson === null || lesson.state === 'back' || (lesson.state === 'written' && lesson.isMine)
  return (
    <Section title={say('situations.team.lesson')} id="lesson">
      <Stack>
        <p>{say('situations.team.lesson.what')}</p>
        {lesson !== null && (
          <>
            <p className="situation-text">{lesson.text}</p>
            <Notice kind="info">{say(`situations.lesson.${lesson.state}`)}</Notice>
          </>
        )}
        {lesson?.state === 'written' && !lesson.isMine && (
          <Form method="post">
            <input type="hidden" name="version" value={lesson.version} />
            <Stack gap="small">
              <p>{say('situations.team.review.what')}</p>
              <Checks id="field-checks-second" error={checks === undefined ? undefined : say(checks.id)} />
              <Row>
                <Button name="intent" value="raise">
                  {say('situations.team.raise')}
                </Button>
                <Button name="intent" value="back">
                  {say('situations.team.back')}
                </Button>
              </Row>
            </Stack>
          </Form>
        )}
        {mayWrite && (
          <Form method="post">
            <input type="hidden" name="version" value={lesson?.version ?? 0} />
            <Stack>
              <TextArea
                {...field('lesson', 'situations.team.lesson.words', 'situations.team.lesson.hint')}
                defaultValue={state.typed.lesson ?? lesson?.text ?? ''}
                rows={4}
                maxLength={1500}
              />
              <Checks id="field-checks" error={checks === undefined ? undefined : say(checks.id)} />
              <Button name="intent" value="lesson">
                {say('situations.team.lesson.act')}
              </Button>
            </Stack>
          </Form>
        )}
      </Stack>
    </Section>
  )
}

/** What whoever writes a lesson and whoever reads it second each say to have looked at. */
const Checks = ({ id, error }: { id: string; error: string | undefined }) => {
  const { say } = useLanguage()
  return (
    <CheckGroup
      name="checks"
      id={id}
      legend={say('situations.team.checks')}
      options={LESSON_CHECKS.map((value) => ({ value, label: say(`situations.team.checks.${value}`) }))}
      {...(error === undefined ? {} : { error })}
    />
  )
}
