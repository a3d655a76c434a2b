import { createHash } from 'node:crypto'
import type { Scope } from '#platform/db.server.ts'
import { slugged } from '#platform/slug.ts'
import { ORGANISATION_COLUMNS, type OrganisationCells, type OrganisationColumn } from '../columns.ts'
import type { Fault, Faults } from '../faults.ts'
import { resolveTerritory } from '../named.server.ts'
import { formatOrganisation, parseOrganisation } from '../organisation-cells.server.ts'
import type { OrganisationRecord } from '../organisations.store.server.ts'
import { columnNamed, type ImportColumn, kindNamed } from './headers.server.ts'
import { type Known, readKnown } from './known.server.ts'
import type { Sheet } from './sheet.server.ts'

export type Change = { column: OrganisationColumn; before: string; after: string }
export type PlannedLine = { line: number; id: string; name: string } & (
  | { state: 'new'; input: OrganisationRecord }
  | { state: 'same'; input: OrganisationRecord }
  | { state: 'changed'; input: OrganisationRecord; changes: Change[]; version: number; before: OrganisationRecord }
  | { state: 'wrong'; faults: Faults }
)
export type Plan = {
  lines: PlannedLine[]
  /** Heads of columns that are not read. */
  ignored: string[]
  /** Of the head itself: then no line is read. */
  fault: Fault | null
  /** Changes with anything that would be written: who says yes says it to this. */
  fingerprint: string
}

type Given = { line: number; cells: Partial<Record<ImportColumn, string>>; extra: boolean }

/** What a sheet would do to the directory of a network, line by line; writes nothing. */
export const planImport = async (scope: Scope, network: string, sheet: Sheet): Promise<Plan> => {
  const columns = sheet.header.map((head) => columnNamed(head))
  const ignored = sheet.header.filter((head, at) => head !== '' && columns[at] === undefined)
  const twice = columns.find((column, at) => column !== undefined && columns.indexOf(column) !== at)
  const fault: Fault | null =
    twice !== undefined
      ? { id: 'directory.import.fault.twice', values: { column: twice } }
      : columns.includes('name') || columns.includes('id')
        ? null
        : { id: 'directory.import.fault.noName' }
  if (fault !== null) return { lines: [], ignored, fault, fingerprint: '' }
  const given = sheet.lines.map(({ line, cells }) => ({
    line,
    extra: cells.slice(columns.length).some((cell) => cell.trim() !== ''),
    cells: Object.fromEntries(
      columns.flatMap((column, at) =>
        column === undefined ? [] : [[column, column === 'kind' ? kindNamed(cells[at] ?? '') : (cells[at] ?? '').trim()]],
      ),
    ),
  }))
  const lines = await planLines(scope, network, given)
  return { lines, ignored, fault, fingerprint: createHash('sha256').update(JSON.stringify(lines)).digest('hex') }
}

const planLines = async (scope: Scope, network: string, given: readonly Given[]): Promise<PlannedLine[]> => {
  const known = await readKnown(scope, network)
  const names = new Map(given.flatMap(({ cells }) => (cells.id ? [[cells.id, cells.id] as const] : [])))
  const taken = new Map<string, number>()
  const places = new Map<string, Awaited<ReturnType<typeof resolveTerritory>>>()
  const lines: PlannedLine[] = []
  for (const row of given) {
    const place = row.cells.territory ?? ''
    if (place !== '' && !places.has(place)) places.set(place, await resolveTerritory(scope, place, { network }))
    lines.push(planLine(row, known, { names, taken, place: place === '' ? null : (places.get(place) ?? null) }))
  }
  return withoutCircles(lines, known)
}

type Around = { names: ReadonlyMap<string, string>; taken: Map<string, number>; place: Awaited<ReturnType<typeof resolveTerritory>> | null }

