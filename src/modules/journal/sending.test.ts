import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { recordActivity } from './activities.commands.server.ts'
import { listActivities } from './activities.queries.server.ts'
import { readActivity } from './activity.queries.server.ts'
import { activityTyped } from './activity-form.server.ts'
import { listActivityCountries, listKinds, listYears } from './choices.server.ts'
import { countriesIn } from './countries.server.ts'
import { anActivity, networkWithProgramme } from './journal.test-support.ts'
import { organisationNamed, territoryNamed } from './named.server.ts'
import { sendActivity, sendNewActivity } from './routes/saving.server.ts'
import { sendOutcome } from './routes/saving-outcome.server.ts'

const world = useWorld()
const coordinator = async () => {
  const network = await networkWithProgramme(world)
  return { network, noor: await world.person({ network, role: 'coordinator' }) }
}
const TYPED = { title_fr: 'Café', programme: 'clsm', kind: 'Réunion', starts: '2025-06-24' }

describe('journal: sending a form', () => {
  test('a form that is wrong writes nothing and gives back what was typed', async () => {
    const { network, noor } = await coordinator()
    const typed = { ...TYPED, programme: 'theirs', 'organisation-0': 'Nobody at all', 'role-0': 'host' }
    const sent = await world.as(noor, (scope) => sendNewActivity(scope, noor, network, typed))
    expect(sent).toMatchObject({
      status: 422,
      answer: { typed, faults: { programme: { id: 'form.fault.unknown' }, 'organisation-0': { id: 'form.fault.unknown' } } },
    })
    expect((await world.as(noor, (scope) => listActivities(scope, network, {}, null))).count).toBe(0)
  })
  test('an organisation is found by its name, however it is written', async () => {
    const { network, noor } = await coordinator()
    const sent = await world.as(noor, (scope) =>
      sendNewActivity(scope, noor, network, { ...TYPED, 'organisation-0': 'etablissement PUBLIC', 'role-0': 'host' }),
    )
    const id = 'saved' in sent ? sent.saved : ''
    expect((await world.as(noor, (scope) => readActivity(scope, network, id))).organisations).toMatchObject([
      { organisation_id: 'epsm', role: 'host' },
    ])
  })
  test('of two who correct at once, the second sees only what the first changed, and may send again', async () => {
    const { network, noor } = await coordinator()
    const { id } = await world.as(noor, (scope) => recordActivity(scope, noor, network, anActivity()))
    const opened = { ...activityTyped(await world.as(noor, (scope) => readActivity(scope, network, id))), kind: 'Réunion' }
    const send = (changes: Record<string, string>) =>
      world.as(noor, (scope) => sendActivity(scope, noor, network, id, { ...opened, ...changes }))
    expect(await send({ place: 'Lille' })).toEqual({ saved: id })
    const second = await send({ place: 'Lyon' })
    expect(second).toMatchObject({
      status: 409,
      answer: { typed: { place: 'Lyon' }, theirs: [{ name: 'place', value: 'Lille' }], version: '2' },
    })
    expect(await send({ place: 'Lyon', version: '2' })).toEqual({ saved: id })
    for (const version of ['', 'x', '99999999999', '1.5']) expect(await send({ version })).toMatchObject({ status: 409 })
  })
  test('an event that would become part of itself is told at the field', async () => {
    const { network, noor } = await coordinator()
    const event = await world.as(noor, (scope) => recordActivity(scope, noor, network, anActivity()))
    const part = await world.as(noor, (scope) => recordActivity(scope, noor, network, anActivity({ part_of: event.id })))
    const sent = await world.as(noor, (scope) => sendActivity(scope, noor, network, event.id, { ...TYPED, part_of: part.id, version: '1' }))
    expect(sent).toMatchObject({ status: 422, answer: { faults: { part_of: { id: 'journal.fault.circle' } } } })
  })
  test('a DOI that the network has already is told at the field', async () => {
    const { network, noor } = await coordinator()
    const send = () =>
      world.as(noor, (scope) =>
        sendOutcome(scope, noor, network, null, {
          programme: 'clsm',
          kind: 'article',
          title: 'Title',
          published: '2025',
          doi: '10.1000/x',
        }),
      )
    expect(await send()).toMatchObject({ saved: expect.any(String) })
    expect(await send()).toMatchObject({ status: 422, answer: { faults: { doi: { id: 'journal.fault.doi' } } } })
  })
})

describe('journal: names', () => {
  test('one of exactly this name is meant; of names that contain it the person chooses', async () => {
    const { network, noor } = await coordinator()
    await world.seed((owner) =>
      owner
        .insertInto('directory.organisation')
        .values(
          ['EPSM Lille', 'EPSM Flandres', 'Lille'].map((name, at) => ({
            network_id: network,
            id: `o${at}`,
            name,
            kind: 'other',
            country: 'FR',
          })) as never,
        )
        .execute(),
    )
    const named = (typed: string) => world.as(noor, (scope) => organisationNamed(scope, network, typed))
    expect(await named('lille')).toEqual({ kind: 'one', id: 'o2' })
    expect(await named('epsm')).toEqual({ kind: 'one', id: 'epsm' }) // its id
    expect(await named('EPSM Lille (o0)')).toEqual({ kind: 'one', id: 'o0' })
    expect(await named('flandr')).toEqual({ kind: 'several', labels: ['EPSM Flandres (o1)'] })
    expect(await named('Nobody')).toEqual({ kind: 'none' })
  })
  test('two places of one name are told apart, and a code is enough', async () => {
    const { noor } = await coordinator()
    await world.seed((owner) =>
      owner
        .insertInto('directory.territory')
        .values(
          ['XX-A1', 'XX-A2'].map((id) => ({
            id,
            kind: 'municipality',
            parent_id: null,
            name: 'Zzyville-les-Bains',
            population: null,
            latitude: null,
            longitude: null,
          })) as never,
        )
        .execute(),
    )
    const named = (typed: string) => world.as(noor, (scope) => territoryNamed(scope, typed))
    expect(await named('zzyville les bains')).toEqual({
      kind: 'several',
      labels: ['Zzyville-les-Bains (XX-A1)', 'Zzyville-les-Bains (XX-A2)'],
    })
    expect(await named('xx-a2')).toEqual({ kind: 'one', id: 'XX-A2' })
    expect(await named('Zzyville-les-Bains (XX-A1)')).toEqual({ kind: 'one', id: 'XX-A1' })
  })
})

describe('journal: what a network uses', () => {
  test('kinds, countries and years are those of its own activities', async () => {
    const { network, noor } = await coordinator()
    for (const [kind, country, day] of [
      ['visit', 'BE', '2023-01-01'],
      ['meeting', 'FR', '2025-01-01'],
      ['visit', null, '2025-02-01'],
    ] as const) {
      await world.as(noor, (scope) => recordActivity(scope, noor, network, anActivity({ kind, country, starts_on: day, ends_on: day })))
    }
    const used = await world.as(noor, async (scope) => [
      await listKinds(scope, network),
      await listActivityCountries(scope, network),
      await listYears(scope, network),
    ])
    expect(used).toEqual([
      ['meeting', 'visit'],
      ['BE', 'FR'],
      [2025, 2024, 2023],
    ])
  })
  test('countries are countries, by name, in each language', () => {
    const french = countriesIn('fr')
    expect(french).toContainEqual({ value: 'CI', label: 'Côte d’Ivoire' })
    expect(french.map(({ value }) => value)).not.toContain('DD')
    expect(french.length).toBeGreaterThan(240)
    expect(countriesIn('nl').find(({ value }) => value === 'DE')?.label).toBe('Duitsland')
  })
})
