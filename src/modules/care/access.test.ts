import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Actor, VISITOR } from '#platform/actor.ts'
import type { Scope, Tables } from '#platform/db.server.ts'
import { projectRoot } from '#platform/root.server.ts'
import { useWorld } from '#test/world.ts'
import { accessTable, mayRead, WHAT, WHO, type What, type Who } from './access.ts'
import { careIn } from './care.test-support.ts'
import { PLAN_TABLES, plansOf } from './plans-access.test-support.ts'

const world = useWorld()
const care = careIn(world)
const SEALED = Buffer.from('sealed')

/** One person, and everybody who could have to do with them. */
const everybody = async () => {
  const [network, other] = [await world.network(), await world.network()]
  const team = () => care.team(network)
  const [inCharge, former, sending, asked, refusing, consented, elsewhere] = [
    await team(),
    await team(),
    await team(),
    await team(),
    await team(),
    await team(),
    await team(),
  ]
  const [foreign, onDuty] = [await care.team(other), await team()]
  const account = () => world.person()
  const who: Record<Who, Actor> = {
    person: await account(),
    circle: await account(),
    carer: await account(),
    team: await care.worker(inCharge),
    formerTeam: await care.worker(former),
    sender: await care.worker(sending),
    receiver: await care.worker(asked),
    refuser: await care.worker(refusing),
    consented: await care.worker(consented),
    glass: await care.worker(elsewhere),
    duty: await care.worker(onDuty),
    watch: await care.worker(onDuty),
    colleague: await care.worker(elsewhere),
    left: await care.worker(inCharge, { valid_to: yesterday() }),
    reader: await world.person({ network }),
    coordinator: await world.person({ network, role: 'coordinator' }),
    manager: await world.person({ network, role: 'programme_manager' }),
    administrator: await world.person({ network, role: 'administrator' }),
    otherNetwork: await care.worker(foreign),
    stranger: await account(),
    visitor: VISITOR,
  }
  const person = await care.file(network, { account_id: who.person.personId })
  const key = { network_id: network, person_id: person }
  const episode = await care.episode(inCharge, person, { entered_on: '2026-01-01' })
  await care.episode(former, person, { entered_on: '2025-01-01', left_on: '2025-03-01', exit_reason: 'moved_on' })
  const emergency = await care.put('care.emergency', {
    ...key,
    id: randomUUID(),
    service_id: sending.id,
    reason: SEALED,
    responsible_id: who.sender.personId,
  })
  const from = { from_service_id: sending.id, channel: 'team', from_kind: 'team', emergency_id: emergency } as const
  const request = await care.request(network, person, { ...from, to_service_id: asked.id })
  const refused = await care.request(network, person, { ...from, to_service_id: refusing.id })
  await world.seed((owner) =>
    owner.updateTable('care.request').set({ state: 'declined', refusal: 'full' }).where('id', '=', refused).execute(),
  )
  const ids: Record<What, string> = {
    identity: person,
    request,
    refused,
    refusal: await care.put('care.refusal', {
      network_id: network,
      id: randomUUID(),
      service_id: refusing.id,
      from_kind: 'team',
      decision: 'declined',
      reason: 'full',
    }),
    episode,
    contact: await care.put('care.contact', {
      ...key,
      id: randomUUID(),
      episode_id: episode,
      service_id: inCharge.id,
      at: new Date(),
      mode: 'home',
      written_by: who.team.personId,
    }),
    thirdParty: await care.put('care.third_party_note', {
      ...key,
      id: randomUUID(),
      service_id: inCharge.id,
      note: SEALED,
      written_by: who.team.personId,
    }),
    consent: await care.consent(network, person, who.team.personId, {
      noted_service_id: inCharge.id,
      to_service_id: consented.id,
      sections: ['identity', 'episodes', 'contacts', 'measures', 'recovery_plan'],
    }),
    circleGrant: await care.consent(network, person, who.person.personId, {
      how: 'self',
      to_account_id: who.circle.personId,
      sections: ['identity', 'contacts', 'measures', 'crisis_plan', 'recovery_plan'],
    }),
    emergency,
    ...(await measuresOf(network, person, inCharge.id, who)),
    broken: await care.put('care.glass', { ...key, id: randomUUID(), by_id: who.glass.personId, reason: SEALED }),
    workers: await world.seed(
      async (owner) =>
        (await owner.selectFrom('care.worker').select('id').where('person_id', '=', who.team.personId).executeTakeFirstOrThrow()).id,
    ),
    ...(await plansOf(care.put, { network, person, who, inCharge: inCharge.id, onDuty: onDuty.id })),
  }
  return { who, ids, network, person, teams: { inCharge, former, sending, asked, refusing, consented, elsewhere } }
}
/** One questionnaire that is finished, one that is not, and an alert to the team in charge. */
const measuresOf = async (network: string, person: string, service: string, who: Record<Who, Actor>) => {
  const answering = (row: object) =>
    care.put('measures.answering', {
      ...{
        network_id: network,
        id: randomUUID(),
        person_id: person,
        instrument: 'phq-9',
        pack_version: '1',
        language: 'fr',
        service_id: null,
      },
      ...{ started_by: who.person.personId, finished_at: null, content: SEALED },
      ...row,
    } as never)
  const measures = await answering({ finished_at: new Date(Date.now() + 60_000) })
  const measureAlert = await care.put('measures.alert', {
    ...{ network_id: network, id: randomUUID(), person_id: person, service_id: service, answering_id: measures, due_at: new Date() },
  })
  return { measures, measureDraft: await answering({}), measureAlert }
}
const yesterday = () => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)

