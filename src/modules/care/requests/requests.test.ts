import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { useWorld } from '#test/world.ts'
import { careIn, type Team } from '../care.test-support.ts'
import { writeContact } from '../episodes/episodes.commands.server.ts'
import { readSendForm } from '../forms.server.ts'
import { listMyTeams } from '../teams/teams.queries.server.ts'
import { pairs, STATES } from './machine.ts'
import { moveRequest } from './moving.server.ts'
import {
  acceptRequest,
  beginEpisode,
  noteMeeting,
  sendDraft,
  sendRequest,
  takeCall,
  turnAway,
  withdrawRequest,
} from './requests.commands.server.ts'
import { listIncoming, listOutgoing, readRequest } from './requests.queries.server.ts'

const world = useWorld()
const care = careIn(world)
const story = {
  what: 'Il ne dort plus depuis quatre nuits.',
  hoped: 'Que quelqu’un passe.',
  safety: 'Un chien.',
  answer: 'Après 18 h.',
  askerName: 'Sa mère',
  askerReach: '0600000000',
}
const call = {
  from_kind: 'carer',
  urgency: 'today',
  reason_kind: 'agitation',
  agreement: 'unknown',
  story,
  person: {
    given_name: 'Ana',
    family_name: 'Inventée',
    birth_date: '1990-02-03',
    territory_id: null,
    language: 'fr',
    needs_interpreter: false,
  },
  reach: { phone: '0611111111', email: '', address: '', how: 'pas de message' },
} as const
const until = '2100-01-01'

const teams = async () => {
  const network = await world.network()
  const [crisis, longTerm, housing] = [await care.team(network, '2A'), await care.team(network, '2B'), await care.team(network, '5')]
  return {
    network,
    crisis,
    longTerm,
    housing,
    anna: await care.worker(crisis),
    ben: await care.worker(longTerm),
    cleo: await care.worker(housing),
  }
}
const read = (actor: Actor, network: string, id: string) => world.as(actor, (scope) => readRequest(scope, network, id))
const called = ({ anna, network, crisis }: { anna: Actor; network: string; crisis: Team }) =>
  world.as(anna, (scope) => takeCall(scope, anna, network, crisis.id, call))
/** A call that the crisis team took, and the person whom it follows now. */
const begun = async (at: Awaited<ReturnType<typeof teams>>) => {
  const { id } = await called(at)
  await world.as(at.anna, (scope) => acceptRequest(scope, at.anna, at.network, id, 1))
  return { id, ...(await world.as(at.anna, (scope) => beginEpisode(scope, at.anna, at.network, id, 2))) }
}
const consent = { kind: 'consent', how: 'spoken', until, purpose: 'un suivi plus long' } as const
const onward = (at: Awaited<ReturnType<typeof teams>>, personId: string, more: object = {}) =>
  world.as(at.anna, (scope) =>
    sendRequest(scope, at.anna, at.network, at.crisis.id, {
      from_kind: 'team',
      urgency: 'weeks',
      reason_kind: 'daily_life',
      agreement: 'yes',
      story,
      personId,
      to: at.longTerm.id,
      ground: consent,
      ...more,
    }),
  )

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
      return world.as(at.anna, (scope) => moveRequest(scope, at.anna, at.network, id, 1, refused))
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
      world.as(at.anna, (scope) => turnAway(scope, at.network, id, 1, { reason: 'full', words: '', proposed: null })),
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

