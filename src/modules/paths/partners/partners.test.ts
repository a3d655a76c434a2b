import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { mailsFor } from '../../plans/plans.test-support.ts'
import { sent, somebodyWithClub, TOLD } from '../paths.test-support.ts'
import { newLink, openedBy } from './link.server.ts'
import { afterReferral, REFERRAL_MOVES, REFERRAL_STATES, type ReferralState, referralPairs } from './machine.ts'
import { partnersIn } from './partners.test-support.ts'
import { withdrawReferral } from './referrals.commands.server.ts'

const world = useWorld()
const { opens, answers, rowOf, draft } = partnersIn(world)

describe('the way of a referral', () => {
  test('no way leads to a state that is not one, and what is over opens nothing again', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...REFERRAL_MOVES), { maxLength: 20 }), (moves) => {
        let state: ReferralState = 'draft'
        for (const move of moves) {
          const next = afterReferral(state, move)
          expect(next === null || REFERRAL_STATES.includes(next)).toBe(true)
          if (['declined', 'withdrawn', 'expired'].includes(state)) expect(next).toBeNull()
          state = next ?? state
        }
      }),
    )
  })

  test('the database allows the same moves and no others', async () => {
    const somebody = await somebodyWithClub(world)
    const allowed = new Set(referralPairs().map(([from, to]) => `${from} ${to}`))
    const put = (id: string, state: string) =>
      world.seed((owner) =>
        sql`update paths.referral set state = ${state}, answer = case ${state} when 'accepted' then 'yes' when 'declined' then 'no' else answer end,
          answered_at = case when ${state} in ('accepted', 'declined') then now() else answered_at end where id = ${id}`.execute(owner),
      )
    const ways: Record<ReferralState, string[]> = {
      draft: [],
      sent: [],
      read: ['read'],
      accepted: ['read', 'accepted'],
      declined: ['read', 'declined'],
      withdrawn: ['withdrawn'],
      expired: ['expired'],
    }
    for (const from of REFERRAL_STATES)
      for (const to of REFERRAL_STATES.filter((each) => each !== from)) {
        const id = from === 'draft' ? await draft(somebody) : (await sent(world, somebody)).id
        for (const each of ways[from]) await put(id, each)
        // That a draft leaves only with its consent and its words is tried below.
        const isAllowed =
          `${from} ${to}` === 'draft sent' ||
          (await put(id, to).then(
            () => true,
            () => false,
          ))
        expect(`${from} → ${to}: ${isAllowed}`).toBe(`${from} → ${to}: ${allowed.has(`${from} ${to}`)}`)
      }
  })
})

describe('a partner with a link', () => {
  test('reads exactly four fields, and where they come from', async () => {
    const somebody = await somebodyWithClub(world)
    const { code } = await sent(world, somebody)
    const shown = await opens(code)
    expect(Object.keys(shown?.told ?? {}).sort()).toEqual(['from', 'name', 'reach', 'wanted'])
    expect(shown).toMatchObject({ told: TOLD, partner: 'Club de natation', kind: 'sport', state: 'read' })
    expect(JSON.stringify(shown)).not.toContain('Lefèvre')
    expect(JSON.stringify(shown)).not.toContain(somebody.file)
  })

  test('reads no table at all, with or without the link', async () => {
    const somebody = await somebodyWithClub(world)
    await sent(world, somebody)
    for (const table of ['paths.referral', 'paths.path', 'paths.step', 'care.person', 'care.consent', 'platform.data_key'] as const)
      expect((await world.as(VISITOR, (scope) => sql`select from ${sql.raw(table)}`.execute(scope))).rows, table).toEqual([])
  })

  test('every reading is noted about the person, who sees it', async () => {
    const somebody = await somebodyWithClub(world)
    const { code } = await sent(world, somebody)
    await opens(code)
    await answers(code, 'yes')
    const { rows } = await world.as(somebody.person, (scope) =>
      sql<{ action: string }>`select action from plans.who_looked(${somebody.network})`.execute(scope),
    )
    expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(['paths.partnerRead', 'paths.partnerAnswer']))
  })

  test('answers once: a yes stays open to read, a no shuts the link at once and ends the consent', async () => {
    const somebody = await somebodyWithClub(world)
    const [one, other] = [await sent(world, somebody), await sent(world, somebody)]
    expect(await answers(one.code, 'yes')).toBe(true)
    expect(await answers(one.code, 'no', 'full')).toBe(false)
    expect(await opens(one.code)).toMatchObject({ state: 'accepted', told: TOLD })
    expect(await answers(other.code, 'not_now', 'full')).toBe(true)
    expect(await opens(other.code)).toBeNull()
    expect(await rowOf(other.id)).toMatchObject({ state: 'declined', answer: 'not_now', reason: 'full', closed: null, code_hash: null })
    const consents = await world.seed((owner) =>
      owner.selectFrom('care.consent').select(['id', 'withdrawn_at']).where('person_id', '=', somebody.file).execute(),
    )
    expect(consents.map(({ withdrawn_at }) => withdrawn_at !== null).sort()).toEqual([false, true])
    expect(await mailsFor(world, somebody.worker)).toEqual(['partnerAnswered', 'partnerAnswered'])
    expect(await mailsFor(world, somebody.person)).toEqual(['pathNews', 'pathNews'])
  })

  test('a code that is wrong, expired, withdrawn or answered with a no gets one and the same answer', async () => {
    const somebody = await somebodyWithClub(world)
    const [expired, withdrawn, declined, noConsent] = [
      await sent(world, somebody),
      await sent(world, somebody),
      await sent(world, somebody),
      await sent(world, somebody),
    ]
    await world.seed((owner) => sql`update paths.referral set link_until = current_date - 1 where id = ${expired.id}`.execute(owner))
    await world.as(somebody.person, (scope) => withdrawReferral(scope, somebody.person, somebody.writing, withdrawn.id))
    await answers(declined.code, 'no', 'full')
    await world.seed((owner) =>
      sql`update care.consent c set until = current_date - 1 from paths.referral r where r.consent_id = c.id and r.id = ${noConsent.id}`.execute(
        owner,
      ),
    )
    for (const code of ['', 'x', '0000-0000-0000-0000', expired.code, withdrawn.code, declined.code, noConsent.code]) {
      expect(await opens(code), code).toBeNull()
      expect(await answers(code, 'yes'), code).toBe(false)
    }
  })

  test('the words are closed with the link: another code opens nothing of it', async () => {
    const [one, other] = [await newLink('a', TOLD), await newLink('a', TOLD)]
    expect(openedBy(one.code, 'a', one.closed)).toEqual(TOLD)
    expect(openedBy(other.code, 'a', one.closed)).toBeNull()
    expect(openedBy(one.code, 'b', one.closed)).toBeNull()
  })
})
