import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { careIn, type Team } from '../care.test-support.ts'
import { correctContact } from '../episodes/correcting.server.ts'
import { endEpisode, setReferent, writeContact } from '../episodes/episodes.commands.server.ts'
import { listOwn } from '../own/own.queries.server.ts'
import { teamOptions } from '../screen/team-options.ts'
import { addWorker, changeTeam, endWork, openTeam } from '../teams/teams.commands.server.ts'
import { listMyTeams, listStated, readMyTeam, readTeam } from '../teams/teams.queries.server.ts'
import { changePerson, linkAccount, mergeFiles, splitFiles, withdrawConsent, writeThirdPartyNote } from './people.commands.server.ts'
import {
  CONTACTS_SHOWN,
  countAlike,
  findPeople,
  listAlike,
  listCardsToLink,
  listConsents,
  listContacts,
  listEpisodes,
  listFollowed,
  listMerged,
  listThirdPartyNotes,
  readPerson,
} from './people.queries.server.ts'

const world = useWorld()
const care = careIn(world)
const setting = async () => {
  const network = await world.network()
  const [team, other] = [await care.team(network), await care.team(network, '2B')]
  return {
    network,
    team,
    other,
    anna: await care.worker(team),
    ben: await care.worker(other),
    boss: await world.person({ network, role: 'administrator' }),
  }
}
const followed = async (team: Team, row: Parameters<typeof care.file>[1] = {}) => {
  const person = await care.file(team.network, row)
  return { person, episode: await care.episode(team, person, { entered_on: '2026-01-05' }) }
}
const identity = {
  given_name: 'Ana',
  family_name: 'Inventée',
  birth_date: '1990-02-03',
  territory_id: null,
  language: 'nl',
  needs_interpreter: true,
}
const reach = { phone: '0600000000', email: '', address: '', how: 'le soir' }
const contact = (more: object = {}) =>
  ({
    id: randomUUID(),
    at: new Date('2026-11-20T10:00:00Z'),
    minutes: 45,
    mode: 'home',
    workers: [],
    who: ['person'],
    missed: null,
    note: 'Nous avons marché.',
    next_on: '2026-11-27',
    ...more,
  }) as const
const write = (actor: Actor, network: string, episode: string, input: ReturnType<typeof contact>) =>
  world.as(actor, (scope) => writeContact(scope, actor, network, episode, { ...input, workers: [...input.workers], who: [...input.who] }))

test('what a team stated last of its places stands beside it where one is chosen', async () => {
  const { network, team, other, anna, boss } = await setting()
  for (const state of ['open', 'full'] as const)
    await world.seed((owner) =>
      sql`insert into guide.availability (network_id, service_id, state, stated_by) values (${network}, ${other.id}, ${state}, ${boss.personId})`.execute(
        owner,
      ),
    )
  const stated = await world.as(anna, (scope) => listStated(scope, network))
  const choice = [team, other].map(({ id }) => ({ id, name: id, stated: stated.get(id) ?? null }))
  const said = teamOptions(((id: string) => id) as never, () => '', choice)
  expect(said.map(({ label }) => label)).toEqual([team.id, 'care.team.stated'])
  expect(stated.get(other.id)?.state).toBe('full')
})

