import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { WHAT, type What } from './access.ts'
import { sees, useEverybody, yesterday } from './everybody.test-support.ts'
import { withdrawConsent } from './people/people.commands.server.ts'
import { readRequest } from './requests/requests.queries.server.ts'
import { SEALED } from './sealed.test-support.ts'

const { world, care, everybody } = useEverybody()

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
    // What is left is about themselves: that they worked there, their own hours, when they are away and their number.
    const own: readonly What[] = ['workers', 'shifts', 'away', 'workPhone']
    for (const what of Object.keys(WHAT) as What[]) expect(await world.as(who.team, sees(what, ids[what])), what).toBe(own.includes(what))
  })

  test('what a team that was asked sees, once the request is withdrawn', async () => {
    const { who, ids } = await everybody()
    await world.seed((owner) => owner.updateTable('care.request').set({ state: 'withdrawn' }).where('id', '=', ids.request).execute())
    expect(await world.as(who.receiver, sees('request', ids.request))).toBe(false)
    expect(await world.as(who.receiver, sees('identity', ids.identity))).toBe(false)
  })
})

describe('a request that was sent with a consent', () => {
  const sent = async (state: 'sent' | 'accepted' | 'begun') => {
    const at = await everybody()
    const { who, network, person, teams } = at
    const consent = await care.consent(network, person, who.team.personId, {
      noted_service_id: teams.inCharge.id,
      to_service_id: teams.elsewhere.id,
    })
    const request = await care.request(network, person, {
      from_service_id: teams.inCharge.id,
      to_service_id: teams.elsewhere.id,
      from_kind: 'team',
      channel: 'team',
      consent_id: consent,
    })
    const episode = state === 'begun' ? await care.episode(teams.elsewhere, person, { request_id: request }) : null
    await world.seed(async (owner) => {
      for (const next of state === 'sent' ? [] : state === 'accepted' ? (['accepted'] as const) : (['accepted', 'begun'] as const))
        await owner.updateTable('care.request').set({ state: next }).where('id', '=', request).execute()
    })
    return { ...at, consent, request, episode }
  }
  const withdraw = (actor: Actor, network: string, id: string) => world.as(actor, (scope) => withdrawConsent(scope, actor, network, id))
  const read = (actor: Actor, network: string, id: string) => world.as(actor, (scope) => readRequest(scope, network, id))

  test.each(['sent', 'accepted'] as const)('is withdrawn with it while it is %s, by whomever the consent is ended', async (state) => {
    for (const ender of ['person', 'team'] as const) {
      const { who, ids, network, consent, request } = await sent(state)
      expect(await world.as(who.colleague, sees('request', request))).toBe(true)
      await withdraw(who[ender], network, consent)
      expect(await world.as(who.colleague, sees('request', request))).toBe(false)
      expect(await world.as(who.colleague, sees('identity', ids.identity))).toBe(false)
      expect(await read(who.team, network, request)).toMatchObject({ state: 'withdrawn', endedByConsent: true })
    }
  })

  test('and has become an episode stays one: what was begun has its own end', async () => {
    const { who, network, consent, request, episode } = await sent('begun')
    await withdraw(who.person, network, consent)
    expect(await read(who.team, network, request)).toMatchObject({ state: 'begun', endedByConsent: false })
    expect(await world.as(who.colleague, sees('episode', episode ?? ''))).toBe(true)
  })

  test('and is declined says that the team declined, though its consent ends with it', async () => {
    const { who, network, request } = await sent('sent')
    await world.seed((owner) =>
      owner.updateTable('care.request').set({ state: 'declined', refusal: 'full' }).where('id', '=', request).execute(),
    )
    expect(await read(who.team, network, request)).toMatchObject({ state: 'declined', endedByConsent: false })
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
    ).rejects.toThrow('as_long')
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
