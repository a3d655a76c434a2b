import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { OPERATOR, VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { mailsFor } from '../../plans/plans.test-support.ts'
import { readAnswerForm, readReferralForm, readSendingForm } from '../forms.server.ts'
import { inDays, sent, somebodyWithClub, TOLD, type WithClub } from '../paths.test-support.ts'
import { setSettings } from '../settings.commands.server.ts'
import { countReferrals, referralsFrom } from './counts.server.ts'
import { newLink, openedBy } from './link.server.ts'
import { afterReferral, REFERRAL_MOVES, REFERRAL_STATES, type ReferralState, referralPairs } from './machine.ts'
import { answerReferral, openReferral } from './partner.server.ts'
import { changeReferral, draftReferral, dropReferral, sendReferral, withdrawReferral } from './referrals.commands.server.ts'
import { listPartners, listReferrals, readReferral } from './referrals.queries.server.ts'
import { sweepReferrals } from './sweep.server.ts'

const world = useWorld()
const opens = (code: string) => world.as(VISITOR, (scope) => openReferral(scope, code))
const answers = (code: string, answer: 'yes' | 'not_now' | 'no', reason: 'full' | null = null) =>
  world.as(VISITOR, (scope) => answerReferral(scope, VISITOR, code, { answer, reason }))
const rowOf = (id: string) =>
  world.seed((owner) => owner.selectFrom('paths.referral').selectAll().where('id', '=', id).executeTakeFirstOrThrow())

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

const draft = ({ network, worker, following, club, writing }: WithClub) =>
  world.as(worker, async (scope) => {
    const partner = (await listPartners(scope, network)).find(({ id }) => id === club)
    if (partner === undefined) throw new Error('the club is no partner')
    return draftReferral(scope, worker, writing, following.id, { partner, kind: 'sport', told: TOLD })
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

describe('consent', () => {
  test('withdrawn by the person in their list of consents, the link is dead in the same statement', async () => {
    const somebody = await somebodyWithClub(world)
    const { id, code } = await sent(world, somebody)
    expect(await opens(code)).not.toBeNull()
    await world.as(somebody.person, (scope) =>
      scope.updateTable('care.consent').set({ withdrawn_at: new Date() }).where('person_id', '=', somebody.file).execute(),
    )
    expect(await opens(code)).toBeNull()
    expect(await rowOf(id)).toMatchObject({ state: 'withdrawn', closed: null, code_hash: null })
  })

  test('taken back after a yes too, by the team as well', async () => {
    const somebody = await somebodyWithClub(world)
    const { id, code } = await sent(world, somebody)
    await answers(code, 'yes')
    await world.as(somebody.worker, (scope) => withdrawReferral(scope, somebody.worker, somebody.writing, id))
    expect(await opens(code)).toBeNull()
    expect(await rowOf(id)).toMatchObject({ state: 'withdrawn', answer: 'yes' })
  })

  test('nothing leaves without it, or with that of another partner, or with words that nobody agreed to', async () => {
    const somebody = await somebodyWithClub(world)
    const { network, worker, file, following } = somebody
    const id = await draft(somebody)
    const leave = (consent: string | null) =>
      world.as(worker, (scope) =>
        sql`update paths.referral set state = 'sent', sent_at = now(), consent_id = ${consent}, link_until = current_date + 1, closed = '\\x00', code_hash = sha256('a')
          where id = ${id}`.execute(scope),
      )
    await expect(leave(null)).rejects.toThrow(/consent/)
    const consent = (row: object) =>
      somebody.care.consent(network, file, worker.personId, { noted_service_id: following.id, sections: ['identity'], ...row })
    await expect(leave(await consent({ to_words: 'La mairie' }))).rejects.toThrow(/consent/)
    await expect(leave(await consent({ to_words: 'Club de natation', until: inDays(0) }))).rejects.toThrow(/consent/)
    await leave(await consent({ to_words: 'Club de natation' }))
    await expect(world.seed((owner) => sql`update paths.referral set told = '\\x01' where id = ${id}`.execute(owner))).rejects.toThrow(
      /does not change/,
    )
  })

  test('a team of care is no partner, and a hospital is none', async () => {
    const somebody = await somebodyWithClub(world)
    await somebody.care.put('directory.organisation', {
      network_id: somebody.network,
      id: 'hospital',
      name: 'Hôpital',
      kind: 'hospital',
      country: 'FR',
    })
    const partners = await world.as(somebody.worker, (scope) => listPartners(scope, somebody.network))
    expect(partners.map(({ name }) => name)).toEqual(['Club de natation'])
    const id = await draft(somebody)
    await world.seed((owner) => sql`update paths.referral set organisation_id = 'hospital' where id = ${id}`.execute(owner))
    await expect(
      world.as(somebody.worker, (scope) =>
        sendReferral(scope, somebody.worker, somebody.writing, id, 1, { how: 'spoken', until: inDays(9), purpose: 'Sport', mail: null }),
      ),
    ).rejects.toThrow(/no team of care/)
  })

  test('the link lives no longer than the consent, nor than the network lets it', async () => {
    const somebody = await somebodyWithClub(world)
    const untilOf = async (until: string) => {
      const { id } = await sent(world, somebody, { until })
      return (await world.as(somebody.worker, (scope) => readReferral(scope, somebody.network, somebody.file, id))).linkUntil
    }
    expect(await untilOf(inDays(5))).toBe(inDays(5))
    expect(await untilOf(inDays(300))).toBe(inDays(21))
    const { administrator, network } = somebody
    await world.as(administrator, (scope) => setSettings(scope, administrator, network, { keepDays: 3, linkDays: 2, version: 0 }))
    expect(await untilOf(inDays(300))).toBe(inDays(2))
    await expect(
      world.as(administrator, (scope) => setSettings(scope, administrator, network, { keepDays: 3, linkDays: 2, version: 0 })),
    ).rejects.toThrow('conflict')
    await expect(
      world.as(somebody.worker, (scope) => setSettings(scope, somebody.worker, network, { keepDays: 3, linkDays: 2, version: 1 })),
    ).rejects.toThrow('forbidden')
  })
})

describe('a draft', () => {
  test('is changed and thrown away with its words, and no stranger sees it', async () => {
    const somebody = await somebodyWithClub(world)
    const { network, file, worker, colleague, writing } = somebody
    const id = await draft(somebody)
    const read = (who = worker) => world.as(who, (scope) => readReferral(scope, network, file, id))
    const first = await read()
    await expect(read(colleague)).rejects.toThrow('not_found')
    const partner = { id: somebody.club, organisation: somebody.club, service: null, name: 'Club de natation', hasMail: true }
    const wish = { partner, kind: 'culture' as const, told: { ...TOLD, wanted: 'Chanter' } }
    await world.as(worker, (scope) => changeReferral(scope, writing, first, wish))
    expect((await read()).told?.wanted).toBe('Chanter')
    await expect(world.as(worker, (scope) => changeReferral(scope, writing, first, wish))).rejects.toThrow('conflict')
    await world.as(worker, async (scope) => dropReferral(scope, writing, await readReferral(scope, network, file, id)))
    expect(await rowOf(id)).toMatchObject({ state: 'withdrawn', told: null })
    expect(await world.as(worker, (scope) => listReferrals(scope, network, file))).toEqual([])
  })

  test('the mail to a partner goes to the address on file, and names nobody', async () => {
    const somebody = await somebodyWithClub(world)
    await sent(world, somebody, { mail: 'nl' })
    const { rows } = await world.seed((owner) =>
      sql<{
        to_address: string
        template: string
        values: object
        locale: string
      }>`select to_address, template, "values", locale from mail.message where asked_by = ${somebody.worker.personId}`.execute(owner),
    )
    expect(rows).toMatchObject([{ to_address: 'club@partner.example', template: 'partnerReferral', locale: 'nl' }])
    expect(Object.keys(rows[0]?.values ?? {}).sort()).toEqual(['link', 'until'])
  })
})

describe('afterwards', () => {
  const sweep = () => world.as(OPERATOR, sweepReferrals)
  const older = (id: string, days: number) =>
    world.seed((owner) => sql`update paths.referral set over_at = over_at - make_interval(days => ${days}) where id = ${id}`.execute(owner))

  test('the words are deleted some days after the answer, and only the day, the kind and the decision stay', async () => {
    const somebody = await somebodyWithClub(world)
    const { id, code } = await sent(world, somebody)
    await answers(code, 'yes')
    await older(id, 29)
    await sweep()
    expect((await rowOf(id)).told).not.toBeNull()
    await older(id, 2)
    expect(await opens(code)).toBeNull()
    await sweep()
    const row = await rowOf(id)
    for (const column of ['told', 'closed', 'code_hash', 'organisation_id', 'partner_service_id', 'step_id', 'consent_id'] as const)
      expect(row[column], column).toBeNull()
    expect(row).toMatchObject({ kind: 'sport', answer: 'yes', state: 'accepted' })
    expect(await world.as(somebody.person, (scope) => listReferrals(scope, somebody.network, somebody.file))).toMatchObject([
      { told: null, partner: null, answer: 'yes' },
    ])
  })

  test('a link whose day has passed is over, and nobody but the program sweeps', async () => {
    const somebody = await somebodyWithClub(world)
    const { id } = await sent(world, somebody)
    await world.seed((owner) => sql`update paths.referral set link_until = current_date - 1 where id = ${id}`.execute(owner))
    for (const who of [somebody.worker, somebody.person, VISITOR, somebody.administrator])
      expect(await world.as(who, sweepReferrals)).toBe(0)
    expect((await rowOf(id)).state).toBe('sent')
    await sweep()
    expect(await rowOf(id)).toMatchObject({ state: 'expired', closed: null })
  })
})
describe('forms', () => {
  const partner = { id: 'club', organisation: 'club', service: null, name: 'Club', hasMail: false }
  test('a partner is told nothing that was left empty, and each field says what is missing', () => {
    const read = readReferralForm({}, [partner])
    expect(read.ok ? [] : Object.keys(read.faults).sort()).toEqual(['from', 'kind', 'name', 'partner', 'wanted', 'way'])
    const typed = { partner: 'club', kind: 'sport', name: 'Zoé', way: 'comes', reach: 'not this', wanted: 'Nager', from: 'mai' }
    expect(readReferralForm(typed, [partner])).toMatchObject({
      ok: true,
      input: { told: { name: 'Zoé', reach: 'comes', wanted: 'Nager', from: 'mai' } },
    })
  })
  test('nothing is sent before the person has read it, nor by mail where there is no address', () => {
    const typed = { how: 'spoken', until: inDays(9), mail: 'hand', read: 'on' }
    expect(readSendingForm(typed, false).ok).toBe(true)
    expect(readSendingForm({ ...typed, read: '' }, false)).toMatchObject({ ok: false, faults: { read: {} } })
    expect(readSendingForm({ ...typed, mail: 'fr' }, false)).toMatchObject({ ok: false, faults: { mail: {} } })
    for (const until of [inDays(-1), inDays(900), 'x']) expect(readSendingForm({ ...typed, until }, false).ok).toBe(false)
  })
  test('a no comes with a reason of the list, a yes with none', () => {
    expect(readAnswerForm({ answer: 'yes', reason: 'full' })).toMatchObject({ ok: true, input: { answer: 'yes', reason: null } })
    expect(readAnswerForm({ answer: 'no' }).ok).toBe(false)
    expect(readAnswerForm({ answer: 'no', reason: 'x' }).ok).toBe(false)
    expect(readAnswerForm({ answer: 'not_now', reason: 'cost' }).ok).toBe(true)
  })
})

describe('counts', () => {
  test('small ones are hidden, and nothing that is shown gives them away', () => {
    const counts = referralsFrom(
      [
        { kind: 'sport', decision: 'yes', n: 12 },
        { kind: 'sport', decision: 'no', n: 2 },
        { kind: 'work', decision: 'yes', n: 9 },
        { kind: 'work', decision: 'no', n: 8 },
      ],
      5,
    )
    expect(counts.cells.sport.no).toBeNull()
    // Either the rest of its row and column hides it too, or their totals are hidden.
    const row = [counts.kinds.sport, counts.cells.sport.yes, counts.cells.sport.no]
    const column = [counts.decisions.no, counts.cells.work.no, counts.cells.sport.no]
    for (const line of [row, column]) expect(line.filter((count) => count === null).length).toBeGreaterThan(1)
    expect(referralsFrom([], 5).total).toBe(0)
  })

  test('are for who steers the network, who sees no row', async () => {
    const somebody = await somebodyWithClub(world)
    const { network } = somebody
    const coordinator = await world.person({ network, role: 'coordinator' })
    for (let n = 0; n < 5; n += 1) await sent(world, somebody)
    const [from, to] = [inDays(-1), inDays(1)]
    expect((await world.as(coordinator, (scope) => countReferrals(scope, network, from, to))).total).toBe(5)
    expect((await world.as(coordinator, (scope) => countReferrals(scope, network, from, to))).cells.sport.waiting).toBe(5)
    expect((await world.as(somebody.worker, (scope) => countReferrals(scope, network, from, to))).total).toBe(0)
    expect(await world.as(coordinator, (scope) => listReferrals(scope, network, somebody.file))).toEqual([])
  })
})
