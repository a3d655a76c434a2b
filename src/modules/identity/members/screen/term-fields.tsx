import { useLanguage } from '#platform/languages/intl.tsx'
import { DateField, SelectField, TextField } from '#platform/ui/index.ts'
import type { Faults, Typed } from '../schema.ts'

export type Organisation = { id: string; name: string }
type Props = {
  typed: Typed
  faults: Faults
  organisations: readonly Organisation[]
  /** Of one's own role: its organisation stays. */
  isOwn?: boolean
}

/** The words for what is wrong with each field. */
export const useFaults = (faults: Faults): Record<string, string> => {
  const { say } = useLanguage()
  return Object.fromEntries(Object.entries(faults).map(([name, id]) => [name, say(id)]))
}

/** Where somebody holds a role, from when to when, and why. */
export const TermFields = ({ typed, faults, organisations, isOwn = false }: Props) => {
  const { say } = useLanguage()
  const errors = useFaults(faults)
  const errorOf = (name: string) => (errors[name] === undefined ? {} : { error: errors[name] })
  return (
    <>
      {isOwn ? (
        <input type="hidden" name="organisation" value={typed.organisation ?? ''} />
      ) : (
        <SelectField
          name="organisation"
          label={say('members.field.organisation')}
          empty={say('members.field.organisation.none')}
          defaultValue={typed.organisation ?? ''}
          options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <DateField name="from" label={say('members.field.from')} defaultValue={typed.from ?? ''} required {...errorOf('from')} />
      <DateField
        name="to"
        label={say('members.field.to')}
        hint={say('members.field.to.hint')}
        defaultValue={typed.to ?? ''}
        {...errorOf('to')}
      />
      <TextField
        name="reason"
        label={say('members.field.reason')}
        hint={say('members.field.reason.hint')}
        defaultValue={typed.reason ?? ''}
        maxLength={500}
      />
    </>
  )
}
