import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { acceptRequest, beginEpisode } from '../requests/requests.commands.server.ts'
import { listIncoming } from '../requests/requests.queries.server.ts'
import { turnAway } from '../requests/turning.commands.server.ts'
import { withdrawByCode, withdrawMine } from './ask.commands.server.ts'
import { listMine } from './ask.queries.server.ts'
import { askIn } from './ask.test-support.ts'
import type { Answers } from './vocabulary.ts'

const world = useWorld()
const { care, publicTeams, ask, follow, incoming } = askIn(world)

describe('with their code an asker', () => {
  test('sees that it arrived, that the team says yes, and never whether the person is followed or was before', async () => {
    const at = await publicTeams()
    const { form } = await ask(at, { who: 'landlord' })
    const [line] = await incoming(at)
    const id = line?.id ?? ''
    expect(await follow(form.code)).toMatchObject({ state: 'sent', country: 'FR', fromKind: 'landlord', refusal: null })
    await world.as(at.anna, (scope) => acceptRequest(scope, at.anna, at.network, id, 1))
    const accepted = await follow(form.code)
    await world.as(at.anna, (scope) => beginEpisode(scope, at.anna, at.network, id, 2))
    expect(await follow(form.code)).toEqual(accepted)
    expect(accepted?.state).toBe('accepted')

    const other = await ask(at, { who: 'landlord' })
    const [next] = await incoming(at)
    await world.as(at.anna, (scope) =>
      turnAway(scope, at.anna, at.network, next?.id ?? '', 1, { reason: 'already_followed', words: '', proposed: null }),
    )
    expect(await follow(other.form.code)).toMatchObject({ state: 'declined', refusal: null })
  })

  test('is told of the team that is proposed, or follows the request to it where they agreed to that', async () => {
    const at = await publicTeams()
    for (const passOn of ['', 'yes']) {
      const { form } = await ask(at, { passOn, agreement: 'yes' })
      const [line] = await incoming(at)
      await world.as(at.anna, (scope) =>
        turnAway(scope, at.anna, at.network, line?.id ?? '', 1, { reason: 'not_our_need', words: '', proposed: at.longTerm.id }),
      )
      const seen = await follow(form.code)
      if (passOn === '')
        expect(seen).toMatchObject({ state: 'redirected', proposedId: at.longTerm.id, proposedIsAsked: true, refusal: 'not_our_need' })
      else expect(seen).toMatchObject({ state: 'sent', service: expect.stringContaining(at.longTerm.id) })
    }
  })

  test('reads what the team wrote to them, with the code or in their account, and nobody else does', async () => {
    const at = await publicTeams()
    const mother = await world.person()
    const { form } = await ask(at, { who: 'person', forMe: 'yes', agreement: '' }, mother)
    const [line] = await incoming(at)
    const words = 'Appelez-nous lundi.'
    await world.as(at.anna, (scope) => turnAway(scope, at.anna, at.network, line?.id ?? '', 1, { reason: 'full', words, proposed: null }))
    expect(await follow(form.code)).toMatchObject({ words, saidBy: expect.stringContaining(at.crisis.id) })
    expect(await world.as(mother, listMine)).toMatchObject([{ words }])
    // The key was open for that moment alone, and for the holder of the code alone.
    expect((await world.as(VISITOR, (scope) => sql`select from platform.data_key`.execute(scope))).rows).toEqual([])
    const other = await ask(at, { what: 'autre' })
    expect(await follow(other.form.code)).toMatchObject({ words: null })
    const { rows } = await world.seed((owner) =>
      sql<{ text: string }>`select encode(r.answer, 'escape') as text from care.request r where id = ${line?.id}`.execute(owner),
    )
    expect(JSON.stringify(rows)).not.toContain('lundi')
  })

  test('reads what the team that takes it writes: who left no number has nothing else', async () => {
    const at = await publicTeams()
    const { form } = await ask(at, { way: 'code', reach: '' })
    const [line] = await incoming(at)
    const words = 'Nous passons lundi à 10 h. Sinon, appelez-nous.'
    await world.as(at.anna, (scope) => acceptRequest(scope, at.anna, at.network, line?.id ?? '', 1, words))
    expect(await follow(form.code)).toMatchObject({ state: 'accepted', words, saidBy: expect.stringContaining(at.crisis.id) })
  })

  test('a name that somebody else gave goes to no other team before its owner agreed to that', async () => {
    const at = await publicTeams()
    const became = async (more: Partial<Answers>) => {
      const { form } = await ask(at, { passOn: 'yes', ...more })
      const [line] = await incoming(at)
      const said = await world.as(at.anna, (scope) =>
        turnAway(scope, at.anna, at.network, line?.id ?? '', 1, { reason: 'not_our_need', words: '', proposed: at.longTerm.id }),
      )
      const there = await world.as(at.ben, (scope) => listIncoming(scope, at.network, at.longTerm.id))
      await world.seed((owner) => sql`delete from care.request where network_id = ${at.network}`.execute(owner))
      return { said, names: there.map(({ name }) => name.trim()), seen: form.code }
    }
    expect(await became({ who: 'landlord', agreement: 'unknown' })).toMatchObject({ said: 'told', names: [] })
    expect(await became({ who: 'carer', agreement: 'no' })).toMatchObject({ said: 'told', names: [] })
    expect(await became({ who: 'general_practitioner', agreement: 'yes' })).toMatchObject({ said: 'passed', names: ['Ana'] })
    expect(await became({ who: 'person', agreement: '' })).toMatchObject({ said: 'passed', names: ['Ana'] })
  })

  test('takes it back: the text, the name and how to reach them are gone, and the team sees it no more', async () => {
    const at = await publicTeams()
    const { form } = await ask(at)
    expect(await world.as(VISITOR, (scope) => withdrawByCode(scope, form.code))).toBe(true)
    expect(await world.as(VISITOR, (scope) => withdrawByCode(scope, form.code))).toBe(false)
    expect(await follow(form.code)).toMatchObject({ state: 'withdrawn' })
    expect(await incoming(at)).toEqual([])
    const left = await world.seed((owner) =>
      sql`select p.given_name, p.contact, r.story from care.person p join care.request r on r.person_id = p.id where p.network_id = ${at.network}`.execute(
        owner,
      ),
    )
    expect(left.rows).toEqual([{ given_name: '', contact: null, story: null }])
    // Sent again from a page that was left open, it does not come back.
    await ask(at, {}, VISITOR, form)
    expect(await follow(form.code)).toMatchObject({ state: 'withdrawn' })
  })

  test('a refusal forgets the name as well, but not of somebody whom a team knows otherwise', async () => {
    const at = await publicTeams()
    await ask(at)
    const [line] = await incoming(at)
    await care.episode(at.longTerm, line?.personId ?? '')
    const other = await ask(at)
    for (const { id } of await incoming(at))
      await world.as(at.anna, (scope) => turnAway(scope, at.anna, at.network, id, 1, { reason: 'full', words: '', proposed: null }))
    const names = await world.seed((owner) =>
      sql<{ id: string; name: string }>`select id, given_name as name from care.person where network_id = ${at.network}`.execute(owner),
    )
    expect(names.rows.find(({ id }) => id === line?.personId)?.name).toBe('Ana')
    expect(names.rows.find(({ id }) => id === other.form.file)?.name).toBe('')
  })

  test('that is unknown, sees nothing', async () => {
    expect(await follow('0000000000AA')).toBe(null)
    expect(await world.as(VISITOR, (scope) => withdrawByCode(scope, '0000000000AA'))).toBe(false)
  })
})

