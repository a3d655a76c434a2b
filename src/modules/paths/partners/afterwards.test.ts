import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { OPERATOR, VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { readAnswerForm, readReferralForm, readSendingForm } from '../forms.server.ts'
import { inDays, sent, somebodyWithClub } from '../paths.test-support.ts'
import { countReferrals, referralsFrom } from './counts.server.ts'
import { partnersIn } from './partners.test-support.ts'
import { listReferrals } from './referrals.queries.server.ts'
import { sweepReferrals } from './sweep.server.ts'

const world = useWorld()
const { opens, answers, rowOf } = partnersIn(world)

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
