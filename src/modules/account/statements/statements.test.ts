import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { checksOf } from './checks.server.ts'
import { sendBack, sendStatement } from './routes/sending.server.ts'
import { addSource, correctSource, listSourceLines, readSource, readSourceForm } from './sources.server.ts'
import { type StatementInput, statementTyped } from './statement-form.server.ts'
import { correctFigure, removeFigure, restoreFigure, stateFigure } from './statements.commands.server.ts'
import { listStatements, readStatement, statementFiltersOf } from './statements.queries.server.ts'

const world = useWorld()
const aFigure = (changes: Partial<StatementInput> = {}): StatementInput => ({
  indicator: 'qr.interviews',
  dimensions: {},
  value: 454,
  value_to: null,
  exactness: 'exact',
  rounding: null,
  period_kind: 'year',
  period_from: '2025-01-01',
  period_to: '2025-12-31',
  source_id: 'report',
  locator: 'p. 3',
  note: null,
  ...changes,
})
const aSource = { title: 'Rapport d’activité', publisher: null, published: '2025', language: 'fr', address: null }
const networkWithReport = async () => {
  const network = await world.network()
  await world.seed((owner) =>
    owner
      .insertInto('journal.source')
      .values({ network_id: network, id: 'report', title: 'Report', publisher: null, published: null, language: null, address: null })
      .execute(),
  )
  return { network, camille: await world.person({ network, role: 'programme_manager' }) }
}

