import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { Problem } from '#platform/problem.ts'
import { dayIn } from '#platform/today.ts'
import { endEpisode } from './episodes/episodes.commands.server.ts'
import { sees, useEverybody } from './everybody.test-support.ts'
import { withdrawConsent } from './people/people.commands.server.ts'
import { SEALED } from './sealed.test-support.ts'

const { world, care, everybody } = useEverybody()
type Everybody = Awaited<ReturnType<typeof everybody>>

// Everything that a worker's own login may write about a person, as somebody would who has met the number of the file elsewhere.
const WAYS_IN = {
  'a draft of a request': ({ network, person }, team, by) => sql`
    insert into care.request (network_id, person_id, chain_id, from_service_id, to_service_id, from_kind, channel, urgency, reason_kind, agreement, state, made_by)
      values (${network}, ${person}, ${randomUUID()}, ${team}, null, 'team', 'team', 'days', 'other', 'unknown', 'draft', ${by.personId})`,
  'a call that nobody made': ({ network, person }, team, by) => sql`
    insert into care.request (network_id, person_id, chain_id, to_service_id, from_kind, channel, urgency, reason_kind, agreement, state, sent_at, made_by)
      values (${network}, ${person}, ${randomUUID()}, ${team}, 'carer', 'telephone', 'days', 'other', 'unknown', 'sent', now(), ${by.personId})`,
  'a consent to their own team': ({ network, person }, team, by) => sql`
    insert into care.consent (network_id, person_id, to_service_id, sections, purpose, how, noted_by, noted_service_id, until)
      values (${network}, ${person}, ${team}, array['identity', 'contacts'], 'x', 'spoken', ${by.personId}, ${team}, current_date + 30)`,
  'an emergency': ({ network, person }, team, by) => sql`
    insert into care.emergency (network_id, person_id, service_id, reason, responsible_id) values (${network}, ${person}, ${team}, ${SEALED}, ${by.personId})`,
  'an episode': ({ network, person }, team) => sql`
    insert into care.episode (network_id, person_id, service_id) values (${network}, ${person}, ${team})`,
  'a note about somebody else': ({ network, person }, team, by) => sql`
    insert into care.third_party_note (network_id, person_id, service_id, note, written_by) values (${network}, ${person}, ${team}, ${SEALED}, ${by.personId})`,
  'a contact': ({ network, person, ids }, team, by) => sql`
    insert into care.contact (network_id, id, episode_id, person_id, service_id, at, mode, written_by)
      values (${network}, ${randomUUID()}, ${ids.episode}, ${person}, ${team}, now(), 'home', ${by.personId})`,
} as const satisfies Record<string, (of: Everybody, team: string, by: Actor) => ReturnType<typeof sql>>
const write = (of: Everybody, by: Actor, team: string, way: keyof typeof WAYS_IN) =>
  world.as(by, (scope) => WAYS_IN[way](of, team, by).execute(scope))

describe('whoever has met the number of a file elsewhere', () => {
  test('finds no way to it by writing: nobody’s name comes from one team to another', async () => {
    const of = await everybody()
    const { who, teams, network } = of
    // Somebody of the team in charge works in another team as well.
    await care.put('care.worker', {
      ...{
        network_id: network,
        service_id: teams.elsewhere.id,
        person_id: who.team.personId,
        profession: 'nurse',
        valid_from: '2020-01-01',
      },
    })
    const near = [
      [who.colleague, teams.elsewhere],
      [who.glass, teams.elsewhere],
      [who.team, teams.elsewhere],
      [who.consented, teams.consented],
      [who.refuser, teams.refusing],
      [who.left, teams.inCharge],
    ] as const
    for (const [by, team] of near)
      for (const way of Object.keys(WAYS_IN) as (keyof typeof WAYS_IN)[])
        await expect(write(of, by, team.id, way), `${way} by ${by.personId}`).rejects.toThrow('row-level security')
  })

  test('who has to do with the person writes each of them, but a call: that has a file of its own', async () => {
    for (const way of Object.keys(WAYS_IN) as (keyof typeof WAYS_IN)[]) {
      const of = await everybody()
      const written = write(of, of.who.team, of.teams.inCharge.id, way)
      if (way === 'a call that nobody made') await expect(written).rejects.toThrow('row-level security')
      // One episode at a time is another rule.
      else if (way === 'an episode') await expect(written).rejects.toThrow('episode_once')
      else await written
    }
  })

  test('joins no file of theirs to it, and whose file it is joins none either', async () => {
    const of = await everybody()
    const { who, network, person, teams } = of
    const theirs = await care.file(network)
    await care.episode(teams.elsewhere, theirs)
    const join = (by: Actor, one: string, other: string) =>
      world.as(by, (scope) =>
        sql`update care.person set merged_into = ${other} where network_id = ${network} and id = ${one}`.execute(scope),
      )
    await expect(join(who.colleague, theirs, person)).rejects.toThrow('row-level security')
    expect((await join(who.person, person, theirs)).numAffectedRows).toBe(0n)
    expect(await world.as(who.colleague, sees('identity', person))).toBe(false)
  })
})