describe('a request from team to team', () => {
  test('goes with the consent that is noted with it, and the sender follows it', async () => {
    const at = await teams()
    const { personId } = await begun(at)
    const { id } = await onward(at, personId)
    expect(await read(at.ben, at.network, id)).toMatchObject({ side: 'receiver', story, name: 'Ana Inventée' })
    await world.as(at.ben, (scope) => acceptRequest(scope, at.ben, at.network, id, 1))
    expect(await world.as(at.anna, (scope) => listOutgoing(scope, at.network, at.crisis.id))).toMatchObject([{ id, state: 'accepted' }])
    await expect(read(at.cleo, at.network, id)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('that is declined leaves the team that was asked with a day, a kind and a decision', async () => {
    const at = await teams()
    const { personId } = await begun(at)
    const { id } = await onward(at, personId)
    const said = await world.as(at.ben, (scope) =>
      turnAway(scope, at.network, id, 1, { reason: 'full', words: 'Trois mois d’attente.', proposed: null }),
    )
    expect(said).toBe('declined')
    await expect(read(at.ben, at.network, id)).rejects.toMatchObject({ code: 'not_found' })
    const kept = await world.as(at.ben, (scope) => scope.selectFrom('care.refusal').selectAll().execute())
    expect(kept).toMatchObject([{ decision: 'declined', reason: 'full', from_kind: 'team' }])
    expect(JSON.stringify(kept)).not.toContain(personId)
    for (const table of ['care.person', 'care.consent', 'care.request'] as const)
      expect(await world.as(at.ben, (scope) => scope.selectFrom(table).select('id').execute()), table).toEqual([])
    expect(await read(at.anna, at.network, id)).toMatchObject({ state: 'declined', refusal: 'full', words: 'Trois mois d’attente.' })
  })

  test('that is redirected comes back as a draft: the person agreed to one team, and is asked again', async () => {
    const at = await teams()
    const { personId } = await begun(at)
    const { id } = await onward(at, personId)
    const said = await world.as(at.ben, (scope) =>
      turnAway(scope, at.network, id, 1, { reason: 'not_our_need', words: '', proposed: at.housing.id }),
    )
    expect(said).toBe('drafted')
    const draft = (await world.as(at.anna, (scope) => listOutgoing(scope, at.network, at.crisis.id))).find(({ state }) => state === 'draft')
    expect(draft).toBeDefined()
    await expect(read(at.cleo, at.network, draft?.id ?? '')).rejects.toMatchObject({ code: 'not_found' })
    await world.as(at.anna, (scope) => sendDraft(scope, at.anna, at.network, draft?.id ?? '', 1, consent))
    expect(await read(at.cleo, at.network, draft?.id ?? '')).toMatchObject({ side: 'receiver', story, previousId: id })
  })

  test('in an emergency it goes without consent: with a reason and somebody who answers for it', async () => {
    const at = await teams()
    const { personId } = await begun(at)
    const { id } = await onward(at, personId, { ground: { kind: 'emergency', reason: 'En danger ce soir.' } })
    // Whatever was said of the person's agreement before, nobody asked them now.
    expect(await read(at.ben, at.network, id)).toMatchObject({ isEmergency: true, agreement: 'unknown' })
    const [emergency] = await world.as(await world.person({ network: at.network, role: 'administrator' }), (scope) =>
      scope.selectFrom('care.emergency').select(['responsible_id', 'reviewed_at']).execute(),
    )
    expect(emergency).toEqual({ responsible_id: at.anna.personId, reviewed_at: null })
  })

  test('says by its ground whether the person agrees, and how soon it must be answered is for the sender to say', () => {
    const typed = {
      what: 'Seul.',
      reason_kind: 'isolation',
      urgency: 'weeks',
      to: 'a',
      purpose: 'un suivi',
      until: '2026-12-31',
      agreement: 'no',
    }
    const form = (more: Record<string, string>) => readSendForm({ ...typed, ...more }, [{ id: 'a' }])
    expect(form({ ground: 'spoken' })).toMatchObject({ ok: true, input: { agreement: 'yes' } })
    expect(form({ ground: 'emergency', emergency: 'En danger.' })).toMatchObject({ ok: true, input: { agreement: 'unknown' } })
    expect(form({ ground: 'spoken', urgency: '' })).toMatchObject({ ok: false, faults: { urgency: expect.anything() } })
  })

  test('about somebody whom the sender does not know is not sent', async () => {
    const at = await teams()
    const { personId } = await begun(at)
    const send = (scope: Scope) =>
      sendRequest(scope, at.cleo, at.network, at.housing.id, {
        from_kind: 'team',
        urgency: 'weeks',
        reason_kind: 'other',
        agreement: 'yes',
        story,
        personId,
        to: at.longTerm.id,
        ground: consent,
      })
    await expect(world.as(at.cleo, send)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('is taken back by the sender, and then the other sees nothing of it', async () => {
    const at = await teams()
    const { personId } = await begun(at)
    const { id } = await onward(at, personId)
    await expect(world.as(at.ben, (scope) => withdrawRequest(scope, at.network, id, 1))).rejects.toMatchObject({ code: 'not_found' })
    await world.as(at.anna, (scope) => withdrawRequest(scope, at.network, id, 1))
    await expect(read(at.ben, at.network, id)).rejects.toMatchObject({ code: 'not_found' })
  })
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
