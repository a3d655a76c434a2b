import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { Problem } from '#platform/problem.ts'
import { useWorld } from '#test/world.ts'
import { organisation, organisations, put } from '../directory.test-support.ts'
import { readExport } from '../export.queries.server.ts'
import { directoryCsv } from '../export-csv.server.ts'
import { filtersOf } from '../filters.ts'
import { formatOrganisation } from '../organisation-cells.server.ts'
import { changeOrganisation } from '../organisations.commands.server.ts'
import { confirmImport, draftImport, undoImport } from './import.commands.server.ts'
import { readDraft, readImports } from './import.queries.server.ts'
import { planImport } from './plan.server.ts'
import { previewOf } from './preview.server.ts'
import { readTable, type Sheet } from './sheet.server.ts'

const world = useWorld()
const bytes = (text: string) => new TextEncoder().encode(text)
const sheetOf = async (text: string): Promise<Sheet> => {
  const { sheet, fault } = await readTable(bytes(text))
  if (sheet === undefined) throw new Error(fault.id)
  return sheet
}

const seed = async () => {
  const network = await world.network({ isPublic: true })
  const manager = await world.person({ network, role: 'programme_manager' })
  await world.seed(async (db) => {
    await db
      .insertInto('directory.territory')
      .values([
        { id: 'ZZ', kind: 'country', parent_id: null, name: 'Zed', population: null, latitude: null, longitude: null },
        { id: 'ZZ-1', kind: 'region', parent_id: 'ZZ', name: 'Mons-en-Zed', population: 12, latitude: null, longitude: null },
      ])
      .execute()
    await put(db, network, 'epsm', {
      name: 'EPSM',
      kind: 'hospital',
      place: 'Armentières',
      phone: '+33 3 00 00 00 00',
      former_names: ['Asile'],
      identifiers: [{ scheme: 'finess', value: '590000001' }],
    })
    await put(db, network, 'maison', { name: 'Maison des usagers', place: 'Lille' })
  })
  return { network, manager }
}
const planned = (actor: Actor, network: string, sheet: Sheet) => world.as(actor, (scope) => planImport(scope, network, sheet))
const imported = async (actor: Actor, network: string, text: string) => {
  const sheet = await sheetOf(text)
  return world.as(actor, async (scope) => {
    const { id } = await draftImport(scope, actor, network, 'file.csv', sheet)
    const taken = await confirmImport(scope, actor, network, id, (await planImport(scope, network, sheet)).fingerprint)
    if (taken === null) throw new Error('not taken in')
    return taken.id
  })
}
const state = (network: string) =>
  world.seed(async (db) => ({
    organisations: (
      await db.selectFrom('directory.organisation').selectAll().where('network_id', '=', network).orderBy('id').execute()
    ).map(({ version: _, ...row }) => row),
    identifiers: await db
      .selectFrom('directory.identifier')
      .selectAll()
      .where('network_id', '=', network)
      .orderBy('organisation_id')
      .orderBy('scheme')
      .orderBy('value')
      .execute(),
    entries: await db.selectFrom('directory.entry').selectAll().where('network_id', '=', network).orderBy('id').execute(),
  }))