const TABLES: Record<What, keyof Tables> = {
  identity: 'care.person',
  request: 'care.request',
  refused: 'care.request',
  refusal: 'care.refusal',
  episode: 'care.episode',
  contact: 'care.contact',
  thirdParty: 'care.third_party_note',
  consent: 'care.consent',
  circleGrant: 'care.consent',
  emergency: 'care.emergency',
  broken: 'care.glass',
  workers: 'care.worker',
  measures: 'measures.answering',
  measureDraft: 'measures.answering',
  measureAlert: 'measures.alert',
  ...PLAN_TABLES,
}
// A part or a version of a plan has no id of its own: it is told by the person and what distinguishes it.
const sees = (what: What, id: string) => async (scope: Scope) => {
  const [row = '', column, value] = id.split(' ')
  let query = scope
    .selectFrom(TABLES[what] as 'care.person')
    .select((of) => of.lit(1).as('one'))
    .where((column === undefined ? 'id' : 'person_id') as 'id', '=', row)
  if (value !== undefined) query = query.where(column as 'id', '=', value)
  return (await query.execute()).length === 1
}

describe('who sees what', () => {
  const all = Object.keys(WHO) as Who[]
  test.each(Object.keys(WHAT) as What[])('%s: each of them sees it, or does not', async (what) => {
    const { who, ids } = await everybody()
    const seen: Who[] = []
    for (const each of all) if (await world.as(who[each], sees(what, ids[what]))) seen.push(each)
    expect(seen).toEqual(all.filter((each) => mayRead(each, what)))
  })

  test('the page of documentation is this table', () => {
    expect(readFileSync(join(projectRoot(), 'docs', 'access.md'), 'utf8')).toContain(accessTable())
  })
})

