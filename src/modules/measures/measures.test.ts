import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { today } from '#platform/today.ts'
import { useWorld } from '#test/world.ts'
import { discardDraft, finishAnswering, saveAnswer, setOffer, startAnswering } from './measures.commands.server.ts'
import {
  listDrafts,
  listFinished,
  listFollowed,
  listMyTeamsOfCare,
  offeredBy,
  readAnswering,
  readMyFile,
  readOffer,
  readPerson,
  teamInCharge,
} from './measures.queries.server.ts'
import { itemsOf, measuresIn } from './measures.test-support.ts'
import type { Instrument } from './vocabulary.ts'

const world = useWorld()
const { care, followed } = measuresIn(world)

const begin = (actor: Actor, network: string, personId: string, instrument: Instrument = 'gad-7', service: string | null = null) =>
  world.as(actor, (scope) => startAnswering(scope, actor, network, { personId, instrument, language: 'fr', service }))
const answerAll = async (actor: Actor, network: string, id: string, count: number, value: number) => {
  for (let item = 1; item <= count; item += 1) await world.as(actor, (scope) => saveAnswer(scope, network, id, item, value))
}

describe('filling in', () => {
  test('alone: begun, put aside, gone on with, finished and scored; a draft is nobody else’s', async () => {
    const { network, worker, account, person } = await followed()
    const id = await begin(account, network, person)
    await answerAll(account, network, id, 3, 2)
    expect(await world.as(worker, (scope) => listDrafts(scope, network, person))).toEqual([])
    await expect(world.as(worker, (scope) => readAnswering(scope, network, id))).rejects.toThrow('not_found')
    // Another day, from the start page: the same draft, with what was answered.
    expect(await begin(account, network, person)).toBe(id)
    const draft = await world.as(account, (scope) => readAnswering(scope, network, id))
    expect(draft.answers).toEqual([2, 2, 2, null, null, null, null])
    await answerAll(account, network, id, 7, 1)
    await world.as(account, (scope) => finishAnswering(scope, network, id))
    for (const reader of [account, worker]) {
      const [finished] = await world.as(reader, (scope) => listFinished(scope, network, person))
      expect(finished).toMatchObject({ id, total: 7, answers: [1, 1, 1, 1, 1, 1, 1], serviceId: null })
    }
  })

  test('together: the team begins it, the person may go on, and both see the end', async () => {
    const { network, team, worker, account, person } = await followed()
    const id = await begin(worker, network, person, 'gad-7', team.id)
    await answerAll(worker, network, id, 4, 3)
    await answerAll(account, network, id, 7, 0)
    await world.as(worker, (scope) => finishAnswering(scope, network, id))
    expect((await world.as(account, (scope) => listFinished(scope, network, person)))[0]).toMatchObject({ total: 0, serviceId: team.id })
  })

  test('with answers that are missing it is kept, and has no score', async () => {
    const { network, account, person } = await followed()
    const id = await begin(account, network, person)
    await answerAll(account, network, id, 6, 1)
    await world.as(account, (scope) => finishAnswering(scope, network, id))
    expect((await world.as(account, (scope) => listFinished(scope, network, person)))[0]).toMatchObject({ total: null })
  })

  test('an answer can be taken back, and one that there is not is refused', async () => {
    const { network, account, person } = await followed()
    const id = await begin(account, network, person)
    const save = (item: number, value: number | null) => world.as(account, (scope) => saveAnswer(scope, network, id, item, value))
    await save(1, 3)
    await save(1, null)
    expect((await world.as(account, (scope) => readAnswering(scope, network, id))).answers[0]).toBeNull()
    for (const wrong of [4, -1, 1.5]) await expect(save(1, wrong), String(wrong)).rejects.toThrow('invalid')
    for (const wrong of [0, itemsOf('gad-7') + 1]) await expect(save(wrong, 1), String(wrong)).rejects.toThrow('not_found')
  })

  test('what was finished stays as it is, also for whoever asks the database', async () => {
    const { network, account, person } = await followed()
    const id = await begin(account, network, person)
    await world.as(account, (scope) => finishAnswering(scope, network, id))
    await expect(world.as(account, (scope) => saveAnswer(scope, network, id, 1, 1))).rejects.toThrow('not_found')
    await expect(world.as(account, (scope) => discardDraft(scope, network, id))).rejects.toThrow('not_found')
    await expect(
      world.as(account, (scope) => scope.updateTable('measures.answering').set({ version: 9 }).where('id', '=', id).execute()),
    ).rejects.toThrow('what was finished stays')
    const gone = await world.as(account, (scope) => scope.deleteFrom('measures.answering').where('id', '=', id).executeTakeFirst())
    expect(gone.numDeletedRows).toBe(0n)
  })

  test('answers and scores stand in no row in clear', async () => {
    const { network, account, person } = await followed()
    const id = await begin(account, network, person)
    await answerAll(account, network, id, 7, 2)
    await world.as(account, (scope) => finishAnswering(scope, network, id))
    const row = await world.seed((owner) =>
      owner.selectFrom('measures.answering').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    )
    expect(row.content?.toString('latin1')).not.toContain('answers')
    expect(Object.keys(row)).not.toContain('total')
  })
})

