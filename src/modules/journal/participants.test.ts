import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { recordActivity } from './activities.commands.server.ts'
import { readActivity, readAround } from './activity.queries.server.ts'
import { anActivity, networkWithProgramme } from './journal.test-support.ts'
import { nameParticipant, readParticipantForm, removeParticipant } from './participants.commands.server.ts'

const world = useWorld()
const ann = { category: 'professionals', name: 'Ann Example', organisation: null } as const
const meeting = async () => {
  const network = await networkWithProgramme(world)
  const noor = await world.person({ network, role: 'coordinator' })
  const { id } = await world.as(noor, (scope) => recordActivity(scope, noor, network, anActivity()))
  return { network, noor, id }
}

describe('journal: people by name', () => {
  test('somebody who agreed is named, and taken away again', async () => {
    const { network, noor, id } = await meeting()
    const named = await world.as(noor, (scope) => nameParticipant(scope, noor, network, id, ann))
    const people = () =>
      world.as(noor, async (scope) => (await readAround(scope, network, await readActivity(scope, network, id))).participants)
    expect(await people()).toEqual([{ ...ann, id: named.id }])
    await world.as(noor, (scope) => removeParticipant(scope, noor, network, id, named.id))
    expect(await people()).toEqual([])
    await expect(world.as(noor, (scope) => removeParticipant(scope, noor, network, id, named.id))).rejects.toMatchObject({
      code: 'not_found',
    })
  })
  test('a name is written only when the person agreed, and never of a person supported or a carer', () => {
    const typed = { name: 'Ann Example', category: 'professionals', agreed: 'yes' }
    expect(readParticipantForm(typed)).toEqual({ ok: true, input: ann })
    expect(readParticipantForm({ ...typed, agreed: '' })).toMatchObject({ ok: false, faults: { agreed: { id: 'journal.fault.agreed' } } })
    for (const category of ['persons_concerned', 'carers', 'everyone', ''])
      expect(readParticipantForm({ ...typed, category })).toMatchObject({ ok: false, faults: { category: {} } })
    expect(readParticipantForm({ ...typed, name: ' ' })).toMatchObject({ ok: false, faults: { name: { id: 'cell.required' } } })
  })
  test('a stranger and a reader can neither name nor remove anybody, and a stranger sees no name', async () => {
    const { network, noor, id } = await meeting()
    const named = await world.as(noor, (scope) => nameParticipant(scope, noor, network, id, ann))
    const [stranger, reader] = [await world.person(), await world.person({ network, role: 'reader' })]
    await expect(world.as(stranger, (scope) => nameParticipant(scope, stranger, network, id, ann))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(world.as(stranger, (scope) => removeParticipant(scope, stranger, network, id, named.id))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(world.as(reader, (scope) => nameParticipant(scope, reader, network, id, ann))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(world.as(reader, (scope) => removeParticipant(scope, reader, network, id, named.id))).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await world.as(stranger, (scope) => scope.selectFrom('journal.participant').selectAll().execute())).toEqual([])
  })
  test('nobody is named at an activity that does not exist', async () => {
    const { network, noor } = await meeting()
    await expect(world.as(noor, (scope) => nameParticipant(scope, noor, network, 'nothing', ann))).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
