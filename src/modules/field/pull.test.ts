import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { withdrawConsent } from '#modules/care/people/people.commands.server.ts'
import type { Actor } from '#platform/actor.ts'
import { dayIn, today } from '#platform/today.ts'
import { useWorld } from '#test/world.ts'
import { beginOnDevice } from './device.commands.server.ts'
import { fieldIn, SESSION } from './field.test-support.ts'
import { PAGE } from './vocabulary.ts'

const world = useWorld()
const field = fieldIn(world)
const yesterday = () => dayIn(-1)
const auditOf = (person: string) =>
  world.seed((owner) =>
    owner
      .selectFrom('platform.audit' as never)
      .select('action' as never)
      .where('about' as never, '=', person as never)
      .execute(),
  )

/** Fetches until nothing is lacking, as a device does. */
const whole = async (who: Actor, since = 0) => {
  const ids: string[] = []
  let seq = since
  for (;;) {
    const page = await field.pull(who, seq)
    ids.push(...page.people.map(({ id }) => id))
    seq = page.seq
    if (page.left === 0) return { ids, seq }
  }
}

describe('what goes along on a device', () => {
  test('is what is planned: the visits of the board with their hours, and of the other days what a last contact named', async () => {
    const { network, team, anna } = await field.team()
    const [visited, called] = [await field.care.file(network), await field.care.file(network)]
    const day = (ahead: number) => dayIn(ahead)
    for (const person of [visited, called]) {
      const episode = await field.care.episode(team, person)
      await field.contact(anna, network, episode, { next_on: day(2) })
    }
    const visit = { network_id: network, person_id: visited, service_id: team.id, first_id: anna.personId, made_by: anna.personId }
    const at = (hour: string) => new Date(`${day(2)}T${hour}:00Z`)
    await field.care.put('boards.visit', { ...visit, id: randomUUID(), starts_at: at('12:00'), ends_at: at('13:00') } as never)
    const stranger = await field.care.worker(await field.care.team(network))
    await field.begin(anna)
    const other = randomUUID()
    await field.begin(stranger, other)
    const { me } = await field.pull(anna, 0)
    expect(me.visits).toMatchObject([
      { person: called, on: day(2), time: null },
      { person: visited, on: day(2), time: expect.stringMatching(/^1[34]:00$/) },
    ])
    expect((await field.pull(stranger, 0, other)).me.visits).toEqual([])
  })

  test('are those whom one’s teams follow, with how to reach them, the last contacts and the team’s part of the crisis plan', async () => {
    const { network, team, anna } = await field.team()
    const account = await world.person()
    const person = await field.care.file(network, { account_id: account.personId })
    const episode = await field.care.episode(team, person, { referent_id: anna.personId })
    await field.contact(anna, network, episode, { note: 'Nous avons marché.' })
    await field.plan(account, network, person, 'signs', 'Je ne dors plus.', ['team'])
    await field.begin(anna)
    const { people, total, left, me } = await field.pull(anna, 0)
    expect({ total, left }).toEqual({ total: 1, left: 0 })
    expect(people).toMatchObject([
      {
        id: person,
        isReferent: true,
        episodes: [{ id: episode }],
        contacts: [{ note: 'Nous avons marché.' }],
        plan: { parts: [{ part: 'signs', text: 'Je ne dors plus.' }] },
      },
    ])
    expect(me.teams).toMatchObject([{ network, service: team.id }])
    expect(await auditOf(person)).toContainEqual({ action: 'field.carry' })
  })

  test('a part of the crisis plan that is not for the team stays where it is', async () => {
    const { network, team, anna } = await field.team()
    const account = await world.person()
    const person = await field.care.file(network, { account_id: account.personId })
    await field.care.episode(team, person)
    await field.plan(account, network, person, 'signs', 'Pour moi seule.', ['circle', 'duty'])
    await field.begin(anna)
    expect(JSON.stringify(await field.pull(anna, 0))).not.toContain('Pour moi seule')
  })

  test('nothing goes to a stranger, to another network, to who left the job yesterday, or to a visitor', async () => {
    const { network, team, anna } = await field.team()
    const { person } = await field.followed(network, team, 'Zarathoustra')
    await field.begin(anna)
    expect((await whole(anna)).ids).toEqual([person])
    const elsewhere = (await field.team()).anna
    await field.begin(elsewhere)
    expect((await whole(elsewhere)).ids).toEqual([])
    const colleague = await field.care.worker(await field.care.team(network))
    await field.begin(colleague)
    expect((await whole(colleague)).ids).toEqual([])
    const left = await field.care.worker(team, { valid_to: yesterday() })
    await expect(field.begin(left)).rejects.toThrow('forbidden')
    await expect(field.pull(left, 0)).rejects.toThrow('forbidden')
    await expect(field.begin(await world.person({ network, role: 'administrator' }))).rejects.toThrow('forbidden')
    await expect(field.begin(await world.person())).rejects.toThrow('forbidden')
    await expect(field.pull({ personId: '', name: '', roles: {} }, 0)).rejects.toThrow('signed_out')
  })

  test('nobody fetches what another device, or another person on it, was given', async () => {
    const { network, team, anna } = await field.team()
    await field.followed(network, team)
    await field.begin(anna)
    const ben = await field.care.worker(team)
    await expect(field.pull(ben, 0)).rejects.toThrow('not_found')
    await expect(field.pull(anna, 0, randomUUID())).rejects.toThrow('not_found')
  })
})

