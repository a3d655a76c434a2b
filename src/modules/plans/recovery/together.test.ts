import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { grant, invite, joinCircle } from '../circle/circle.commands.server.ts'
import { mailsFor, type Somebody, somebodyIn } from '../plans.test-support.ts'
import { addGoal, docOf, pieceOf, readDoc, seenIn, setAway, textNamed, typeInto } from './doc.ts'
import { addPiece, goBack, listRecoveryVersions, readPieces, readRecovery } from './recovery.server.ts'
import { exchange } from './sync.server.ts'
import { togetherWith } from './together.server.ts'

const world = useWorld()
const months = 6
const letTeam = (of: Somebody, sections: readonly ('recovery_plan' | 'recovery_write')[]) =>
  world.as(of.person, (scope) => grant(scope, of.person, of.network, { service: of.following.id }, { sections, months }))
const piecesOf = async (who: Actor, { network, file }: Somebody) =>
  (await world.as(who, (scope) => readPieces(scope, network, file))).pieces
/** Somebody writes what a device that saw these pieces would, and sends it. */
const write = async (who: Actor, of: Somebody, seen: readonly Uint8Array[], name: string, words: string) => {
  const piece = pieceOf(seen, (doc) => {
    const text = textNamed(doc, name)
    if (text !== null) typeInto(text, words)
  }) as Uint8Array
  const asked = {
    id: randomUUID(),
    piece: Buffer.from(piece).toString('base64'),
    seen: Buffer.from(seenIn(docOf(seen))).toString('base64'),
  }
  return world.as(who, (scope) => exchange(scope, of.network, of.file, asked))
}
const textOf = async (who: Actor, of: Somebody, name: 'life' | 'well') =>
  (await world.as(who, (scope) => readRecovery(scope, of.network, of.file)))?.texts[name]

