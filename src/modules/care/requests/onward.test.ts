import { describe, expect, test } from 'vitest'
import type { Scope } from '#platform/db.server.ts'
import { dayIn } from '#platform/today.ts'
import { useWorld } from '#test/world.ts'
import { readSendForm } from '../forms.server.ts'
import { acceptRequest, sendDraft, sendRequest, withdrawRequest } from './requests.commands.server.ts'
import { listOutgoing } from './requests.queries.server.ts'
import { consent, requestsIn, story } from './requests.test-support.ts'
import { turnAway } from './turning.commands.server.ts'

const world = useWorld()
const { teams, read, begun, onward } = requestsIn(world)

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
      turnAway(scope, at.ben, at.network, id, 1, { reason: 'full', words: 'Trois mois d’attente.', proposed: null }),
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
      turnAway(scope, at.ben, at.network, id, 1, { reason: 'not_our_need', words: '', proposed: at.housing.id }),
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
      until: dayIn(30),
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
