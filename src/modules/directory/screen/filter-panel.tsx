import { type Speech, useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Chip, FilterGroup, Row } from '#platform/ui/index.ts'
import { type Filters, filterCount } from '../filters.ts'
import type { Found } from '../search.queries.server.ts'

type HrefOf = (change: Partial<Filters>) => string
type Group = { value: string; name: string; count: number }
const SHOWN = 14

/** The choices that narrow a search, each with how many results it leaves. */
export const FilterPanel = ({
  filters,
  counts,
  groups,
  hrefOf,
}: {
  filters: Filters
  counts: Found['counts']
  groups: readonly Group[]
  hrefOf: HrefOf
}) => {
  const { say, language, intl } = useLanguage()
  const chip = (name: string, count: number) => say('directory.chip', { name, count })
  const most = <T extends { count: number }>(values: readonly T[]) => values.toSorted((a, b) => b.count - a.count).slice(0, SHOWN)
  const byCode = counts.function.toSorted((a, b) => a.value.localeCompare(b.value))
  return (
    <>
      {byCode.length > 0 && (
        <FilterGroup title={say('directory.filter.function')}>
          {byCode.map(({ value, count }) => (
            <Chip key={value} to={hrefOf({ function: filters.function === value ? null : value })} current={filters.function === value}>
              {chip(`${value} ${say(`function.${value}`)}`, count)}
            </Chip>
          ))}
        </FilterGroup>
      )}
      {counts.in.length > 0 && (
        <FilterGroup title={say('directory.filter.in')}>
          {most(counts.in).map(({ value, name, count }) => (
            <Chip key={value} to={hrefOf({ in: value })}>
              {chip(placeName(intl, value, name), count)}
            </Chip>
          ))}
        </FilterGroup>
      )}
      {(counts.network.length > 1 || filters.network !== null) && (
        <FilterGroup title={say('directory.filter.network')}>
          {counts.network.map(({ value, name, count }) => (
            <Chip key={value} to={hrefOf({ network: filters.network === value ? null : value })} current={filters.network === value}>
              {chip(inWords(name, language).text, count)}
            </Chip>
          ))}
        </FilterGroup>
      )}
      {counts.kind.length > 0 && (
        <FilterGroup title={say('directory.filter.kind')}>
          {most(counts.kind).map(({ value, count }) => (
            <Chip key={value} to={hrefOf({ kind: filters.kind === value ? null : value })} current={filters.kind === value}>
              {chip(say(`organisation.kind.${value}`), count)}
            </Chip>
          ))}
        </FilterGroup>
      )}
      {groups.length > 0 && (
        <FilterGroup title={say('directory.filter.group')}>
          {groups.map(({ value, name, count }) => (
            <Chip key={value} to={hrefOf({ group: filters.group === value ? null : value })} current={filters.group === value}>
              {chip(name, count)}
            </Chip>
          ))}
        </FilterGroup>
      )}
    </>
  )
}

/** The filters that are set, each as a link that takes it away. */
export const FiltersSet = ({
  filters,
  names,
  counts,
  hrefOf,
}: {
  filters: Filters
  names: { territory: { name: string; parent_id: string | null } | null; group: string | null }
  counts: Found['counts']
  hrefOf: HrefOf
}) => {
  const { say, language, intl } = useLanguage()
  if (filterCount(filters) === 0) return null
  const network = counts.network.find(({ value }) => value === filters.network)
  const set: { key: string; name: string | null | undefined; change: Partial<Filters> }[] = [
    { key: 'function', name: filters.function === null ? null : say(`function.${filters.function}`), change: { function: null } },
    // One step up rather than to everywhere.
    {
      key: 'in',
      name: filters.in === null ? null : placeName(intl, filters.in, names.territory?.name ?? filters.in),
      change: { in: names.territory?.parent_id ?? null },
    },
    { key: 'kind', name: filters.kind === null ? null : say(`organisation.kind.${filters.kind}`), change: { kind: null } },
    {
      key: 'network',
      name: filters.network === null ? null : network === undefined ? filters.network : inWords(network.name, language).text,
      change: { network: null },
    },
    { key: 'group', name: filters.group === null ? null : (names.group ?? filters.group), change: { group: null } },
  ]
  return (
    <Row>
      {set.map(({ key, name, change }) =>
        name === null || name === undefined ? null : (
          <Chip key={key} to={hrefOf(change)} current>
            {say('directory.filter.remove', { name })}
          </Chip>
        ),
      )}
    </Row>
  )
}

/** A country in the reader's language; places inside it keep their own name. */
const placeName = (intl: Speech, id: string, name: string) =>
  /^[A-Z]{2}$/.test(id) ? (intl.formatDisplayName(id, { type: 'region' }) ?? name) : name
