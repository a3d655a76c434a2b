import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { listContacts, readPerson } from '#modules/care/index.server.ts'
import { letDutyOpen } from '#modules/plans/crisis/crisis.commands.server.ts'
import { whoLooked } from '#modules/plans/looked/looked.server.ts'
import type { Actor } from '#platform/actor.ts'
import { dayIn } from '#platform/today.ts'
import { useWorld } from '#test/world.ts'
import { listAttachments, readAttachment } from './attachments.server.ts'
import { fieldIn, PNG, typed } from './field.test-support.ts'
import { doOnce, theirsOf } from './outbox.commands.server.ts'
import { CommandIn } from './schema.ts'
import { takeShift } from './shift.server.ts'
import type { Command } from './vocabulary.ts'

const world = useWorld()
const field = fieldIn(world)
const send = (who: Actor, command: Command, bytes: Buffer | null = null) => {
  // As it comes in: through the form of a command.
  const read = CommandIn.parse(JSON.parse(JSON.stringify(command)))
  return world.as(who, (scope) => doOnce(scope, who, read, bytes))
}
const NOWHERE = { phone: '', email: '', address: '', how: '' }
const ready = async () => {
  const { network, team, anna } = await field.team()
  const account = await world.person()
  const person = await field.care.file(network, {
    account_id: account.personId,
    birth_date: '1990-02-03',
    given_name: 'Éloïse',
    family_name: 'Inventée',
  })
  const episode = await field.care.episode(team, person)
  const about = { network, person }
  const contact = (row = {}): Command => ({
    kind: 'contact',
    id: randomUUID(),
    ...about,
    episode,
    typed: typed(),
    workers: [],
    who: ['person'],
    ...row,
  })
  return { network, team, anna, account, person, episode, about, contact }
}
const lookedAt = (account: Actor, network: string) => world.as(account, (scope) => whoLooked(scope, network))

describe('what was written on the road', () => {
  test('a contact arrives through the command of the screen, once however often it is sent', async () => {
    const { network, anna, person, contact } = await ready()
    const command = contact()
    expect(await send(anna, command)).toBe(true)
    expect(await send(anna, command)).toBe(false)
    const { lines } = await world.as(anna, (scope) => listContacts(scope, network, person))
    expect(lines).toMatchObject([{ id: command.id, note: 'Nous avons marché.', minutes: 30, who: ['person'] }])
  })

  test('a contact with a wrong field is refused with the field, and can be sent again corrected under its number', async () => {
    const { anna, contact } = await ready()
    const command = contact({ typed: typed({ minutes: '5000' }) })
    await expect(send(anna, command)).rejects.toMatchObject({ code: 'invalid', detail: { fields: 'minutes' } })
    expect(await send(anna, { ...command, typed: typed() } as Command)).toBe(true)
  })

  test('of who left the team meanwhile is refused, and nothing of it is half done', async () => {
    const { network, team, anna, person, contact } = await ready()
    const left = await field.care.worker(team, { valid_to: dayIn(-1) })
    await expect(send(left, contact())).rejects.toMatchObject({ code: 'not_found' })
    expect((await world.as(anna, (scope) => listContacts(scope, network, person))).lines).toEqual([])
    expect(await world.seed((owner) => owner.selectFrom('field.command').selectAll().where('by_id', '=', left.personId).execute())).toEqual(
      [],
    )
  })

  test('of another network, or of somebody who follows nobody there, is refused', async () => {
    const { contact } = await ready()
    const elsewhere = (await field.team()).anna
    await expect(send(elsewhere, contact())).rejects.toThrow()
  })

  test('how to reach somebody changes when nobody wrote meanwhile, and is a conflict with both texts when somebody did', async () => {
    const { network, anna, person, about } = await ready()
    const change = (version: number, phone: string): Extract<Command, { kind: 'reach' }> => ({
      kind: 'reach',
      id: randomUUID(),
      ...about,
      version,
      reach: { ...NOWHERE, phone },
    })
    expect(await send(anna, change(1, '01 23 45 67 89'))).toBe(true)
    const mine = change(1, '09 87 65 43 21')
    await expect(send(anna, mine)).rejects.toMatchObject({ code: 'conflict' })
    const theirs = await world.as(anna, (scope) => theirsOf(scope, mine))
    expect(theirs).toMatchObject({ version: 2, reach: { phone: '01 23 45 67 89' } })
    expect(await send(anna, { ...mine, version: theirs.version })).toBe(true)
    const now = await world.as(anna, (scope) => readPerson(scope, network, person))
    expect(now).toMatchObject({ reach: { phone: '09 87 65 43 21' }, given: 'Éloïse', birthDate: '1990-02-03' })
    // Sent again after a lost answer it is no conflict with itself.
    expect(await send(anna, { ...mine, version: theirs.version })).toBe(false)
  })

  test('a note about somebody else arrives where the person does not read', async () => {
    const { network, anna, account, about } = await ready()
    const note: Command = { kind: 'note', id: randomUUID(), ...about, text: 'Le frère est inquiet.' }
    expect([await send(anna, note), await send(anna, note)]).toEqual([true, false])
    const seen = (who: Actor) =>
      world.as(who, (scope) => scope.selectFrom('care.third_party_note').select('id').where('network_id', '=', network).execute())
    expect([(await seen(anna)).length, (await seen(account)).length]).toEqual([1, 0])
  })
})

