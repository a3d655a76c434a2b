import { useEffect, useRef } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { ErrorSummary, Notice, Table } from '#platform/ui/index.ts'
import type { FormState, Typed } from '../typed.ts'
import { useDirectoryWords } from './words.tsx'

/** Label, value, hint and error of each field of a form, by the name of its column. */
export const useFields = ({ typed, faults }: Pick<FormState, 'typed' | 'faults'>, hints: readonly string[]) => {
  const { say } = useLanguage()
  const { errorsOf } = useDirectoryWords()
  const errors = errorsOf(faults)
  return {
    errors,
    field: (name: string) => ({
      name,
      label: say(`directory.column.${name}` as MessageId),
      defaultValue: typed[name] ?? '',
      ...(hints.includes(name) ? { hint: say(`directory.hint.${name}` as MessageId) } : {}),
      ...(errors[name] === undefined ? {} : { error: errors[name] }),
    }),
  }
}

/** What is wrong with a form, at its top; and what somebody else has put there meanwhile, beside what was typed. */
export const FormProblems = ({
  state,
  names,
  errors,
}: {
  state: FormState
  names: readonly string[]
  errors: Readonly<Record<string, string>>
}) => {
  const { say } = useLanguage()
  return (
    <>
      <ErrorSummary title={say('form.wrong')} errors={errors} />
      {state.theirs !== null && <Conflict typed={state.typed} theirs={state.theirs} names={names} />}
    </>
  )
}

// Takes the focus when it appears: who pressed the button at the end of a long form would not see the top of it.
const Conflict = ({ typed, theirs, names }: { typed: Typed; theirs: Typed; names: readonly string[] }) => {
  const { say } = useLanguage()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div ref={box} className="conflict" role="alert" tabIndex={-1}>
      <Notice kind="attention" title={say('directory.conflict.title')}>
        <p>{say('directory.conflict.what')}</p>
        <Table
          caption={say('directory.conflict.title')}
          captionHidden
          columns={[
            { key: 'field', label: say('directory.conflict.field') },
            { key: 'yours', label: say('directory.conflict.yours') },
            { key: 'theirs', label: say('directory.conflict.theirs') },
          ]}
          rows={names
            .filter((name) => (typed[name] ?? '') !== (theirs[name] ?? ''))
            .map((name) => ({
              key: name,
              cells: {
                field: say(`directory.column.${name}` as MessageId),
                yours: typed[name] || say('directory.conflict.empty'),
                theirs: theirs[name] || say('directory.conflict.empty'),
              },
            }))}
        />
      </Notice>
    </div>
  )
}
