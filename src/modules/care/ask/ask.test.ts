import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Actor, VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { careIn, type Team } from '../care.test-support.ts'
import { acceptRequest, beginEpisode, turnAway } from '../requests/requests.commands.server.ts'
import { listIncoming, readRequest } from '../requests/requests.queries.server.ts'
import { askForHelp, hashOfRequest, withdrawByCode, withdrawMine } from './ask.commands.server.ts'
import { followedBy, isAsked, listAskedNetworks, listMine, listPublicTeams, readWished } from './ask.queries.server.ts'
import { formIn, newForm } from './form-token.server.ts'
import { nearTo } from './near.server.ts'
import { type Answers, NO_ANSWERS } from './vocabulary.ts'

const world = useWorld()
const care = careIn(world)
const spoken = { way: (way: string) => `par ${way}` }
const answers: Answers = {
  ...NO_ANSWERS,
  who: 'carer',
  what: 'Elle ne dort plus.',
  reason: 'agitation',
  urgency: 'today',
  agreement: 'unknown',
  given: 'Ana',
  place: 'Lille',
  way: 'call',
  reach: '06 00 00 00 00',
  when: 'après 18 h',
  asker: 'Sa mère',
}

const publicTeams = async () => {
  const network = await world.network({ isPublic: true })
  const [crisis, longTerm] = [await care.team(network, '2A', { is_public: true }), await care.team(network, '2B', { is_public: true })]
  return { network, crisis, longTerm, anna: await care.worker(crisis), ben: await care.worker(longTerm) }
}
const formFor = (network: string) => formIn(newForm(network), network) ?? expect.unreachable()
const ask = (at: { network: string; crisis: Team }, more: Partial<Answers> = {}, actor: Actor = VISITOR, form = formFor(at.network)) =>
  world
    .as(actor, (scope) => askForHelp(scope, actor, form, 'FR', { ...answers, team: at.crisis.id, ...more }, spoken))
    .then((asked) => ({ ...asked, form }))
const follow = (code: string, actor: Actor = VISITOR) => world.as(actor, async (scope) => followedBy(scope, await hashOfRequest(code)))
const count = (table: string, network: string) =>
  world.seed(async (owner) =>
    Number((await sql<{ n: number }>`select count(*) as n from ${sql.raw(table)} where network_id = ${network}`.execute(owner)).rows[0]?.n),
  )
const incoming = (at: { network: string; crisis: Team; anna: Actor }) =>
  world.as(at.anna, (scope) => listIncoming(scope, at.network, at.crisis.id))

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
      turnAway(scope, at.network, next?.id ?? '', 1, { reason: 'already_followed', words: '', proposed: null }),
    )
    expect(await follow(other.form.code)).toMatchObject({ state: 'declined', refusal: null })
  })

  test('is told of the team that is proposed, or follows the request to it where they agreed to that', async () => {
    const at = await publicTeams()
    for (const passOn of ['', 'yes']) {
      const { form } = await ask(at, { passOn, agreement: 'yes' })
      const [line] = await incoming(at)
      await world.as(at.anna, (scope) =>
        turnAway(scope, at.network, line?.id ?? '', 1, { reason: 'not_our_need', words: '', proposed: at.longTerm.id }),
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
    await world.as(at.anna, (scope) => turnAway(scope, at.network, line?.id ?? '', 1, { reason: 'full', words, proposed: null }))
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

  test('a name that somebody else gave goes to no other team before its owner agreed to that', async () => {
    const at = await publicTeams()
    const became = async (more: Partial<Answers>) => {
      const { form } = await ask(at, { passOn: 'yes', ...more })
      const [line] = await incoming(at)
      const said = await world.as(at.anna, (scope) =>
        turnAway(scope, at.network, line?.id ?? '', 1, { reason: 'not_our_need', words: '', proposed: at.longTerm.id }),
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
      await world.as(at.anna, (scope) => turnAway(scope, at.network, id, 1, { reason: 'full', words: '', proposed: null }))
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

test('what a form carries opens for its network alone, and not after it was changed', () => {
  const token = newForm('here')
  expect(formIn(token, 'here')?.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/)
  for (const wrong of [formIn(token, 'there'), formIn(`${token}x`, 'here'), formIn(null, 'here'), formIn('', 'here'), formIn({}, 'here')])
    expect(wrong).toBe(null)
})

test('a request that is redirected loses the name at once where the asker did not allow that another team gets it', async () => {
  const at = await publicTeams()
  const nameAfter = async (passOn: string, agreement: string) => {
    await ask(at, { passOn, agreement })
    const [line] = await incoming(at)
    await world.as(at.anna, (scope) =>
      turnAway(scope, at.network, line?.id ?? '', 1, { reason: 'not_our_need', words: '', proposed: at.longTerm.id }),
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