describe('only what changed', () => {
  test('comes again: nothing, then the one person of whom something is new', async () => {
    const { network, team, anna } = await field.team()
    const first = await field.followed(network, team, 'Un')
    await field.followed(network, team, 'Deux')
    await field.begin(anna)
    const { seq } = await whole(anna)
    expect(await field.pull(anna, seq)).toMatchObject({ seq, people: [], gone: [], isWhole: false })
    await field.contact(anna, network, first.episode)
    expect((await field.pull(anna, seq)).people.map(({ id }) => id)).toEqual([first.person])
  })

  test('a page whose answer was lost is given again, and one that was confirmed is not', async () => {
    const { network, team, anna } = await field.team()
    const { person, episode } = await field.followed(network, team)
    await field.begin(anna)
    const { seq } = await whole(anna)
    await field.contact(anna, network, episode)
    const lost = await field.pull(anna, seq)
    const again = await field.pull(anna, seq)
    expect(again.people.map(({ id }) => id)).toEqual([person])
    expect(again.seq).toBeGreaterThan(lost.seq)
    expect((await field.pull(anna, again.seq)).people).toEqual([])
  })

  test('many come in pages, each once, and a device that forgot everything gets everything again', async () => {
    const { network, team, anna } = await field.team()
    for (let at = 0; at < PAGE + 3; at += 1) await field.followed(network, team, `Famille ${at}`)
    await field.begin(anna)
    const first = await field.pull(anna, 0)
    expect(first).toMatchObject({ total: PAGE + 3, left: 3, isWhole: true })
    expect(first.people).toHaveLength(PAGE)
    const rest = await field.pull(anna, first.seq)
    expect(rest).toMatchObject({ left: 0, isWhole: false })
    expect(new Set([...first.people, ...rest.people].map(({ id }) => id)).size).toBe(PAGE + 3)
    expect((await whole(anna)).ids).toHaveLength(PAGE + 3)
  })

  test('a device that knows a later page than the server, after a restored backup, begins anew', async () => {
    const { network, team, anna } = await field.team()
    const { person } = await field.followed(network, team)
    await field.begin(anna)
    expect(await field.pull(anna, 4000)).toMatchObject({ isWhole: true, people: [{ id: person }] })
  })
})

