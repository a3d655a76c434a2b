import type { FormState } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckField, Fold, Form, Section, Stack, TextArea } from '#platform/ui/index.ts'
import type { Subject } from '../../housing/subjects.server.ts'
import { LONGEST_SUBJECT } from '../../vocabulary.ts'

type Props = {
  house: { id: string; name: string }
  subjects: readonly Subject[]
  newId: string
  /** My first name, which I may put to it. */
  name: string
  state: FormState
}
/** What the house will talk about at its next meeting, and what I want it to talk about. */
export const Subjects = ({ house, subjects, newId, name, state }: Props) => {
  const { say } = useLanguage()
  return (
    <Section title={say('myStay.subjects', { house: house.name })} id={`subjects-${house.id}`}>
      {subjects.length === 0 && <p>{say('myStay.subjects.none')}</p>}
      <ul className="mine-list">
        {subjects.map((subject) => (
          <OneSubject key={subject.id} {...subject} />
        ))}
      </ul>
      <div className="mine-screen">
        <AskForm house={house} newId={newId} name={name} state={state} />
      </div>
    </Section>
  )
}

const OneSubject = ({ id, what, who, answer, isMine, version }: Subject) => {
  const { say } = useLanguage()
  return (
    <li>
      <p className="mine-text">
        <strong>{what}</strong>
      </p>
      {who !== '' && <p>{say('myStay.subjects.by', { who })}</p>}
      {isMine && <p className="mine-small">{say('myStay.subjects.mine')}</p>}
      {answer !== '' && (
        <>
          <p>{say('myStay.subjects.answered')}</p>
          <p className="mine-text">{answer}</p>
        </>
      )}
      {isMine && answer === '' && (
        <Form method="post" className="mine-screen">
          <input type="hidden" name="record" value={id} />
          <input type="hidden" name="version" value={version} />
          <Button kind="quiet" name="intent" value="withdraw">
            {say('myStay.subjects.withdraw')} <span className="visually-hidden">{what}</span>
          </Button>
        </Form>
      )}
    </li>
  )
}

const AskForm = ({ house, newId, name, state: { typed, faults } }: Omit<Props, 'subjects'>) => {
  const { say } = useLanguage()
  const own = typed.intent === 'ask' && typed.house === house.id ? { typed, fault: faults.subject } : { typed: {}, fault: undefined }
  return (
    <Fold title={say('myStay.subjects.ask')} open={own.fault !== undefined}>
      <Form method="post">
        <Stack gap="small">
          <input type="hidden" name="record" value={own.typed.record ?? newId} />
          <input type="hidden" name="house" value={house.id} />
          <TextArea
            name="subject"
            id={`field-subject-${house.id}`}
            label={say('myStay.subjects.what')}
            hint={say('myStay.subjects.hint')}
            rows={3}
            maxLength={LONGEST_SUBJECT}
            defaultValue={own.typed.subject ?? ''}
            required
            {...(own.fault === undefined ? {} : { error: say(own.fault.id) })}
          />
          {name !== '' && (
            <CheckField
              name="named"
              id={`field-named-${house.id}`}
              value="yes"
              label={say('myStay.subjects.named', { name })}
              hint={say('myStay.subjects.named.hint')}
              defaultChecked={own.typed.named === 'yes'}
            />
          )}
          <Button name="intent" value="ask">
            {say('myStay.subjects.send')}
          </Button>
        </Stack>
      </Form>
    </Fold>
  )
}
