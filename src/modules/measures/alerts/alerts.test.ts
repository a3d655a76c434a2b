import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Actor, OPERATOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { discardDraft, finishAnswering, saveAnswer, startAnswering } from '../measures.commands.server.ts'
import { listFollowed } from '../measures.queries.server.ts'
import { ITEM_9, measuresIn } from '../measures.test-support.ts'
import { askToSpeak, escalateDue, recordDeed, setAlertHours } from './alerts.commands.server.ts'
import { listAlertHours, listAlertsAbout, listWaiting, readAlert } from './alerts.queries.server.ts'

const world = useWorld()
const { care, followed, mails, lead } = measuresIn(world)
type Followed = Awaited<ReturnType<typeof followed>>

const begin = ({ network, account, person }: Followed) =>
  world.as(account, (scope) =>
    startAnswering(scope, account, network, { personId: person, instrument: 'phq-9', language: 'fr', service: null }),
  )
const answer9 = (actor: Actor, network: string, id: string, value: number) =>
  world.as(actor, (scope) => saveAnswer(scope, network, id, ITEM_9, value))
const raised = async (all: Followed) => {
  const id = await begin(all)
  await answer9(all.account, all.network, id, 1)
  const [alert] = await world.as(all.worker, (scope) => listWaiting(scope, all.network))
  if (alert === undefined) throw new Error('no alert')
  return { answering: id, alert }
}
const passHours = (hours: number) =>
  world.seed((owner) =>
    sql`update measures.alert set due_at = due_at - make_interval(hours => ${hours}) where state <> 'done'`.execute(owner),
  )
const escalate = () => world.as(OPERATOR, (scope) => escalateDue(scope))
const hoursLeft = (dueAt: Date) => Math.round((dueAt.getTime() - Date.now()) / 3_600_000)
const done = (at = new Date()) => ({ move: 'finish', how: 'spoke', at, note: 'Nous avons parlé vingt minutes.' }) as const