describe('the preview of an import', () => {
  test('tells new, changed and unchanged organisations apart, by id, number, or name and place', async () => {
    const { network, manager } = await seed()
    const plan = await planned(
      manager,
      network,
      await sheetOf(
        'Nom,Genre,Lieu,Pays,FINESS,Territoire\nEPSM Lille,hospital,Armentières,FR,59 000 0001,\nMAISON DES USAGERS,Association,lille,FR,,\nAtelier 13,centre,Mons,ZZ,,mons en zed\n',
      ),
    )
    expect(plan.lines).toMatchObject([
      { line: 2, id: 'epsm', state: 'changed', changes: [{ column: 'name', before: 'EPSM', after: 'EPSM Lille' }] },
      { line: 3, id: 'maison', state: 'changed', changes: [{ column: 'name' }, { column: 'place', before: 'Lille', after: 'lille' }] },
      { line: 4, id: 'atelier-13', state: 'new', input: { territory_id: 'ZZ-1' } },
    ])
    const same = await planned(manager, network, await sheetOf('id,name\nepsm,EPSM\n'))
    expect(same.lines).toMatchObject([{ id: 'epsm', state: 'same' }])
  })
  test('finds each wrong cell by line and column, and then nothing can be confirmed', async () => {
    const { network, manager } = await seed()
    const sheet = await sheetOf(
      'id;name;kind;country;territory;email;parent;Remark\nnew-one;;castle;FR;Atlantis;nobody;ghost;x\nepsm;EPSM;hospital;FR;;;;\nepsm;EPSM;hospital;FR;;;;\nBad Id;B;centre;FR;;;;\n',
    )
    const plan = await planned(manager, network, sheet)
    const preview = previewOf({ id: 'd', fileName: 'f', sheet }, plan)
    expect(preview.wrong.map(({ line, column, found }) => [line, column, found])).toEqual(
      expect.arrayContaining([
        [2, 'name', ''],
        [2, 'kind', 'castle'],
        [2, 'territory', 'Atlantis'],
        [2, 'email', 'nobody'],
        [2, 'parent', 'ghost'],
        [4, 'id', 'epsm'],
        [5, 'id', 'Bad Id'],
      ]),
    )
    expect(preview).toMatchObject({ wrongCells: 7, ignored: ['Remark'], counts: { wrong: 3, same: 1, new: 0, changed: 0 } })
    const { id } = await world.as(manager, (scope) => draftImport(scope, manager, network, 'f.csv', sheet))
    expect(await world.as(manager, (scope) => confirmImport(scope, manager, network, id, plan.fingerprint))).toBeNull()
    expect((await state(network)).organisations).toHaveLength(2)
  })
  test('puts any organisation into one line that is read again exactly, and finds a wrong cell wherever it is', async () => {
    const { network, manager } = await seed()
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          organisations.map((some) => ({ ...some, parent: null, territory: null })),
          { minLength: 1, maxLength: 4 },
        ),
        fc.nat(),
        async (inputs, at) => {
          const header = ['id', ...Object.keys(formatOrganisation(inputs[0] ?? { ...organisation('x'), parent: null, territory: null }))]
          const rows = inputs.map((input, n) => [`row-${n}`, ...Object.values(formatOrganisation(input))])
          const sheet = await sheetOf(stringify([header, ...rows]))
          const plan = await planned(manager, network, sheet)
          expect(plan.lines.map((line) => (line.state === 'new' ? line.input : line))).toEqual(
            inputs.map(({ parent: _, territory: __, ...input }) => ({ ...input, parent_id: null, territory_id: null })),
          )
          const wrongRow = at % rows.length
          const spoiled = rows.map((row, n) =>
            n === wrongRow ? row.map((cell, column) => (header[column] === 'country' ? 'nowhere' : cell)) : row,
          )
          const bad = await planned(manager, network, await sheetOf(stringify([header, ...spoiled])))
          expect(bad.lines.flatMap((line, n) => (line.state === 'wrong' ? [[n, ...Object.keys(line.faults)]] : []))).toEqual([
            [wrongRow, 'country'],
          ])
        },
      ),
      { numRuns: 40 },
    )
  })
  test('sees a circle of parents that the file would close', async () => {
    const { network, manager } = await seed()
    const plan = await planned(
      manager,
      network,
      await sheetOf('id,name,kind,country,parent\na,A,centre,FR,b\nb,B,centre,FR,a\nc,C,centre,FR,epsm\n'),
    )
    expect(plan.lines.map(({ state: what }) => what)).toEqual(['wrong', 'wrong', 'new'])
  })
  test('belongs to who made it: nobody else reads a draft', async () => {
    const { network, manager } = await seed()
    const colleague = await world.person({ network, role: 'administrator' })
    const { id } = await world.as(manager, (scope) => draftImport(scope, manager, network, 'f.csv', { header: ['name'], lines: [] }))
    await expect(world.as(colleague, (scope) => readDraft(scope, network, id))).rejects.toBeInstanceOf(Problem)
    await expect(world.as(manager, (scope) => readDraft(scope, network, 'not-an-id'))).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('an import', () => {
  const FILE =
    'id,name,kind,country,parent,former_names,finess,territory\nchild,Enfant,centre,ZZ,mother,,,ZZ-1\nmother,Mère,hospital,ZZ,epsm,,590000009,\nepsm,EPSM Lille,hospital,FR,,Asile | Hospice,,\n'

  test('writes new and changed organisations, a parent before what belongs to it, and is in the list', async () => {
    const { network, manager } = await seed()
    const id = await imported(manager, network, FILE)
    expect((await state(network)).organisations).toMatchObject([
      { id: 'child', parent_id: 'mother', territory_id: 'ZZ-1' },
      { id: 'epsm', name: 'EPSM Lille', former_names: ['Asile', 'Hospice'], phone: '+33 3 00 00 00 00' },
      { id: 'maison' },
      { id: 'mother', parent_id: 'epsm' },
    ])
    expect((await state(network)).identifiers).toMatchObject([{ organisation_id: 'mother', value: '590000009' }])
    expect(await world.as(manager, (scope) => readImports(scope, network))).toMatchObject([
      { id, fileName: 'file.csv', added: 2, changed: 1, undoneAt: null },
    ])
  })
  test('that is undone leaves everything exactly as it was', async () => {
    const { network, manager } = await seed()
    const before = await state(network)
    const id = await imported(manager, network, FILE)
    expect(await state(network)).not.toEqual(before)
    expect(await world.as(manager, (scope) => undoImport(scope, manager, network, id))).toEqual({ undone: true })
    expect(await state(network)).toEqual(before)
    await expect(world.as(manager, (scope) => undoImport(scope, manager, network, id))).rejects.toMatchObject({ code: 'conflict' })
  })
  test('of any organisations that is undone leaves everything exactly as it was', async () => {
    const { network, manager } = await seed()
    const before = await state(network)
    const plain = organisations.map((some) => ({ ...some, parent: null, territory: null }))
    await fc.assert(
      fc.asyncProperty(plain, plain, async (changed, added) => {
        const header = ['id', ...Object.keys(formatOrganisation(changed))]
        const id = await imported(
          manager,
          network,
          stringify([
            header,
            ['epsm', ...Object.values(formatOrganisation(changed))],
            ['zzz', ...Object.values(formatOrganisation(added))],
          ]),
        )
        expect(await world.as(manager, (scope) => undoImport(scope, manager, network, id))).toEqual({ undone: true })
        expect(await state(network)).toEqual(before)
      }),
      { numRuns: 20 },
    )
  })
  test('is not undone over later work: what was changed since or is used by now is named, and nothing changes', async () => {
    const { network, manager } = await seed()
    const id = await imported(manager, network, FILE)
    await world.as(manager, (scope) => changeOrganisation(scope, manager, network, 'epsm', 2, organisation('EPSM corrigé')))
    await world.seed((db) =>
      db
        .insertInto('directory.service')
        .values({
          network_id: network,
          id: 's',
          organisation_id: 'child',
          name: 'S',
          care_function: null,
          description: null,
          desde_code: null,
          opening_hours: null,
          phone: null,
          email: null,
          website: null,
          territory_id: null,
          area_id: null,
          latitude: null,
          longitude: null,
        })
        .execute(),
    )
    const now = await state(network)
    expect(await world.as(manager, (scope) => undoImport(scope, manager, network, id))).toEqual({
      undone: false,
      inTheWay: [
        { line: 2, organisation: 'child', why: 'used' },
        { line: 4, organisation: 'epsm', why: 'changed' },
      ],
    })
    expect(await state(network)).toEqual(now)
  })
  test('is not written when the directory changed since the preview', async () => {
    const { network, manager } = await seed()
    const sheet = await sheetOf(FILE)
    const { fingerprint } = await planned(manager, network, sheet)
    const { id } = await world.as(manager, (scope) => draftImport(scope, manager, network, 'f.csv', sheet))
    await world.as(manager, (scope) => changeOrganisation(scope, manager, network, 'epsm', 1, organisation('EPSM')))
    expect(await world.as(manager, (scope) => confirmImport(scope, manager, network, id, fingerprint))).toBeNull()
    expect((await state(network)).organisations).toHaveLength(2)
  })
  test('of our own export changes nothing', async () => {
    const { network, manager } = await seed()
    await world.seed((db) =>
      db
        .updateTable('directory.organisation')
        .set({ phone: '+33 3 20', name: '=cmd()', address: '-1+2' })
        .where('id', '=', 'maison')
        .where('network_id', '=', network)
        .execute(),
    )
    const csv = directoryCsv(await world.as(manager, (scope) => readExport(scope, filtersOf(new URLSearchParams({ network })))))
    expect(csv).toContain("'=cmd()")
    expect(csv).toContain("'+33 3 20")
    const plan = await planned(manager, network, await sheetOf(csv))
    expect(plan.lines.map(({ state: what }) => what)).toEqual(['same', 'same'])
  })
})