describe('a request in one’s own account', () => {
  test('is followed and taken back without a code, by its person alone', async () => {
    const at = await publicTeams()
    const [me, other] = [await world.person(), await world.person()]
    await ask(at, { who: 'person', forMe: 'yes' }, me)
    const [mine] = await world.as(me, listMine)
    expect(mine).toMatchObject({ state: 'sent', networkId: at.network, fromKind: 'person' })
    expect(await world.as(other, listMine)).toEqual([])
    for (const actor of [other, VISITOR, at.ben])
      expect(await world.as(actor, (scope) => withdrawMine(scope, at.network, mine?.id ?? ''))).toBe(false)
    expect(await world.as(me, (scope) => withdrawMine(scope, at.network, mine?.id ?? ''))).toBe(true)
    expect(await world.as(me, listMine)).toMatchObject([{ state: 'withdrawn' }])
  })

  test('is not made for somebody else, nor by a visitor who says so', async () => {
    const at = await publicTeams()
    const me = await world.person()
    await ask(at, { who: 'carer', forMe: 'yes' }, me)
    await ask(at, { who: 'person', forMe: 'yes' })
    expect(await world.as(me, listMine)).toEqual([])
  })
})

test('a request that is redirected loses the name at once where the asker did not allow that another team gets it', async () => {
  const at = await publicTeams()
  const nameAfter = async (passOn: string, agreement: string) => {
    await ask(at, { passOn, agreement })
    const [line] = await incoming(at)
    await world.as(at.anna, (scope) =>
      turnAway(scope, at.anna, at.network, line?.id ?? '', 1, { reason: 'not_our_need', words: '', proposed: at.longTerm.id }),
    )
    const { rows } = await world.seed((owner) =>
      sql<{
        name: string
        contact: Buffer | null
      }>`select given_name as name, contact from care.person where id = ${line?.personId}`.execute(owner),
    )
    return rows[0]
  }
  expect(await nameAfter('', 'yes')).toEqual({ name: '', contact: null })
  expect((await nameAfter('yes', 'yes'))?.name).toBe('Ana')
  // The asker allowed it; the person was not asked.
  expect(await nameAfter('yes', 'unknown')).toEqual({ name: '', contact: null })
})
