import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { whoLooked } from '#modules/plans/looked/looked.server.ts'
import { type Actor, OPERATOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { fieldIn, PNG, typed } from './field.test-support.ts'
import { namesToClose, namesToTry, slipsToTry } from './names.ts'
import { doOnce } from './outbox.commands.server.ts'
import { CommandIn } from './schema.ts'
import { takeShift } from './shift.server.ts'
import { sweepCommands } from './sweep.server.ts'
import type { Command } from './vocabulary.ts'

const world = useWorld()
const field = fieldIn(world)
const send = (who: Actor, command: Command, bytes: Buffer | null = null) =>
  world.as(who, (scope) => doOnce(scope, who, CommandIn.parse(command), bytes))
const sweep = (days: number) => world.as(OPERATOR, (scope) => sweepCommands(scope, new Date(Date.now() + days * 86_400_000)))
const countIn = (table: 'care.contact' | 'care.third_party_note' | 'field.attachment' | 'plans.opening', network: string) =>
  world.seed(async (owner) => (await owner.selectFrom(table).select('id').where('network_id', '=', network).execute()).length)

describe('a number that was forgotten', () => {
  const everything = async () => {
    const { network, team, anna } = await field.team()
    const account = await world.person()
    const { person, episode } = await field.followed(network, team)
    const own = await field.care.file(network, { account_id: account.personId, birth_date: '1990-02-03' })
    await field.plan(account, network, own, 'helps', 'Parler doucement.', ['duty'])
    const ben = await field.care.worker(await field.care.team(network, '2A'))
    await world.as(ben, takeShift)
    const about = { network, person }
    const contact: Command = { kind: 'contact', id: randomUUID(), ...about, episode, typed: typed(), workers: [], who: [] }
    const file: Command = { kind: 'file', id: randomUUID(), ...about, contact: contact.id, name: 'a.png', type: 'image/png' }
    const note: Command = { kind: 'note', id: randomUUID(), ...about, text: 'Le frère est inquiet.' }
    const reach: Command = { kind: 'reach', id: randomUUID(), ...about, version: 1, reach: { phone: '1', email: '', address: '', how: '' } }
    const at = new Date().toISOString()
    const opening: Command = { kind: 'opening', id: randomUUID(), network, person: own, reason: 'visit', at }
    const sendAll = async () => [
      await send(anna, contact),
      await send(anna, file, PNG),
      await send(anna, note),
      await send(anna, reach),
      await send(ben, opening),
    ]
    return { network, account, anna, sendAll }
  }

  test('makes nothing twice when it comes again: no second contact, file, note, change or opening', async () => {
    const { network, account, anna, sendAll } = await everything()
    expect(await sendAll()).toEqual([true, true, true, true, true])
    expect(await sweep(89)).toBe(0)
    expect(await sweep(91)).toBeGreaterThanOrEqual(5)
    expect(await world.as(anna, (scope) => scope.selectFrom('field.command').select('id').execute())).toEqual([])
    expect(await sendAll()).toEqual([false, false, false, false, false])
    for (const table of ['care.contact', 'field.attachment', 'care.third_party_note', 'plans.opening'] as const)
      expect(await countIn(table, network), table).toBe(1)
    const told = (await world.as(account, (scope) => whoLooked(scope, network))).filter(({ action }) => action === 'field.openInCrisis')
    expect(told).toHaveLength(1)
  })

  test('that a colleague uses for words of their own is refused, and nothing is lost of either', async () => {
    const { network, team, anna } = await field.team()
    const { person } = await field.followed(network, team)
    const ben = await field.care.worker(team)
    const note: Command = { kind: 'note', id: randomUUID(), network, person, text: 'Le frère est inquiet.' }
    expect(await send(anna, note)).toBe(true)
    await expect(send(ben, { ...note, text: 'Autre chose.' })).rejects.toMatchObject({ code: 'conflict' })
    expect(await countIn('care.third_party_note', network)).toBe(1)
  })
})

describe('a phone whose clock is wrong', () => {
  test('still tells the person of an opening, at a time of that shift', async () => {
    const network = await world.network()
    const account = await world.person()
    const own = await field.care.file(network, { account_id: account.personId, birth_date: '1990-02-03' })
    await field.plan(account, network, own, 'helps', 'Parler doucement.', ['duty'])
    const ben = await field.care.worker(await field.care.team(network, '2A'))
    await world.as(ben, takeShift)
    for (const at of ['2010-01-01T00:00:00.000Z', '2040-01-01T00:00:00.000Z']) {
      const isNew = await send(ben, { kind: 'opening', id: randomUUID(), network, person: own, reason: 'visit', at })
      expect(typeof isNew, at).toBe('boolean')
    }
    const told = await world.seed((owner) =>
      owner
        .selectFrom('platform.audit')
        .select('target')
        .where('network_id', '=', network)
        .where('action', '=', 'field.openInCrisis')
        .execute(),
    )
    expect(told.length).toBeGreaterThan(0)
    for (const { target } of told) expect(Math.abs(Date.parse(target.replace('opened/', '')) - Date.now())).toBeLessThan(86_400_000)
  })
})

describe('the name of a closed plan', () => {
  const isFound = (typed: string, [given, family]: readonly [string, string]) => {
    const closed = namesToClose(given, family)
    return [...namesToTry(typed), ...slipsToTry(typed)].some((name) => closed.includes(name))
  }

  test.each([
    ['inventee', ['Éloïse', 'd’Inventée']],
    ['INVENTÉE Éloïse', ['Éloïse', 'd’Inventée']],
    ['lefebvre', ['Zoé', 'Lefèvre']],
    ['zoe lefevrre', ['Zoé', 'Lefèvre']],
    ['van den broek', ['Jan', 'Van den Broeck']],
    ['vandenbroeck', ['Jan', 'Van den Broeck']],
    ['Vanden Broeck Jan', ['Jan', 'Vandenbroeck']],
    ['desmet', ['Piet', 'De Smet']],
    ['smte', ['Piet', 'De Smet']],
    ['Li', ['Wei', 'Li']],
    ['œuvrard', ['Anne', 'Oeuvrard']],
  ] as const)('%s is found', (typed, named) => {
    expect(isFound(typed, named)).toBe(true)
  })

  test.each([
    ['zoe', ['Zoé', 'Lefèvre']],
    ['van den', ['Jan', 'Van den Broeck']],
    ['le', ['Zoé', 'Lefèvre']],
    ['martin', ['Zoé', 'Lefèvre']],
  ] as const)('%s opens nothing: a first name or a particle is too little', (typed, named) => {
    expect(isFound(typed, named)).toBe(false)
  })
})
