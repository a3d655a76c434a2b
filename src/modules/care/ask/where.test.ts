import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { loadBelgium } from '#modules/directory/belgium.server.ts'
import { OPERATOR, VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { readCallForm } from '../forms.server.ts'
import { listChoices } from '../teams/choices.server.ts'
import { faultsIn, stepsFor } from './answers.ts'
import { askForHelp } from './ask.commands.server.ts'
import { listPublicTeams } from './ask.queries.server.ts'
import { askIn, formFor } from './ask.test-support.ts'
import { livesIn, nearTo, placeIn } from './near.server.ts'
import { ANY_TEAM, type Answers, NO_ANSWERS } from './vocabulary.ts'

const world = useWorld()
const { care, publicTeams } = askIn(world)
const BE = { language: 'fr', country: 'BE' } as const
const CALL = { what: 'x', urgency: 'days', reason_kind: 'other', from_kind: 'person', agreement: 'unknown' }
const said = (place: string, placeId = ''): Answers => ({ ...NO_ANSWERS, who: 'carer', team: ANY_TEAM, place, placeId })
const lives = (place: string, placeId = '') => world.as(VISITOR, (scope) => livesIn(scope, said(place, placeId), BE))

/** A network in Belgium whose crisis team works in Hainaut, and another that works in the east of Flanders. */
const belgian = async () => {
  await world.as(OPERATOR, loadBelgium)
  const at = await publicTeams()
  const far = await care.team(at.network, '2A', { is_public: true })
  await world.seed(async (owner) => {
    for (const [area, place, team] of [
      ['south', 'BE-WHT', at.crisis.id],
      ['north', 'BE-VOV', far.id],
    ] as const) {
      await sql`insert into directory.area (network_id, id, kind, name) values (${at.network}, ${area}, 'catchment', 'A')`.execute(owner)
      await sql`insert into directory.area_territory values (${at.network}, ${area}, ${place})`.execute(owner)
      await sql`update directory.service set area_id = ${area} where network_id = ${at.network} and id = ${team}`.execute(owner)
    }
    await sql`update care.team set is_public = false where network_id = ${at.network} and service_id = ${at.longTerm.id}`.execute(owner)
  })
  return { ...at, far }
}
const faultsFor = async (network: string, answers: Answers) => {
  const here = await world.as(VISITOR, (scope) => livesIn(scope, answers, BE))
  const teams = await world.as(VISITOR, (scope) => listPublicTeams(scope, network, here.kind === 'at' ? here.place.id : null))
  return faultsIn(answers, ['person'], teams, here.kind)
}

describe('who does not know which team', () => {
  test('says where it is as people do: in either language, by a postal code, by a part of a town', async () => {
    await world.as(OPERATOR, loadBelgium)
    for (const [typed, id] of [
      ['Bergen', 'BE-53053'],
      ['mons', 'BE-53053'],
      ['6040', 'BE-52011'],
      ['Jumet', 'BE-52011'],
      ['9050 Gent', 'BE-44021'],
    ] as const)
      expect(await lives(typed), typed).toMatchObject({ kind: 'at', place: { id } })
    expect(await lives('')).toEqual({ kind: 'unsaid' })
    expect(await lives('qqqqqq')).toEqual({ kind: 'unknown' })
  })

  test('is asked which one where it may be several, or is only nearly right; a choice counts for the words that it was made for', async () => {
    await world.as(OPERATOR, loadBelgium)
    expect(await lives('Saint-Nicolas')).toMatchObject({ kind: 'choose' })
    expect(await lives('Charlroi')).toMatchObject({ kind: 'choose', places: [{ id: 'BE-52011' }] })
    expect(await lives('Charlroi', 'BE-52011')).toMatchObject({ kind: 'at', place: { id: 'BE-52011' } })
    expect(await lives('Namur', 'BE-52011')).toMatchObject({ kind: 'at', place: { id: 'BE-92094' } })
    expect(await lives('', 'BE-52011')).toEqual({ kind: 'unsaid' })
  })

  test('is told at the field what is missing, and reaches the team that works there', async () => {
    const at = await belgian()
    expect(await faultsFor(at.network, said(''))).toEqual({ place: 'place' })
    expect(await faultsFor(at.network, said('qqqqqq'))).toEqual({ place: 'placeUnknown' })
    expect(await faultsFor(at.network, said('Charlroi'))).toEqual({ place: 'placeWhich' })
    expect(await faultsFor(at.network, said('Namur'))).toEqual({ place: 'noTeam' })
    expect(await faultsFor(at.network, said('Gand'))).toEqual({})
    // Where nobody works there it is said at the team already, before anything is written.
    const teams = await world.as(VISITOR, (scope) => listPublicTeams(scope, at.network, 'BE-92094'))
    expect(faultsIn(said('Namur', 'BE-92094'), ['team'], teams, 'at')).toEqual({ team: 'noTeam' })
    expect(faultsIn(said(''), ['team'], await world.as(VISITOR, (scope) => listPublicTeams(scope, at.network)))).toEqual({})
    for (const [place, placeId, team] of [
      ['Charlroi', 'BE-52011', at.crisis.id],
      ['9000', '', at.far.id],
    ] as const) {
      const answers = { ...said(place, placeId), what: 'x', urgency: 'days', agreement: 'no', way: 'code' }
      expect(stepsFor(answers, [])).toContain('person')
      const asked = await world.as(VISITOR, (scope) => askForHelp(scope, VISITOR, formFor(at.network), 'BE', answers, { way: String }))
      expect(asked.service).toContain(team)
    }
    const { rows } = await world.seed((owner) =>
      sql<{ id: string }>`select territory_id as id from care.person where network_id = ${at.network} order by territory_id`.execute(owner),
    )
    expect(rows.map(({ id }) => id)).toEqual(['BE-44021', 'BE-52011'])
  })

  test('finds the network of the municipality, in Dutch as well', async () => {
    const at = await belgian()
    const near = await world.as(VISITOR, (scope) => nearTo(scope, 'Doornik', undefined, { language: 'nl' }))
    expect(near).toMatchObject({ kind: 'at', place: { id: 'BE-57081', name: 'Doornik', within: 'Henegouwen' } })
    expect(near.kind === 'at' && near.networks.includes(at.network)).toBe(true)
  })
})

describe('who writes a call down, or asks another team', () => {
  test('finds the municipality as the caller says it; what is only nearly right is offered', async () => {
    const at = await belgian()
    await world.seed((owner) => sql`update platform.network set country = 'BE' where id = ${at.network}`.execute(owner))
    const call = (territory: string) => world.as(at.anna, (scope) => readCallForm(scope, at.network, { ...CALL, territory }))
    for (const [typed, id] of [
      ['Luik', 'BE-62063'],
      ['6040', 'BE-52011'],
      ['Mons (BE-53053)', 'BE-53053'],
    ] as const)
      expect(await call(typed)).toMatchObject({ ok: true, input: { person: { territory_id: id } } })
    expect(await call('Charlroi')).toMatchObject({
      faults: { territory: { id: 'care.fault.perhaps', values: { names: 'Charleroi (BE-52011)' } } },
    })
    expect(await call('qqqqqq')).toMatchObject({ faults: { territory: { id: 'form.fault.unknown' } } })
  })

  test('sees which teams do not work where the person lives: they stand last', async () => {
    const at = await belgian()
    const person = await care.file(at.network, { territory_id: 'BE-44021' })
    await care.episode(at.longTerm, person)
    const choices = await world.as(at.ben, (scope) => listChoices(scope, at.network, person, at.longTerm.id))
    expect(choices.map(({ id, isElsewhere }) => [id, isElsewhere])).toEqual([
      [at.far.id, false],
      [at.crisis.id, true],
    ])
    const unknown = await care.file(at.network)
    await care.episode(at.longTerm, unknown)
    const all = await world.as(at.ben, (scope) => listChoices(scope, at.network, unknown, null))
    expect(all.map(({ isElsewhere }) => isElsewhere)).toEqual([false, false, false])
  })
})

test('a place in an address is an id of one, or nothing', () => {
  expect(placeIn('BE-52011')).toBe('BE-52011')
  for (const wrong of [null, '', "'", 'BE-52011 or 1=1', '<b>', 'be-1']) expect(placeIn(wrong)).toBe(undefined)
})
