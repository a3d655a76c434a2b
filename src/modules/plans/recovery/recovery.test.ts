import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { grant } from '../circle/circle.commands.server.ts'
import { answerProposal, listProposals, listProposed, propose, readProposal } from '../crisis/proposals.server.ts'
import { type Somebody, somebodyIn } from '../plans.test-support.ts'
import { pieceOf, typeInto } from './doc.ts'
import { addPiece, listRecoveryVersions, type RecoveryForm, readPieces, readRecovery, saveForm, takeIn } from './recovery.server.ts'

const world = useWorld()
const form = (more: Partial<RecoveryForm> = {}): RecoveryForm => ({
  base: 0,
  texts: {},
  reached: {},
  away: {},
  goal: { title: '', steps: '', who: '' },
  ...more,
})
const save = ({ network, file, person }: Somebody, more: Partial<RecoveryForm>) =>
  world.as(person, (scope) => saveForm(scope, network, file, form(more)))
const read = (who: Actor, { network, file }: Somebody, upTo?: number) => world.as(who, (scope) => readRecovery(scope, network, file, upTo))

describe('a recovery plan', () => {
  test('is written with a plain form: texts, goals, what is reached', async () => {
    const of = await somebodyIn(world)
    expect(await read(of.person, of)).toBeNull()
    await save(of, { texts: { life: 'Un balcon.' }, goal: { title: 'Guitare', steps: 'Une leçon', who: 'Bo' } })
    const plan = await read(of.person, of)
    expect(plan).toMatchObject({
      texts: { life: 'Un balcon.', well: '' },
      goals: [{ title: 'Guitare', steps: 'Une leçon', who: 'Bo', isReached: false, isAway: false }],
    })
    const id = plan?.goals[0]?.id ?? ''
    await save(of, { base: plan?.seq ?? 0, texts: { life: 'Un balcon.', [`title-${id}`]: 'La guitare' }, reached: { [id]: true } })
    expect((await read(of.person, of))?.goals).toMatchObject([{ title: 'La guitare', isReached: true }])
  })

  test('keeps what two forms say that were opened at the same moment', async () => {
    const of = await somebodyIn(world)
    await save(of, { texts: { well: 'Marcher. Dormir.' } })
    const base = (await read(of.person, of))?.seq ?? 0
    await save(of, { base, texts: { well: 'Marcher. Lire. Dormir.' } })
    await save(of, { base, texts: { well: 'Marcher. Dormir. Chanter.' } })
    expect((await read(of.person, of))?.texts.well).toBe('Marcher. Lire. Dormir. Chanter.')
    expect((await read(of.person, of, base))?.texts.well).toBe('Marcher. Dormir.')
  })

  test('takes the same piece once, however often it is sent, and refuses what is no piece', async () => {
    const of = await somebodyIn(world)
    const piece = pieceOf([], (doc) => typeInto(doc.getText('life'), 'Un balcon.')) as Uint8Array
    const [id, add] = [
      randomUUID(),
      (which: string, bytes: Uint8Array) => world.as(of.person, (scope) => addPiece(scope, of.network, of.file, which, bytes)),
    ]
    await add(id, piece)
    await add(id, piece)
    expect((await world.as(of.person, (scope) => readPieces(scope, of.network, of.file))).seq).toBe(1)
    await expect(add(randomUUID(), new Uint8Array([9, 9, 9]))).rejects.toMatchObject({ code: 'invalid' })
    await expect(add(randomUUID(), new Uint8Array(300_000))).rejects.toMatchObject({ code: 'invalid' })
  })

  test('is kept as a whole after many pieces, so that it opens quickly and looks back', async () => {
    const of = await somebodyIn(world)
    for (let n = 1; n <= 45; n += 1) await save(of, { base: n - 1, texts: { life: 'x'.repeat(n) } })
    const { pieces, seq } = await world.as(of.person, (scope) => readPieces(scope, of.network, of.file))
    expect([pieces.length, seq]).toEqual([6, 45])
    expect((await read(of.person, of))?.texts.life).toBe('x'.repeat(45))
    expect((await read(of.person, of, 20))?.texts.life).toBe('x'.repeat(20))
  }, 60_000)

  test('has a version for each sitting: what was said at the end of a day is found on another', async () => {
    const of = await somebodyIn(world)
    for (const [n, life] of ['Un', 'Un balcon.', 'Un balcon. Un chat.'].entries()) await save(of, { base: n, texts: { life } })
    await world.seed((owner) =>
      owner
        .updateTable('plans.recovery_update')
        .set({ at: new Date(Date.now() - 2 * 86_400_000) })
        .where('person_id', '=', of.file)
        .where('seq', '<=', 2)
        .execute(),
    )
    const versions = await world.as(of.person, (scope) => listRecoveryVersions(scope, of.network, of.file))
    expect(versions.map(({ seq, writers }) => [seq, writers])).toEqual([
      [3, [null]],
      [2, [null]],
    ])
    expect((await read(of.person, of, 2))?.texts.life).toBe('Un balcon.')
  })

  test('is read by a team only when the person says so, and written by nobody else: they propose', async () => {
    const of = await somebodyIn(world)
    await save(of, { texts: { life: 'Un balcon.' } })
    expect(await read(of.worker, of)).toBeNull()
    await world.as(of.person, (scope) =>
      grant(scope, of.person, of.network, { service: of.following.id }, { sections: ['recovery_plan'], months: 6 }),
    )
    expect((await read(of.worker, of))?.texts.life).toBe('Un balcon.')
    const piece = pieceOf([], (doc) => typeInto(doc.getText('life'), 'Autre chose.')) as Uint8Array
    await expect(world.as(of.worker, (scope) => addPiece(scope, of.network, of.file, randomUUID(), piece))).rejects.toMatchObject({
      code: 'not_found',
    })
    const wish = { network: of.network, file: of.file, service: of.following.id, kind: 'recovery' } as const
    const id = await world.as(of.worker, (scope) => propose(scope, of.worker, wish, { life: 'Une colocation ?' }))
    await expect(
      world.as(of.colleague, (scope) => propose(scope, of.colleague, { ...wish, service: of.elsewhere.id }, { life: 'x' })),
    ).rejects.toThrow()
    await world.as(of.person, async (scope) => {
      await takeIn(scope, of.network, of.file, (await readProposal(scope, of.network, of.file, id)).texts)
      await answerProposal(scope, of.network, { file: of.file, id }, 'accepted')
    })
    expect((await read(of.person, of))?.texts.life).toBe('Un balcon.\nUne colocation ?')
    // Who proposed sees what became of it, and takes back what waits.
    const proposed = (who: Actor, as: 'team' | 'circle') => world.as(who, (scope) => listProposed(scope, of.network, of.file, as))
    const second = await world.as(of.worker, (scope) => propose(scope, of.worker, wish, { well: 'Le marché.' }))
    expect((await proposed(of.worker, 'team')).map(({ state, isMine }) => [state, isMine]).toSorted()).toEqual([
      ['accepted', true],
      ['open', true],
    ])
    expect([await proposed(of.colleague, 'team'), await proposed(of.worker, 'circle')]).toEqual([[], []])
    const takeBack = (who: Actor, which: string) =>
      world.as(who, (scope) => answerProposal(scope, of.network, { file: of.file, id: which }, 'withdrawn'))
    await expect(takeBack(of.colleague, second)).rejects.toMatchObject({ code: 'not_found' })
    await expect(takeBack(of.worker, id)).rejects.toMatchObject({ code: 'not_found' })
    await takeBack(of.worker, second)
    expect((await proposed(of.worker, 'team')).map(({ state }) => state)).toEqual(['accepted'])
    expect(await world.as(of.person, (scope) => listProposals(scope, of.network, of.file, 'recovery'))).toEqual([])
    await world.as(of.person, (scope) => grant(scope, of.person, of.network, { service: of.following.id }, { sections: [], months: 6 }))
    expect(await read(of.worker, of)).toBeNull()
  })
})
