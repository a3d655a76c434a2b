import { EntryRow, type FormState, SuggestField, Suggestions, useField } from '#platform/forms/form-state.tsx'
import { indexesOf, type Typed } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { SelectField, Stack, TextField } from '#platform/ui/index.ts'
import type { Choice } from '../choices.server.ts'
import { CATEGORIES, COUNT_EXACTNESS, ORGANISATION_ROLES } from '../vocabulary.ts'

const BLANK = 2
const ADDED = 4

// Rows are added by a plain button that sends the form and gets it back longer: it needs no script.
const rowsOf = (typed: Typed, names: readonly string[], filled: string) => {
  const used = indexesOf(typed, names).filter((at) => (typed[`${filled}-${at}`] ?? '') !== '')
  const last = Math.max(-1, ...used)
  const shown = Math.max(
    last + 1 + (typed.intent === 'more' ? ADDED : BLANK),
    typed.intent === 'more' ? indexesOf(typed, names).length + BLANK : 0,
  )
  return Array.from({ length: shown }, (_, at) => at)
}

/** Who came, by category: one row each. */
export const AttendanceRows = ({ countries, ...state }: FormState & { countries: readonly Choice[] }) => {
  const { say } = useLanguage()
  const field = useField(state)
  return (
    <Stack>
      {rowsOf(state.typed, ['category', 'count', 'from', 'exactness'], 'category').map((at) => (
        <EntryRow key={at} legend={say('journal.people.row', { n: at + 1 })}>
          <SelectField
            {...field(`category-${at}`, 'journal.field.category')}
            options={CATEGORIES.map((value) => ({ value, label: say(`journal.category.${value}`) }))}
            empty={say('form.choose')}
          />
          <TextField {...field(`count-${at}`, 'journal.field.count')} inputMode="numeric" />
          <SelectField
            {...field(`exactness-${at}`, 'journal.field.exactness')}
            defaultValue={state.typed[`exactness-${at}`] ?? 'exact'}
            options={COUNT_EXACTNESS.map((value) => ({ value, label: say(`journal.exactness.${value}`) }))}
          />
          <SelectField {...field(`from-${at}`, 'journal.field.from')} options={countries} empty={say('journal.from.any')} />
        </EntryRow>
      ))}
    </Stack>
  )
}

/** Which organisations took part, and as what: one row each. */
export const OrganisationRows = ({ organisations, ...state }: FormState & { organisations: readonly Choice[] }) => {
  const { say } = useLanguage()
  const field = useField(state)
  return (
    <Stack>
      <Suggestions id="journal-organisations" options={organisations.map(({ label }) => label)} />
      {rowsOf(state.typed, ['organisation', 'role'], 'organisation').map((at) => (
        <EntryRow key={at} legend={say('journal.organisations.row', { n: at + 1 })}>
          <SuggestField {...field(`organisation-${at}`, 'journal.field.organisation')} list="journal-organisations" />
          <SelectField
            {...field(`role-${at}`, 'journal.field.role')}
            defaultValue={state.typed[`role-${at}`] ?? 'partner'}
            options={ORGANISATION_ROLES.map((value) => ({ value, label: say(`journal.role.${value}`) }))}
          />
        </EntryRow>
      ))}
    </Stack>
  )
}
