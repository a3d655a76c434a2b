import type { ReactNode } from 'react'
import { type Say, useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { DescriptionList, ErrorSummary, Field, type FieldProps, Notice } from '#platform/ui/index.ts'
import type { Fault, Faults, Typed } from './typed.ts'

export type FormState = { typed: Typed; faults: Faults }
/** What an action answers when something is wrong: what was typed, what is wrong, and what somebody else wrote meanwhile. */
export type Answer = FormState & { theirs: readonly { name: string; value: string }[] | null; version?: string }

// The values of a list are codes: they help whoever fills in a table, and nobody at a form.
export const faultInWords = (say: Say, { id, values }: Fault) => (id === 'cell.oneOf' ? say('form.fault.choose') : say(id, values))

/** The attributes of a field: its name and words, what was typed, what is wrong. */
export const useField = ({ typed, faults }: FormState) => {
  const { say } = useLanguage()
  return (name: string, label: MessageId, hint?: MessageId) => {
    const fault = faults[name]
    return {
      name,
      label: say(label),
      defaultValue: typed[name] ?? '',
      ...(hint === undefined ? {} : { hint: say(hint) }),
      ...(fault === undefined ? {} : { error: faultInWords(say, fault) }),
    }
  }
}

/** Everything that is wrong, at the top of the form, each under the name of its field. */
export const Wrong = ({ faults, labelOf }: { faults: Faults; labelOf: (name: string) => string }) => {
  const { say } = useLanguage()
  const lineOf = (name: string, fault: Fault) => say('form.fault.at', { field: labelOf(name), what: faultInWords(say, fault) })
  return (
    <ErrorSummary
      title={say('form.wrong')}
      errors={Object.fromEntries(Object.entries(faults).map(([name, fault]) => [name, lineOf(name, fault)]))}
    />
  )
}

type TheirsProps = {
  theirs: Answer['theirs']
  labelOf: (name: string) => string /** What a chosen value is called. */
  nameOf: (name: string, value: string) => string
}

/** Somebody else changed it while this was typed: what they wrote stands beside, what was typed stays in the form. */
export const Theirs = ({ theirs, labelOf, nameOf }: TheirsProps) => {
  const { say } = useLanguage()
  if (theirs === null) return null
  return (
    <Notice kind="danger" title={say('form.conflict.title')}>
      <p>{say('form.conflict.what')}</p>
      <DescriptionList
        items={theirs.map(({ name, value }) => ({
          key: name,
          term: labelOf(name),
          description: value === '' ? say('form.conflict.empty') : nameOf(name, value),
        }))}
      />
    </Notice>
  )
}

/** A line of text with suggestions; anything else can be typed. Without suggestions of the browser it is a plain field. */
export const SuggestField = ({ list, defaultValue, ...field }: FieldProps & { list: string; defaultValue?: string }) => (
  <Field {...field}>
    {(control) => <input className="input" type="text" list={list} autoComplete="off" {...control} defaultValue={defaultValue} />}
  </Field>
)
export const Suggestions = ({ id, options }: { id: string; options: readonly string[] }) => (
  <datalist id={id}>
    {options.map((option) => (
      <option key={option} value={option} />
    ))}
  </datalist>
)

/** Fields that belong together, side by side where there is room, under words that name them. */
export const EntryRow = ({ legend, children }: { legend: ReactNode; children: ReactNode }) => (
  <fieldset className="entry-row">
    <legend className="field-label">{legend}</legend>
    <div className="entry-fields">{children}</div>
  </fieldset>
)
