import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { hasMeasures } from '../../measures/index.ts'
import { INSTRUMENTS } from '../../measures/vocabulary.ts'
import { writeCrisis } from '../crisis/crisis.commands.server.ts'
import { openInCrisis } from '../duty/duty.server.ts'
import { breakGlass } from '../glass/glass.server.ts'
import { planOf, somebodyIn } from '../plans.test-support.ts'
import { standingConsents } from '../space/space.queries.server.ts'
import { noteLooked, openedUnread } from './looked.server.ts'

const world = useWorld()
const GIVEN = { name: 'Zoe Lefevre', born: '1990-05-17', reason: 'Trouvée sur un pont, ne répond pas.' }

test('a person is told in their space that somebody opened their file without them, until they have read who it was', async () => {
  const of = await somebodyIn(world)
  const unread = () => world.as(of.person, openedUnread)
  const read = () => world.as(of.person, (scope) => noteLooked(scope, of.network, of.file))
  const earlier = () => world.seed((owner) => sql`update plans.looked set at = at - interval '1 minute'`.execute(owner))
  await world.as(of.person, (scope) => writeCrisis(scope, of.network, of.file, planOf(), { how: 'alone', service: null }))
  expect(await unread()).toEqual([])
  await world.as(of.duty, (scope) => openInCrisis(scope, of.duty, of.network, of.file, 'visit'))
  expect(await unread()).toEqual([of.network])
  await read()
  expect(await unread()).toEqual([])
  await earlier()
  await world.seed((owner) => sql`update plans.opening set at = at - interval '1 hour', until = until - interval '1 hour'`.execute(owner))
  await world.as(of.colleague, (scope) => breakGlass(scope, of.colleague, of.network, GIVEN))
  expect(await unread()).toEqual([of.network])
  expect(await world.as(of.carer, openedUnread)).toEqual([])
  await read()
  expect(await unread()).toEqual([])
})

test('nobody else says for a person that they have read it', async () => {
  const of = await somebodyIn(world)
  await expect(world.as(of.worker, (scope) => noteLooked(scope, of.network, of.file))).rejects.toThrow('row-level security')
})

test('a consent names the team that it is for, also one that does not follow the person', async () => {
  const of = await somebodyIn(world)
  await of.care.consent(of.network, of.file, of.person.personId, { to_service_id: of.elsewhere.id, noted_service_id: of.following.id })
  expect(await world.as(of.person, (scope) => standingConsents(scope, of.network))).toMatchObject([{ team: `Équipe ${of.elsewhere.id}` }])
})

test('a person finds their questionnaires only where the network offers one or they have begun one', async () => {
  const of = await somebodyIn(world)
  const has = () => world.as(of.person, (scope) => hasMeasures(scope, of.network))
  expect(await has()).toBe(true)
  await of.care.put('measures.offer', { network_id: of.network, switched_off: [...INSTRUMENTS] })
  expect(await has()).toBe(false)
})
