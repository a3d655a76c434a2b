import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, Section, SelectField, Stack, TextArea } from '#platform/ui/index.ts'
import { TEXTS } from '../vocabulary.ts'

/** Something for somebody's recovery plan: it waits there for their yes. */
export const ProposeForm = ({ lacks = false }: { lacks?: boolean }) => {
  const { say } = useLanguage()
  return (
    <Section title={say('recovery.propose')}>
      <p>{say('recovery.propose.what')}</p>
      <Form method="post">
        <Stack>
          <SelectField
            name="place"
            label={say('recovery.propose.place')}
            options={[
              { value: 'goal', label: say('recovery.goal') },
              ...TEXTS.map((value) => ({ value, label: say(`recovery.text.${value}`) })),
            ]}
          />
          <TextArea
            name="text"
            label={say('recovery.propose.text')}
            rows={3}
            maxLength={2000}
            required
            {...(lacks ? { error: say('space.lacks') } : {})}
          />
          <Button name="intent" value="propose">
            {say('recovery.propose.act')}
          </Button>
        </Stack>
      </Form>
    </Section>
  )
}
