import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { readCode } from '#modules/identity/index.server.ts'
import type { Actor } from '#platform/actor.ts'
import { seal } from '#platform/keys/index.server.ts'
import { useWorld } from '#test/world.ts'
import { writeCrisis } from '../crisis/crisis.commands.server.ts'
import { readCrisis } from '../crisis/crisis.queries.server.ts'
import { lastContacts } from '../glass/behind.server.ts'
import { whoLooked } from '../looked/looked.server.ts'
import { planOf, type Somebody, somebodyIn } from '../plans.test-support.ts'
import { sharedWithMe, standingConsents } from '../space/space.queries.server.ts'
import { grant, type Invitation, invite, joinCircle, leaveCircle, withdrawConsent, withdrawInvite } from './circle.commands.server.ts'
import { listCircle, offerOf, openInvites } from './circle.queries.server.ts'

const world = useWorld()
const WISH: Invitation = { label: 'ma sœur', relation: 'relative', sections: ['crisis_plan'], months: 6, email: null }
const made = async (of: Somebody, wish = WISH) => {
  const card = await world.as(of.person, (scope) => invite(scope, of.person, of.network, wish, 'fr'))
  return { ...card, code: readCode(card.code, 8) ?? '' }
}
const join = (who: Actor, code: string) => world.as(who, (scope) => joinCircle(scope, code))
const reads = async (who: Actor, { network, file }: Somebody) =>
  (await world.as(who, (scope) => readCrisis(scope, network, file)))?.parts.map(({ part }) => part) ?? null