describe('what may no longer be read is forgotten at the next contact', () => {
  test('somebody whose episode ended, told again until the device has read it', async () => {
    const { network, team, anna } = await field.team()
    const { person, episode } = await field.followed(network, team)
    await field.begin(anna)
    const { seq } = await whole(anna)
    await world.seed((owner) =>
      owner.updateTable('care.episode').set({ left_on: today(), exit_reason: 'by_choice' }).where('id', '=', episode).execute(),
    )
    expect((await field.pull(anna, seq)).gone).toEqual([`${network}/${person}`])
    const told = await field.pull(anna, seq)
    expect(told.gone).toEqual([`${network}/${person}`])
    expect(await field.pull(anna, told.seq)).toMatchObject({ gone: [], people: [] })
  })

  test('somebody who had let the team read and takes it back', async () => {
    const { network, team, anna } = await field.team()
    const [noting, reading] = [team, await field.care.team(network)]
    const ben = await field.care.worker(reading)
    const { person } = await field.followed(network, noting)
    const consent = await field.care.consent(network, person, anna.personId, {
      noted_service_id: noting.id,
      to_service_id: reading.id,
      sections: ['identity', 'contacts', 'crisis_plan'],
    })
    await field.begin(ben)
    const first = await field.pull(ben, 0)
    expect(first.people).toMatchObject([{ id: person, episodes: [] }])
    await world.as(anna, (scope) => withdrawConsent(scope, anna, network, consent))
    expect(await field.pull(ben, first.seq)).toMatchObject({ people: [], gone: [`${network}/${person}`], total: 0 })
  })

  test('a crisis plan that the person puts away, or no longer shows the team', async () => {
    const { network, team, anna } = await field.team()
    const account = await world.person()
    const person = await field.care.file(network, { account_id: account.personId })
    await field.care.episode(team, person)
    await field.plan(account, network, person, 'signs', 'Je ne dors plus.', ['team'])
    await field.begin(anna)
    const first = await field.pull(anna, 0)
    expect(first.people[0]?.plan).not.toBeNull()
    await field.plan(account, network, person, 'signs', 'Je ne dors plus.', ['circle'], 1)
    expect((await field.pull(anna, first.seq)).people).toMatchObject([{ id: person, plan: null }])
  })

  test('everything of who no longer works there', async () => {
    const { network, team, anna } = await field.team()
    await field.followed(network, team)
    await field.begin(anna)
    const { seq } = await whole(anna)
    await world.seed((owner) =>
      owner.updateTable('care.worker').set({ valid_to: yesterday() }).where('person_id', '=', anna.personId).execute(),
    )
    await expect(field.pull(anna, seq)).rejects.toThrow('forbidden')
  })
})

describe('the secret of a device', () => {
  test('is the same each time its person signs in there, another on each device, and sealed in the database', async () => {
    const { anna, team } = await field.team()
    const ben = await field.care.worker(team)
    const first = await field.begin(anna)
    expect((await field.begin(anna)).secret).toBe(first.secret)
    expect((await field.begin(anna, randomUUID())).secret).not.toBe(first.secret)
    expect((await field.begin(ben)).secret).not.toBe(first.secret)
    const rows = await world.seed((owner) => owner.selectFrom('field.device').selectAll().execute())
    expect(
      rows.some(({ secret }) => secret.includes(Buffer.from(first.secret)) || secret.includes(Buffer.from(first.secret, 'base64'))),
    ).toBe(false)
  })

  test('the device learns a name for its session that opens nothing', async () => {
    const { anna } = await field.team()
    const [one, other] = [
      await world.as(anna, (scope) => beginOnDevice(scope, anna, SESSION, field.device)),
      await world.as(anna, (scope) => beginOnDevice(scope, anna, Buffer.alloc(32, 8), field.device)),
    ]
    expect(one.session).not.toBe(other.session)
    expect(Buffer.from(one.session, 'base64url')).not.toEqual(SESSION)
  })
})