describe('what ended', () => {
  test('a consent that was withdrawn is given by nobody again, and it ended in the second of the database', async () => {
    const { who, ids, network } = await everybody()
    const ends = (consent: string) => world.as(who.person, (scope) => withdrawConsent(scope, who.person, network, consent))
    await ends(ids.consent)
    await ends(ids.circleGrant)
    // Without a condition: one that reads a column would not even meet the rows.
    for (const by of [who.circle, who.team, who.person])
      await expect(
        world.as(by, (scope) => sql`update care.consent set withdrawn_at = null`.execute(scope)),
        by.personId,
      ).rejects.toThrow('stays ended')
    expect(await world.as(who.circle, sees('contact', ids.contact))).toBe(false)
    expect(await world.as(who.consented, sees('contact', ids.contact))).toBe(false)
  })

  test('a consent cannot be withdrawn in a year: what a program says of the moment does not count', async () => {
    const { who, ids, network } = await everybody()
    const { rows } = await world.as(who.person, (scope) =>
      sql<{ is_now: boolean }>`update care.consent set withdrawn_at = '2100-01-01' where network_id = ${network} and id = ${ids.consent}
        returning withdrawn_at = now() as is_now`.execute(scope),
    )
    expect(rows).toEqual([{ is_now: true }])
  })

  test('a consent is open or over, and over is over, whoever does what in which order', async () => {
    const { who, network, person, teams } = await everybody()
    const act = fc.record({ by: fc.constantFrom(who.person, who.team, who.consented, who.colleague), back: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 8 }), async (acts) => {
        const given = { noted_service_id: teams.inCharge.id, to_service_id: teams.consented.id, sections: ['contacts' as const] }
        const consent = await care.consent(network, person, who.team.personId, given)
        let isOver = false
        for (const { by, back } of acts) {
          const tried = back
            ? world.as(by, (scope) => sql`update care.consent set withdrawn_at = null where id = ${consent}`.execute(scope))
            : world.as(by, (scope) => withdrawConsent(scope, by, network, consent))
          const did = await tried.then(
            () => true,
            () => false,
          )
          if (!back) expect(did).toBe(!isOver && (by === who.person || by === who.team))
          isOver ||= !back && did
          expect(await world.as(who.consented, sees('consent', consent))).toBe(!isOver)
        }
      }),
      { numRuns: 15 },
    )
  })

  test('an episode goes one way, in the program and in the database alike', async () => {
    const { who, network, teams } = await everybody()
    const end = fc.record({ on: fc.constantFrom(-20, -2, 0), reason: fc.constantFrom('moved_on' as const, 'by_choice' as const) })
    const act = fc.oneof(end, fc.constant('again' as const))
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 6 }), fc.boolean(), async (acts, byProgram) => {
        const file = await care.file(network)
        const episode = await care.episode(teams.inCharge, file, { entered_on: dayIn(-10) })
        let [ended, reason, version] = [null as string | null, null as string | null, 1]
        for (const each of acts) {
          const to = each === 'again' ? { left_on: null, exit_reason: null } : { left_on: dayIn(each.on), exit_reason: each.reason }
          const ending = { ...to, destination: 'unknown' } as Parameters<typeof endEpisode>[4]
          if (byProgram && each === 'again') continue
          // Who writes over it what stands there changes nothing.
          if (!byProgram && ended !== null && ended === to.left_on && reason === to.exit_reason) continue
          const did = await world
            .as<unknown>(who.team, (scope) =>
              byProgram
                ? endEpisode(scope, network, episode, version, ending)
                : scope.updateTable('care.episode').set(ending).where('id', '=', episode).execute(),
            )
            .then(
              () => true,
              (error: unknown) => {
                expect(error instanceof Problem || /episode|check/.test(String(error)), String(error)).toBe(true)
                return false
              },
            )
          if (to.left_on !== null) expect(did).toBe(ended === null && to.left_on >= dayIn(-10))
          if (did && byProgram) version += 1
          if (did && to.left_on !== null) [ended, reason] = [to.left_on, to.exit_reason]
          const { left_on } = await world.seed((owner) =>
            owner.selectFrom('care.episode').select('left_on').where('id', '=', episode).executeTakeFirstOrThrow(),
          )
          expect(left_on).toBe(ended)
        }
      }),
      { numRuns: 20 },
    )
  })

  test('a request that has left goes to nobody else, and does not outlive the consent that it left with', async () => {
    const { who, network, person, teams } = await everybody()
    const consent = await care.consent(network, person, who.team.personId, {
      ...{ noted_service_id: teams.inCharge.id, to_service_id: teams.elsewhere.id },
    })
    const request = await care.request(network, person, {
      ...{ from_service_id: teams.inCharge.id, to_service_id: teams.elsewhere.id, from_kind: 'team', channel: 'team', consent_id: consent },
    })
    const turn = (set: object) =>
      world.as(who.team, (scope) =>
        scope
          .updateTable('care.request')
          .set(set as never)
          .where('id', '=', request)
          .execute(),
      )
    await expect(turn({ to_service_id: teams.asked.id })).rejects.toThrow('stays as it left')
    await expect(turn({ consent_id: null })).rejects.toThrow('stays as it left')
    await world.as(who.person, (scope) => withdrawConsent(scope, who.person, network, consent))
    expect(await world.as(who.colleague, sees('request', request))).toBe(false)
  })
})
