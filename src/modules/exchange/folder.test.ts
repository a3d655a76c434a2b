import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { computeAccount } from '#modules/account/data.server.ts'
import { OPERATOR } from '#platform/actor.ts'
import { createDatabase, type Database, dropDatabase, openDatabase } from '#platform/database/connect.server.ts'
import { asActor } from '#platform/db.server.ts'
import { FolderError, importFolder } from './folder.server.ts'

// A database of its own: an import commits.
const name = `maillage_folder_${process.pid}`
let database: Database
let folder: string
beforeAll(async () => {
  database = await openDatabase({ env: { DATABASE_URL: await createDatabase(inject('ownerUrl'), name) } })
})
afterAll(async () => {
  await database.close()
  await dropDatabase(inject('ownerUrl'), name)
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-folder-'))
  await cp('data/ccoms-2025', folder, { recursive: true })
  return () => rm(folder, { recursive: true })
})

const counts = () =>
  asActor(database.db, OPERATOR, async (scope) => {
    const tables = [
      'directory.organisation',
      'directory.membership',
      'journal.activity',
      'journal.attendance',
      'journal.outcome',
      'account.statement',
    ]
    const parts = tables.map((table) => sql`(select count(*) from ${sql.table(table)})`)
    return (await sql<Record<string, number>>`select array[${sql.join(parts)}] as counts`.execute(scope)).rows[0]?.counts
  })
const edit = async (file: string, change: (content: string) => string) => {
  const path = join(folder, file)
  const before = await readFile(path, 'utf8')
  const after = change(before)
  expect(after, `${file} was changed`).not.toBe(before)
  await writeFile(path, after)
}
const errorsOf = async () => {
  const error = await importFolder(database.db, folder).then(
    () => undefined,
    (failure: unknown) => failure,
  )
  return error instanceof FolderError ? error.errors : error
}

describe('exchange: importFolder', () => {
  test('a folder with a bad line loads nothing and says file, line, column and what was expected', async () => {
    await edit('activities.csv', (content) => content.replace('2025-06-24,', '2025-06-31,'))
    const before = await counts()
    const line = (await readFile(join(folder, 'activities.csv'), 'utf8')).split('\n').findIndex((row) => row.includes('2025-06-31,')) + 1
    expect(await errorsOf()).toEqual([
      { file: 'activities.csv', line, column: 'starts', expected: expect.stringMatching(/expected a day, a month or a year.*2025-06-31/) },
    ])
    expect(await counts()).toEqual(before)
  })
  test('all wrong cells are told at once, in every file', async () => {
    await edit('figures.csv', (content) => content.replace('qr.interviews,', 'qr.intervews,'))
    await edit('attendance.csv', (content) => content.replace(',exact', ',sure'))
    await edit('organisations.csv', (content) => content.replace('\n', ' x\n'))
    const errors = await errorsOf()
    expect(new Set(Array.isArray(errors) ? errors.map(({ file }) => file) : [])).toEqual(
      new Set(['figures.csv', 'attendance.csv', 'organisations.csv']),
    )
  })
  test('an id that leads nowhere is told at its cell', async () => {
    await edit('attendance.csv', (content) => content.replace('2025-qr-observations', '2025-qr-observation'))
    expect(await errorsOf()).toMatchObject([
      { file: 'attendance.csv', column: 'activity', expected: expect.stringContaining('2025-qr-observation') },
    ])
  })
  test('a wrong optional cell says what was expected too', async () => {
    await edit('attendance.csv', (content) => content.replace(',23,', ',many,'))
    expect(await errorsOf()).toMatchObject([{ column: 'count', expected: expect.stringContaining('expected a whole number') }])
  })
  test('a key that stands twice is told with the line where it stood first', async () => {
    await edit('programmes.csv', (content) => `${content.trimEnd()}\n${content.split('\n')[1]}\n`)
    expect(await errorsOf()).toMatchObject([{ file: 'programmes.csv', expected: expect.stringContaining('is in line 2') }])
  })
  test('a number typed into the text of the account is told by its line', async () => {
    await edit('account.en.md', (content) => `${content}\nThere were 303 councils.\n`)
    expect(await errorsOf()).toMatchObject([{ file: 'account.en.md', expected: expect.stringContaining('303') }])
  })
  test('loading twice changes nothing, and a correction changes one row', async () => {
    const first = await importFolder(database.db, folder)
    expect(first).toMatchObject({ network: 'ccoms' })
    const before = await counts()
    expect(await importFolder(database.db, folder)).toEqual({ ...first, changed: 0 })
    expect(await counts()).toEqual(before)
    await edit('figures.csv', (content) => content.replace(',64,', ',84,'))
    expect((await importFolder(database.db, folder)).changed).toBe(1)
  })
  test('the account of the real year finds what holds, what contradicts and what nobody stated', async () => {
    await importFolder(database.db, 'data/ccoms-2025')
    const { relations } = await asActor(database.db, OPERATOR, (scope) => computeAccount(scope, { network: 'ccoms', year: 2025 }))
    const of = (verdict: string) => relations.filter((relation) => relation.verdict === verdict)
    expect(
      of('contradicts')
        .map(({ id }) => id.split(':').slice(0, 2).join(':'))
        .sort(),
    ).toEqual([
      'dates:2025-05-05-diu-participation<2025-06-02-diu-lille',
      'dates:2025-11-08-sfsp-who-consultation<2025-11-05-sfsp-congress',
      'part:qr.reports',
      'same:diu.participants',
      'same:diu.sessions',
      'same:tour.delegates',
    ])
    expect(of('implies').map(({ implied }) => [implied?.indicator, implied?.value])).toEqual([
      ['clsm.exits', 25],
      ['clsm.projects.exits', 54],
      ['visits.people', 10],
    ])
    expect(
      of('holds-within-rounding')
        .map(({ id }) => id.split(':')[1])
        .sort(),
    ).toEqual(['qr.pool.share', 'visits.people'])
    expect(of('holds').some(({ id }) => id.startsWith('sum:qr.interviews'))).toBe(true)
    for (const check of ['sum:smpg.sites', 'sum:equar.sites', 'stock:gcs.members', 'part:equar.establishments']) {
      expect(of('holds').filter(({ id }) => id.startsWith(check)), check).not.toEqual([])
    }
  })
  test('a year before anything is attested has no members', async () => {
    await importFolder(database.db, 'data/ccoms-2025')
    const { statements } = await asActor(database.db, OPERATOR, (scope) => computeAccount(scope, { network: 'ccoms', year: 2019 }))
    expect(statements.filter(({ indicator }) => indicator === 'gcs.members')).toEqual([])
  })
  test('whatever stands in one cell, the folder is taken whole or not at all', async () => {
    await importFolder(database.db, 'data/ccoms-2025')
    const original = await readFile('data/ccoms-2025/attendance.csv', 'utf8')
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 4 }),
        fc.string({ unit: 'grapheme', maxLength: 12 }),
        async (row, column, cell) => {
          const lines = original
            .trimEnd()
            .split('\n')
            .map((line) => line.split(','))
          lines[row]?.splice(column, 1, quoted(cell.replaceAll('\0', '')))
          const before = await counts()
          await writeFile(join(folder, 'attendance.csv'), `${lines.map((cells) => cells.join(',')).join('\n')}\n`)
          const errors = await errorsOf()
          if (errors === undefined) return // taken: a count or a category may well be another
          expect(errors).toMatchObject([{ file: 'attendance.csv', line: row + 1 }])
          expect(await counts()).toEqual(before)
        },
      ),
      { numRuns: 25 },
    )
  })
})
