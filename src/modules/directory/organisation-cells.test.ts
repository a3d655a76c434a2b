import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ORGANISATION_COLUMNS, type OrganisationCells } from './columns.ts'
import { organisations } from './directory.test-support.ts'
import { formatOrganisation, type OrganisationInput, parseOrganisation } from './organisation-cells.server.ts'

const empty = Object.fromEntries(ORGANISATION_COLUMNS.map((column) => [column, ''])) as OrganisationCells
const right = { ...empty, name: 'Maison des usagers', kind: 'user_association', country: 'FR' }

describe('the cells of an organisation', () => {
  test('are read again as they were written', () => {
    fc.assert(
      fc.property(
        organisations,
        (input: OrganisationInput) => void expect(parseOrganisation(formatOrganisation(input))).toEqual({ value: input }),
      ),
    )
  })

  test.each([
    ['name', '', 'cell.required'],
    ['kind', 'castle', 'cell.oneOf'],
    ['country', 'France', 'cell.country'],
    ['email', 'nobody', 'cell.email'],
    ['website', 'example.org', 'cell.website'],
    ['phone', 'call me', 'directory.fault.phone'],
    ['postal_code', 'x'.repeat(13), 'directory.fault.postalCode'],
    ['finess', '12345', 'directory.fault.finess'],
    ['siret', '123', 'directory.fault.siret'],
    ['kbo', 'BE123', 'directory.fault.kbo'],
    ['latitude', '91', 'directory.fault.degrees'],
    ['longitude', '2', 'directory.fault.both'],
  ] as const)('tell at %s that %j is wrong', (column, value, fault) => {
    const { faults } = parseOrganisation({ ...right, [column]: value, ...(column === 'latitude' ? { longitude: '2' } : {}) })
    expect(Object.values(faults ?? {}).map(({ id }) => id)).toEqual([fault])
    expect(Object.keys(faults ?? {})).toEqual([column === 'longitude' ? 'latitude' : column])
  })

  test('take numbers as people write them', () => {
    const { value } = parseOrganisation({
      ...right,
      latitude: '50,63',
      longitude: '3.05',
      siret: '265 906 719 00017',
      kbo: '0456.789.123',
      former_names: 'A\nB | A',
    })
    expect(value).toMatchObject({
      latitude: 50.63,
      longitude: 3.05,
      former_names: ['A', 'B'],
      identifiers: [
        { scheme: 'kbo', value: '0456789123' },
        { scheme: 'siret', value: '26590671900017' },
      ],
    })
  })
})
