import { type FormState, useField } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, Section, SelectField, Stack, TextArea, TextLink } from '#platform/ui/index.ts'
import { nameOf } from '../period.ts'
import type { OverviewView } from '../view.ts'
import { quotesOf } from './quotes.ts'

type Props = { view: OverviewView; meetings: readonly { id: string; committee: string; held_on: string }[]; state: FormState }

/** Brings a number that is shown to the agenda of a meeting that is still to come. */
export const Agenda = ({ view, meetings, state }: Props) => {
  const { say, to, intl } = useLanguage()
  const field = useField(state)
  const quotes = quotesOf(view, say)
  const day = (on: string) => intl.formatDate(`${on}T12:00:00Z`, { dateStyle: 'long' })
  return (
    <Section id="agenda" title={say('overview.agenda')}>
      {meetings.length === 0 ? (
        <p>
          {say('overview.agenda.none')} <TextLink to={to(`/network/${view.network}/committees`)}>{say('overview.agenda.plan')}</TextLink>
        </p>
      ) : quotes.length === 0 ? (
        <p>{say('overview.agenda.nothing')}</p>
      ) : (
        <Form method="post">
          <Stack>
            <input type="hidden" name="period" value={nameOf(view.period)} />
            <SelectField
              {...field('figure', 'overview.agenda.figure')}
              options={quotes.map(({ key, text }) => ({ value: key, label: text }))}
              empty={say('form.choose')}
              required
            />
            <SelectField
              {...field('meeting', 'overview.agenda.meeting')}
              options={meetings.map(({ id, committee, held_on }) => ({ value: id, label: `${committee}, ${day(held_on)}` }))}
              required
            />
            <TextArea {...field('remark', 'overview.agenda.remark')} rows={2} maxLength={500} />
            <Button>{say('overview.agenda.act')}</Button>
          </Stack>
        </Form>
      )}
    </Section>
  )
}