describe('what is offered', () => {
  const ids = async (actor: Actor, network: string) =>
    offeredBy(await world.as(actor, (scope) => readOffer(scope, network))).map(({ id }) => id)

  test('the WHO-5 once an administrator says that the use is not commercial, and each can be switched off', async () => {
    const { network, worker, account, person } = await followed()
    const administrator = await world.person({ network, role: 'administrator' })
    expect(await ids(worker, network)).toEqual(['phq-9', 'gad-7', 'qpr-15'])
    const set = (actor: Actor, version: number, switchedOff: Instrument[] = []) =>
      world.as(actor, (scope) => setOffer(scope, network, { isNonCommercial: true, switchedOff, version }))
    await expect(set(worker, 0)).rejects.toThrow('row-level security')
    await set(administrator, 0)
    for (const reader of [worker, account]) expect(await ids(reader, network)).toEqual(['phq-9', 'gad-7', 'qpr-15', 'who-5'])
    await expect(set(administrator, 0)).rejects.toThrow('conflict')
    await set(administrator, 1, ['who-5', 'gad-7'])
    expect(await ids(account, network)).toEqual(['phq-9', 'qpr-15'])
    await expect(begin(account, network, person, 'gad-7')).rejects.toThrow('not_found')
  })

  test('nothing in a language whose wording is not certain', async () => {
    const { network, account, person } = await followed()
    const start = (instrument: Instrument, language: 'fr' | 'nl' | 'en') =>
      world.as(account, (scope) => startAnswering(scope, account, network, { personId: person, instrument, language, service: null }))
    await expect(start('phq-9', 'nl')).rejects.toThrow('not_found')
    await expect(start('qpr-15', 'fr')).rejects.toThrow('not_found')
    await start('qpr-15', 'en')
  })
})

describe('who may', () => {
  test('a team whose episode is over, a colleague and a stranger neither read nor begin', async () => {
    const { network, team, worker, account, person, episode } = await followed()
    const id = await begin(account, network, person)
    await world.as(account, (scope) => finishAnswering(scope, network, id))
    const colleague = await care.worker(await care.team(network))
    const stranger = await world.person()
    for (const nobody of [colleague, stranger]) {
      await expect(world.as(nobody, (scope) => readPerson(scope, network, person))).rejects.toThrow('not_found')
      await expect(begin(nobody, network, person, 'gad-7', team.id)).rejects.toThrow('row-level security')
      await expect(begin(nobody, network, person)).rejects.toThrow('row-level security')
    }
    expect(await world.as(worker, (scope) => readPerson(scope, network, person))).toMatchObject({ isFollowed: true })
    expect(await world.as(worker, (scope) => teamInCharge(scope, network, person))).toBe(team.id)
    await world.seed((owner) =>
      owner.updateTable('care.episode').set({ left_on: today(), exit_reason: 'moved_on' }).where('id', '=', episode).execute(),
    )
    await expect(world.as(worker, (scope) => readPerson(scope, network, person))).rejects.toThrow('not_found')
    expect(await world.as(worker, (scope) => listFinished(scope, network, person))).toEqual([])
    expect(await world.as(worker, (scope) => listFollowed(scope, network))).toEqual([])
    await expect(begin(worker, network, person, 'gad-7', team.id)).rejects.toThrow('row-level security')
  })

  test('somebody to whom the person granted the section reads, and nobody to whom they granted another', async () => {
    const { network, account, person } = await followed()
    const id = await begin(account, network, person)
    await answerAll(account, network, id, 7, 1)
    await world.as(account, (scope) => finishAnswering(scope, network, id))
    const [friend, other] = [await world.person(), await world.person()]
    await care.consent(network, person, account.personId, { how: 'self', to_account_id: friend.personId, sections: ['measures'] })
    await care.consent(network, person, account.personId, {
      how: 'self',
      to_account_id: other.personId,
      sections: ['identity', 'contacts'],
    })
    expect(await world.as(friend, (scope) => listFinished(scope, network, person))).toMatchObject([{ total: 7 }])
    expect(await world.as(friend, (scope) => readPerson(scope, network, person))).toMatchObject({ name: '', isFollowed: false })
    expect(await world.as(other, (scope) => listFinished(scope, network, person))).toEqual([])
    await expect(world.as(other, (scope) => readPerson(scope, network, person))).rejects.toThrow('not_found')
  })

  test('the person finds their own file and the teams that follow them; nobody else has one', async () => {
    const { network, team, worker, account, person } = await followed()
    expect(await world.as(account, (scope) => readMyFile(scope, network))).toBe(person)
    expect(await world.as(account, (scope) => listMyTeamsOfCare(scope, network))).toMatchObject([{ serviceId: team.id }])
    await expect(world.as(worker, (scope) => readMyFile(scope, network))).rejects.toThrow('not_found')
    await expect(world.as(account, (scope) => readAnswering(scope, network, randomUUID()))).rejects.toThrow('not_found')
  })

  test('the list of a team has those whom it follows, with the day of the last one', async () => {
    const { network, worker, account, person } = await followed()
    expect(await world.as(worker, (scope) => listFollowed(scope, network))).toMatchObject([
      { personId: person, lastAt: null, openAlerts: 0 },
    ])
    const id = await begin(account, network, person)
    await world.as(account, (scope) => finishAnswering(scope, network, id))
    expect((await world.as(worker, (scope) => listFollowed(scope, network)))[0]?.lastAt).toBeInstanceOf(Date)
  })
})
