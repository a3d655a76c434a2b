import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { readRequest } from '../requests/requests.queries.server.ts'
import { hashOfRequest } from './ask.commands.server.ts'
import { isAsked, listAskedNetworks, listPublicTeams, readWished } from './ask.queries.server.ts'
import { askIn, formFor } from './ask.test-support.ts'
import { formIn, newForm } from './form-token.server.ts'
import { nearTo } from './near.server.ts'

const world = useWorld()
const { care, publicTeams, ask, count, incoming } = askIn(world)

describe('somebody outside asks for help', () => {
  test('without an account: the team reads all of it, with the clock of its function', async () => {
    const at = await publicTeams()
    const { due, service } = await ask(at)
    expect(service).toContain('Équipe')
    expect((due?.getTime() ?? 0) - Date.now()).toBeGreaterThan(23.9 * 3_600_000)
    expect((due?.getTime() ?? 0) - Date.now()).toBeLessThan(24.1 * 3_600_000)
    const [line] = await incoming(at)
    expect(line).toMatchObject({
      fromKind: 'carer',
      urgency: 'today',
      reasonKind: 'agitation',
      state: 'sent',
      name: expect.stringMatching(/^Ana ?$/),
    })
    const read = await world.as(at.anna, (scope) => readRequest(scope, at.network, line?.id ?? ''))
    expect(read.story).toEqual({
      what: 'Elle ne dort plus.',
      hoped: '',
      safety: '',
      answer: 'par call – après 18 h',
      askerName: 'Sa mère',
      askerReach: '06 00 00 00 00',
    })
    expect(read.agreement).toBe('unknown')
    expect(read.mayPassOn).toBe(false)
  })

  test('the person themselves: how to reach them stands in their file, and nobody asks whether they agree', async () => {
    const at = await publicTeams()
    await ask(at, { who: 'person', way: 'mail', reach: 'ana@people.example', agreement: '' })
    const [line] = await incoming(at)
    const read = await world.as(at.anna, (scope) => readRequest(scope, at.network, line?.id ?? ''))
    expect(read).toMatchObject({
      agreement: 'yes',
      reach: { email: 'ana@people.example', phone: '' },
      story: { askerReach: '', askerName: '' },
    })
  })

  test('about somebody who does not agree: their name is kept out of it, whatever was typed', async () => {
    const at = await publicTeams()
    await ask(at, { agreement: 'no', family: 'Inventée' })
    expect((await incoming(at))[0]?.name.trim()).toBe('')
  })

  test('without knowing the team: the crisis team gets it', async () => {
    const at = await publicTeams()
    await ask(at, { team: 'any' })
    expect(await incoming(at)).toHaveLength(1)
  })

  test('twice with the same form: it is one request with one code', async () => {
    const at = await publicTeams()
    const form = formFor(at.network)
    const [first, second] = [await ask(at, {}, VISITOR, form), await ask(at, { what: 'changé' }, VISITOR, form)]
    expect(second.due).toEqual(first.due)
    expect([await count('care.request', at.network), await count('care.person', at.network)]).toEqual([1, 1])
    // Also when both got past the first look: the database says so.
    const again = await world.as(VISITOR, async (scope) => {
      const { rows } = await sql<{
        said: string
      }>`select care.ask(${at.network}, ${at.crisis.id}, ${randomUUID()}, ${form.file}, 'x', 'x', null, null, null, false, null,
        'carer', 'days', 'other', 'yes', false, null, now(), ${await hashOfRequest(form.code)}, false) as said`.execute(scope)
      return rows[0]?.said
    })
    expect(again).toBe('again')
    expect(await count('care.request', at.network)).toBe(1)
  })

  test('of a team that is closed, not asked publicly, of a closed network, or that there is not: nothing is written', async () => {
    const at = await publicTeams()
    const closed = await world.network()
    const hidden = await care.team(at.network, '2B')
    const shut = await care.team(at.network, '2B', { is_public: true })
    await world.seed((owner) => sql`update directory.service set status = 'temporarily_closed' where id = ${shut.id}`.execute(owner))
    const secret = await care.team(closed, '2A', { is_public: true })
    for (const [network, id] of [
      [at.network, hidden.id],
      [at.network, shut.id],
      [at.network, 'nobody-has-this-id'],
      [closed, secret.id],
    ] as const) {
      await expect(ask({ network, crisis: { network, id } })).rejects.toMatchObject({ code: 'conflict' })
      expect(await world.as(VISITOR, (scope) => isAsked(scope, network, id))).toBe(false)
    }
    expect([await count('care.request', at.network), await count('care.person', closed)]).toEqual([0, 0])
    expect(await world.as(VISITOR, (scope) => readWished(scope, at.network, shut.id))).toMatchObject({ isAsked: false, isActive: false })
    expect(await world.as(VISITOR, (scope) => readWished(scope, closed, secret.id))).toBe(null)
  })

  test('leaves nothing that a visitor could read again, and a line in the trail that names nobody', async () => {
    const at = await publicTeams()
    await ask(at)
    for (const table of ['care.person', 'care.request', 'platform.data_key'])
      expect((await world.as(VISITOR, (scope) => sql`select from ${sql.raw(table)}`.execute(scope))).rows).toEqual([])
    const trail = await world.seed((owner) =>
      sql<{ action: string; person_id: null }>`select action, person_id from platform.audit where network_id = ${at.network}`.execute(
        owner,
      ),
    )
    expect(trail.rows).toContainEqual({ action: 'care.ask', person_id: null })
  })

  test('a municipality is known by its name when there is one of it, and kept as words when there is none', async () => {
    const at = await publicTeams()
    const name = `Ville${randomUUID()}`
    await world.seed((owner) =>
      sql`insert into directory.territory (id, kind, name) values ('FR-ZZ1', 'municipality', ${name}) on conflict (id) do update set name = excluded.name`.execute(
        owner,
      ),
    )
    await ask(at, { place: name.toUpperCase() })
    await ask(at, { place: 'nulle part' })
    const lines = await incoming(at)
    const read = await Promise.all(lines.map(({ id }) => id)).then(async (ids) => {
      const all = []
      for (const id of ids) all.push(await world.as(at.anna, (scope) => readRequest(scope, at.network, id)))
      return all
    })
    expect(read.map(({ place, reach }) => place ?? reach.address).sort()).toEqual([name, 'nulle part'].sort())
  })
})