describe('published figures: stating and correcting', () => {
  test('a programme manager states a figure, corrects it, and both stand in the trail', async () => {
    const { network, camille } = await networkWithReport()
    const { id } = await world.as(camille, (scope) =>
      stateFigure(scope, camille, network, aFigure({ dimensions: { group: 'staff' }, note: { fr: 'Note' } })),
    )
    await world.as(camille, (scope) =>
      correctFigure(scope, camille, network, id, 1, aFigure({ value: 310, dimensions: { group: 'staff' } })),
    )
    expect(await world.as(camille, (scope) => readStatement(scope, network, id))).toMatchObject({
      value: 310,
      dimensions: { group: 'staff' },
      note: null,
      version: 2,
      source: 'Report',
    })
    const trail = await world.seed((owner) =>
      owner.selectFrom('platform.audit').select('action').where('network_id', '=', network).orderBy('seq').execute(),
    )
    expect(trail.map(({ action }) => action)).toEqual(['account.stateFigure', 'account.correctFigure'])
  })
  test('of two who correct at once, the second gets back what was typed with what the first wrote', async () => {
    const { network, camille } = await networkWithReport()
    const { id } = await world.as(camille, (scope) => stateFigure(scope, camille, network, aFigure()))
    const opened = statementTyped(await world.as(camille, (scope) => readStatement(scope, network, id)))
    await world.as(camille, (scope) => sendStatement(scope, camille, network, id, { ...opened, value: '460' }))
    const second = await world.as(camille, (scope) => sendStatement(scope, camille, network, id, { ...opened, value: '470' }))
    expect(second).toMatchObject({
      status: 409,
      answer: { typed: { value: '470' }, theirs: [{ name: 'value', value: '460' }], version: '2' },
    })
    expect((await world.as(camille, (scope) => readStatement(scope, network, id))).value).toBe(460)
  })
  test('a coordinator and a reader are refused, a stranger finds nothing', async () => {
    const { network, camille } = await networkWithReport()
    const { id } = await world.as(camille, (scope) => stateFigure(scope, camille, network, aFigure()))
    for (const role of ['coordinator', 'reader'] as const) {
      const noor = await world.person({ network, role })
      await expect(world.as(noor, (scope) => stateFigure(scope, noor, network, aFigure()))).rejects.toMatchObject({ code: 'forbidden' })
      await expect(world.as(noor, (scope) => correctFigure(scope, noor, network, id, 1, aFigure()))).rejects.toMatchObject({
        code: 'forbidden',
      })
      await expect(world.as(noor, (scope) => removeFigure(scope, noor, network, id))).rejects.toMatchObject({ code: 'forbidden' })
      await expect(world.as(noor, (scope) => restoreFigure(scope, noor, network, 'other', 1, aFigure()))).rejects.toMatchObject({
        code: 'forbidden',
      })
      expect((await world.as(noor, (scope) => readStatement(scope, network, id))).value).toBe(454)
    }
    const eve = await world.person()
    await expect(world.as(eve, (scope) => stateFigure(scope, eve, network, aFigure()))).rejects.toMatchObject({ code: 'not_found' })
    await expect(world.as(eve, (scope) => correctFigure(scope, eve, network, id, 1, aFigure()))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(world.as(eve, (scope) => removeFigure(scope, eve, network, id))).rejects.toMatchObject({ code: 'not_found' })
    await expect(world.as(eve, (scope) => restoreFigure(scope, eve, network, 'other', 1, aFigure()))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(world.as(eve, (scope) => readStatement(scope, network, id))).rejects.toMatchObject({ code: 'not_found' })
  })
  test('the database refuses a coordinator even when the code forgets to ask', async () => {
    const { network } = await networkWithReport()
    const noor = await world.person({ network, role: 'coordinator' })
    const forgetful = world.as(noor, (scope) =>
      scope
        .insertInto('account.statement')
        .values({ ...aFigure(), dimensions: '{}' as never, note: null, network_id: network })
        .execute(),
    )
    await expect(forgetful).rejects.toMatchObject({ code: '42501' })
  })
})

describe('published figures: removing and undoing', () => {
  test('a figure that was removed comes back as it was, and a form that was open before meets a conflict', async () => {
    const { network, camille } = await networkWithReport()
    const { id } = await world.as(camille, (scope) =>
      stateFigure(scope, camille, network, aFigure({ note: { en: 'Note' }, exactness: 'nearly' })),
    )
    const before = await world.as(camille, (scope) => readStatement(scope, network, id))
    await world.as(camille, (scope) => removeFigure(scope, camille, network, id))
    await expect(world.as(camille, (scope) => removeFigure(scope, camille, network, id))).rejects.toMatchObject({ code: 'not_found' })
    expect(await world.as(camille, (scope) => sendBack(scope, camille, network, statementTyped(before)))).toBe(id)
    expect(await world.as(camille, (scope) => readStatement(scope, network, id))).toEqual({ ...before, version: 2 })
    await expect(world.as(camille, (scope) => correctFigure(scope, camille, network, id, 1, aFigure()))).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(world.as(camille, (scope) => sendBack(scope, camille, network, statementTyped(before)))).rejects.toMatchObject({
      code: 'conflict',
    })
  })
  test('an undo that somebody tampered with is refused', async () => {
    const { network, camille } = await networkWithReport()
    const { id } = await world.as(camille, (scope) => stateFigure(scope, camille, network, aFigure()))
    const kept = statementTyped(await world.as(camille, (scope) => readStatement(scope, network, id)))
    const tampered: Record<string, string>[] = [{ value: 'x' }, { id: '../x' }, { version: '1.5' }, { source: 'theirs' }]
    for (const wrong of tampered) {
      await expect(world.as(camille, (scope) => sendBack(scope, camille, network, { ...kept, ...wrong }))).rejects.toMatchObject({
        code: 'invalid',
      })
    }
  })
})

describe('published figures: what the others say about a new one', () => {
  test('a total that its parts contradict says so at once, in both places', async () => {
    const { network, camille } = await networkWithReport()
    const state = (changes: Partial<StatementInput>) => world.as(camille, (scope) => stateFigure(scope, camille, network, aFigure(changes)))
    for (const [group, value] of [
      ['staff', 310],
      ['users', 124],
      ['family', 20],
    ] as const)
      await state({ dimensions: { group }, value, locator: 'p. 4' })
    const right = await state({ value: 454 })
    const verdicts = async (id: string) =>
      (await world.as(camille, (scope) => checksOf(scope, network, { id, period_to: '2025-12-31' }, 'en'))).map(({ verdict, formula }) => [
        verdict,
        formula,
      ])
    expect(await verdicts(right.id)).toEqual([['holds', expect.stringMatching(/= 454$/)]])
    await world.as(camille, (scope) => removeFigure(scope, camille, network, right.id))
    const wrong = await state({ value: 1400 })
    const [first] = await world.as(camille, (scope) => checksOf(scope, network, { id: wrong.id, period_to: '2025-12-31' }, 'en'))
    expect(first).toMatchObject({ verdict: 'contradicts' })
    expect(first?.places.map(({ document }) => document)).toEqual(
      expect.arrayContaining([expect.stringContaining('Report, p. 3'), expect.stringContaining('Report, p. 4')]),
    )
  })
  test('a stock of one year is checked with the next', async () => {
    const { network, camille } = await networkWithReport()
    const state = (changes: Partial<StatementInput>) => world.as(camille, (scope) => stateFigure(scope, camille, network, aFigure(changes)))
    const asOf = (day: string) => ({ indicator: 'clsm.active', period_kind: 'as_of', period_from: null, period_to: day }) as const
    const before = await state({ ...asOf('2024-12-31'), value: 298 })
    await state({ indicator: 'clsm.activated', value: 30 })
    await state({ ...asOf('2025-12-31'), value: 303 })
    const checks = await world.as(camille, (scope) => checksOf(scope, network, { id: before.id, period_to: '2024-12-31' }, 'en'))
    expect(checks.map(({ kind, verdict }) => [kind, verdict])).toContainEqual(['stock', 'implies'])
  })
})

describe('published figures: the list', () => {
  test('filters of the address narrow it; what cannot be a filter is left out', async () => {
    const { network, camille } = await networkWithReport()
    await world.as(camille, (scope) => stateFigure(scope, camille, network, aFigure()))
    await world.as(camille, (scope) =>
      stateFigure(scope, camille, network, aFigure({ indicator: 'clsm.activated', period_from: '2024-01-01', period_to: '2024-12-31' })),
    )
    const count = async (search: string) =>
      (await world.as(camille, (scope) => listStatements(scope, network, statementFiltersOf(new URLSearchParams(search)), 1))).count
    expect([
      await count(''),
      await count('indicator=clsm.activated'),
      await count('year=2025'),
      await count('source=other'),
      await count('indicator=nonsense&year=soon'),
    ]).toEqual([2, 1, 1, 0, 2])
  })
})

describe('sources', () => {
  test('a document gets a readable id, a second of the same title another, and figures are counted', async () => {
    const { network, camille } = await networkWithReport()
    const first = await world.as(camille, (scope) => addSource(scope, camille, network, aSource))
    const second = await world.as(camille, (scope) => addSource(scope, camille, network, aSource))
    expect(first.id).toBe('rapport-d-activite')
    expect(second.id).not.toBe(first.id)
    await world.as(camille, (scope) => stateFigure(scope, camille, network, aFigure({ source_id: first.id })))
    const lines = await world.as(camille, (scope) => listSourceLines(scope, network))
    expect(lines.map(({ id, figures }) => [id, figures]).sort()).toEqual(
      [
        [first.id, 1],
        [second.id, 0],
        ['report', 0],
      ].sort(),
    )
  })
  test('a title in letters that an id cannot have is a document all the same', async () => {
    const { network, camille } = await networkWithReport()
    expect(await world.as(camille, (scope) => addSource(scope, camille, network, { ...aSource, title: '報告' }))).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
  })
  test('of two who correct a document at once, the second is told', async () => {
    const { network, camille } = await networkWithReport()
    await world.as(camille, (scope) => correctSource(scope, camille, network, 'report', 1, aSource))
    await expect(world.as(camille, (scope) => correctSource(scope, camille, network, 'report', 1, aSource))).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await world.as(camille, (scope) => readSource(scope, network, 'report'))).toEqual({ ...aSource, id: 'report', version: 2 })
  })
  test('a coordinator is refused, a stranger finds nothing', async () => {
    const { network } = await networkWithReport()
    const [noor, eve] = [await world.person({ network, role: 'coordinator' }), await world.person()]
    await expect(world.as(noor, (scope) => addSource(scope, noor, network, aSource))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(world.as(noor, (scope) => correctSource(scope, noor, network, 'report', 1, aSource))).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(world.as(eve, (scope) => addSource(scope, eve, network, aSource))).rejects.toMatchObject({ code: 'not_found' })
    await expect(world.as(eve, (scope) => correctSource(scope, eve, network, 'report', 1, aSource))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(world.as(eve, (scope) => readSource(scope, network, 'report'))).rejects.toMatchObject({ code: 'not_found' })
  })
  test('what is wrong with a document is told at its field', () => {
    const read = readSourceForm({ title: '', published: '2025-13', language: 'french', address: 'example.org' })
    expect(read.ok ? {} : Object.fromEntries(Object.entries(read.faults).map(([name, { id }]) => [name, id]))).toEqual({
      title: 'cell.required',
      published: 'cell.date',
      language: 'cell.language',
      address: 'cell.website',
    })
  })
})