describe('a file', () => {
  test('is corrected by a team that follows the person; two who do it at once: the second is told', async () => {
    const { network, team, anna, ben } = await setting()
    const { person } = await followed(team)
    await world.as(anna, (scope) => changePerson(scope, network, person, 1, identity, reach))
    expect(await world.as(anna, (scope) => readPerson(scope, network, person))).toMatchObject({
      birthDate: '1990-02-03',
      language: 'nl',
      reach,
      version: 2,
    })
    await expect(world.as(anna, (scope) => changePerson(scope, network, person, 1, identity, reach))).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(world.as(ben, (scope) => changePerson(scope, network, person, 2, identity, reach))).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('that is read leaves a trace with the person concerned', async () => {
    const { network, team, anna, boss } = await setting()
    const { person } = await followed(team)
    await world.as(anna, (scope) => readPerson(scope, network, person))
    const trail = await world.as(boss, (scope) =>
      scope.selectFrom('platform.audit').select(['action', 'about', 'person_id']).where('about', '=', person).execute(),
    )
    expect(trail).toEqual([{ action: 'care.readFile', about: person, person_id: anna.personId }])
  })

  test('of the same person is found in spite of accents, order and typing errors, among those that one may see', async () => {
    const { network, team, other, anna, ben } = await setting()
    const row = { given_name: 'Élodie', family_name: 'Ménard', birth_date: '1980-05-06' }
    const { person } = await followed(team, row)
    const twin = await followed(team, { given_name: 'menrad', family_name: 'elodie', birth_date: '1980-05-06' })
    await followed(team, { given_name: 'Jan', family_name: 'Peeters', birth_date: '1980-05-07' })
    await followed(other, row)
    const file = { id: person, given: 'Élodie', family: 'Ménard', birthDate: '1980-05-06' }
    expect(await world.as(anna, (scope) => listAlike(scope, network, file))).toMatchObject([{ id: twin.person, likeness: 'likely' }])
    expect(await world.as(ben, (scope) => listAlike(scope, network, { ...file, id: randomUUID() }))).toHaveLength(1)
    expect((await world.as(anna, (scope) => findPeople(scope, network, 'elodie menard'))).map(({ id }) => id).sort()).toEqual(
      [person, twin.person].sort(),
    )
    expect(await world.as(anna, (scope) => findPeople(scope, network, "' or true --"))).toEqual([])
  })

  test('is said to resemble another where a request is answered, and nothing is said to who may not join the two', async () => {
    const { network, team, other, anna, ben } = await setting()
    const row = { given_name: 'Élodie', family_name: 'Ménard', birth_date: '1980-05-06' }
    await followed(team, row)
    const called = await care.file(network, row)
    await care.request(network, called, { to_service_id: team.id })
    expect(await world.as(anna, (scope) => countAlike(scope, network, called))).toBe(1)
    expect(await world.as(ben, (scope) => countAlike(scope, network, called))).toBe(0)
    const alone = await care.file(network, row)
    await care.request(network, alone, { to_service_id: other.id })
    expect(await world.as(ben, (scope) => countAlike(scope, network, alone))).toBe(0)
  })

  test('merged with another is read with it, and both are as before when that is taken back', async () => {
    const { network, team, anna, ben } = await setting()
    const [one, other] = [await followed(team), await care.file(network)]
    const second = await care.team(network, '3')
    await care.episode(second, other, { entered_on: '2026-02-01' })
    const worker = await care.worker(second)
    await world.seed((owner) =>
      owner
        .insertInto('care.worker')
        .values({ network_id: network, service_id: second.id, person_id: anna.personId, profession: 'nurse', valid_to: null })
        .execute(),
    )
    for (const actor of [ben, worker])
      await expect(world.as(actor, (scope) => mergeFiles(scope, network, other, one.person))).rejects.toMatchObject({ code: 'not_found' })
    await world.as(anna, (scope) => mergeFiles(scope, network, other, one.person))
    expect(await world.as(anna, (scope) => listEpisodes(scope, network, one.person))).toHaveLength(2)
    expect(await world.as(anna, (scope) => listMerged(scope, network, one.person))).toMatchObject([{ id: other }])
    // The other team follows one person, whichever file is open: it sees the names of both, and its own episode.
    expect(await world.as(worker, (scope) => listEpisodes(scope, network, one.person))).toHaveLength(1)
    await world.as(anna, (scope) => splitFiles(scope, network, other))
    expect(await world.as(anna, (scope) => listEpisodes(scope, network, one.person))).toHaveLength(1)
    await expect(world.as(worker, (scope) => readPerson(scope, network, one.person))).rejects.toMatchObject({ code: 'not_found' })
  })

  test('merged with one that is merged further gives back, when it is split, what it took and nothing else', async () => {
    const { network, team, anna } = await setting()
    const [a, b, c, d, e] = [
      await followed(team),
      await followed(team),
      await followed(team),
      await followed(team),
      await followed(team),
    ].map(({ person }) => person) as [string, string, string, string, string]
    const merge = (id: string, into: string) => world.as(anna, (scope) => mergeFiles(scope, network, id, into))
    const split = (id: string) => world.as(anna, (scope) => splitFiles(scope, network, id))
    const under = async (id: string) => (await world.as(anna, (scope) => listMerged(scope, network, id))).map((line) => line.id).sort()
    await merge(a, b)
    await merge(b, c)
    await merge(e, c)
    await merge(c, d)
    expect(await under(d)).toEqual([a, b, c, e].sort())
    await split(c)
    expect([await under(d), await under(c)]).toEqual([[], [a, b, e].sort()])
    await split(b)
    expect([await under(c), await under(b)]).toEqual([[e], [a]])
    await split(a)
    expect(await under(b)).toEqual([])
  })

  test('keeps what a contact said before its writer corrected it, for the team and the person; nobody else corrects it', async () => {
    const { network, team, anna } = await setting()
    const account = await world.person()
    const colleague = await care.worker(team)
    const { person, episode } = await followed(team, { account_id: account.personId })
    const first = contact({ note: 'Il allait mal.' })
    await write(anna, network, episode, first)
    const better = { ...first, workers: [], who: ['person' as const], note: 'Il allait bien.', minutes: 60 }
    const correct = (actor: Actor, version: number) =>
      world.as(actor, (scope) => correctContact(scope, actor, network, person, version, better))
    await expect(correct(colleague, 1)).rejects.toMatchObject({ code: 'not_found' })
    await correct(anna, 1)
    await expect(correct(anna, 1)).rejects.toMatchObject({ code: 'conflict' })
    for (const actor of [anna, colleague, account]) {
      const { lines } = await world.as(actor, (scope) => listContacts(scope, network, person))
      expect(lines).toMatchObject([{ note: 'Il allait bien.', minutes: 60, isMine: actor === anna, before: [{ note: 'Il allait mal.' }] }])
    }
    const [own] = (await world.as(account, (scope) => listOwn(scope, network, null))).entries.filter(({ kind }) => kind === 'contact')
    expect(own).toMatchObject({ words: 'Il allait bien.', correctedAt: expect.any(String) })
  })

  test('keeps what is about others apart: for the team, and not for the person', async () => {
    const { network, team, anna } = await setting()
    const account = await world.person()
    const { person, episode } = await followed(team, { account_id: account.personId })
    await write(anna, network, episode, contact())
    await world.as(anna, (scope) => writeThirdPartyNote(scope, anna, network, person, team.id, 'Sa sœur est inquiète.'))
    expect(await world.as(anna, (scope) => listThirdPartyNotes(scope, network, person))).toMatchObject([{ note: 'Sa sœur est inquiète.' }])
    expect((await world.as(account, (scope) => listContacts(scope, network, person))).lines).toMatchObject([{ note: 'Nous avons marché.' }])
    expect(await world.as(account, (scope) => listThirdPartyNotes(scope, network, person))).toEqual([])
  })

  test('shows what was agreed to, and ends it when the person says so', async () => {
    const { network, team, other, anna, ben } = await setting()
    const { person } = await followed(team)
    const consent = await care.consent(network, person, anna.personId, {
      noted_service_id: team.id,
      to_service_id: other.id,
      sections: ['identity'],
    })
    expect(await world.as(anna, (scope) => listConsents(scope, network, person))).toMatchObject([
      { id: consent, sections: ['identity'], withdrawnAt: null },
    ])
    await world.as(ben, (scope) => readPerson(scope, network, person))
    await expect(world.as(ben, (scope) => withdrawConsent(scope, ben, network, consent))).rejects.toMatchObject({ code: 'not_found' })
    await world.as(anna, (scope) => withdrawConsent(scope, anna, network, consent))
    await expect(world.as(ben, (scope) => readPerson(scope, network, person))).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the person’s own account', () => {
  test('is linked by who gave the card by hand and follows them, once, and opens the file to the person', async () => {
    const { network, team, anna, ben } = await setting()
    const { person } = await followed(team)
    const account = await world.person()
    const card = randomUUID()
    await world.seed(async (owner) => {
      const made = {
        network_id: network,
        id: card,
        kind: 'person',
        code_hash: Buffer.from(card),
        made_by: anna.personId,
        expires_at: new Date(),
        used_at: new Date(),
      }
      await owner
        .insertInto('identity.card')
        .values(made as never)
        .execute()
      await owner
        .insertInto('identity.tie')
        .values({ network_id: network, person_id: account.personId, kind: 'person', card_id: card } as never)
        .execute()
    })
    expect(await world.as(ben, (scope) => listCardsToLink(scope, network))).toEqual([])
    await expect(world.as(ben, (scope) => linkAccount(scope, network, person, card))).rejects.toMatchObject({ code: 'not_found' })
    expect(await world.as(anna, (scope) => listCardsToLink(scope, network))).toMatchObject([{ id: card }])
    await world.as(anna, (scope) => linkAccount(scope, network, person, card))
    expect(await world.as(account, (scope) => readPerson(scope, network, person))).toMatchObject({ hasAccount: true })
    await expect(world.as(anna, (scope) => linkAccount(scope, network, person, card))).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a contact', () => {
  test('that is sent twice is kept once, and is read by the team', async () => {
    const { network, team, anna, ben } = await setting()
    const { person, episode } = await followed(team)
    const input = contact()
    expect([await write(anna, network, episode, input), await write(anna, network, episode, input)]).toEqual([true, false])
    const { lines } = await world.as(anna, (scope) => listContacts(scope, network, person))
    expect(lines).toMatchObject([{ mode: 'home', minutes: 45, workers: [anna.personId], note: input.note, nextOn: '2026-11-27' }])
    await expect(write(ben, network, episode, contact())).rejects.toMatchObject({ code: 'not_found' })
    expect((await world.as(ben, (scope) => listContacts(scope, network, person))).lines).toEqual([])
    const mate = await care.worker(team)
    await expect(write(mate, network, episode, input)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('that is long ago is found as well, a page at a time, the latest first', async () => {
    const { network, team, anna } = await setting()
    const { person, episode } = await followed(team)
    const days = Array.from({ length: CONTACTS_SHOWN + 2 }, (_, at) => new Date(Date.UTC(2026, 0, at + 1, 9)))
    for (const at of days) await write(anna, network, episode, contact({ id: randomUUID(), at, next_on: null }))
    const [first, second] = [
      await world.as(anna, (scope) => listContacts(scope, network, person)),
      await world.as(anna, (scope) => listContacts(scope, network, person, { page: 2 })),
    ]
    expect([first.hasOlder, second.hasOlder]).toEqual([true, false])
    expect([...first.lines, ...second.lines].map(({ at }) => at)).toEqual(days.toReversed())
  })

  test('counts when it took place: the list of the team shows the last one, and who is followed for long', async () => {
    const { network, team, anna } = await setting()
    const { episode } = await followed(team)
    await write(anna, network, episode, contact({ missed: 'not_there', at: new Date('2026-11-21T10:00:00Z'), next_on: null }))
    await write(anna, network, episode, contact())
    const [line] = await world.as(anna, (scope) => listFollowed(scope, network, team.id, 30))
    expect(line).toMatchObject({ lastContact: new Date('2026-11-20T10:00:00Z'), isLong: true })
    expect(await world.as(anna, (scope) => listFollowed(scope, network, team.id, null))).toMatchObject([{ isLong: false }])
  })
})

describe('an episode', () => {
  test('has a referent of the team, and ends once, not before it began', async () => {
    const { network, team, anna, ben } = await setting()
    const { person, episode } = await followed(team)
    await world.as(anna, (scope) => setReferent(scope, network, episode, 1, anna.personId))
    await expect(world.as(anna, (scope) => setReferent(scope, network, episode, 2, ben.personId))).rejects.toMatchObject({
      code: 'invalid',
    })
    const ending = { left_on: '2026-03-01', exit_reason: 'goals_reached', destination: 'home' } as const
    await expect(
      world.as(anna, (scope) => endEpisode(scope, network, episode, 2, { ...ending, left_on: '2025-01-01' })),
    ).rejects.toMatchObject({ code: 'invalid' })
    await expect(world.as(ben, (scope) => endEpisode(scope, network, episode, 2, ending))).rejects.toMatchObject({ code: 'not_found' })
    await world.as(anna, (scope) => endEpisode(scope, network, episode, 2, ending))
    await expect(world.as(anna, (scope) => endEpisode(scope, network, episode, 3, ending))).rejects.toMatchObject({ code: 'conflict' })
    expect(await world.as(anna, (scope) => listEpisodes(scope, network, person))).toMatchObject([
      { leftOn: '2026-03-01', referentId: anna.personId, isMine: true },
    ])
  })
})

describe('a team', () => {
  test('takes somebody in who has a role in the network, once, and lets them go the same day', async () => {
    const { network, team, boss, anna } = await setting()
    const newcomer = await world.person({ network, role: 'worker' })
    const input = {
      person_id: newcomer.personId,
      profession: 'peer_support_worker',
      is_lead: false,
      valid_from: '2026-01-01',
      valid_to: null,
    } as const
    const add = (actor: Actor, more: object = {}) =>
      world.as(actor, (scope) => addWorker(scope, actor, network, team.id, { ...input, ...more }))
    await expect(add(boss, { person_id: boss.personId })).rejects.toMatchObject({ detail: { worker: 'self' } })
    await expect(add(boss, { person_id: randomUUID() })).rejects.toMatchObject({ detail: { worker: 'unknown' } })
    await expect(add(anna)).rejects.toMatchObject({ detail: { worker: 'unknown' } })
    await add(boss)
    await expect(add(boss)).rejects.toMatchObject({ detail: { worker: 'twice' } })
    expect(await world.as(newcomer, listMyTeams)).toMatchObject([{ id: team.id }])
    const { id } = await world.as(boss, (scope) =>
      scope.selectFrom('care.worker').select('id').where('person_id', '=', newcomer.personId).executeTakeFirstOrThrow(),
    )
    await expect(world.as(anna, (scope) => endWork(scope, network, id, 1))).rejects.toMatchObject({ code: 'conflict' })
    await world.as(boss, (scope) => endWork(scope, network, id, 1))
    expect(await world.as(newcomer, listMyTeams)).toEqual([])
  })

  test('is opened and set by who steers the network, and read by its own people', async () => {
    const { network, team, boss, anna, ben } = await setting()
    const input = { is_public: true, answer_hours: 48, meeting_hours: null, meeting_days: 4, longest_days: 42 }
    await expect(world.as(anna, (scope) => changeTeam(scope, anna, network, team.id, 1, input))).rejects.toMatchObject({
      code: 'not_found',
    })
    await world.as(boss, (scope) => changeTeam(scope, boss, network, team.id, 1, input))
    await expect(world.as(boss, (scope) => changeTeam(scope, boss, network, team.id, 1, input))).rejects.toMatchObject({ code: 'conflict' })
    expect((await world.as(anna, (scope) => readMyTeam(scope, network, team.id))).rules).toEqual({
      answerHours: 48,
      meetingHours: null,
      meetingDays: 4,
      longestDays: 42,
    })
    await expect(world.as(ben, (scope) => readMyTeam(scope, network, team.id))).rejects.toMatchObject({ code: 'not_found' })
    await expect(world.as(boss, (scope) => openTeam(scope, boss, network, 'nothing'))).rejects.toMatchObject({ code: 'not_found' })
    const stranger = await world.person()
    await expect(world.as(stranger, (scope) => readTeam(scope, network, team.id))).rejects.toMatchObject({ code: 'not_found' })
  })
})
