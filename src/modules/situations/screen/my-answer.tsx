import { useField } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckGroup, DateField, Form, Section, Stack } from '#platform/ui/index.ts'
import type { Told } from '../acting.server.ts'
import type { Situation } from '../situations.queries.server.ts'

/** My answer: who may hear it, until when, yes or no. Both buttons weigh the same; a no needs nothing else. */
export const AnswerForm = ({ situation, until, state }: { situation: Situation; until: string; state: Told }) => {
  const { say } = useLanguage()
  const field = useField(state)
  const isFirst = situation.state === 'drafted'
  return (
    <Section title={say(isFirst ? 'situations.ask' : 'situations.ask.again')} id="answer">
      <Form method="post">
        <input type="hidden" name="version" value={situation.version} />
        <Stack>
          <p>{say('situations.ask.what')}</p>
          {situation.invitations.length > 0 && (
            <CheckGroup
              name="yes"
              legend={say('situations.who.choose')}
              hint={say('situations.who.choose.hint')}
              options={situation.invitations.map(({ id, name }) => ({ value: id, label: name }))}
              defaultValues={situation.invitations.filter(({ personSays }) => personSays === 'yes').map(({ id }) => id)}
            />
          )}
          <DateField {...field('until', 'situations.until', 'situations.until.hint')} defaultValue={state.typed.until ?? until} />
          <div className="situation-choice">
            <Button name="intent" value="yes">
              {say('situations.yes')}
            </Button>
            {isFirst ? (
              <Button name="intent" value="no">
                {say('situations.no')}
              </Button>
            ) : (
              <Button name="intent" value="withdraw">
                {say('situations.withdraw.act')}
              </Button>
            )}
          </div>
          <p>{say('situations.no.what')}</p>
        </Stack>
      </Form>
    </Section>
  )
}
