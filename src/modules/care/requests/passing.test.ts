import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { OPERATOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { withdrawConsent } from '../people/people.commands.server.ts'
import { AGREEMENTS, FROM_KINDS } from '../vocabulary.ts'
import { listEmergencies, reviewEmergency } from './emergencies.server.ts'
import { remindOfEmergencies } from './emergency-mails.server.ts'
import { endLapsed } from './lapsed.server.ts'
import { moveRequest } from './moving.server.ts'
import { mayPass } from './passing.ts'
import { acceptRequest } from './requests.commands.server.ts'
import { listIncoming } from './requests.queries.server.ts'
import { requestsIn, story } from './requests.test-support.ts'
import { turnAway } from './turning.commands.server.ts'

const world = useWorld()
const { care, teams, read, called, begun, onward } = requestsIn(world)
type At = Awaited<ReturnType<typeof teams>>
const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
const GIVEN = { self: 'donné par elle', asker: 'donné, dit sa mère' }

const away = (at: At, id: string, typed: Record<string, string>) =>
  world.as(at.anna, (scope) =>
    moveRequest(scope, at.anna, at.network, id, 1, { move: 'decline', refusal: 'not_our_need', informed: 'yes', ...typed }, GIVEN),
  )
const agreed = (at: At) => ({ proposed: at.longTerm.id, ground: 'spoken', purpose: 'être suivie chez elle', until })
const there = (at: At) => world.as(at.ben, (scope) => listIncoming(scope, at.network, at.longTerm.id))
const consents = (at: At) =>
  world.seed((owner) =>
    owner
      .selectFrom('care.consent')
      .select(['id', 'to_service_id', 'purpose', 'how', 'until', 'withdrawn_at'])
      .where('network_id', '=', at.network)
      .execute(),
  )
const mails = async (personId: string) =>
  (
    await world.seed((owner) =>
      sql<{ template: string }>`select template from mail.message where to_person = ${personId} order by asked_at`.execute(owner),
    )
  ).rows.map(({ template }) => template)

describe('a call that another team fits better', () => {
  test('goes on with what the person said, and the team that took it keeps no way back to them', async () => {
    const at = await teams()
    const { id } = await called(at)
    expect(await away(at, id, agreed(at))).toMatchObject({ done: 'passed' })
    const [line] = await there(at)
    expect(await read(at.ben, at.network, line?.id ?? '')).toMatchObject({ story, name: 'Ana Inventée', agreement: 'yes', previousId: id })
    expect((await read(at.ben, at.network, line?.id ?? '')).passedBy).toContain(at.crisis.id)
    expect(await consents(at)).toMatchObject([
      { to_service_id: at.longTerm.id, purpose: 'être suivie chez elle', how: 'spoken', withdrawn_at: null },
    ])
    for (const table of ['care.person', 'care.consent', 'care.request'] as const)
      expect(await world.as(at.anna, (scope) => scope.selectFrom(table).select('id').execute()), table).toEqual([])
  })

  test('is taken back with the consent, and then nothing of it is kept', async () => {
    const at = await teams()
    const { id } = await called(at)
    await away(at, id, agreed(at))
    const [{ id: consent } = { id: '' }] = await consents(at)
    await world.as(at.ben, (scope) => withdrawConsent(scope, at.ben, at.network, consent))
    expect(await there(at)).toEqual([])
    const { rows } = await world.seed((owner) =>
      sql`select r.state, r.story, p.given_name, p.contact from care.request r join care.person p on p.id = r.person_id
        where r.network_id = ${at.network} and r.previous_id is not null`.execute(owner),
    )
    expect(rows).toEqual([{ state: 'withdrawn', story: null, given_name: '', contact: null }])
  })

  test('stays where nobody agreed to anything: its caller is told whom to call, and the name is forgotten', async () => {
    const at = await teams()
    const { id } = await called(at)
    expect(await away(at, id, { proposed: at.longTerm.id, ground: 'none' })).toMatchObject({ done: 'calledBack' })
    expect([await there(at), await consents(at)]).toEqual([[], []])
    const { rows } = await world.seed((owner) =>
      sql`select given_name, family_name, birth_date, contact from care.person where network_id = ${at.network}`.execute(owner),
    )
    expect(rows).toEqual([{ given_name: '', family_name: '', birth_date: null, contact: null }])
  })

  test('and that nobody takes leaves nothing of the person, unless another request speaks of them', async () => {
    const at = await teams()
    const names = async () =>
      (
        await world.seed((owner) => owner.selectFrom('care.person').select('given_name').where('network_id', '=', at.network).execute())
      ).map((row) => row.given_name)
    const { id } = await called(at)
    const [file] = await world.seed((owner) => owner.selectFrom('care.request').select('person_id').where('id', '=', id).execute())
    const other = await care.request(at.network, file?.person_id ?? '', { to_service_id: at.crisis.id, channel: 'telephone' })
    await away(at, id, {})
    expect(await names()).toEqual(['Ana'])
    await away(at, other, {})
    expect(await names()).toEqual([''])
  })

  test('goes on without consent only in an emergency, of which whoever reviews it is told, and reminded on a Monday', async () => {
    const at = await teams()
    const boss = await world.person({ network: at.network, role: 'administrator' })
    const { id } = await called(at)
    await away(at, id, { proposed: at.longTerm.id, ground: 'emergency', emergency: 'En danger ce soir.' })
    const [line] = await there(at)
    const passed = await read(at.ben, at.network, line?.id ?? '')
    expect(passed).toMatchObject({ isEmergency: true, agreement: 'unknown', name: 'Ana Inventée' })
    expect(passed.steps.findLast(({ after }) => after === 'sent')?.by).toBe('Somebody')
    expect(await mails(boss.personId)).toEqual(['emergencyDeclared'])
    for (const day of ['2026-01-06', '2026-01-12']) await world.as(OPERATOR, (scope) => remindOfEmergencies(scope, day))
    expect(await mails(boss.personId)).toEqual(['emergencyDeclared', 'emergencyToReview'])
  })

  test('is not sent with half an answer, and nothing is done', async () => {
    const at = await teams()
    const { id } = await called(at)
    const wrong = async (typed: Record<string, string>) => Object.keys(((await away(at, id, typed)) as { faults: object }).faults).sort()
    expect(await wrong({ ...agreed(at), proposed: '' })).toEqual(['proposed'])
    expect(await wrong({ ...agreed(at), purpose: '', until: '' })).toEqual(['purpose', 'until'])
    expect(await wrong({ ...agreed(at), until: '2001-01-01' })).toEqual(['until'])
    expect(await wrong({ proposed: at.longTerm.id, ground: 'emergency', emergency: ' ' })).toEqual(['emergency'])
    expect(await read(at.anna, at.network, id)).toMatchObject({ state: 'sent', version: 1, name: 'Ana Inventée' })
  })
})

test('a request whose consent has come to its last day is withdrawn with it, and one whose last day is today is not', async () => {
  const at = await teams()
  for (const ago of [0, 1]) {
    const { id } = await called(at)
    await away(at, id, agreed(at))
    const ending = sql`update care.consent set until = current_date - ${ago}::integer where network_id = ${at.network} and until > current_date`
    await world.seed((owner) => ending.execute(owner))
  }
  await world.as(OPERATOR, endLapsed)
  expect(await there(at)).toHaveLength(1)
  const { rows } = await world.seed((owner) =>
    sql`select r.state, r.ended_by_consent, r.story is null as forgotten, p.given_name from care.request r join care.person p on p.id = r.person_id
      where r.network_id = ${at.network} and r.previous_id is not null order by r.state`.execute(owner),
  )
  expect(rows).toEqual([
    { state: 'sent', ended_by_consent: false, forgotten: false, given_name: 'Ana' },
    { state: 'withdrawn', ended_by_consent: true, forgotten: true, given_name: '' },
  ])
  await expect(world.as(at.anna, endLapsed)).rejects.toThrow('only the operator')
})

test('whoever sent a request is told that it was answered, and reads what somebody else made of their emergency', async () => {
  const at = await teams()
  const boss = await world.person({ network: at.network, role: 'administrator' })
  const { personId } = await begun(at)
  const { id } = await onward(at, personId, { ground: { kind: 'emergency', reason: 'En danger ce soir.' } })
  expect(await mails(at.anna.personId)).toEqual([])
  await world.as(at.ben, (scope) => acceptRequest(scope, at.ben, at.network, id, 1))
  await world.as(at.ben, (scope) => turnAway(scope, at.ben, at.network, id, 2, { reason: 'full', words: '', proposed: null }))
  expect(await mails(at.anna.personId)).toEqual(['requestAnswered', 'requestAnswered'])
  const [emergency] = await world.as(boss, (scope) => listEmergencies(scope, boss, at.network))
  await world.as(boss, (scope) => reviewEmergency(scope, boss, at.network, emergency?.id ?? '', false, 'On pouvait appeler.'))
  expect((await read(at.anna, at.network, id)).review).toMatchObject({ wasRight: false, words: 'On pouvait appeler.' })
  expect(await world.as(boss, (scope) => listEmergencies(scope, boss, at.network))).toMatchObject([{ reviewer: 'Somebody', isOwn: false }])
})

test('what was allowed with the request is noted as a consent to that team, for the days of the network', async () => {
  const at = await teams()
  await care.put('care.retention', { network_id: at.network, days: 30 } as never)
  for (const [from_kind, how, purpose] of [
    ['person', 'written', GIVEN.self],
    ['carer', 'spoken', GIVEN.asker],
  ] as const) {
    const file = await care.file(at.network)
    const id = await care.request(at.network, file, { to_service_id: at.crisis.id, from_kind, agreement: 'yes', may_pass_on: true })
    // Whatever a form that was made up says besides: it was allowed already.
    expect(await away(at, id, { ...agreed(at), ground: 'emergency' })).toMatchObject({ done: 'passed' })
    const { rows } = await world.seed((owner) =>
      sql`select c.how, c.purpose, c.until - current_date as days from care.consent c join care.request r on r.consent_id = c.id where r.previous_id = ${id}`.execute(
        owner,
      ),
    )
    expect(rows).toEqual([{ how, purpose, days: 30 }])
  }
})

test('the database lets nothing go on from outside without a consent that names the team, or an emergency', async () => {
  const at = await teams()
  const file = await care.file(at.network)
  const first = await care.request(at.network, file, { to_service_id: at.crisis.id })
  const on = (row: object) => care.request(at.network, file, { to_service_id: at.longTerm.id, previous_id: first, ...row })
  const to = (service: string) => care.consent(at.network, file, at.anna.personId, { to_service_id: service, noted_service_id: service })
  await expect(on({})).rejects.toThrow('with consent')
  await expect(on({ consent_id: await to(at.housing.id) })).rejects.toThrow('with consent')
  await on({ consent_id: await to(at.longTerm.id) })
})

test('the screen and the database agree on what goes straight on', async () => {
  for (const fromServiceId of [null, 'team'])
    for (const fromKind of FROM_KINDS)
      for (const agreement of AGREEMENTS)
        for (const mayPassOn of [true, false]) {
          const { rows } = await world.seed((owner) =>
            sql<{ may: boolean }>`select care.may_pass(${fromServiceId}, ${fromKind}, ${agreement}, ${mayPassOn}) as may`.execute(owner),
          )
          expect(mayPass({ fromServiceId, fromKind, agreement, mayPassOn }), `${fromServiceId} ${fromKind} ${agreement} ${mayPassOn}`).toBe(
            rows[0]?.may,
          )
        }
})