describe('question 9', () => {
  test('any answer above "never" is told at once, also when the questionnaire is never finished', async () => {
    for (const value of [1, 2, 3]) {
      const all = await followed()
      const id = await begin(all)
      expect(await answer9(all.account, all.network, id, value)).toBe(true)
      const waiting = await world.as(all.worker, (scope) => listWaiting(scope, all.network))
      expect(waiting).toMatchObject([{ personId: all.person, state: 'open', asksToSpeak: false }])
      expect((await world.as(all.worker, (scope) => listFollowed(scope, all.network)))[0]?.openAlerts).toBe(1)
    }
  })

  test('"never" tells nobody, and neither does any other question', async () => {
    const all = await followed()
    const id = await begin(all)
    expect(await answer9(all.account, all.network, id, 0)).toBe(false)
    for (let item = 1; item < ITEM_9; item += 1)
      expect(await world.as(all.account, (scope) => saveAnswer(scope, all.network, id, item, 3))).toBe(false)
    await world.as(all.account, (scope) => finishAnswering(scope, all.network, id))
    expect(await world.as(all.worker, (scope) => listWaiting(scope, all.network))).toEqual([])
    expect(await mails()).toEqual([])
  })

  test('is told once for each questionnaire, and what was told stays: with the answer changed, with the draft thrown away', async () => {
    const all = await followed()
    const { answering } = await raised(all)
    await answer9(all.account, all.network, answering, 3)
    await answer9(all.account, all.network, answering, 0)
    await answer9(all.account, all.network, answering, 2)
    expect(await mails()).toHaveLength(1)
    await world.as(all.account, (scope) => discardDraft(scope, all.network, answering))
    expect(await world.as(all.worker, (scope) => listWaiting(scope, all.network))).toMatchObject([{ answeringId: null }])
  })

  test('is told to the referent where there is one, else to everybody who works in the team, and to no one who left it', async () => {
    const all = await followed()
    const second = await care.worker(all.team)
    await care.worker(all.team, { valid_to: '2026-01-02' })
    await raised(all)
    expect((await mails()).map(({ to_person }) => to_person).sort()).toEqual([all.worker.personId, second.personId].sort())

    const other = await followed()
    await care.worker(other.team)
    await world.seed((owner) =>
      owner.updateTable('care.episode').set({ referent_id: other.worker.personId }).where('id', '=', other.episode).execute(),
    )
    await raised(other)
    expect((await mails()).slice(2)).toEqual([{ to_person: other.worker.personId, template: 'measuresToday' }])
  })

  test('is told to every team that follows the person, and each writes down its own', async () => {
    const all = await followed()
    const second = await care.team(all.network, '2B')
    const colleague = await care.worker(second)
    await care.episode(second, all.person, { entered_on: '2026-01-01' })
    const { alert } = await raised(all)
    const [theirs] = await world.as(colleague, (scope) => listWaiting(scope, all.network))
    expect(theirs?.id).not.toBe(alert.id)
    expect([hoursLeft(alert.dueAt), hoursLeft(theirs?.dueAt ?? new Date())]).toEqual([4, 24])
    await world.as(all.worker, (scope) => recordDeed(scope, all.worker, all.network, alert.id, alert.version, done()))
    expect(await world.as(all.worker, (scope) => listWaiting(scope, all.network))).toEqual([])
    expect(await world.as(colleague, (scope) => listWaiting(scope, all.network))).toHaveLength(1)
  })

  test('without a team nobody is told, and nobody is said to be', async () => {
    const all = await followed()
    await world.seed((owner) =>
      owner.updateTable('care.episode').set({ left_on: '2026-02-01', exit_reason: 'moved_on' }).where('id', '=', all.episode).execute(),
    )
    const id = await begin(all)
    expect(await answer9(all.account, all.network, id, 3)).toBe(true)
    expect(await world.as(all.account, (scope) => listAlertsAbout(scope, all.network, all.person))).toEqual([])
    expect(await world.as(all.account, (scope) => askToSpeak(scope, all.network, id, all.person))).toBe(0)
    expect(await mails()).toEqual([])
  })

  test('where nobody works in the team any more, an administrator hears that it stands empty', async () => {
    const all = await followed()
    const administrator = await world.person({ network: all.network, role: 'administrator' })
    await world.seed((owner) =>
      owner.updateTable('care.worker').set({ valid_to: '2026-01-02' }).where('person_id', '=', all.worker.personId).execute(),
    )
    const id = await begin(all)
    await answer9(all.account, all.network, id, 1)
    expect(await mails()).toEqual([{ to_person: administrator.personId, template: 'measuresNobody' }])
    expect(await world.as(administrator, (scope) => listWaiting(scope, all.network))).toEqual([])
  })

  test('the wish to be called is told once more, at once, and stands first in the list', async () => {
    const all = await followed()
    const { answering } = await raised(all)
    expect(await world.as(all.account, (scope) => askToSpeak(scope, all.network, answering, all.person))).toBe(1)
    expect(await world.as(all.account, (scope) => askToSpeak(scope, all.network, answering, all.person))).toBe(0)
    expect(await mails()).toHaveLength(2)
    expect(await world.as(all.worker, (scope) => listWaiting(scope, all.network))).toMatchObject([{ asksToSpeak: true }])
    const stranger = await world.person()
    expect(await world.as(stranger, (scope) => askToSpeak(scope, all.network, answering, all.person))).toBe(0)
  })
})

describe('writing down what was done', () => {
  test('when and what; the person reads it too, and then it is over for good', async () => {
    const all = await followed()
    const { alert } = await raised(all)
    const at = new Date(Date.now() - 600_000)
    await world.as(all.worker, (scope) => recordDeed(scope, all.worker, all.network, alert.id, alert.version, done(at)))
    const read = await world.as(all.account, (scope) => readAlert(scope, all.network, alert.id))
    expect(read).toMatchObject({ state: 'done' })
    expect(read.steps.map(({ what, note }) => [what, note])).toEqual([
      ['raised', null],
      ['done', 'Nous avons parlé vingt minutes.'],
    ])
    expect(read.steps[1]?.happenedAt).toEqual(at)
    await expect(
      world.as(all.worker, (scope) => recordDeed(scope, all.worker, all.network, alert.id, read.version, done())),
    ).rejects.toThrow('invalid')
  })

  test('a trial that reached nobody is written down, and the clock goes on', async () => {
    const all = await followed()
    const { alert } = await raised(all)
    const tried = { move: 'try', at: new Date(), note: '' } as const
    await world.as(all.worker, (scope) => recordDeed(scope, all.worker, all.network, alert.id, alert.version, tried))
    const [still] = await world.as(all.worker, (scope) => listWaiting(scope, all.network))
    expect(still).toMatchObject({ state: 'open', dueAt: alert.dueAt, version: alert.version + 1 })
    await expect(
      world.as(all.worker, (scope) => recordDeed(scope, all.worker, all.network, alert.id, alert.version, done())),
    ).rejects.toThrow('conflict')
  })

  test('is for those who work in the team: the person, another team and an administrator end nothing', async () => {
    const all = await followed()
    const { alert } = await raised(all)
    const colleague = await care.worker(await care.team(all.network))
    const administrator = await world.person({ network: all.network, role: 'administrator' })
    for (const nobody of [all.account, colleague, administrator]) {
      await expect(world.as(nobody, (scope) => recordDeed(scope, nobody, all.network, alert.id, alert.version, done()))).rejects.toThrow(
        'not_found',
      )
      const { numUpdatedRows } = await world.as(nobody, (scope) =>
        scope.updateTable('measures.alert').set({ state: 'done' }).where('id', '=', alert.id).executeTakeFirst(),
      )
      expect(numUpdatedRows).toBe(0n)
    }
  })

  test('the database ends none without what was done, and takes none back', async () => {
    const all = await followed()
    const { alert } = await raised(all)
    const set = (state: 'open' | 'escalated' | 'done') =>
      world.as(all.worker, (scope) => scope.updateTable('measures.alert').set({ state }).where('id', '=', alert.id).execute())
    await expect(set('done')).rejects.toThrow('ends with what was done')
    await world.as(all.worker, (scope) => recordDeed(scope, all.worker, all.network, alert.id, alert.version, done()))
    for (const state of ['open', 'escalated'] as const) await expect(set(state), state).rejects.toThrow('does not go from done')
    await expect(world.as(all.worker, (scope) => scope.deleteFrom('measures.alert').where('id', '=', alert.id).execute())).rejects.toThrow(
      'permission denied',
    )
  })
})

