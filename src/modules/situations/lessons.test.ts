import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { raiseLesson, sendBackLesson, setSituations, writeLesson } from './decisions.commands.server.ts'
import { dayIn, readChecks, readSettingsForm } from './forms.server.ts'
import { momentsIn, namesIn, placesIn } from './lesson-words.ts'
import { agreedUntil, readSettings } from './situations.queries.server.ts'
import { castIn, meetingOf } from './situations.test-support.ts'
import { AGREED_DAYS, DAYS_AFTER, LEAST_TEAMS } from './vocabulary.ts'

const world = useWorld()

describe('a lesson', () => {
  const held = async () => {
    const of = await castIn(world)
    const meeting = await meetingOf(world, of)
    await meeting.agree()
    await meeting.plan()
    await meeting.hold()
    const write = (text: string, seen = 0) =>
      world.as(of.worker, (scope) => writeLesson(scope, of.worker, of.network, meeting.id, seen, text))
    return { of, meeting, write }
  }
  const raised = (network: string) =>
    world.seed((owner) => owner.selectFrom('situations.raised').selectAll().where('network_id', '=', network).execute())

  test('holds no name of the person or of a colleague', async () => {
    const { of, meeting, write } = await held()
    await expect(write('Madame Lefevre a été bien aidée.')).rejects.toMatchObject({ detail: { names: 'Lefèvre' } })
    expect((await meeting.read(of.worker)).lesson).toBeNull()
    expect(namesIn('Il a dit à Zoe que tout va bien', ['Zoé', 'Li Po'])).toEqual(['Zoé'])
  })

  test('holds no service, no organisation, no day and no time', async () => {
    const { of, write } = await held()
    await of.care.put('directory.organisation', {
      network_id: of.network,
      id: 'bailleur',
      name: 'Logis du Canal',
      kind: 'association',
      country: 'FR',
    })
    await expect(write('Prévenir le logis du canal avant la sortie.')).rejects.toMatchObject({ detail: { names: 'Logis du Canal' } })
    await expect(write('Le 12 mars à 14 h 30, tout le monde était là.')).rejects.toMatchObject({ detail: { moments: '12 mars, 14 h 30' } })
    expect(placesIn('un logement trouvé tôt', ['Logement', 'Le Toit'])).toEqual([])
    expect(placesIn('Logement a répondu, le toit aussi', ['Logement', 'Le Toit'])).toEqual(['Logement', 'Le Toit'])
    expect(momentsIn('op 3 maart, 3/4/2026, 2026-04-03')).toEqual(['3 maart', '3/4/2026', '2026-04-03'])
    expect(momentsIn('deux équipes, trois mois, mai arrive')).toEqual([])
  })

  test('does not leave before the second reader has looked at the same as the writer', () => {
    expect(readChecks({}, ['person', 'place'])).toMatchObject({ ok: false, faults: { checks: {} } })
    expect(readChecks({}, ['person', 'place', 'worker'])).toMatchObject({ ok: true })
  })

  test('leaves the team when a second person has read it, and leads back to nothing', async () => {
    const { of, meeting, write } = await held()
    await write('Prévenir le bailleur tôt aide.')
    await expect(world.as(of.worker, (scope) => raiseLesson(scope, of.network, meeting.id, 1))).rejects.toMatchObject({ code: 'forbidden' })
    await world.as(of.second, (scope) => raiseLesson(scope, of.network, meeting.id, 1))
    const [row, ...others] = await raised(of.network)
    expect(others).toEqual([])
    expect(row).toMatchObject({ content: 'Prévenir le bailleur tôt aide.', care_function: null })
    expect(JSON.stringify(row)).not.toContain(meeting.id)
    expect((await meeting.read(of.person)).lesson).toMatchObject({ state: 'raised', text: 'Prévenir le bailleur tôt aide.' })
  })

  test('is read by coordinators once its month is over, and by no team', async () => {
    const { of, meeting, write } = await held()
    await write('Prévenir tôt aide.')
    await world.as(of.second, (scope) => raiseLesson(scope, of.network, meeting.id, 1))
    const sees = (who: typeof of.worker) => world.as(who, (scope) => scope.selectFrom('situations.raised').select('id').execute())
    expect(await sees(of.coordinator)).toEqual([])
    await world.seed((owner) =>
      sql`update situations.raised set month = month - interval '1 month' where network_id = ${of.network}`.execute(owner),
    )
    expect(await sees(of.coordinator)).toHaveLength(1)
    for (const who of [of.worker, of.guest, of.person]) expect(await sees(who)).toEqual([])
  })

  test('says the function it comes from where enough teams of that function are', async () => {
    const { of, meeting, write } = await held()
    for (const _ of Array(4)) await of.care.team(of.network, '2B')
    await write('Prévenir tôt aide.')
    await world.as(of.second, (scope) => raiseLesson(scope, of.network, meeting.id, 1))
    expect(await raised(of.network)).toMatchObject([{ care_function: '2B' }])
  })

  test('is given back by the second person, and written anew', async () => {
    const { of, meeting, write } = await held()
    await write('On reconnaît tout le monde ici.')
    await world.as(of.second, (scope) => sendBackLesson(scope, of.second, of.network, meeting.id, 1))
    await write('Prévenir tôt aide.', 1)
    expect((await meeting.read(of.second)).lesson).toMatchObject({ state: 'written', text: 'Prévenir tôt aide.', version: 2 })
    expect(await raised(of.network)).toEqual([])
  })
})

test('an agreement is proposed for ninety days, or as many as the network says; the person sees the day and changes it', async () => {
  const of = await castIn(world)
  const until = (who: typeof of.person) => world.as(who, (scope) => agreedUntil(scope, of.network))
  expect(await until(of.person)).toBe(dayIn(AGREED_DAYS))
  const manager = await world.person({ network: of.network, role: 'programme_manager' })
  const settings = { daysAfter: DAYS_AFTER, leastTeams: LEAST_TEAMS, agreedDays: 30 }
  const set = (who: typeof of.person, version: number) =>
    world.as(who, (scope) => setSituations(scope, who, of.network, { ...settings, version }))
  for (const nobody of [of.person, of.worker, of.coordinator]) await expect(set(nobody, 0)).rejects.toMatchObject({ code: 'forbidden' })
  await set(manager, 0)
  await expect(set(manager, 0)).rejects.toMatchObject({ code: 'conflict' })
  for (const reader of [of.person, of.worker]) expect(await until(reader)).toBe(dayIn(30))
  expect(await world.as(of.worker, (scope) => readSettings(scope, of.network))).toEqual({ ...settings, version: 1 })
  const form = { days_after: '14', least_teams: '5', agreed_days: '367' }
  expect(readSettingsForm(form)).toMatchObject({ ok: false, faults: { agreed_days: {} } })
  expect(readSettingsForm({ ...form, agreed_days: '366' })).toMatchObject({ ok: true, input: { agreedDays: 366 } })
})
