import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { careIn } from '../care.test-support.ts'
import { writeContact } from '../episodes/episodes.commands.server.ts'
import { listOwn, OWN_SHOWN } from './own.queries.server.ts'

const world = useWorld()
const care = careIn(world)

/** Somebody with an account whom a team follows, and a worker of that team who writes notes. */
const followed = async () => {
  const network = await world.network()
  const team = await care.team(network)
  const [nurse, person] = [await care.worker(team), await world.person()]
  const file = await care.file(network, { account_id: person.personId })
  const episode = await care.episode(team, file, { entered_on: '2026-01-10', left_on: null })
  const visit = (note: string, at: string) =>
    world.as(nurse, (scope) =>
      writeContact(scope, nurse, network, episode, {
        ...{ id: randomUUID(), at: new Date(at), minutes: 40, mode: 'home', workers: [nurse.personId], who: ['person'] },
        ...{ missed: null, note, next_on: null },
      }),
    )
  return { network, team, nurse, person, file, visit }
}

test('people read what teams wrote about them, in the words of the team, the latest first', async () => {
  const { network, person, visit } = await followed()
  await visit('Nous avons parlé du jardin.', '2026-02-01T10:00:00Z')
  await visit('Elle va mieux.', '2026-03-01T10:00:00Z')
  const { entries, next } = await world.as(person, (scope) => listOwn(scope, network, null))
  expect(entries).toMatchObject([
    { kind: 'contact', mode: 'home', minutes: 40, words: 'Elle va mieux.' },
    { kind: 'contact', words: 'Nous avons parlé du jardin.' },
    { kind: 'episode', leftOn: null, reason: null },
  ])
  expect(next).toBeNull()
})

test('requests are there with their state, drafts and notes about third parties are not', async () => {
  const { network, team, nurse, person, file } = await followed()
  await care.request(network, file, { to_service_id: team.id, sent_at: new Date('2026-01-05T08:00:00Z') })
  await care.request(network, file, { from_service_id: team.id, channel: 'team', state: 'draft', sent_at: null })
  const key = { network_id: network, id: randomUUID(), person_id: file, service_id: team.id }
  await care.put('care.third_party_note', { ...key, note: Buffer.from('about the brother'), written_by: nurse.personId })
  const { entries } = await world.as(person, (scope) => listOwn(scope, network, null))
  expect(entries.map((entry) => [entry.kind, entry.kind === 'request' ? entry.state : ''])).toEqual([
    ['episode', ''],
    ['request', 'sent'],
  ])
})

test('pages follow each other without a line twice or left out, also where several happened at the same moment', async () => {
  const { network, team, nurse, person, file } = await followed()
  const episode = await care.episode(team, file, { entered_on: '2025-01-01', left_on: '2025-12-01', exit_reason: 'moved_on' })
  const at = new Date('2025-06-01T09:00:00.123Z')
  for (let n = 0; n < OWN_SHOWN + 5; n += 1)
    await care.put('care.contact', {
      ...{ network_id: network, id: randomUUID(), person_id: file, episode_id: episode, service_id: team.id },
      ...{ at, mode: 'telephone', written_by: nurse.personId },
    })
  const first = await world.as(person, (scope) => listOwn(scope, network, null))
  const second = await world.as(person, (scope) => listOwn(scope, network, first.next))
  expect(first.entries).toHaveLength(OWN_SHOWN)
  expect(second.next).toBeNull()
  expect(new Set([...first.entries, ...second.entries].map(({ id }) => id)).size).toBe(OWN_SHOWN + 7)
})

test('nobody else reads it this way: a stranger, a worker and another person get nothing', async () => {
  const { network, nurse, visit } = await followed()
  await visit('Une note.', '2026-02-01T10:00:00Z')
  for (const actor of [nurse, await world.person(), await world.person({ network })])
    expect((await world.as(actor, (scope) => listOwn(scope, network, null))).entries).toEqual([])
})
