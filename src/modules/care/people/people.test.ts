import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { correctContact } from '../episodes/correcting.server.ts'
import { listOwn } from '../own/own.queries.server.ts'
import { changePerson, linkAccount, withdrawConsent, writeThirdPartyNote } from './people.commands.server.ts'
import { listCardsToLink, listConsents, listContacts, listThirdPartyNotes, readPerson } from './people.queries.server.ts'
import { contact, identity, peopleIn, reach } from './people.test-support.ts'

const world = useWorld()
const { care, setting, followed, write } = peopleIn(world)

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
