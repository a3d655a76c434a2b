import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { today } from '#platform/today.ts'
import { useWorld } from '#test/world.ts'
import { type Houses, houseIn } from '../stays.test-support.ts'
import { addMeeting, addTurn, changeTurn, dropTurn, listMeetings, listTurns, settleDecision, shareTurn } from './life.server.ts'
import { beginPath, type StepInput, takeStep } from './path.commands.server.ts'
import { addSubject, answerSubject, askSubject, listSubjects, withdrawSubject } from './subjects.server.ts'

const world = useWorld()
const STEP: StepInput = { after: 'visit', on_day: '2026-11-20', until: null, how: 'spoken', reason: '' }
const begin = (of: Houses) => world.as(of.host, (scope) => beginPath(scope, of.host, of.network, of.house.id, of.file))
const take = (of: Houses, id: string, version: number, step: Partial<StepInput>) =>
  world.as(of.host, (scope) => takeStep(scope, of.host, of.network, id, version, { ...STEP, ...step }))
/** Zoé tries to live in the house, and so does somebody with another account. */
const bothLiveIn = async (of: Houses) => {
  const other = await world.person()
  const file = await of.care.file(of.network, { account_id: other.personId, given_name: 'Paz', family_name: 'Inventé' })
  await of.care.episode(of.house, file, { entered_on: '2026-01-01', care_function: '5' })
  for (const each of [of.file, file]) {
    const id = await world.as(of.host, (scope) => beginPath(scope, of.host, of.network, of.house.id, each))
    await take(of, id, 1, {})
    await take(of, id, 2, { after: 'trial' })
  }
  return { other, file }
}

