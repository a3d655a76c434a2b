import { Form as PlainForm } from 'react-router'
import { type Say, useLanguage } from '#platform/languages/intl.tsx'
import { Button, Chip, FilterGroup, type Option, SelectField, TextField } from '#platform/ui/index.ts'
import type { Choice } from '../choices.server.ts'
import { type Filters, searchOf } from '../filters.ts'
import { kindInWords } from '../kinds.ts'

export type FilterChoices = { programmes: Choice[]; kinds: string[]; years: number[]; organisations: Choice[]; countries: string[] }
type Props = { filters: Filters; choices: FilterChoices; countries: Record<string, string> }
const FIELDS = ['programme', 'kind', 'year', 'country', 'organisation'] as const

const optionsOf = (say: Say, { choices, countries, filters }: Props): Record<(typeof FIELDS)[number], Option[]> => {
  const organisations =
    choices.organisations.some(({ value }) => value === filters.organisation) || filters.organisation === undefined
      ? choices.organisations
      : [...choices.organisations, { value: filters.organisation, label: filters.organisation }]
  return {
    programme: choices.programmes,
    kind: choices.kinds.map((value) => ({ value, label: kindInWords(say, value) })),
    year: choices.years.map((year) => ({ value: String(year), label: String(year) })),
    country: choices.countries.map((value) => ({ value, label: countries[value] ?? value })),
    organisation: organisations,
  }
}

/** What the list is narrowed to, as a plain form: all of it goes into the address. */
export const FilterForm = ({ action, ...props }: Props & { action: string }) => {
  const { say } = useLanguage()
  const options = optionsOf(say, props)
  return (
    // A list that was narrowed by a link has its answers already chosen: a new address is a new form.
    <PlainForm method="get" action={action} className="journal-filters" role="search" key={searchOf(props.filters)}>
      <TextField name="q" label={say('journal.filter.q')} defaultValue={props.filters.q ?? ''} />
      {FIELDS.map((name) => (
        <SelectField
          key={name}
          name={name}
          label={say(`journal.filter.${name}`)}
          options={options[name]}
          empty={say(`journal.filter.${name}.all`)}
          defaultValue={String(props.filters[name] ?? '')}
        />
      ))}
      <Button>{say('journal.filter.act')}</Button>
    </PlainForm>
  )
}

/** The filters that are set; each can be taken away. */
export const FiltersSet = ({ base, ...props }: Props & { base: string }) => {
  const { say } = useLanguage()
  const { filters } = props
  const options = optionsOf(say, props)
  const set = Object.entries(filters)
  if (set.length === 0) return null
  const wordsOf = (name: string, value: string) => {
    const field = FIELDS.find((each) => each === name)
    return field === undefined ? value : (options[field].find((option) => option.value === value)?.label ?? value)
  }
  return (
    <FilterGroup title={say('journal.filter.set')}>
      {set.map(([name, value]) => (
        <Chip key={name} current to={`${base}${searchOf(Object.fromEntries(set.filter(([other]) => other !== name)))}`}>
          {name === 'part_of' ? say('journal.filter.part_of') : wordsOf(name, String(value))}
          <span className="visually-hidden"> {say('journal.filter.remove')}</span>
        </Chip>
      ))}
    </FilterGroup>
  )
}
