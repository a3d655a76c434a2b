import { Form as PlainForm } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckField, Chip, DateField, FilterGroup, SelectField, TextField } from '#platform/ui/index.ts'
import { type FilterName, type Filters, isId, searchOf } from '../filters.ts'
import type { Unclear } from '../people.queries.server.ts'
import { actionInWords, filterInWords } from './words.ts'

type Props = {
  base: string
  part: 'all' | 'signIns'
  typed: Filters
  filters: Filters
  actions: readonly string[]
  names: Readonly<Record<string, string>>
}

/** What the trail is narrowed to, as a plain form: all of it goes into the address. */
export const FilterForm = ({ base, part, typed, filters, actions, names }: Props) => {
  const { say, intl } = useLanguage()
  const person = (value: string | undefined) => (value === undefined || !isId(value) ? (value ?? '') : (names[value] ?? value))
  return (
    <PlainForm method="get" action={base} className="trail-filters" role="search" key={searchOf(typed)}>
      <TextField
        name="actor"
        label={say('audit.filter.actor')}
        hint={say('audit.filter.person.hint')}
        defaultValue={person(filters.actor)}
        autoComplete="off"
      />
      {part === 'all' && (
        <>
          <TextField name="about" label={say('audit.filter.about')} defaultValue={person(filters.about)} autoComplete="off" />
          <SelectField
            name="action"
            label={say('audit.filter.action')}
            empty={say('audit.filter.action.all')}
            options={actions
              .map((value) => ({ value, label: actionInWords(say, intl, value) }))
              .sort((a, b) => a.label.localeCompare(b.label, intl.locale))}
            defaultValue={typed.action ?? ''}
          />
        </>
      )}
      <DateField name="from" label={say('audit.filter.from')} defaultValue={typed.from ?? ''} />
      <DateField name="to" label={say('audit.filter.to')} defaultValue={typed.to ?? ''} />
      {part === 'signIns' && (
        <CheckField name="failed" value="yes" label={say('audit.filter.failed')} defaultChecked={typed.failed === 'yes'} />
      )}
      <Button>{say('audit.filter.act')}</Button>
    </PlainForm>
  )
}

/** The filters that are set; each can be taken away. */
export const FiltersSet = ({ base, filters, names }: Props) => {
  const { say, intl } = useLanguage()
  const set = Object.entries(filters) as [FilterName, string][]
  if (set.length === 0) return null
  return (
    <FilterGroup title={say('audit.filter.set')}>
      {set.map(([name, value]) => (
        <Chip key={name} current to={`${base}${searchOf(Object.fromEntries(set.filter(([other]) => other !== name)))}`}>
          {filterInWords(say, intl, names, name, value)}
          <span className="visually-hidden"> {say('audit.filter.remove')}</span>
        </Chip>
      ))}
    </FilterGroup>
  )
}

/** A name that means nobody, or several people: one of them is chosen. */
export const WhoIsMeant = ({ base, typed, unclear }: Pick<Props, 'base' | 'typed'> & { unclear: Unclear }) => {
  const { say } = useLanguage()
  if (unclear.people.length === 0) return <p role="status">{say('audit.unclear.nobody', { name: unclear.typed })}</p>
  return (
    <FilterGroup title={say('audit.unclear.several', { name: unclear.typed })}>
      {unclear.people.map(({ id, name }) => (
        <Chip key={id} to={`${base}${searchOf({ ...typed, [unclear.field]: id })}`}>
          {unclear.people.some((other) => other.id !== id && other.name === name) ? `${name} (${id.slice(0, 8)})` : name}
        </Chip>
      ))}
    </FilterGroup>
  )
}