const planLine = ({ line, cells, extra }: Given, known: Known, { names, taken, place }: Around): PlannedLine => {
  const match = matchOf(cells, known)
  const faults: Record<string, Fault> = { ...match.faults, ...(extra ? { name: { id: 'directory.import.fault.extra' } } : {}) }
  const before = match.id === undefined ? undefined : known.byId.get(match.id)
  const base =
    before === undefined
      ? null
      : formatOrganisation({ ...before.record, parent: before.record.parent_id, territory: before.record.territory_id })
  const merged = Object.fromEntries(
    ORGANISATION_COLUMNS.map((column) => [column, cells[column] ?? base?.[column] ?? '']),
  ) as OrganisationCells
  // A place says its country: "FR-59350" lies in FR.
  if (merged.country === '' && place?.id !== undefined) merged.country = place.id.slice(0, 2)
  const id = match.id ?? freeIdOf(cells.id, merged.name, known, taken, names)
  const name = merged.name === '' ? id : merged.name
  const first = taken.get(id)
  if (first !== undefined) faults.id ??= { id: 'directory.import.fault.again', values: { line: String(first) } }
  taken.set(id, first ?? line)
  const read = parseOrganisation(merged)
  const parent =
    cells.parent === undefined || cells.parent === '' ? null : (names.get(cells.parent) ?? known.organisationNamed(cells.parent))
  if (place?.fault !== undefined) faults.territory = place.fault
  if (parent === undefined) faults.parent = { id: 'directory.fault.organisation', values: { written: cells.parent ?? '' } }
  if (read.faults !== undefined || Object.keys(faults).length > 0)
    return { line, id, name, state: 'wrong', faults: { ...read.faults, ...faults } }
  const { parent: writtenParent, territory: writtenTerritory, ...rest } = read.value
  const input: OrganisationRecord = {
    ...rest,
    parent_id: cells.parent === undefined ? writtenParent : (parent ?? null),
    territory_id: cells.territory === undefined ? writtenTerritory : (place?.id ?? null),
  }
  if (before === undefined || base === null) return { line, id, name, state: 'new', input }
  const after = formatOrganisation({ ...input, parent: input.parent_id, territory: input.territory_id })
  const changes = ORGANISATION_COLUMNS.filter((column) => base[column] !== after[column]).map((column) => ({
    column,
    before: base[column],
    after: after[column],
  }))
  return changes.length === 0
    ? { line, id, name, state: 'same', input }
    : { line, id, name, state: 'changed', input, changes, version: before.version, before: before.record }
}

/** The organisation that a line means: by its id, by a number that only one has, by its name and place. */
const matchOf = (cells: Given['cells'], known: Known): { id?: string; faults: Faults } => {
  if (cells.id) {
    if (known.byId.has(cells.id)) return { id: cells.id, faults: {} }
    return { faults: /^[a-z0-9][a-z0-9._-]{0,99}$/.test(cells.id) && cells.id !== 'new' ? {} : { id: { id: 'cell.slug' } } }
  }
  const numbered = (['finess', 'siret', 'kbo', 'riziv'] as const).flatMap((scheme) => {
    const id = known.numbered(scheme, cells[scheme] ?? '')
    return id === undefined ? [] : [{ scheme, id }]
  })
  const [first] = numbered
  if (first === undefined) return { ...known.placed(cells.name ?? '', cells.place ?? ''), faults: {} }
  const other = numbered.find(({ id }) => id !== first.id)
  return other === undefined
    ? { id: first.id, faults: {} }
    : { faults: { [other.scheme]: { id: 'directory.import.fault.twoOrganisations', values: { first: first.id, second: other.id } } } }
}

const freeIdOf = (
  given: string | undefined,
  name: string,
  known: Known,
  taken: ReadonlyMap<string, number>,
  names: ReadonlyMap<string, string>,
) => {
  if (given !== undefined && given !== '') return given
  const stem = ['', 'new'].includes(slugged(name)) ? 'n' : slugged(name)
  // A line that repeats an earlier one is told so there; only names that differ get another id.
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? stem : `${stem}-${n}`
    if (!known.byId.has(id) && !taken.has(id) && !names.has(id)) return id
  }
}

// A parent that belongs to its own child, by this file or together with what is there already.
const withoutCircles = (lines: PlannedLine[], known: Known): PlannedLine[] => {
  const parents = new Map<string, string | null>([...known.byId].map(([id, { record }]) => [id, record.parent_id]))
  for (const line of lines) if (line.state !== 'wrong') parents.set(line.id, line.input.parent_id)
  const isCircle = (id: string) => {
    const seen = new Set([id])
    for (let at = parents.get(id); at !== undefined && at !== null; at = parents.get(at)) {
      if (seen.has(at)) return true
      seen.add(at)
    }
    return false
  }
  return lines.map((line): PlannedLine => {
    if (line.state === 'wrong' || !isCircle(line.id)) return line
    return { line: line.line, id: line.id, name: line.name, state: 'wrong', faults: { parent: { id: 'directory.fault.circle' } } }
  })
}
