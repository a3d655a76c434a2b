import { useField } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckGroup, Form, Section, Stack, TextArea, TextField } from '#platform/ui/index.ts'
import type { Told } from '../acting.server.ts'
import type { Situation } from '../situations.queries.server.ts'
import { ATTENDANCES } from '../vocabulary.ts'
import { Words } from './parts.tsx'

/** How I take part, with whom I wish, and my words for those who meet. */
export const TakePart = ({ situation, state }: { situation: Situation; state: Told }) => {
  const { say } = useLanguage()
  const field = useField(state)
  return (
    <>
      <Section title={say('situations.attend')} id="part">
        <Form method="post">
          <Stack>
            <p>{say('situations.attend.what')}</p>
            <CheckGroup
              kind="radio"
              name="attendance"
              legend={say('situations.attend.how')}
              options={ATTENDANCES.map((value) => ({ value, label: say(`situations.attendance.${value}`) }))}
              defaultValues={[state.typed.attendance ?? situation.attendance ?? 'comes']}
            />
            <TextField
              {...field('company', 'situations.company', 'situations.company.hint')}
              defaultValue={state.typed.company ?? situation.company}
              maxLength={500}
              autoComplete="off"
            />
            <Button name="intent" value="attend">
              {say('situations.attend.act')}
            </Button>
          </Stack>
        </Form>
      </Section>
      <Section title={say('situations.words')} id="words">
        <Stack>
          <p>{say('situations.words.what')}</p>
          {situation.words.length > 0 && <Words words={situation.words} />}
          <Form method="post">
            <Stack>
              <TextArea {...field('words', 'situations.words.label')} rows={4} maxLength={4000} />
              <Button name="intent" value="words">
                {say('situations.words.act')}
              </Button>
            </Stack>
          </Form>
        </Stack>
      </Section>
    </>
  )
}
