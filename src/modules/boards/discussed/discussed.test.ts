import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { type TeamOf, teamOf } from '../boards.test-support.ts'
import { agree, changeTalk, keepIntensity, putOn, takeOff } from './discussed.commands.server.ts'
import { listDiscussed, listOwnTalks, listTakenOff, readTalks } from './discussed.queries.server.ts'

const world = useWorld()
const talk = { reason: 'crisis', intensity: 'daily' } as const
const list = ({ network, team, paz }: TeamOf) => world.as(paz, (scope) => listDiscussed(scope, network, team.id))
const on = ({ network, team, sam, file }: TeamOf) => world.as(sam, (scope) => putOn(scope, sam, network, team.id, file, talk))

describe('those whom a team discusses', () => {
  test('are put on and taken off by anybody of the team, once, and what was agreed stays', async () => {
    const of = await teamOf(world)
    const { network, team, sam, paz, file } = of
    await on(of)
    await on(of)
    const [entry] = await list(of)
    expect(entry).toMatchObject({ name: 'Zoé Inventée', reason: 'crisis', intensity: 'daily', putOnBy: sam.personId, days: 0 })
    const id = entry?.id ?? ''
    const first = randomUUID()
    for (const _ of [1, 2]) await world.as(sam, (scope) => agree(scope, sam, network, id, first, 'Appeler le soir.'))
    await world.as(paz, (scope) => agree(scope, paz, network, id, randomUUID(), 'Passer demain matin.'))
    await world.as(paz, (scope) => changeTalk(scope, network, id, 1, { reason: 'early_signs', intensity: 'weekly' }))
    await expect(world.as(sam, (scope) => changeTalk(scope, network, id, 1, talk))).rejects.toMatchObject({ code: 'conflict' })
    for (const who of [paz, sam]) await world.as(who, (scope) => takeOff(scope, who, network, id))
    expect(await list(of)).toEqual([])
    await expect(world.as(sam, (scope) => agree(scope, sam, network, id, randomUUID(), 'Trop tard.'))).rejects.toMatchObject({
      code: 'conflict',
    })
    await on(of)
    const { talks } = await world.as(sam, (scope) => readTalks(scope, network, team.id, file))
    expect(talks.map(({ takenOffBy }) => takenOffBy)).toEqual([null, paz.personId])
    expect(talks[1]?.agreed.map(({ what }) => what).sort()).toEqual(['Appeler le soir.', 'Passer demain matin.'])
  })

  test('are seen as often until the team says otherwise, and it is asked whether that is right; who was taken off is not lost', async () => {
    const of = await teamOf(world)
    const { network, team, sam, paz } = of
    await on(of)
    const id = (await list(of))[0]?.id ?? ''
    const stands = async () => (await list(of))[0]?.intensityFor
    const age = () =>
      world.seed((owner) => sql`update boards.discussed set intensity_at = now() - interval '9 days' where id = ${id}`.execute(owner))
    await age()
    expect(await stands()).toBe(9)
    await world.as(paz, (scope) => keepIntensity(scope, network, id, 1))
    expect(await stands()).toBe(0)
    await expect(world.as(sam, (scope) => keepIntensity(scope, network, id, 1))).rejects.toMatchObject({ code: 'conflict' })
    await age()
    await world.as(sam, (scope) => changeTalk(scope, network, id, 2, { ...talk, intensity: 'weekly' }))
    expect(await stands()).toBe(0)
    const off = (who = sam) => world.as(who, (scope) => listTakenOff(scope, network, team.id, 7))
    expect(await off()).toEqual([])
    await world.as(sam, (scope) => takeOff(scope, sam, network, id))
    expect(await off()).toMatchObject([{ id, takenOffBy: sam.personId, intensity: 'weekly' }])
    for (const other of [of.colleague, of.coordinator, VISITOR]) {
      expect(await off(other)).toEqual([])
      await expect(world.as(other, (scope) => keepIntensity(scope, network, id, 3))).rejects.toMatchObject({ code: 'not_found' })
    }
    await on(of)
    expect(await off()).toEqual([])
  })

  test('are people whom the team follows, and no one else', async () => {
    const of = await teamOf(world)
    const { network, team, sam, care } = of
    const stranger = await care.file(network)
    await expect(world.as(sam, (scope) => putOn(scope, sam, network, team.id, stranger, talk))).rejects.toMatchObject({ code: 'not_found' })
    for (const other of [of.colleague, of.coordinator, of.person, VISITOR])
      await expect(world.as(other, (scope) => putOn(scope, other, network, team.id, of.file, talk))).rejects.toThrow()
    expect(await list(of)).toEqual([])
  })

  test('read it themselves; colleagues of other teams, coordinators and visitors do not', async () => {
    const of = await teamOf(world)
    const { network, team, sam, person, file } = of
    await on(of)
    const id = (await list(of))[0]?.id ?? ''
    await world.as(sam, (scope) => agree(scope, sam, network, id, randomUUID(), 'Appeler le soir.'))
    expect(await world.as(person, (scope) => listOwnTalks(scope, network))).toMatchObject([
      { service: team.id, intensity: 'daily', agreed: 'Appeler le soir.' },
    ])
    for (const other of [of.colleague, of.coordinator, VISITOR]) {
      expect(await world.as(other, (scope) => listDiscussed(scope, network, team.id))).toEqual([])
      expect(await world.as(other, (scope) => listOwnTalks(scope, network))).toEqual([])
      await expect(world.as(other, (scope) => readTalks(scope, network, team.id, file))).rejects.toMatchObject({ code: 'not_found' })
      await expect(world.as(other, (scope) => takeOff(scope, other, network, id))).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  test('what was agreed is sealed', async () => {
    const of = await teamOf(world)
    await on(of)
    const id = (await list(of))[0]?.id ?? ''
    await world.as(of.sam, (scope) => agree(scope, of.sam, of.network, id, randomUUID(), 'Appeler le soir.'))
    const [row] = await world.seed((owner) => owner.selectFrom('boards.agreement').select('what').where('discussed_id', '=', id).execute())
    expect(row?.what.toString('utf8')).not.toContain('Appeler')
  })
})
