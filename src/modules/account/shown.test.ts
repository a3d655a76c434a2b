import { describe, expect, test } from 'vitest'
import { VISITOR } from '#platform/actor.ts'
import { createStore } from '#platform/store.server.ts'
import { useWorld } from '#test/world.ts'
import { freezeAccount } from './commands.server.ts'
import { correctionsOf, figuresInWords } from './compose/document.server.ts'
import { readShown, type Shown } from './shown.server.ts'

const world = useWorld()
const year = 2025
const frozen = async (isPublic = true) => {
  const network = await world.network({ isPublic: true })
  const camille = await world.person({ network, role: 'programme_manager' })
  await world.seed(async (owner) => {
    await owner
      .insertInto('journal.programme')
      .values({ network_id: network, id: 'p', name: { fr: 'Programme' } as never, position: 1 })
      .execute()
    await owner
      .insertInto('journal.activity')
      .values({
        network_id: network,
        id: 'a',
        programme_id: 'p',
        kind: 'visit',
        title: { fr: 'Visite' } as never,
        starts_on: `${year}-03-01`,
        ends_on: `${year}-03-01`,
      })
      .execute()
  })
  await world.as(camille, (scope) => freezeAccount(scope, camille, { network, year, isPublic }))
  const store = createStore<Shown>(1_000_000)
  const read = (actor = VISITOR, asked: { edition?: number | 'live'; language?: 'fr' | 'nl' } = {}) =>
    world.as(actor, (scope) => readShown(scope, actor, { network, year, language: 'fr', ...asked }, store))
  return { network, camille, read }
}

describe('a frozen edition is composed and drawn once', () => {
  test('and then shown from memory to whoever may read it', async () => {
    const { camille, read } = await frozen()
    const first = await read()
    expect(first.isLive).toBe(false)
    expect(await read()).toBe(first)
    expect(await read(camille, { edition: 1 })).toBe(first)
    expect(first.draw()).toBe(first.draw())
  })
  test('for each language by itself', async () => {
    const { read } = await frozen()
    const [french, dutch] = [await read(), await read(VISITOR, { language: 'nl' })]
    expect([french.document.locale, dutch.document.locale]).toEqual(['fr', 'nl'])
    expect(dutch.document.title).not.toBe(french.document.title)
  })
  test('the account of now is composed each time, and is for members alone', async () => {
    const { camille, read } = await frozen()
    const first = await read(camille)
    expect(first.isLive).toBe(true)
    expect(await read(camille)).not.toBe(first)
    await expect(read(VISITOR, { edition: 'live' })).rejects.toMatchObject({ code: 'not_found' })
    expect((await read()).isLive).toBe(false)
  })
})

test('what changed since is told with the words of today', async () => {
  const { camille, read } = await frozen()
  const { document, data } = await read()
  const [first] = Object.values(document.figures)
  expect(correctionsOf(document, figuresInWords(data, 'fr'))).toEqual([])
  if (first !== undefined) {
    const gone = { ...figuresInWords(data, 'fr') }
    delete gone[first.id]
    expect(correctionsOf(document, gone)).toEqual([expect.objectContaining({ id: first.id, was: first.shown, now: '—' })])
  }
  expect((await read(camille)).document.figures).toEqual(figuresInWords(data, 'fr'))
})

describe('what is kept is shown to nobody who may not read it', () => {
  test('what was drawn for a member is not there for a visitor or a stranger', async () => {
    const { camille, read } = await frozen(false)
    expect((await read(camille, { edition: 1 })).isLive).toBe(false)
    for (const actor of [VISITOR, await world.person()])
      for (const asked of [{}, { edition: 1 }] as const) await expect(read(actor, asked)).rejects.toMatchObject({ code: 'not_found' })
  })
  test('nor to those who could read it a moment ago', async () => {
    const { network, read } = await frozen()
    await read()
    await world.seed((owner) => owner.updateTable('account.snapshot').set({ is_public: false }).where('network_id', '=', network).execute())
    await expect(read()).rejects.toMatchObject({ code: 'not_found' })
  })
  test('nor the edition of another network', async () => {
    const [one, other] = [await frozen(), await frozen()]
    expect((await one.read()).document.network.id).toBe(one.network)
    expect((await other.read()).document.network.id).toBe(other.network)
  })
})

test('an edition that somebody changed in the database is told as such at once, although it was kept, and is not kept again', async () => {
  const { network, read } = await frozen()
  expect((await read()).document.edition?.isIntact).toBe(true)
  await world.seed(async (owner) => {
    const { content } = await owner
      .selectFrom('account.snapshot')
      .select('content')
      .where('network_id', '=', network)
      .executeTakeFirstOrThrow()
    const changed = JSON.stringify({ ...(content as object), year: 2024 }) as never
    await owner.updateTable('account.snapshot').set({ content: changed }).where('network_id', '=', network).execute()
  })
  const changed = await read()
  expect(changed.document.edition?.isIntact).toBe(false)
  expect(await read()).not.toBe(changed)
})
