import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { writeContact } from '../episodes/episodes.commands.server.ts'
import { listMyTeams } from '../teams/teams.queries.server.ts'
import { pairs, STATES } from './machine.ts'
import { moveRequest } from './moving.server.ts'
import { acceptRequest, beginEpisode, noteMeeting } from './requests.commands.server.ts'
import { listIncoming } from './requests.queries.server.ts'
import { call, requestsIn, story } from './requests.test-support.ts'
import { turnAway } from './turning.commands.server.ts'

const world = useWorld()
const { care, teams, read, called, begun } = requestsIn(world)

describe('a call', () => {
  test('waits with the team that took it down, with its clock, and is read by that team alone', async () => {
    const at = await teams()
    const { id } = await called(at)
    const [line] = await world.as(at.anna, (scope) => listIncoming(scope, at.network, at.crisis.id))
    expect(line).toMatchObject({ id, name: 'Ana Inventée', state: 'sent', urgency: 'today' })
    expect((line?.answerDue?.getTime() ?? 0) - (line?.sentAt?.getTime() ?? 0)).toBe(24 * 3_600_000)
    expect(await read(at.anna, at.network, id)).toMatchObject({ story, reach: call.reach, side: 'receiver', birthDate: '1990-02-03' })
    for (const actor of [at.ben, at.cleo, await world.person({ network: at.network, role: 'administrator' })])
      await expect(read(actor, at.network, id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await world.as(at.anna, listMyTeams)).toMatchObject([{ id: at.crisis.id, waiting: 1, late: 0, followed: 0 }])
  })

  test('is kept sealed: nothing of its words stands in the database', async () => {
    const at = await teams()
    const { id } = await called(at)
    const { rows } = await world.seed((owner) =>
      sql<{
        text: string
      }>`select r::text || p::text as text from care.request r join care.person p on p.id = r.person_id where r.id = ${id}`.execute(owner),
    )
    for (const word of ['nuits', 'chien', '0600000000', '0611111111']) expect(rows[0]?.text).not.toContain(word)
  })

  test('is taken, met, and begins an episode; each step is kept with who made it', async () => {
    const at = await teams()
    const { id } = await called(at)
    await world.as(at.anna, (scope) => acceptRequest(scope, at.anna, at.network, id, 1))
    await world.as(at.anna, (scope) => noteMeeting(scope, at.network, id, 2, new Date()))
    await world.as(at.anna, (scope) => beginEpisode(scope, at.anna, at.network, id, 3))
    const { state, steps, metAt } = await read(at.anna, at.network, id)
    expect([state, steps.map((step) => step.after), metAt === null]).toEqual(['begun', ['sent', 'accepted', 'begun'], false])
    expect(steps.map(({ by }) => by)).toEqual(['Somebody', 'Somebody', 'Somebody'])
  })

  test('is met at the first contact with the person that took place, where nobody noted a first meeting', async () => {
    const at = await teams()
    const { id, episode } = await begun(at)
    const write = (more: object) =>
      world.as(at.anna, (scope) =>
        writeContact(scope, at.anna, at.network, episode, {
          ...{
            id: randomUUID(),
            at: new Date(),
            minutes: null,
            mode: 'home',
            workers: [],
            who: ['person'],
            missed: null,
            note: '',
            next_on: null,
          },
          ...more,
        }),
      )
    await write({ missed: 'not_there' })
    await write({ who: ['carer'] })
    await write({ mode: 'message' })
    expect(await read(at.anna, at.network, id)).toMatchObject({ metAt: null })
    const first = new Date(Date.now() + 60_000)
    await write({ at: first })
    await write({ at: new Date(Date.now() + 120_000) })
    expect(await read(at.anna, at.network, id)).toMatchObject({ metAt: first })
  })

  test('that is not taken: the one who called has no code, so the team says whether it told them', async () => {
    const at = await teams()
    const turn = async (typed: Record<string, string>) => {
      const { id } = await called(at)
      const refused = { move: 'decline', refusal: 'full', words: '', proposed: '', ...typed }
      return world.as(at.anna, (scope) =>
        moveRequest(scope, at.anna, at.network, id, 1, refused, { self: 'aide', asker: 'aide, dit sa mère' }),
      )
    }
    expect(await turn({})).toMatchObject({ faults: { informed: expect.anything() } })
    expect(await turn({ informed: 'perhaps' })).toMatchObject({ faults: { informed: expect.anything() } })
    expect(await turn({ informed: 'yes' })).toMatchObject({ done: 'calledBack' })
    expect(await turn({ informed: 'unreached', proposed: at.longTerm.id })).toMatchObject({ done: 'notReached' })
  })

  test('two who answer at once: the second is told', async () => {
    const at = await teams()
    const { id } = await called(at)
    await world.as(at.anna, (scope) => acceptRequest(scope, at.anna, at.network, id, 1))
    await expect(
      world.as(at.anna, (scope) => turnAway(scope, at.anna, at.network, id, 1, { reason: 'full', words: '', proposed: null })),
    ).rejects.toMatchObject({ code: 'conflict' })
  })
})

test('what waits for an answer stands before what was accepted, and what is for today before the rest', async () => {
  const at = await teams()
  const file = await care.file(at.network)
  const put = async (urgency: 'today' | 'weeks', state: 'sent' | 'accepted', due: string) => {
    const row = { to_service_id: at.crisis.id, urgency, answer_due: new Date(due), meeting_due: new Date(due) }
    const id = await care.request(at.network, file, row)
    if (state === 'accepted') await world.seed((owner) => owner.updateTable('care.request').set({ state }).where('id', '=', id).execute())
    return id
  }
  const ids = [
    await put('weeks', 'accepted', '2026-01-01'),
    await put('today', 'accepted', '2026-01-02'),
    await put('weeks', 'sent', '2026-01-03'),
    await put('today', 'sent', '2026-01-04'),
  ]
  const lines = await world.as(at.anna, (scope) => listIncoming(scope, at.network, at.crisis.id))
  expect(lines.map(({ id }) => ids.indexOf(id))).toEqual([3, 2, 1, 0])
})

describe('the database', () => {
  test('lets a request go the ways of the machine, and no other', async () => {
    const at = await teams()
    const person = await care.file(at.network)
    const allowed = new Set(pairs().map(([from, to]) => `${from} ${to}`))
    for (const from of STATES)
      for (const to of STATES.filter((state) => state !== from)) {
        const id = randomUUID()
        const go = world.seed(async (owner) => {
          const refusal = (state: string) => (['declined', 'redirected'].includes(state) ? 'other' : null)
          // As if it had come there: the guard looks at each step, not at where a row stands.
          await sql`alter table care.request disable trigger guard`.execute(owner)
          await sql`insert into care.request (network_id, id, person_id, chain_id, to_service_id, from_kind, channel, urgency, reason_kind, agreement, state, sent_at, refusal)
            values (${at.network}, ${id}, ${person}, ${id}, ${at.crisis.id}, 'person', 'form', 'days', 'other', 'yes', ${from}, now(), ${refusal(from)})`.execute(
            owner,
          )
          await sql`alter table care.request enable trigger guard`.execute(owner)
          await sql`update care.request set state = ${to}, refusal = ${refusal(to)} where id = ${id}`.execute(owner)
        })
        if (allowed.has(`${from} ${to}`)) await go
        else await expect(go, `${from} to ${to}`).rejects.toThrow('does not go from')
      }
  })
})
