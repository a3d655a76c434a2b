import { type Answer, useField, Wrong } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Button, CheckField, Fold, Form, Notice, Section, SelectField, Stack, TextField } from '#platform/ui/index.ts'
import type { Participant } from '../activity.queries.server.ts'
import { CATEGORIES, NAMED_CATEGORIES } from '../vocabulary.ts'

type Props = { participants: readonly Participant[]; mayWrite: boolean; answer: Answer | undefined }

/** Who came, by name: for members only, only people who agreed, never persons supported. */
export const People = ({ participants, mayWrite, answer }: Props) => {
  const { say } = useLanguage()
  const categoryOf = (category: string) => {
    const known = CATEGORIES.find((each) => each === category)
    return known === undefined ? category : say(`journal.category.${known}`)
  }
  return (
    <Section id="people" title={say('journal.named.title')}>
      <Stack>
        <p>{say('journal.named.what')}</p>
        {participants.length === 0 ? (
          <p>{say('journal.named.none')}</p>
        ) : (
          <ul className="named-list">
            {participants.map(({ id, name, category, organisation }) => (
              <li key={id}>
                <span>{[name, organisation, categoryOf(category)].filter((part) => part !== null).join(' – ')}</span>
                {mayWrite && (
                  <Form method="post">
                    <input type="hidden" name="person" value={id} />
                    <Button kind="quiet" name="intent" value="remove">
                      {say('journal.named.remove')}
                      <span className="visually-hidden"> {name}</span>
                    </Button>
                  </Form>
                )}
              </li>
            ))}
          </ul>
        )}
        {mayWrite && <Add answer={answer} />}
      </Stack>
    </Section>
  )
}

const LABELS: Readonly<Record<string, MessageId>> = {
  name: 'journal.named.name',
  category: 'journal.field.category',
  organisation: 'journal.named.organisation',
  agreed: 'journal.named.title',
}

const Add = ({ answer }: { answer: Answer | undefined }) => {
  const { say } = useLanguage()
  const state = answer ?? { typed: {}, faults: {} }
  const field = useField(state)
  const { defaultValue: agreed, ...agreedField } = field('agreed', 'journal.named.agreed')
  return (
    <Fold title={say('journal.named.add')} open={answer !== undefined}>
      <Form method="post">
        <Stack>
          <Wrong faults={state.faults} labelOf={(name) => say(LABELS[name] ?? 'journal.named.name')} />
          <Notice kind="attention">{say('journal.named.who')}</Notice>
          <TextField {...field('name', 'journal.named.name')} autoComplete="off" required />
          <SelectField
            {...field('category', 'journal.field.category')}
            options={NAMED_CATEGORIES.map((value) => ({ value, label: say(`journal.category.${value}`) }))}
            empty={say('form.choose')}
            required
          />
          <TextField {...field('organisation', 'journal.named.organisation')} autoComplete="off" />
          <CheckField {...agreedField} value="yes" defaultChecked={agreed === 'yes'} required />
          <Button>{say('journal.named.act')}</Button>
        </Stack>
      </Form>
    </Fold>
  )
}