describe('what ends', () => {
  test('a consent that is withdrawn opens nothing any more, in the same second', async () => {
    const { who, ids, network } = await everybody()
    expect(await world.as(who.consented, sees('contact', ids.contact))).toBe(true)
    await world.as(who.person, (scope) =>
      scope
        .updateTable('care.consent')
        .set({ withdrawn_at: new Date(), withdrawn_by: who.person.personId })
        .where('network_id', '=', network)
        .where('id', '=', ids.consent)
        .execute(),
    )
    for (const what of ['identity', 'episode', 'contact', 'consent'] as const)
      expect(await world.as(who.consented, sees(what, ids[what])), what).toBe(false)
    expect(await world.as(who.person, sees('consent', ids.consent))).toBe(true)
  })

  test('the hour behind the glass', async () => {
    const { who, ids } = await everybody()
    expect(await world.as(who.glass, sees('contact', ids.contact))).toBe(true)
    await world.seed((owner) =>
      owner
        .updateTable('care.glass')
        .set({ at: new Date(Date.now() - 3_700_000), until: new Date(Date.now() - 100_000) })
        .execute(),
    )
    for (const what of ['identity', 'episode', 'contact', 'request'] as const)
      expect(await world.as(who.glass, sees(what, ids[what])), what).toBe(false)
  })

  test('work in a team, on the day when the role in the network ends', async () => {
    const { who, ids } = await everybody()
    await world.seed((owner) =>
      owner.updateTable('identity.role').set({ valid_to: yesterday() }).where('person_id', '=', who.team.personId).execute(),
    )
    for (const what of Object.keys(WHAT) as What[]) expect(await world.as(who.team, sees(what, ids[what])), what).toBe(what === 'workers')
  })

  test('what a team that was asked sees, once the request is withdrawn', async () => {
    const { who, ids } = await everybody()
    await world.seed((owner) => owner.updateTable('care.request').set({ state: 'withdrawn' }).where('id', '=', ids.request).execute())
    expect(await world.as(who.receiver, sees('request', ids.request))).toBe(false)
    expect(await world.as(who.receiver, sees('identity', ids.identity))).toBe(false)
  })
})

describe('what nobody may', () => {
  test('nobody puts themselves into a team, an administrator neither', async () => {
    const { who, network, teams } = await everybody()
    const join = (actor: Actor, person: string) =>
      world.as(actor, (scope) =>
        scope
          .insertInto('care.worker')
          .values({ network_id: network, service_id: teams.elsewhere.id, person_id: person, profession: 'nurse', valid_to: null })
          .execute(),
      )
    for (const each of ['administrator', 'coordinator', 'team', 'reader', 'stranger'] as const)
      await expect(join(who[each], who[each].personId), each).rejects.toThrow('row-level security')
    await join(who.administrator, who.reader.personId)
  })

  test('whoever broke the glass does not review it, and an hour cannot be made longer', async () => {
    const { who, network, person } = await everybody()
    await expect(
      world.as(who.colleague, (scope) =>
        scope
          .insertInto('care.glass')
          .values({
            network_id: network,
            person_id: person,
            by_id: who.colleague.personId,
            reason: SEALED,
            until: new Date(Date.now() + 7_200_000),
          } as never)
          .execute(),
      ),
    ).rejects.toThrow('check')
    const review = (actor: Actor) =>
      world.as(actor, (scope) =>
        scope.updateTable('care.glass').set({ reviewed_by: actor.personId, reviewed_at: new Date(), was_right: true }).executeTakeFirst(),
      )
    expect((await review(who.glass)).numUpdatedRows).toBe(0n)
    expect((await review(who.colleague)).numUpdatedRows).toBe(0n)
    expect((await review(who.administrator)).numUpdatedRows).toBe(1n)
  })

  test('a request about an identified person leaves a team with their consent or an emergency, and not otherwise', async () => {
    const { who, network, person, teams } = await everybody()
    const send = (more: object) =>
      world.as(who.team, (scope) =>
        scope
          .insertInto('care.request')
          .values({
            network_id: network,
            id: randomUUID(),
            person_id: person,
            chain_id: randomUUID(),
            from_service_id: teams.inCharge.id,
            to_service_id: teams.elsewhere.id,
            from_kind: 'team',
            channel: 'team',
            urgency: 'days',
            reason_kind: 'other',
            agreement: 'yes',
            state: 'sent',
            sent_at: new Date(),
            made_by: who.team.personId,
            ...more,
          } as never)
          .execute(),
      )
    const consent = (row: object) =>
      care.consent(network, person, who.team.personId, { noted_service_id: teams.inCharge.id, to_service_id: teams.elsewhere.id, ...row })
    await expect(send({})).rejects.toThrow('with consent')
    await expect(send({ consent_id: await consent({ withdrawn_at: new Date() }) })).rejects.toThrow('with consent')
    await expect(send({ consent_id: await consent({ until: yesterday() }) })).rejects.toThrow('with consent')
    await expect(send({ consent_id: await consent({ sections: ['identity'] }) })).rejects.toThrow('with consent')
    await expect(send({ consent_id: await consent({ to_service_id: teams.asked.id }) })).rejects.toThrow('with consent')
    await send({ consent_id: await consent({}) })
  })
})