describe('the circle', () => {
  test('opens to who has the code, once: what was chosen for the circle, and nothing else', async () => {
    const of = await somebodyIn(world)
    await world.as(of.person, (scope) => writeCrisis(scope, of.network, of.file, planOf(), { how: 'alone', service: null }))
    const { code } = await made(of)
    expect(await world.as(of.carer, (scope) => offerOf(scope, code))).toMatchObject({
      givenName: 'Zoé',
      sections: ['identity', 'crisis_plan'],
      isMine: false,
    })
    expect(await reads(of.carer, of)).toBeNull()
    expect(await join(of.person, code), 'nobody is in their own circle').toBeNull()
    expect(await join(of.carer, code)).toEqual({ network: of.network, person: of.file })
    expect(await reads(of.carer, of)).toEqual(['helps'])
    expect(await join(of.colleague, code), 'a code is good once').toBeNull()
    expect(await world.as(of.carer, sharedWithMe)).toMatchObject([{ person: of.file, givenName: 'Zoé', familyName: 'Lefèvre' }])
    expect(await world.as(of.person, (scope) => listCircle(scope, of.network))).toMatchObject([
      { account: of.carer.personId, relation: 'relative' },
    ])
    expect(await world.as(of.person, (scope) => whoLooked(scope, of.network))).toMatchObject([
      { action: 'plans.joinCircle', isCircle: true },
    ])
  })

  test('is left in the same second in which the person withdraws, and can be given other sections', async () => {
    const of = await somebodyIn(world)
    await world.as(of.person, (scope) => writeCrisis(scope, of.network, of.file, planOf(), { how: 'alone', service: null }))
    await join(of.carer, (await made(of)).code)
    const [consent] = await world.as(of.person, (scope) => standingConsents(scope, of.network))
    await world.as(of.person, (scope) => withdrawConsent(scope, of.person, of.network, consent?.id ?? ''))
    expect(await reads(of.carer, of)).toBeNull()
    expect(await world.as(of.carer, sharedWithMe)).toEqual([])
    await world.as(of.person, (scope) =>
      grant(scope, of.person, of.network, { account: of.carer.personId }, { sections: ['recovery_plan'], months: 1 }),
    )
    expect(await reads(of.carer, of)).toBeNull()
    expect(await world.as(of.carer, sharedWithMe)).toMatchObject([{ sections: ['identity', 'recovery_plan'] }])
    await world.as(of.person, (scope) => grant(scope, of.person, of.network, { account: of.carer.personId }, { sections: [], months: 1 }))
    expect(await world.as(of.carer, sharedWithMe)).toEqual([])
  })

  test('is left by who is in it, too', async () => {
    const of = await somebodyIn(world)
    await join(of.carer, (await made(of)).code)
    await expect(world.as(of.colleague, (scope) => leaveCircle(scope, of.network, of.file))).rejects.toMatchObject({ code: 'not_found' })
    await world.as(of.carer, (scope) => leaveCircle(scope, of.network, of.file))
    expect(await world.as(of.carer, sharedWithMe)).toEqual([])
  })

  test('ends by itself on its day', async () => {
    const of = await somebodyIn(world)
    await join(of.carer, (await made(of)).code)
    await world.seed((owner) => sql`update care.consent set until = current_date - 1`.execute(owner))
    expect(await world.as(of.carer, sharedWithMe)).toEqual([])
  })

  test('a code that was withdrawn, is over or is none opens nothing', async () => {
    const of = await somebodyIn(world)
    const [withdrawn, over] = [await made(of), await made(of, { ...WISH, label: '' })]
    await world.as(of.person, (scope) => withdrawInvite(scope, of.network, withdrawn.id))
    await world.seed((owner) => sql`update plans.invite set expires_at = now() where id = ${over.id}`.execute(owner))
    for (const code of [withdrawn.code, over.code, '00000000']) {
      expect(await world.as(of.carer, (scope) => offerOf(scope, code))).toBeNull()
      expect(await join(of.carer, code)).toBeNull()
    }
    expect(await world.as(of.person, (scope) => openInvites(scope, of.network))).toEqual([])
  })

  test('nobody invites for somebody else, nor brings an account in by its id', async () => {
    const of = await somebodyIn(world)
    for (const who of [of.worker, of.carer, of.administrator])
      await expect(world.as(who, (scope) => invite(scope, who, of.network, WISH, 'fr'))).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      world.as(of.person, (scope) =>
        grant(scope, of.person, of.network, { account: of.carer.personId }, { sections: ['crisis_plan'], months: 6 }),
      ),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  test('an address gets a mail with the code and without a name', async () => {
    const of = await somebodyIn(world)
    await made(of, { ...WISH, email: 'sister@people.example' })
    const mails = await world.seed(
      async (owner) =>
        (
          await sql<{
            template: string
            values: object
          }>`select template, "values" from mail.message where template = ${'circleInvite'}`.execute(owner)
        ).rows,
    )
    expect(mails).toEqual([
      { template: 'circleInvite', values: { link: expect.stringMatching(/^\/circle\/join\/[0-9A-Z]{8}$/), until: expect.any(String) } },
    ])
  })
})

test('contacts that were shared are read with their notes, and not those of somebody else', async () => {
  const of = await somebodyIn(world)
  const episode = await of.care.episode(of.elsewhere, of.file)
  const id = '00000000-0000-4000-8000-00000000c0de'
  await world.as(of.colleague, async (scope) => {
    const note = await seal(
      scope,
      of.file,
      { network: of.network, table: 'care.contact', column: 'note', row: id, version: 1 },
      'Une promenade.',
    )
    const at = new Date()
    const row = {
      network_id: of.network,
      id,
      episode_id: episode,
      person_id: of.file,
      service_id: of.elsewhere.id,
      at,
      mode: 'home' as const,
      note,
    }
    await scope
      .insertInto('care.contact')
      .values({ ...row, minutes: null, missed: null, next_on: null, written_by: of.colleague.personId })
      .execute()
  })
  await join(of.carer, (await made(of, { ...WISH, sections: ['contacts'] })).code)
  const read = (who: Actor) => world.as(who, (scope) => lastContacts(scope, of.network, of.file))
  expect(await read(of.carer)).toMatchObject([{ id, note: 'Une promenade.' }])
  expect(await read(of.duty)).toEqual([])
})