describe('what can be asked', () => {
  test('is shown to visitors: public networks, their public teams, the crisis team first', async () => {
    const at = await publicTeams()
    const closed = await world.network()
    await care.team(closed, '2A', { is_public: true })
    await care.team(at.network, '2A')
    const networks = (await world.as(VISITOR, listAskedNetworks)).map(({ id }) => id)
    expect(networks).toContain(at.network)
    expect(networks).not.toContain(closed)
    const teams = await world.as(VISITOR, (scope) => listPublicTeams(scope, at.network))
    expect(teams.map(({ id, answerHours }) => [id, answerHours])).toEqual([
      [at.crisis.id, 24],
      [at.longTerm.id, 72],
    ])
  })

  test('is found by a municipality of the network’s area, or of all that lies above', async () => {
    const at = await publicTeams()
    const name = `Bourg${randomUUID()}`
    await world.seed(async (owner) => {
      await sql`insert into directory.territory (id, kind, name) values ('FR-ZZ8', 'department', 'D'), ('FR-ZZ9', 'municipality', ${name})
        on conflict (id) do update set name = excluded.name`.execute(owner)
      await sql`update directory.territory set parent_id = 'FR-ZZ8' where id = 'FR-ZZ9'`.execute(owner)
      await sql`insert into directory.area (network_id, id, kind, name) values (${at.network}, 'a', 'catchment', 'A')`.execute(owner)
      await sql`insert into directory.area_territory values (${at.network}, 'a', 'FR-ZZ8')`.execute(owner)
    })
    const near = (typed: string, chosen?: string) => world.as(VISITOR, (scope) => nearTo(scope, typed, chosen, { language: 'fr' }))
    for (const typed of [name.toLowerCase(), `${name.slice(0, 4)}x${name.slice(4)}`, name.slice(0, -1)])
      expect(await near(typed), typed).toMatchObject({ kind: 'at', networks: [at.network] })
    expect(await near('zzzzqqqq')).toEqual({ kind: 'unknown' })
    // Known, and nobody here works there: that is another thing to say.
    const lone = `Hameau${randomUUID()}`
    await world.seed((owner) =>
      sql`insert into directory.territory (id, kind, name) values ('FR-ZZ7', 'municipality', ${lone})`.execute(owner),
    )
    expect(await near(lone)).toMatchObject({ kind: 'at', place: { id: 'FR-ZZ7' }, networks: [] })
    expect(await near('', 'FR-ZZ7')).toMatchObject({ kind: 'at', place: { name: lone } })
  })
})
test('what a form carries opens for its network alone, and not after it was changed', () => {
  const token = newForm('here')
  expect(formIn(token, 'here')?.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/)
  for (const wrong of [formIn(token, 'there'), formIn(`${token}x`, 'here'), formIn(null, 'here'), formIn('', 'here'), formIn({}, 'here')])
    expect(wrong).toBe(null)
})
