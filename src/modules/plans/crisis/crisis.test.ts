import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { OPERATOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { dutyTeams, findOnDuty, openedPerson, openInCrisis, recordOutcome, setDuty, unreported } from '../duty/duty.server.ts'
import { whoLooked } from '../looked/looked.server.ts'
import { mailsFor, planOf, type Somebody, somebodyIn } from '../plans.test-support.ts'
import { PARTS } from '../vocabulary.ts'
import { acceptCrisis } from './accept.server.ts'
import { letDutyOpen, putCrisisAway, tellOfPlan, writeCrisis } from './crisis.commands.server.ts'
import { type CrisisPlan, lastVersion, listVersions, readCrisis } from './crisis.queries.server.ts'
import { cardAsPdf, partsForPaper, planAsPdf } from './documents.server.ts'
import { listProposals, propose } from './proposals.server.ts'
import { remindOfRenewal } from './renewal.server.ts'

const world = useWorld()
const alone = { how: 'alone', service: null } as const
const write = (who: Actor, { network, file }: Somebody, input = planOf(), way: Parameters<typeof writeCrisis>[4] = alone) =>
  world.as(who, (scope) => writeCrisis(scope, network, file, input, way))
const read = (who: Actor, { network, file }: Somebody, seq?: number) => world.as(who, (scope) => readCrisis(scope, network, file, seq))
const partsOf = async (who: Actor, of: Somebody) => (await read(who, of))?.parts.map(({ part }) => part) ?? []

describe('a crisis plan', () => {
  test('is written by the person, version by version, and each stays', async () => {
    const of = await somebodyIn(world)
    expect(await write(of.person, of)).toBe(1)
    const changed = planOf({ seen: 1, parts: [{ part: 'signs', text: 'Je parle trop vite.', forWhom: ['team'] }] })
    expect(await write(of.person, of, changed)).toBe(2)
    expect(await read(of.person, of)).toMatchObject({ seq: 2, isCurrent: true, parts: [{ text: 'Je parle trop vite.' }] })
    const first = await read(of.person, of, 1)
    expect(first).toMatchObject({ seq: 1, isCurrent: false, signers: [{ name: 'Zoé', role: 'moi', day: '2026-11-01' }] })
    expect(first?.parts.map(({ text }) => text)).toEqual(['Je ne dors plus.', 'Une voix calme.', 'Un matin calme.'])
    expect((await world.as(of.person, (scope) => listVersions(scope, of.network, of.file))).map(({ seq }) => seq)).toEqual([2, 1])
  })

  test('shows each reader the parts that are for them, and an older version to the person alone', async () => {
    const of = await somebodyIn(world)
    await write(of.person, of)
    expect(await partsOf(of.worker, of)).toEqual(['signs'])
    for (const nobody of [of.colleague, of.duty, of.carer, of.administrator]) expect(await read(nobody, of)).toBeNull()
    await write(of.person, of, planOf({ seen: 1 }))
    expect(await read(of.worker, of, 1)).toBeNull()
  })

  test('is written over by nobody who has not seen the last version', async () => {
    const of = await somebodyIn(world)
    await write(of.person, of)
    await expect(write(of.person, of)).rejects.toMatchObject({ code: 'conflict' })
    expect(await read(of.person, of)).toMatchObject({ seq: 1 })
  })

  test('is written down together by the team that follows the person, who loses nothing that the team never saw', async () => {
    const of = await somebodyIn(world)
    await write(of.person, of)
    const together = { how: 'together', service: of.following.id } as const
    const seen = await world.as(of.worker, (scope) => lastVersion(scope, of.network, of.file))
    expect(seen).toBe(1)
    await write(of.worker, of, planOf({ seen: 1, parts: [{ part: 'signs', text: 'Écrit ensemble.', forWhom: ['team'] }] }), together)
    expect(await read(of.person, of)).toMatchObject({
      seq: 2,
      how: 'together',
      service: of.following.id,
      parts: [{ text: 'Écrit ensemble.' }, { text: 'Une voix calme.' }, { part: 'capacity', text: 'Un matin calme.', forWhom: [] }],
    })
    await world.as(of.worker, (scope) => tellOfPlan(scope, of.worker, of.person.personId))
    expect(await mailsFor(world, of.person)).toEqual(['spaceNews'])
  })

  test('is written by no other team, nor by the team alone, nor after the team has let go', async () => {
    const of = await somebodyIn(world)
    const wrong = [
      [of.colleague, { how: 'together', service: of.elsewhere.id }],
      [of.worker, { how: 'alone', service: null }],
      [of.worker, { how: 'together', service: of.elsewhere.id }],
      [of.administrator, { how: 'together', service: of.following.id }],
      [of.carer, alone],
    ] as const
    for (const [who, way] of wrong) await expect(write(who, of, planOf(), way)).rejects.toMatchObject({ code: 'not_found' })
    await world.seed((owner) =>
      sql`update care.episode set left_on = '2026-02-01', exit_reason = 'moved_on' where person_id = ${of.file}`.execute(owner),
    )
    await expect(write(of.worker, of, planOf(), { how: 'together', service: of.following.id })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('takes in what a team proposes only when the person says yes', async () => {
    const of = await somebodyIn(world)
    await write(of.person, of)
    const wish = { network: of.network, file: of.file, service: of.following.id, kind: 'crisis' } as const
    const id = await world.as(of.worker, (scope) => propose(scope, of.worker, wish, { worse: 'Le bruit.' }))
    expect(await partsOf(of.person, of)).toEqual(['signs', 'helps', 'capacity'])
    await expect(world.as(of.worker, (scope) => acceptCrisis(scope, of.network, of.file, id))).rejects.toThrow()
    await world.as(of.person, (scope) => acceptCrisis(scope, of.network, of.file, id))
    expect(await read(of.person, of)).toMatchObject({ seq: 2, how: 'accepted' })
    expect(await partsOf(of.person, of)).toEqual(['signs', 'helps', 'worse', 'capacity'])
    expect(await world.as(of.person, (scope) => listProposals(scope, of.network, of.file, 'crisis'))).toEqual([])
    await expect(
      world.as(of.colleague, (scope) => propose(scope, of.colleague, { ...wish, service: of.elsewhere.id }, {})),
    ).rejects.toThrow('row-level security')
  })

  test('put away is nobody else’s any more, and every version is still the person’s', async () => {
    const of = await somebodyIn(world)
    await write(of.person, of)
    await world.as(of.person, (scope) => putCrisisAway(scope, of.network, of.file))
    expect(await read(of.worker, of)).toBeNull()
    expect(await read(of.person, of)).toBeNull()
    expect(await read(of.person, of, 1)).toMatchObject({ seq: 1 })
    await expect(world.as(of.worker, (scope) => putCrisisAway(scope, of.network, of.file))).rejects.toMatchObject({ code: 'not_found' })
  })

  test('reminds the person once, in a mail that says nothing, when it is due', async () => {
    const of = await somebodyIn(world)
    await write(of.person, of)
    const remind = () => world.as(OPERATOR, remindOfRenewal)
    expect(await remind()).toBe(0)
    await world.seed((owner) => owner.updateTable('plans.crisis_plan').set({ renew_on: '2026-01-01' }).execute())
    expect(await remind()).toBe(1)
    expect(await remind()).toBe(0)
    expect(await mailsFor(world, of.person)).toEqual(['planDue'])
  })

  test('is one page where it is as long as plans are, and says nothing that the person alone reads unless they want it', async () => {
    const of = await somebodyIn(world)
    const text = 'Une phrase inventée, ni longue ni courte, comme on en écrit dans un plan.\n'.repeat(5)
    await write(of.person, of, planOf({ parts: PARTS.map((part) => ({ part, text, forWhom: part === 'capacity' ? [] : ['duty'] })) }))
    const plan = await read(of.person, of)
    if (plan === null) throw new Error('no plan')
    expect(partsForPaper(plan, false).parts.map(({ part }) => part)).toEqual(PARTS.filter((part) => part !== 'capacity'))
    expect(partsForPaper(plan, true).parts).toHaveLength(PARTS.length)
    const pages = (of: CrisisPlan, locale: 'fr' | 'fr-x-falc') =>
      Buffer.from(planAsPdf(of, { givenName: 'Zoé', familyName: 'Lefèvre' }, locale))
        .toString('latin1')
        .match(/\/Type\s*\/Page\b/g)?.length
    const short = { ...plan, parts: plan.parts.map((part) => ({ ...part, text: text.slice(0, 220) })) }
    expect([pages(plan, 'fr'), pages(short, 'fr-x-falc')]).toEqual([1, 1])
    const long = { ...plan, parts: plan.parts.map((part) => ({ ...part, text: text.repeat(12) })) }
    expect(pages(long, 'fr')).toBeGreaterThan(1)
  })

  test('leaves as a page and as a card, in the language of the person', async () => {
    const of = await somebodyIn(world)
    await write(of.person, of, planOf({ parts: [{ part: 'signs', text: `${'Longue phrase inventée. '.repeat(80)}`, forWhom: [] }] }))
    const plan = await read(of.person, of)
    expect(plan).not.toBeNull()
    if (plan === null) return
    for (const make of [planAsPdf, cardAsPdf])
      for (const locale of ['fr', 'nl', 'fr-x-falc'] as const)
        expect(
          Buffer.from(make(plan, { givenName: 'Zoé', familyName: 'Lefèvre' }, locale))
            .subarray(0, 5)
            .toString(),
        ).toBe('%PDF-')
  })
})

describe('found in seconds in a crisis', () => {
  const find = (who: Actor, { network }: Somebody, words: string, born: string | null = null) =>
    world.as(who, async (scope) => (await findOnDuty(scope, network, words, born)).map(({ person }) => person))
  const openIt = (who: Actor, { network, file }: Somebody) => world.as(who, (scope) => openInCrisis(scope, who, network, file, 'visit'))

  test('by a team on duty: without accents, in any order, with a slip, by the birth date', async () => {
    const of = await somebodyIn(world)
    await write(of.person, of)
    for (const words of ['Zoé Lefèvre', 'zoe', 'LEFEVRE zoe', 'lefebvre', 'lefev', 'zoë lefevre'])
      expect(await find(of.duty, of, words), words).toEqual([of.file])
    expect(await find(of.duty, of, '', '1990-05-17')).toEqual([of.file])
    expect(await find(of.duty, of, 'zoe', '1991-05-17')).toEqual([])
    for (const words of ['Martin', 'Zoé Martin', 'xx', '', '%']) expect(await find(of.duty, of, words), words).toEqual([])
  })

  test('by nobody else, and never without the person’s yes', async () => {
    const of = await somebodyIn(world)
    await write(of.person, of)
    await expect(find(of.carer, of, 'zoe lefevre')).rejects.toThrow('not of this network')
    for (const who of [of.colleague, of.worker, of.administrator]) {
      expect(await find(who, of, 'zoe lefevre')).toEqual([])
      await expect(openIt(who, of)).rejects.toMatchObject({ code: 'not_found' })
    }
    await world.as(of.person, (scope) => letDutyOpen(scope, of.network, of.file, false))
    expect(await find(of.duty, of, 'zoe lefevre')).toEqual([])
    await expect(openIt(of.duty, of)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('opened with a reason, it shows what is for duty; the person is told and sees who it was', async () => {
    const of = await somebodyIn(world)
    await write(of.person, of)
    expect(await read(of.duty, of)).toBeNull()
    await openIt(of.duty, of)
    expect(await partsOf(of.duty, of)).toEqual(['signs', 'helps'])
    expect(await world.as(of.duty, (scope) => openedPerson(scope, of.network, of.file))).toMatchObject({
      givenName: 'Zoé',
      birthDate: '1990-05-17',
    })
    expect(await mailsFor(world, of.person)).toEqual(['planOpened'])
    const looks = await world.as(of.person, (scope) => whoLooked(scope, of.network))
    expect(looks).toContainEqual(
      expect.objectContaining({ action: 'plans.openInCrisis', reason: 'visit', name: 'Somebody', profession: 'nurse', kind: 'read' }),
    )
  })

  test('shuts in the same second in which the person no longer allows it, and after the shift', async () => {
    const of = await somebodyIn(world)
    await write(of.person, of)
    await openIt(of.duty, of)
    await world.as(of.person, (scope) => letDutyOpen(scope, of.network, of.file, false))
    expect(await read(of.duty, of)).toBeNull()
    await world.as(of.person, (scope) => letDutyOpen(scope, of.network, of.file, true))
    expect(await partsOf(of.duty, of)).toEqual(['signs', 'helps'])
    await world.seed((owner) =>
      sql`update plans.opening set at = now() - interval '13 hours', until = now() - interval '1 hour'`.execute(owner),
    )
    expect(await read(of.duty, of)).toBeNull()
  })

  test('a network says which teams are on duty', async () => {
    const of = await somebodyIn(world)
    await write(of.person, of)
    expect(await world.as(of.duty, (scope) => dutyTeams(scope, of.network))).toEqual([of.onDuty.id])
    await world.as(of.administrator, (scope) => setDuty(scope, of.network, [of.elsewhere.id]))
    expect(await find(of.duty, of, 'zoe')).toEqual([])
    expect(await find(of.colleague, of, 'zoe')).toEqual([of.file])
    await expect(world.as(of.duty, (scope) => setDuty(scope, of.network, [of.onDuty.id]))).rejects.toThrow('row-level security')
  })

  test('afterwards the team says once whether it was found and followed', async () => {
    const of = await somebodyIn(world)
    await write(of.person, of)
    await openIt(of.duty, of)
    const [waiting] = await world.as(of.duty, (scope) => unreported(scope, of.network))
    const outcome = { found: 'late', used: 'partly', whyNot: 'not_possible' } as const
    const record = (who: Actor) => world.as(who, (scope) => recordOutcome(scope, who, of.network, waiting?.id ?? '', outcome))
    await expect(record(of.colleague)).rejects.toMatchObject({ code: 'not_found' })
    await record(of.duty)
    await expect(record(of.duty)).rejects.toMatchObject({ code: 'conflict' })
    expect(await world.as(of.duty, (scope) => unreported(scope, of.network))).toEqual([])
  })
})