describe('a photograph or a paper', () => {
  const file = (about: { network: string; person: string }, contact: string): Command => ({
    kind: 'file',
    id: randomUUID(),
    ...about,
    contact,
    name: 'porte d’entrée.png',
    type: 'image/png',
  })

  test('hangs on its contact, sealed, and is read by who reads the contact', async () => {
    const { network, anna, account, person, about, contact } = await ready()
    const written = contact()
    await send(anna, written)
    const command = file(about, written.id)
    expect([await send(anna, command, PNG), await send(anna, command, PNG)]).toEqual([true, false])
    expect(await world.as(account, (scope) => listAttachments(scope, network, person))).toMatchObject([
      { contact: written.id, name: 'porte d’entrée.png', bytes: PNG.length },
    ])
    expect((await world.as(account, (scope) => readAttachment(scope, network, command.id))).bytes.equals(PNG)).toBe(true)
    const [row] = await world.seed((owner) => owner.selectFrom('field.attachment').selectAll().execute())
    expect(row?.content.includes(PNG.subarray(8, 40)) || row?.content.includes(PNG.toString('base64').slice(8, 40))).toBe(false)
    expect(row?.name.includes('porte')).toBe(false)
    const stranger = (await field.team()).anna
    await expect(world.as(stranger, (scope) => readAttachment(scope, network, command.id))).rejects.toMatchObject({ code: 'not_found' })
    expect(await lookedAt(account, network)).toContainEqual(expect.objectContaining({ action: 'field.addAttachment' }))
  })

  test('that is not what it says, or that belongs to a colleague’s contact, is refused', async () => {
    const { team, anna, about, contact } = await ready()
    const written = contact()
    await send(anna, written)
    await expect(send(anna, file(about, written.id), Buffer.from('<script>'))).rejects.toMatchObject({ code: 'invalid' })
    await expect(send(anna, file(about, written.id), null)).rejects.toMatchObject({ code: 'invalid' })
    const ben = await field.care.worker(team)
    await expect(send(ben, file(about, written.id), PNG)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('that is larger than the setting is refused', async () => {
    const { anna, about, contact } = await ready()
    const written = contact()
    await send(anna, written)
    const large = Buffer.concat([PNG, Buffer.alloc(4096 * 1024)])
    await expect(send(anna, file(about, written.id), large)).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('a crisis plan on duty without a network', () => {
  const onDuty = async () => {
    const all = await ready()
    await field.plan(all.account, all.network, all.person, 'helps', 'Parler doucement.', ['duty'])
    const crisis = await field.care.team(all.network, '2A')
    return { ...all, ben: await field.care.worker(crisis) }
  }
  const opening = (about: { network: string; person: string }, at = new Date().toISOString()): Command => ({
    kind: 'opening',
    id: randomUUID(),
    ...about,
    reason: 'visit',
    at,
  })

  test('goes along closed, without a name, and the person sees that it did', async () => {
    const { network, account, ben } = await onDuty()
    const shift = await world.as(ben, takeShift)
    expect(shift.plans).toHaveLength(2)
    const all = JSON.stringify(shift)
    for (const word of ['Parler', 'Inventée', 'Éloïse', '1990-02-03']) expect(all).not.toContain(word)
    expect(await lookedAt(account, network)).toContainEqual(expect.objectContaining({ action: 'field.takeShift' }))
  })

  test('goes with nobody whose team is not on duty, and not without the person’s leave', async () => {
    const { network, account, person, anna, ben } = await onDuty()
    const nobody = await field.care.worker(await field.care.team(network, '3'))
    await expect(world.as(nobody, takeShift)).rejects.toMatchObject({ code: 'forbidden' })
    await world.as(account, (scope) => letDutyOpen(scope, network, person, false))
    expect((await world.as(ben, takeShift)).plans).toEqual([])
    expect(anna.personId).not.toBe(ben.personId)
  })

  test('the opening is told to the person at the next contact, once', async () => {
    const { network, account, about, ben } = await onDuty()
    await world.as(ben, takeShift)
    const command = opening(about)
    expect([await send(ben, command), await send(ben, command)]).toEqual([true, false])
    const looks = (await lookedAt(account, network)).filter(({ action }) => action === 'field.openInCrisis')
    expect(looks).toMatchObject([{ reason: 'visit' }])
    expect((await lookedAt(account, network)).filter(({ action }) => action === 'plans.openInCrisis')).toHaveLength(1)
  })

  test('the opening is told also when the person took back their leave meanwhile, because it was read', async () => {
    const { network, account, person, about, ben } = await onDuty()
    await world.as(ben, takeShift)
    await world.as(account, (scope) => letDutyOpen(scope, network, person, false))
    expect(await send(ben, opening(about))).toBe(true)
    const actions = (await lookedAt(account, network)).map(({ action }) => action)
    expect(actions).toContain('field.openInCrisis')
    expect(actions).not.toContain('plans.openInCrisis')
  })

  test('nobody tells an opening of a plan that they did not take along', async () => {
    const { about, ben } = await onDuty()
    await expect(send(ben, opening(about))).rejects.toMatchObject({ code: 'not_found' })
  })
})