describe('the life of a house', () => {
  const turns = (of: Houses, who: Actor) => world.as(who, (scope) => listTurns(scope, of.network, of.house.id))
  test('is read by who lives or tries to live there, and by nobody who only visits', async () => {
    const of = await houseIn(world)
    const id = await begin(of)
    await world.as(of.host, (scope) => addTurn(scope, of.network, of.house.id, { on_day: today(), what: 'Cuisine', who: 'Zoé' }))
    await world.as(of.host, (scope) =>
      addMeeting(scope, of.network, of.house.id, {
        on_day: today(),
        chaired: 'resident',
        chair: 'Zoé',
        about: 'Le jardin',
        decisions: ['Planter des tomates'],
      }),
    )
    await take(of, id, 1, {})
    expect(await turns(of, of.person)).toEqual([])
    await take(of, id, 2, { after: 'trial' })
    expect(await turns(of, of.person)).toMatchObject([{ what: 'Cuisine', who: 'Zoé', isDone: false }])
    const [meeting] = await world.as(of.person, (scope) => listMeetings(scope, of.network, of.house.id))
    expect(meeting).toMatchObject({ chaired: 'resident', decisions: [{ what: 'Planter des tomates', state: 'open' }] })
    for (const nobody of [of.worker, of.stranger, of.coordinator]) expect(await turns(of, nobody)).toEqual([])
    await expect(
      world.as(of.person, (scope) => addTurn(scope, of.network, of.house.id, { on_day: today(), what: 'x', who: '' })),
    ).rejects.toMatchObject({ code: 'not_found' })
    const [turn] = await turns(of, of.host)
    await expect(world.as(of.person, (scope) => changeTurn(scope, of.network, turn?.id ?? '', 1, { is_done: true }))).rejects.toMatchObject(
      { code: 'conflict' },
    )
    await world.as(of.host, (scope) => changeTurn(scope, of.network, turn?.id ?? '', 1, { is_done: true }))
    const decision = meeting?.decisions[0]
    await world.as(of.host, (scope) => settleDecision(scope, of.network, decision?.id ?? '', 1, { state: 'done', became: 'Six plants' }))
    expect((await world.as(of.person, (scope) => listMeetings(scope, of.network, of.house.id)))[0]?.decisions).toMatchObject([
      { state: 'done', became: 'Six plants' },
    ])
    await world.as(of.host, (scope) => dropTurn(scope, of.network, turn?.id ?? ''))
    expect(await turns(of, of.host)).toEqual([])
  })

  test('a task is taken, left and done by whoever lives there, and by nobody else; what there is to do stays as it was said', async () => {
    const of = await houseIn(world)
    const id = await begin(of)
    await take(of, id, 1, {})
    await world.as(of.host, (scope) => addTurn(scope, of.network, of.house.id, { on_day: '2100-01-01', what: 'Courses', who: '' }))
    const [task] = await turns(of, of.host)
    const share = (who: Actor, version: number, change: { who?: string; is_done?: boolean }) =>
      world.as(who, (scope) => shareTurn(scope, of.network, of.file, task?.id ?? '', version, change))
    // Whoever only visits does not write on the sheet of the house.
    await expect(share(of.person, 1, { who: 'Zoé' })).rejects.toMatchObject({ code: 'conflict' })
    await take(of, id, 2, { after: 'trial' })
    await share(of.person, 1, { who: 'Zoé' })
    expect(await turns(of, of.host)).toMatchObject([{ what: 'Courses', who: 'Zoé', isDone: false, version: 2 }])
    await expect(share(of.person, 1, { who: 'Paz' })).rejects.toMatchObject({ code: 'conflict' })
    await share(of.person, 2, { is_done: true })
    await share(of.person, 3, { is_done: false })
    await share(of.person, 4, { who: '' })
    expect(await turns(of, of.person)).toMatchObject([{ what: 'Courses', who: '', isDone: false, version: 5 }])
    for (const nobody of [of.worker, of.stranger, of.coordinator])
      await expect(share(nobody, 5, { who: 'x' })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('nobody gives back the task of somebody else, or writes over their name; the team may take any name away', async () => {
    const of = await houseIn(world)
    const { other, file } = await bothLiveIn(of)
    for (const [what, who] of [
      ['Courses', ''],
      ['Jardin', 'Zoé'],
    ] as const)
      await world.as(of.host, (scope) => addTurn(scope, of.network, of.house.id, { on_day: '2100-01-01', what, who }))
    const [shopping, garden] = await turns(of, of.host)
    const share = (who: Actor, own: string, task: typeof shopping, version: number, change: { who?: string; is_done?: boolean }) =>
      world.as(who, (scope) => shareTurn(scope, of.network, own, task?.id ?? '', version, change))
    const [zoe, paz] = [of.person, other]
    await share(zoe, of.file, shopping, 1, { who: 'La dame du 2' })
    for (const forged of [{ who: '' }, { who: 'Paz' }]) {
      await expect(share(paz, file, shopping, 2, forged)).rejects.toMatchObject({ code: 'conflict' })
      await expect(share(paz, of.file, shopping, 2, forged)).rejects.toMatchObject({ code: 'conflict' })
      // Nor that to which the team put a name.
      await expect(share(paz, file, garden, 1, forged)).rejects.toMatchObject({ code: 'conflict' })
    }
    expect((await turns(of, paz)).map(({ who, isMine }) => [who, isMine])).toEqual([
      ['La dame du 2', false],
      ['Zoé', false],
    ])
    expect((await turns(of, zoe)).map(({ isMine }) => isMine)).toEqual([true, true])
    await share(zoe, of.file, garden, 1, { who: '' })
    await share(paz, file, garden, 2, { who: 'Zoé' })
    // The same first name does not make it hers: somebody took it.
    await expect(share(zoe, of.file, garden, 3, { who: '' })).rejects.toMatchObject({ code: 'conflict' })
    await world.as(of.host, (scope) => changeTurn(scope, of.network, garden?.id ?? '', 3, { who: '' }))
    await share(zoe, of.file, garden, 4, { who: 'Zoé' })
    expect((await turns(of, zoe)).map(({ isMine }) => isMine)).toEqual([true, true])
    await share(paz, file, shopping, 2, { is_done: true })
  })
})

describe('what a house is to talk about', () => {
  const ID = '5c6a0f1e-0000-4000-8000-000000000001'
  const ask = (of: Houses, who: Actor, file: string, id: string, given: { what?: string; who?: string } = {}) =>
    world.as(who, (scope) => askSubject(scope, of.network, file, of.house.id, id, { what: 'Le bruit le soir', who: '', ...given }))
  const list = (of: Houses, who: Actor) => world.as(who, (scope) => listSubjects(scope, of.network, of.house.id))
  const withdraw = (of: Houses, who: Actor, file: string, id: string) =>
    world.as(who, (scope) => withdrawSubject(scope, of.network, file, id))

  test('is asked by who lives there, read by the house, and by nobody as theirs but themselves', async () => {
    const of = await houseIn(world)
    await expect(ask(of, of.person, of.file, ID)).rejects.toMatchObject({ code: 'not_found' })
    const { other, file } = await bothLiveIn(of)
    await ask(of, of.person, of.file, ID)
    await ask(of, of.person, of.file, ID)
    expect(await list(of, of.person)).toMatchObject([{ what: 'Le bruit le soir', who: '', isMine: true }])
    for (const reader of [of.host, other]) expect(await list(of, reader)).toMatchObject([{ who: '', isMine: false }])
    for (const table of ['stays.subject_asker', 'stays.turn_taker'] as const)
      for (const reader of [of.host, other, of.coordinator])
        expect(await world.as(reader, (scope) => scope.selectFrom(table).selectAll().execute())).toEqual([])
    for (const nobody of [of.worker, of.stranger, of.coordinator]) {
      expect(await list(of, nobody)).toEqual([])
      await expect(ask(of, nobody, of.file, '5c6a0f1e-0000-4000-8000-000000000009')).rejects.toMatchObject({ code: 'not_found' })
    }
    // Neither for somebody else, nor under the number of what somebody else asked.
    await expect(ask(of, other, of.file, '5c6a0f1e-0000-4000-8000-000000000008')).rejects.toMatchObject({ code: 'not_found' })
    await expect(ask(of, other, file, ID)).rejects.toMatchObject({ code: 'not_found' })
    await ask(of, other, file, '5c6a0f1e-0000-4000-8000-000000000002', { who: 'Paz' })
    expect((await list(of, of.host)).map(({ who }) => who)).toEqual(['', 'Paz'])
  })

  test('is taken back by who asked and by nobody else, until it was talked about', async () => {
    const of = await houseIn(world)
    const { other, file } = await bothLiveIn(of)
    await ask(of, of.person, of.file, ID)
    await expect(withdraw(of, other, file, ID)).rejects.toMatchObject({ code: 'conflict' })
    await expect(withdraw(of, of.host, of.file, ID)).rejects.toMatchObject({ code: 'conflict' })
    await withdraw(of, of.person, of.file, ID)
    expect(await list(of, of.host)).toEqual([])
    await ask(of, of.person, of.file, ID)
    const meeting = { on_day: '2026-11-20', chaired: 'resident', chair: '', about: '', decisions: [] } as const
    // One that was taken back in between is left out.
    const subjects = [ID, '5c6a0f1e-0000-4000-8000-000000000007']
    await world.as(of.host, (scope) => addMeeting(scope, of.network, of.house.id, { ...meeting, decisions: [], subjects }))
    expect((await world.as(other, (scope) => listMeetings(scope, of.network, of.house.id)))[0]?.subjects).toEqual(['Le bruit le soir'])
    expect(await list(of, of.person)).toEqual([])
    await expect(withdraw(of, of.person, of.file, ID)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('is answered by the team where the house does not talk about it: who asked reads why, the others no more', async () => {
    const of = await houseIn(world)
    const { other } = await bothLiveIn(of)
    await ask(of, of.person, of.file, ID)
    const answer = (who: Actor, version: number) =>
      world.as(who, (scope) => answerSubject(scope, of.network, ID, version, 'Nous en parlons à trois (inventé).'))
    for (const nobody of [of.person, other, of.worker]) await expect(answer(nobody, 1)).rejects.toMatchObject({ code: 'conflict' })
    await answer(of.host, 1)
    await expect(answer(of.host, 2)).rejects.toMatchObject({ code: 'conflict' })
    expect(await list(of, of.person)).toMatchObject([{ answer: 'Nous en parlons à trois (inventé).', isMine: true }])
    for (const reader of [of.host, other]) expect(await list(of, reader)).toEqual([])
    await world.as(of.host, (scope) => addSubject(scope, of.network, of.house.id, { what: 'Le jardin', who: 'Sam' }))
    expect(await list(of, other)).toMatchObject([{ what: 'Le jardin', who: 'Sam', isMine: false }])
    await expect(world.as(other, (scope) => addSubject(scope, of.network, of.house.id, { what: 'x', who: '' }))).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
