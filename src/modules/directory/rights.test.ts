import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { VISITOR } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { useWorld } from '#test/world.ts'
import { changeArea } from './areas.commands.server.ts'
import { organisation, seedDirectory, service } from './directory.test-support.ts'
import { discardDraft, draftImport } from './import/import.commands.server.ts'
import { addRole, removeMembership, removeRole, setMembership } from './links.commands.server.ts'
import { addOrganisation, changeOrganisation, removeOrganisation } from './organisations.commands.server.ts'
import { readOrganisationPage } from './organisations.queries.server.ts'
import { addService, changeService, removeCapacity, removeService, setCapacity } from './services.commands.server.ts'

const world = useWorld()
const seed = (options?: { isPublic?: boolean }) => seedDirectory(world, options)

type Command = (scope: Scope, actor: Actor, network: string) => Promise<unknown>
const AREA = { name: 'Secteur 2', kind: 'sector' as const, code: null, organisation_id: null, territories: [] }
const commands: [string, Command][] = [
  ['add an organisation', (scope, actor, network) => addOrganisation(scope, actor, network, organisation('Nouvelle'))],
  ['change an organisation', (scope, actor, network) => changeOrganisation(scope, actor, network, 'epsm', 1, organisation('EPSM bis'))],
  [
    'delete an organisation',
    async (scope, actor, network) => {
      const { id } = await addOrganisation(scope, actor, network, organisation('Par erreur'))
      await removeOrganisation(scope, actor, network, id, 1)
    },
  ],
  ['add a service', (scope, actor, network) => addService(scope, actor, network, service('Nouveau'))],
  ['change a service', (scope, actor, network) => changeService(scope, actor, network, 'crise', 1, service('Équipe mobile bis'))],
  ['delete a service', (scope, actor, network) => removeService(scope, actor, network, 'crise', 1)],
  [
    'note a capacity',
    (scope, actor, network) =>
      setCapacity(scope, actor, network, 'crise', { unit: 'beds', value: 8, valid_from: '2025-01-01', valid_to: null }),
  ],
  ['take a capacity back', (scope, actor, network) => removeCapacity(scope, actor, network, 'crise', 'beds', '2024-01-01')],
  ['change an area', (scope, actor, network) => changeArea(scope, actor, network, 'secteur', 1, AREA)],
  [
    'note a membership',
    (scope, actor, network) =>
      setMembership(scope, actor, network, 'epsm', { group_id: 'reseau', valid_from: '2020-01-01', valid_to: null, reason: 'joined' }),
  ],
  ['take a membership back', (scope, actor, network) => removeMembership(scope, actor, network, 'epsm', 'reseau')],
  [
    'note a public role',
    (scope, actor, network) =>
      addRole(scope, actor, network, 'epsm', { person_name: 'Bo Demo', role: { en: 'chair' }, valid_from: null, valid_to: null }),
  ],
  ['take a public role back', (scope, actor, network) => removeRole(scope, actor, network, 'epsm', 'mayor')],
  ['keep a spreadsheet for a preview', (scope, actor, network) => draftImport(scope, actor, network, 'a.csv', { header: [], lines: [] })],
  ['throw a preview away', (scope, actor, network) => discardDraft(scope, actor, network, '00000000-0000-4000-8000-00000000000f')],
]

describe('who may write the directory', () => {
  test.each(commands)('a programme manager may %s, and administrators find it in the trail', async (name, command) => {
    const { network, manager } = await seed()
    await world.as(manager, (scope) => command(scope, manager, network))
    const administrator = await world.person({ network, role: 'administrator' })
    const trail = await world.as(administrator, (scope) =>
      scope.selectFrom('platform.audit').select('action').where('network_id', '=', network).execute(),
    )
    expect(trail.length).toBe(name.includes('preview') ? 0 : name.startsWith('delete an organisation') ? 2 : 1)
  })
  test.each(commands)('a reader may not %s', async (_, command) => {
    const { network } = await seed()
    const reader = await world.person({ network, role: 'reader' })
    await expect(world.as(reader, (scope) => command(scope, reader, network))).rejects.toMatchObject({ code: 'forbidden' })
  })
  test.each(commands)('for a stranger there is nothing to %s in a network that is not public', async (_, command) => {
    const { network } = await seed({ isPublic: false })
    const other = await world.network()
    const stranger = await world.person({ network: other, role: 'administrator' })
    await expect(world.as(stranger, (scope) => command(scope, stranger, network))).rejects.toMatchObject({ code: 'not_found' })
  })
  // The roles are claimed, the database knows better.
  test.each(commands.filter(([name]) => !name.includes('preview away')))(
    'the database itself refuses to %s when the code forgets to ask',
    async (_, command) => {
      const { network } = await seed()
      const reader = await world.person({ network, role: 'reader' })
      const impostor: Actor = { ...reader, roles: { [network]: ['administrator'] } }
      await expect(world.as(impostor, (scope) => command(scope, impostor, network))).rejects.toSatisfy((error: { code: string }) =>
        ['42501', 'conflict', 'not_found'].includes(error.code),
      )
      const page = await world.as(VISITOR, (scope) => readOrganisationPage(scope, network, 'epsm'))
      expect(page).toMatchObject({
        organisation: { name: 'EPSM', version: 1 },
        services: [{ id: 'crise', name: 'Équipe mobile' }],
        groups: [{ id: 'reseau', validFrom: null }],
        roles: [{ id: 'mayor' }],
      })
    },
  )
  test('nobody writes the index of the search by hand', async () => {
    const { network, manager } = await seed()
    await expect(
      world.as(manager, (scope) => sql`update directory.entry set name = 'x' where network_id = ${network}`.execute(scope)),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(world.as(manager, (scope) => sql`select * from directory.word`.execute(scope))).rejects.toMatchObject({ code: '42501' })
  })
})
