import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OPERATOR, VISITOR } from '#platform/actor.ts'
import { record, recordExport, recordRead, recordSignIn } from '#platform/audit.server.ts'
import { useWorld } from '#test/world.ts'
import { type ChainRow, canonicalOf, hashOf } from './chain.server.ts'
import { type Batch, trailStream, writerOf } from './export.server.ts'
import { auditEventOf } from './fhir.server.ts'
import { faultsOf, KNOWN_CODES } from './fhir.test-support.ts'
import { BATCH } from './trail.queries.server.ts'
import { readChain } from './verify.server.ts'

const world = useWorld()
const codings = (value: unknown): { system: string; code: string }[] => {
  if (typeof value !== 'object' || value === null) return []
  const own = 'system' in value && 'code' in value ? [value as { system: string; code: string }] : []
  return [...own, ...Object.values(value).flatMap(codings)]
}
const row = fc.record<ChainRow>({
  seq: fc.nat(),
  form: fc.constantFrom(1, 2),
  at: fc
    .date({ min: new Date('2020-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().replace('Z', '000Z')),
  person: fc.option(fc.uuid()),
  roles: fc.subarray(['administrator', 'reader']),
  kind: fc.constantFrom('write', 'read', 'export', 'sign_in'),
  action: fc.constantFrom(
    'identity.signIn',
    'identity.signOut',
    'audit.read',
    'journal.readParticipants',
    'exchange.importFolder',
    'directory.removeRole',
    'directory.changeArea',
  ),
  target: fc.string({ unit: 'grapheme' }),
  about: fc.option(fc.uuid()),
  outcome: fc.constantFrom('success', 'failure'),
  reason: fc.option(fc.string({ minLength: 1 }).map((text) => `x${text}`)),
  salt: fc.constant(null),
  digest: fc.constant(null),
  prev: fc.constantFrom(null, Buffer.alloc(0), Buffer.alloc(32, 1)),
  hash: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
})

describe('FHIR AuditEvent', () => {
  test('every row becomes a resource that the rules of R4 let pass', () => {
    fc.assert(
      fc.property(fc.option(fc.constant('ccoms')), row, (network, each) => {
        const event = JSON.parse(JSON.stringify(auditEventOf(network, each, { [each.person ?? '']: 'Noor' })))
        expect(faultsOf(event)).toEqual([])
        for (const { system, code } of codings(event).filter(({ code }) => code !== undefined))
          expect(KNOWN_CODES[system], `${system} ${code}`).toContain(code)
      }),
    )
  })
  test('the rules see what is wrong', () => {
    const [sample] = fc.sample(row, 1)
    if (sample === undefined) throw new Error('no row')
    const event = auditEventOf('ccoms', sample, {})
    for (const wrong of [
      { ...event, recorded: '22 November' },
      { ...event, action: 'X' },
      { ...event, agent: [] },
      { ...event, who: 'Noor' },
      { ...event, source: {} },
      { ...event, entity: [{ name: 'a', query: 'YQ==' }] },
      { ...event, purposeOfEvent: [{ text: 'a\u0007b' }] },
      { ...event, contained: [{ resourceType: 'Patient' }] },
    ])
      expect(faultsOf(wrong)).not.toEqual([])
  })
  test('says who, in which role, what, about whom, when, why and how it ended', async () => {
    const network = await world.network()
    const noor = await world.person({ network, role: 'coordinator' })
    const lea = await world.person()
    await world.as(noor, (scope) => record(scope, network, 'care.openEpisode', 'e-1', { about: lea.personId, reason: 'asked by the team' }))
    const [each] = await world.as(OPERATOR, (scope) => readChain(scope, network, 0))
    if (each === undefined) throw new Error('no row')
    expect(auditEventOf(network, each, { [noor.personId]: 'Noor' })).toMatchObject({
      id: each.hash.toString('hex'),
      action: 'C',
      recorded: each.at,
      outcome: '0',
      purposeOfEvent: [{ text: 'asked by the team' }],
      agent: [
        { who: { identifier: { value: `urn:uuid:${noor.personId}` }, display: 'Noor' }, role: [{ text: 'coordinator' }], requestor: true },
      ],
      source: { site: network },
      entity: [{ name: 'e-1' }, { what: { identifier: { value: `urn:uuid:${lea.personId}` } }, role: { code: '1' } }],
    })
  })
  test('whose account it is about is a user there, and nobody is made out to be cared for', () => {
    const about = '00000000-0000-4000-8000-0000000000aa'
    const roleIn = (action: string) => {
      const [sample] = fc.sample(row, 1)
      if (sample === undefined) throw new Error('no row')
      return auditEventOf('ccoms', { ...sample, action, about }, {}).entity?.[1]?.role?.display
    }
    expect(['identity.grantRole', 'notices.readMails', 'care.openEpisode'].map(roleIn)).toEqual(['User', 'User', 'Patient'])
  })
  test('signing in and out, reading, taking away, loading and removing have the codes that are made for them', async () => {
    const network = await world.network({ isPublic: true })
    const noor = await world.person({ network, role: 'administrator' })
    await world.as(noor, async (scope) => {
      await recordRead(scope, network, 'audit.read', 'all')
      await recordRead(scope, network, 'journal.readParticipants', 'a-1')
      await recordExport(scope, network, 'journal.export', 'csv')
      await record(scope, network, 'exchange.importFolder', network)
      await record(scope, network, 'directory.removeService', 's-1')
    })
    await world.as(VISITOR, (scope) => recordSignIn(scope, { personId: noor.personId, how: 'password', succeeded: false }))
    const rows = await world.as(OPERATOR, (scope) => readChain(scope, network, 0))
    const attempts = (await world.as(OPERATOR, (scope) => readChain(scope, null, 0, 100_000))).filter(
      ({ person }) => person === noor.personId,
    )
    const events = [...rows, ...attempts].map((each) => auditEventOf(network, each, {}))
    expect(events.map(({ type, subtype, action, outcome }) => [type.code, subtype?.[0]?.code, action, outcome])).toEqual([
      ['110101', undefined, 'R', '0'],
      ['access', undefined, 'R', '0'],
      ['110106', undefined, 'R', '0'],
      ['110107', undefined, 'C', '0'],
      ['destroy', undefined, 'D', '0'],
      ['110114', '110122', 'E', '4'],
    ])
  })
})

const collect = async (stream: ReadableStream<Uint8Array>) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(await new Response(stream).arrayBuffer())

describe('the trail as a file', () => {
  test('a third party can verify the chain from the CSV alone', async () => {
    const network = await world.network()
    const noor = await world.person({ network, role: 'administrator' })
    for (const target of ['a', 'b; "c"', 'd\ne', 'é'])
      await world.as(noor, (scope) => record(scope, network, 'a.b', target, { about: noor.personId, reason: 'why' }))
    const rows = await world.as(OPERATOR, (scope) => readChain(scope, network, 0))
    const csv = await collect(
      trailStream(writerOf('csv', network), async () => ({ rows: [], names: {} }), { rows, names: { [noor.personId]: 'Noor' } }),
    )
    expect(csv.startsWith('\uFEFFnetwork,seq,form,at,person,person_name,')).toBe(true)
    const lines: Record<string, string>[] = parse(csv, { columns: true, bom: true })
    expect(lines[0]).toMatchObject({ person_name: 'Noor', about_name: 'Noor', roles: 'administrator' })
    const bytes = (hex: string | undefined) => Buffer.from(hex ?? '', 'hex')
    let previous: Buffer = Buffer.alloc(0)
    for (const line of lines) {
      const read = {
        ...line,
        seq: Number(line.seq),
        form: Number(line.form),
        roles: (line.roles ?? '').split('|'),
        digest: bytes(line.reason_digest),
      } as unknown as ChainRow
      expect(canonicalOf(network, read)).toContain(`"seq":${line.seq}`)
      expect(hashOf(previous, network, read).toString('hex')).toBe(line.hash)
      previous = bytes(line.hash)
    }
    expect(lines.length).toBe(4)
  })
  test('a cell that a spreadsheet would run is disarmed', async () => {
    const [sample] = fc.sample(row, 1)
    if (sample === undefined) throw new Error('no row')
    const { write } = writerOf('csv', 'ccoms')
    expect(write({ rows: [{ ...sample, reason: '=1+1' }], names: {} })).toContain(",'=1+1,")
  })
  test('is sent batch after batch, each read only when the one before was taken', async () => {
    const [sample] = fc.sample(row, 1)
    if (sample === undefined) throw new Error('no row')
    const batchOf = (from: number, count: number): Batch => ({
      rows: Array.from({ length: count }, (_, at) => ({ ...sample, seq: from + at })),
      names: {},
    })
    const asked: number[] = []
    const read = async (last: ChainRow) => {
      asked.push(last.seq)
      return last.seq < BATCH ? batchOf(last.seq + 1, BATCH) : batchOf(last.seq + 1, 3)
    }
    const reader = trailStream(writerOf('ndjson', 'ccoms'), read, batchOf(0, BATCH)).getReader()
    await reader.read()
    expect(asked.length).toBeLessThan(2)
    let lines = BATCH
    for (let part = await reader.read(); !part.done; part = await reader.read())
      lines += new TextDecoder().decode(part.value).split('\n').length - 1
    expect(asked).toEqual([BATCH - 1, 2 * BATCH - 1])
    expect(lines).toBe(2 * BATCH + 3)
  })
})
