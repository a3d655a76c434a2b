import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { networkWithProgramme } from './journal.test-support.ts'
import { outcomeTyped, readOutcomeForm } from './outcome-form.server.ts'
import { changeOutcome, type OutcomeInput, recordOutcome } from './outcomes.commands.server.ts'
import { type OutcomeRecord, readOutcome } from './outcomes.queries.server.ts'
import { OUTCOME_KINDS, PRECISIONS } from './vocabulary.ts'

const world = useWorld()
const anArticle = (changes: Partial<OutcomeInput> = {}): OutcomeInput => ({
  programme_id: 'clsm',
  activity_id: null,
  kind: 'article',
  title: 'Title',
  language: 'fr',
  published_on: '2025-04-01',
  precision: 'month',
  publisher: null,
  doi: '10.3917/ep.105.0125',
  address: null,
  occurrences: 1,
  source_id: null,
  source_locator: null,
  ...changes,
})
const offered = { programmes: [{ value: 'clsm' }], sources: [{ value: 'report' }], events: [{ value: 'congress' }] }
const words = fc
  .string({ minLength: 1, maxLength: 40 })
  .map((text) => text.trim())
  .filter((text) => text !== '')
const published = fc
  .record({
    on: fc.date({ min: new Date('1990-01-01'), max: new Date('2040-12-31'), noInvalidDate: true }),
    precision: fc.constantFrom(...PRECISIONS),
  })
  .map(({ on, precision }) => {
    const day = on.toISOString().slice(0, 10)
    return {
      precision,
      published_on: precision === 'year' ? `${day.slice(0, 4)}-01-01` : precision === 'month' ? `${day.slice(0, 7)}-01` : day,
    }
  })
const outcome: fc.Arbitrary<OutcomeRecord> = fc
  .tuple(
    published,
    fc.record({
      id: fc.constant('o'),
      programme_id: fc.constant('clsm'),
      programme: fc.constant({ fr: 'x' }),
      activity_id: fc.constantFrom(null, 'congress'),
      activity: fc.constant(null),
      kind: fc.constantFrom(...OUTCOME_KINDS),
      title: words,
      language: fc.constantFrom(null, 'fr', 'nl'),
      publisher: fc.option(words),
      doi: fc.option(fc.stringMatching(/^10\.\d{4,9}\/[\w.()/:-]{1,20}$/)),
      address: fc.constantFrom(null, 'https://example.org/a?b=c'),
      occurrences: fc.integer({ min: 1, max: 99 }),
      source_id: fc.constantFrom(null, 'report'),
      source: fc.constant(null),
      source_locator: fc.option(words),
      version: fc.nat(9),
    }),
  )
  .map(([dates, rest]) => ({ ...rest, ...dates }))

describe('journal: the form of an outcome', () => {
  test('an outcome that is opened in the form and sent unchanged is the same', () => {
    fc.assert(
      fc.property(outcome, (original) => {
        const { id: _, programme: __, activity: ___, source: ____, version: _____, ...kept } = original
        expect(readOutcomeForm(outcomeTyped(original), offered)).toEqual({ ok: true, input: kept })
      }),
    )
  })
  test.each([
    '10.3917/ep.105.0125',
    'https://doi.org/10.3917/ep.105.0125',
    'http://dx.doi.org/10.3917/ep.105.0125',
    'doi: 10.3917/ep.105.0125',
    ' 10.3917/ep.105.0125 ',
  ])('"%s" is kept as the bare DOI', (doi) => {
    expect(readOutcomeForm({ programme: 'clsm', kind: 'article', title: 'x', published: '2025', doi }, offered)).toMatchObject({
      ok: true,
      input: { doi: '10.3917/ep.105.0125' },
    })
  })
  test('what is wrong is told at its field', () => {
    const read = readOutcomeForm(
      { programme: 'clsm', kind: 'novel', title: '', published: 'soon', doi: '11.1/x', address: 'javascript:alert(1)', language: 'French' },
      offered,
    )
    expect(
      read.ok
        ? []
        : Object.entries(read.faults)
            .map(([name, { id }]) => [name, id])
            .sort(),
    ).toEqual([
      ['address', 'cell.website'],
      ['doi', 'cell.doi'],
      ['kind', 'cell.oneOf'],
      ['language', 'cell.language'],
      ['published', 'form.fault.date'],
      ['title', 'cell.required'],
    ])
  })
})

describe('journal: recordOutcome and changeOutcome', () => {
  test('a coordinator notes an article and corrects it; a second of the same DOI is refused', async () => {
    const network = await networkWithProgramme(world)
    const noor = await world.person({ network, role: 'coordinator' })
    const { id } = await world.as(noor, (scope) => recordOutcome(scope, noor, network, anArticle()))
    await world.as(noor, (scope) => changeOutcome(scope, noor, network, id, 1, anArticle({ title: 'Better title' })))
    expect(await world.as(noor, (scope) => readOutcome(scope, network, id))).toMatchObject({
      title: 'Better title',
      doi: '10.3917/ep.105.0125',
      version: 2,
    })
    await expect(world.as(noor, (scope) => recordOutcome(scope, noor, network, anArticle()))).rejects.toMatchObject({
      code: 'invalid',
      detail: { doi: '10.3917/ep.105.0125' },
    })
    await expect(world.as(noor, (scope) => changeOutcome(scope, noor, network, id, 1, anArticle()))).rejects.toMatchObject({
      code: 'conflict',
    })
  })
  test('two networks may hold the same DOI', async () => {
    for (const network of [await networkWithProgramme(world), await networkWithProgramme(world)]) {
      const noor = await world.person({ network, role: 'coordinator' })
      await expect(world.as(noor, (scope) => recordOutcome(scope, noor, network, anArticle()))).resolves.toMatchObject({
        id: expect.any(String),
      })
    }
  })
  test('a stranger finds nothing, a reader is refused', async () => {
    const network = await networkWithProgramme(world)
    const [noor, stranger, reader] = [
      await world.person({ network, role: 'coordinator' }),
      await world.person(),
      await world.person({ network, role: 'reader' }),
    ]
    const { id } = await world.as(noor, (scope) => recordOutcome(scope, noor, network, anArticle()))
    await expect(world.as(stranger, (scope) => recordOutcome(scope, stranger, network, anArticle({ doi: null })))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(world.as(stranger, (scope) => changeOutcome(scope, stranger, network, id, 1, anArticle()))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(world.as(stranger, (scope) => readOutcome(scope, network, id))).rejects.toMatchObject({ code: 'not_found' })
    await expect(world.as(reader, (scope) => recordOutcome(scope, reader, network, anArticle({ doi: null })))).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(world.as(reader, (scope) => changeOutcome(scope, reader, network, id, 1, anArticle()))).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})