describe('a plan that is written together', () => {
  test('has the words of both, one of whom had no network for a while, and says who else writes', async () => {
    const of = await somebodyIn(world)
    await write(of.person, of, [], 'well', 'Marcher. Dormir.')
    await letTeam(of, ['recovery_plan', 'recovery_write'])
    expect(await world.as(of.worker, (scope) => togetherWith(scope, of.network, of.file))).toEqual({ givenName: 'Zoé', works: true })
    const seen = await piecesOf(of.worker, of)
    await write(of.person, of, seen, 'well', 'Marcher. Lire. Dormir.')
    const { others } = await write(of.worker, of, seen, 'well', 'Marcher. Dormir. Chanter.')
    expect(others).toEqual(['Somebody'])
    for (const who of [of.person, of.worker]) expect(await textOf(who, of, 'well')).toBe('Marcher. Lire. Dormir. Chanter.')
  })

  test('is closed to who may only read, and in the second in which the person takes it back', async () => {
    const of = await somebodyIn(world)
    await write(of.person, of, [], 'life', 'Un balcon.')
    const refused = { code: 'not_found' }
    for (const sections of [['recovery_plan'], []] as const) {
      await letTeam(of, sections)
      await expect(write(of.worker, of, [], 'life', 'x')).rejects.toMatchObject(refused)
      await expect(world.as(of.worker, (scope) => togetherWith(scope, of.network, of.file))).rejects.toMatchObject(refused)
    }
    await letTeam(of, ['recovery_plan', 'recovery_write'])
    await write(of.worker, of, await piecesOf(of.worker, of), 'life', 'Un balcon. Un chat.')
    await letTeam(of, [])
    await expect(write(of.worker, of, [], 'life', 'x')).rejects.toMatchObject(refused)
    await expect(write(of.colleague, of, [], 'life', 'x')).rejects.toMatchObject(refused)
    expect(await textOf(of.person, of, 'life')).toBe('Un balcon. Un chat.')
  })

  test('is opened by the person alone: a team that notes a consent cannot write itself in', async () => {
    const of = await somebodyIn(world)
    const consent = (sections: string[]) =>
      world.as(of.worker, (scope) =>
        scope
          .insertInto('care.consent')
          .values({
            network_id: of.network,
            id: randomUUID(),
            person_id: of.file,
            to_service_id: of.following.id,
            to_account_id: null,
            to_words: null,
            sections: sections as never,
            purpose: 'x',
            how: 'spoken',
            noted_by: of.worker.personId,
            noted_service_id: of.following.id,
            until: '2100-01-01',
            withdrawn_at: null,
            withdrawn_by: null,
          })
          .execute(),
      )
    await expect(consent(['recovery_plan', 'recovery_write'])).rejects.toThrow('row-level security')
    await expect(consent(['recovery_write'])).rejects.toThrow()
    await consent(['recovery_plan'])
  })

  test('brings in somebody of the circle with a card, who is told nothing else', async () => {
    const of = await somebodyIn(world)
    const wish = { label: '', relation: 'peer' as const, sections: ['recovery_plan', 'recovery_write'] as const, months, email: null }
    const { code } = await world.as(of.person, (scope) => invite(scope, of.person, of.network, wish, 'fr'))
    await world.as(of.carer, (scope) => joinCircle(scope, code.replaceAll('-', '')))
    await write(of.carer, of, [], 'life', 'Un jardin.')
    expect(await world.as(of.carer, (scope) => togetherWith(scope, of.network, of.file))).toEqual({ givenName: 'Zoé', works: false })
    const [version] = await world.as(of.person, (scope) => listRecoveryVersions(scope, of.network, of.file))
    expect(version?.writers).toEqual(['Somebody'])
    expect(await mailsFor(world, of.person)).toEqual([])
  })

  test('goes back to an earlier day, and what was written since stays', async () => {
    const of = await somebodyIn(world)
    await write(of.person, of, [], 'life', 'Un balcon.')
    await letTeam(of, ['recovery_plan', 'recovery_write'])
    const before = await piecesOf(of.worker, of)
    await write(of.worker, of, before, 'life', 'Tout autre chose.')
    const goal = pieceOf(await piecesOf(of.worker, of), (doc) =>
      addGoal(doc, 'g', { title: 'Courir', steps: '', who: '' }, 1),
    ) as Uint8Array
    await world.as(of.worker, (scope) => addPiece(scope, of.network, of.file, randomUUID(), goal))
    await world.as(of.person, (scope) => goBack(scope, of.network, of.file, 1))
    const plan = await world.as(of.person, (scope) => readRecovery(scope, of.network, of.file))
    expect(plan?.texts.life).toBe('Un balcon.')
    expect(plan?.goals).toMatchObject([{ id: 'g', title: 'Courir', isAway: true }])
    // What they left is a version of its own, also where both happened in one minute.
    const versions = await world.as(of.person, (scope) => listRecoveryVersions(scope, of.network, of.file))
    expect(versions.map(({ seq, writers }) => [seq, writers])).toEqual([
      [4, [null]],
      [3, ['Somebody']],
      [1, [null]],
    ])
    expect((await world.as(of.person, (scope) => readRecovery(scope, of.network, of.file, 3)))?.texts.life).toBe('Tout autre chose.')
    await expect(world.as(of.person, (scope) => goBack(scope, of.network, of.file, 0))).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('a goal that one puts aside while another writes in it keeps what the other wrote', () => {
  const first = pieceOf([], (doc) => addGoal(doc, 'g', { title: 'Guitare', steps: '', who: '' }, 1)) as Uint8Array
  const away = pieceOf([first], (doc) => setAway(doc, 'g', true)) as Uint8Array
  const written = pieceOf([first], (doc) => {
    const text = textNamed(doc, 'steps-g')
    if (text !== null) typeInto(text, 'Une leçon')
  }) as Uint8Array
  expect(readDoc(docOf([first, away, written])).goals).toMatchObject([{ steps: 'Une leçon', isAway: true }])
  expect(pieceOf([first], (doc) => setAway(doc, 'g', false))).toBeNull()
})
