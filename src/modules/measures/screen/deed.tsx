import { faultInWords } from '#platform/forms/form-state.tsx'
import type { Faults, Typed } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckGroup, DateField, ErrorSummary, Form, Row, Stack, TextArea, TextField } from '#platform/ui/index.ts'
import type { AlertStep } from '../alerts/alerts.queries.server.ts'
import { DONE_HOW } from '../vocabulary.ts'
import { useMoment } from './alerts.tsx'

type Props = { version: number; now: { day: string; time: string }; typed: Typed; faults: Faults }

/** When and what: one choice, a moment that stands there already, and a few words. */
export const DeedForm = ({ version, now, typed, faults }: Props) => {
  const { say } = useLanguage()
  const errorOf = (name: string) => {
    const fault = faults[name]
    return fault === undefined ? {} : { error: faultInWords(say, fault) }
  }
  const options = [
    ...DONE_HOW.map((how) => ({ value: how as string, label: say(`measures.team.how.${how}`) })),
    { value: 'tried', label: say('measures.team.record.tried') },
  ]
  return (
    <Form method="post">
      <Stack>
        <ErrorSummary
          title={say('form.wrong')}
          errors={Object.fromEntries(Object.entries(faults).map(([name, fault]) => [name, faultInWords(say, fault)]))}
        />
        <input type="hidden" name="version" value={version} />
        <CheckGroup
          kind="radio"
          name="how"
          legend={say('measures.team.record.what')}
          options={options}
          defaultValues={typed.how === undefined ? [] : [typed.how]}
          {...errorOf('how')}
        />
        <Row>
          <DateField
            name="day"
            label={say('measures.team.record.day')}
            defaultValue={typed.day ?? now.day}
            max={now.day}
            {...errorOf('day')}
          />
          <TextField name="time" type="time" label={say('measures.team.record.time')} defaultValue={typed.time ?? now.time} size="short" />
        </Row>
        <TextArea
          name="note"
          label={say('measures.team.record.note')}
          hint={say('measures.team.record.note.hint')}
          defaultValue={typed.note ?? ''}
          rows={4}
          maxLength={2000}
          {...errorOf('note')}
        />
        <Row>
          <Button kind="primary">{say('measures.team.record.save')}</Button>
        </Row>
      </Stack>
    </Form>
  )
}

/** All that happened, one line each, the first at the top. */
export const History = ({ steps }: { steps: readonly AlertStep[] }) => {
  const { say } = useLanguage()
  const momentOf = useMoment()
  const whatOf = ({ what, how, by, happenedAt }: AlertStep) =>
    [
      say(`measures.team.step.${what}`),
      ...(how === null ? [] : [say(`measures.team.how.${how}`)]),
      ...(happenedAt === null ? [] : [say('measures.team.step.happened', { at: momentOf(happenedAt) })]),
      ...(by === null ? [] : [say('measures.team.step.by', { name: by })]),
    ].join(', ')
  return (
    <ol className="measures-list">
      {steps.map((step) => (
        <li key={step.seq}>
          <p>{say('measures.team.step.line', { at: momentOf(step.at), what: whatOf(step) })}</p>
          {step.note !== null && <p>{step.note}</p>}
        </li>
      ))}
    </ol>
  )
}
