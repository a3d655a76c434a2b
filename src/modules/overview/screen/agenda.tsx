import { type FormState, useField } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, Section, SelectField, Stack, TextArea, TextLink } from '#platform/ui/index.ts'
import type { Quote } from './quotes.ts'

type Props = {
  network: string
  quotes: readonly Quote[]
  meetings: readonly { id: string; committee: string; held_on: string }[]
  state: FormState
}

/** Brings a number that is shown to the agenda of a meeting that is still to come: the next one, unless another is chosen. */
export const Agenda = ({ network, quotes, meetings, state }: Props) => {
  const { say, to, intl } = useLanguage()
  const field = useField(state)
  const day = (on: string) => intl.formatDate(`${on}T12:00:00Z`, { dateStyle: 'long' })
  const [only] = quotes
  return (
    <Section id="agenda" title={say('overview.agenda')}>
      {meetings.length === 0 ? (
        <p>
          {say('overview.agenda.none')} <TextLink to={to(`/network/${network}/committees`)}>{say('overview.agenda.plan')}</TextLink>
        </p>
      ) : only === undefined ? (
        <p>{say('overview.agenda.nothing')}</p>
      ) : (
        <Form method="post">
          <Stack>
            <SelectField
              {...field('figure', 'overview.agenda.figure')}
              options={quotes.map(({ key, text }) => ({ value: key, label: text }))}
              required
            />
            <SelectField
              {...field('meeting', 'overview.agenda.meeting')}
              options={meetings.map(({ id, committee, held_on }) => ({ value: id, label: `${committee}, ${day(held_on)}` }))}
              required
            />
            <TextArea {...field('remark', 'overview.agenda.remark')} rows={2} maxLength={500} />
            <Button kind="primary">{say('overview.agenda.act')}</Button>
          </Stack>
        </Form>
      )}
    </Section>
  )
}
