import type { FormState } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Empty, Row, Section, Stack, TextArea, TextField } from '#platform/ui/index.ts'
import type { Subject } from '../housing/subjects.server.ts'
import { LONGEST_SUBJECT } from '../vocabulary.ts'
import { PartForm, usePart } from './part-form.tsx'
import { useTimes } from './words.ts'

/** What residents want the house to talk about. Who asked shows only where they put their name. */
export const SubjectsPart = ({ subjects, state }: { subjects: readonly Subject[]; state: FormState }) => {
  const { say } = useLanguage()
  const { field } = usePart(state, 'subject')
  return (
    <Section title={say('stays.subjects.title')} id="subjects">
      <Stack gap="small">
        {subjects.length === 0 && <Empty title={say('stays.subjects.none')} what={say('stays.subjects.none.what')} />}
        <ul className="stays-list">
          {subjects.map((subject) => (
            <OneSubject key={subject.id} subject={subject} state={state} />
          ))}
        </ul>
        <PartForm title={say('stays.subjects.new')} intent="subject" state={state}>
          <TextArea {...field('subject', 'stays.field.subject', 'stays.hint.subject')} rows={2} maxLength={LONGEST_SUBJECT} required />
          <TextField {...field('who', 'stays.field.who', 'stays.hint.who')} maxLength={60} />
          <Button>{say('stays.keep')}</Button>
        </PartForm>
      </Stack>
    </Section>
  )
}

const OneSubject = ({ subject: { id, what, who, askedOn, version }, state }: { subject: Subject; state: FormState }) => {
  const { say } = useLanguage()
  const { day } = useTimes()
  const { field } = usePart(state, 'answer', id)
  return (
    <li>
      <p className="stays-text">
        <strong>{what}</strong>
      </p>
      <Row>
        <span>{day(askedOn)}</span>
        {who !== '' && <span>{say('stays.subjects.by', { who })}</span>}
      </Row>
      <PartForm title={say('stays.subjects.answer')} intent="answer" record={id} version={version} state={state}>
        <TextArea {...field('answer', 'stays.field.answer', 'stays.hint.answer')} rows={2} maxLength={500} required />
        <Button>{say('stays.keep')}</Button>
      </PartForm>
    </li>
  )
}