describe('what nobody wrote down in time', () => {
  test('goes to the leads, and again after each further while, until somebody does', async () => {
    const all = await followed()
    const chief = await lead(all.team)
    const { alert } = await raised(all)
    const before = (await mails()).length
    expect(await escalate()).toBe(0)
    await passHours(4)
    expect(await escalate()).toBe(1)
    expect(await escalate()).toBe(0)
    expect((await mails()).slice(before)).toEqual([{ to_person: chief.personId, template: 'measuresLate' }])
    await passHours(4)
    expect(await escalate()).toBe(1)
    const [late] = await world.as(all.worker, (scope) => listWaiting(scope, all.network))
    expect(late).toMatchObject({ state: 'escalated', escalations: 2 })
    await world.as(chief, (scope) => recordDeed(scope, chief, all.network, alert.id, late?.version ?? 0, done()))
    await passHours(100)
    expect(await escalate()).toBe(0)
  })

  test('goes to the whole team where it has no lead, and to the administrators where it has nobody', async () => {
    const all = await followed()
    await raised(all)
    await passHours(4)
    await escalate()
    expect((await mails()).at(-1)).toEqual({ to_person: all.worker.personId, template: 'measuresLate' })
    const administrator = await world.person({ network: all.network, role: 'administrator' })
    await world.seed((owner) =>
      owner.updateTable('care.worker').set({ valid_to: '2026-01-02' }).where('person_id', '=', all.worker.personId).execute(),
    )
    await passHours(4)
    await escalate()
    expect((await mails()).at(-1)).toEqual({ to_person: administrator.personId, template: 'measuresNobody' })
  })

  test('stays with the team when its episode ends meanwhile', async () => {
    const all = await followed()
    await raised(all)
    await world.seed((owner) =>
      owner.updateTable('care.episode').set({ left_on: '2026-11-01', exit_reason: 'lost_contact' }).where('id', '=', all.episode).execute(),
    )
    expect(await world.as(all.worker, (scope) => listWaiting(scope, all.network))).toHaveLength(1)
    await passHours(4)
    expect(await escalate()).toBe(1)
  })

  test('is due after 4 hours in a crisis team, 24 elsewhere, or what its lead sets', async () => {
    const all = await followed('2B')
    const chief = await lead(all.team)
    const set = (actor: Actor, hours: number, seen = 0) =>
      world.as(actor, (scope) => setAlertHours(scope, all.network, all.team.id, hours, seen))
    expect(await world.as(chief, (scope) => listAlertHours(scope, all.network))).toMatchObject([{ hours: 24, isOwn: false }])
    await expect(set(all.worker, 48)).rejects.toThrow('row-level security')
    await set(chief, 2)
    await expect(set(chief, 8), 'somebody else had set it meanwhile').rejects.toMatchObject({ code: 'conflict' })
    await set(chief, 8, 1)
    expect(await world.as(chief, (scope) => listAlertHours(scope, all.network))).toMatchObject([{ hours: 8, isOwn: true }])
    expect(hoursLeft((await raised(all)).alert.dueAt)).toBe(8)
    await expect(set(chief, 0)).rejects.toThrow('check')
  })

  test('is found by the clock alone', async () => {
    const all = await followed()
    await expect(world.as(all.worker, (scope) => escalateDue(scope))).rejects.toThrow('for the clock only')
  })
})
