import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Actor } from '#platform/actor.ts'
import { withClient } from '#platform/database/client.server.ts'
import { asActor, type Db, type Scope } from '#platform/db.server.ts'
import { dayIn } from '#platform/today.ts'
import { noteDebriefing, writeOwnWords } from './coercion/debriefing.commands.server.ts'
import { endMeasure, noteCheck, recordMeasure, renewMeasure, reviewMeasure } from './coercion/measures.commands.server.ts'
import { addMeeting, addTurn } from './housing/life.server.ts'
import { beginPath, offerStep, takeStep } from './housing/path.commands.server.ts'
import { addSubject, askSubject } from './housing/subjects.server.ts'
import { putOnList } from './housing/waiting.commands.server.ts'
import { planDischarge } from './residential/discharge.commands.server.ts'
import { admit, grantLeave } from './residential/stays.commands.server.ts'
import type { LegalBasis } from './vocabulary.ts'

// Everybody and everything here is invented: the words say so, and the people are those of the demonstration.
const HOUR = 3_600_000
const at = (hours: number) => new Date(Date.now() + hours * HOUR)

type Cast = {
  network: string
  stay: string
  house: string
  lead: Actor
  second: Actor
  basis: LegalBasis
  own: { file: string; actor: Actor }
  files: readonly string[]
}
const PEOPLE = [
  ['Mila', 'Inventée'],
  ['Oscar', 'Fictif'],
  ['Nadia', 'Exemple'],
  ['Wout', 'Verzonnen'],
] as const

/**
 * Invented stays, measures, ways into a house and a waiting list, in the invented teams of functions 4 and 5 of each network. Does
 * nothing where they are already, or where those teams are not.
 */
export const addStaysDemonstration = async (
  { db, ownerUrl }: { db: Db; ownerUrl: string },
  networks: readonly string[],
  passwordHash: string,
): Promise<void> => {
  for (const network of networks) {
    const cast = await withClient(ownerUrl, (owner) => layCast(owner, network, passwordHash))
    if (cast === null) continue
    await asActor(db, cast.lead, (scope) => liveThere(scope, cast))
    await asActor(db, cast.second, (scope) => liveThen(scope, cast))
    await asActor(db, cast.own.actor, (scope) => sayOfIt(scope, cast))
  }
}

// What the application may not write by itself: who works there, files and follow-ups before anybody asked.
const layCast = async (owner: pg.Client, network: string, passwordHash: string): Promise<Cast | null> => {
  const { rows: teams } = await owner.query<{ id: string; of: string }>(
    `select distinct on (s.care_function) s.id, s.care_function as of from directory.service s join care.team t on t.network_id = s.network_id and t.service_id = s.id
      where s.network_id = $1 and s.care_function in ('4', '5') and s.id like 'demo-%' order by s.care_function, s.id`,
    [network],
  )
  const { rows: there } = await owner.query('select from stays.stay where network_id = $1 limit 1', [network])
  const [stay, house] = [teams.find(({ of }) => of === '4')?.id, teams.find(({ of }) => of === '5')?.id]
  const [lead, second] = [await actorOf(owner, network, 'equipe@demo.example'), await actorOf(owner, network, 'pair@demo.example')]
  if (there.length > 0 || stay === undefined || house === undefined || lead === null || second === null) return null
  for (const team of [stay, house]) {
    for (const [who, profession] of [
      [lead, 'nurse'],
      [second, 'peer_support_worker'],
    ] as const)
      await owner.query(
        'insert into care.worker (network_id, service_id, person_id, profession, is_lead, valid_from) values ($1, $2, $3, $4, $5, current_date - 365)',
        [network, team, who.personId, profession, profession === 'nurse'],
      )
    await owner.query(
      `insert into directory.capacity (network_id, service_id, unit, value, valid_from)
       select $1::text, $2::text, $3::text, $4::integer, current_date - 400
        where not exists (select from directory.capacity where network_id = $1::text and service_id = $2::text)`,
      [network, team, team === stay ? 'beds' : 'places', team === stay ? 8 : 6],
    )
  }
  const files: string[] = []
  for (const [given, family] of PEOPLE) {
    const { rows } = await owner.query<{ id: string }>(
      `insert into care.person (network_id, given_name, family_name, birth_date) values ($1, $2, $3, '1988-03-03') returning id`,
      [network, given, family],
    )
    files.push(rows[0]?.id ?? '')
  }
  const own = await layOwn(owner, network, passwordHash)
  const [mila = '', oscar = '', nadia = '', wout = ''] = files
  const follow = (team: string, of: string, file: string) =>
    owner.query(
      `insert into care.episode (network_id, person_id, service_id, care_function, entered_on) values ($1, $2, $3, $4, current_date - 60)`,
      [network, file, team, of],
    )
  for (const file of [mila, oscar]) await follow(stay, '4', file)
  for (const file of [nadia, wout]) await follow(house, '5', file)
  for (const [team, of] of [
    [stay, '4'],
    [house, '5'],
  ] as const)
    await follow(team, of, own.file)
  const { rows: countries } = await owner.query<{ country: string }>('select country from platform.network where id = $1', [network])
  const basis = countries[0]?.country === 'BE' ? ('be_observation' as const) : ('fr_imminent_danger' as const)
  return { network, stay, house, lead, second, basis, own, files }
}
const actorOf = async (owner: pg.Client, network: string, email: string): Promise<Actor | null> => {
  const { rows } = await owner.query<{ id: string; name: string }>('select id, name from identity.person where email = $1', [email])
  const [person] = rows
  return person === undefined ? null : { personId: person.id, name: person.name, roles: { [network]: ['worker'] } }
}
// Somebody with an account of their own and a file in each network: the same in every demonstration.
const OWN = { id: '0023de00-0000-4000-8000-0000000000a1', name: 'Lou Inventé·e', email: 'sejour@demo.example' } as const
const layOwn = async (owner: pg.Client, network: string, passwordHash: string): Promise<Cast['own']> => {
  await owner.query('insert into identity.person (id, name, email, password_hash) values ($1, $2, $3, $4) on conflict do nothing', [
    ...[OWN.id, OWN.name, OWN.email, passwordHash],
  ])
  const { rows } = await owner.query<{ id: string }>(
    `insert into care.person (network_id, given_name, family_name, birth_date, account_id) values ($1, 'Lou', 'Inventé·e', '1992-08-08', $2) returning id`,
    [network, OWN.id],
  )
  return { file: rows[0]?.id ?? '', actor: { personId: OWN.id, name: OWN.name, roles: {} } }
}

const WRITTEN = {
  alternatives: ['talk', 'calm_place', 'medicine_offered'],
  reason: 'Se frappait la tête contre le mur (situation inventée).',
  tried: 'Marche dans le jardin avec un collègue, puis appel à la personne de confiance (inventé).',
} as const

const liveThere = async (scope: Scope, { network, stay, house, lead, second, basis, own, files }: Cast): Promise<void> => {
  const [mila = '', oscar = '', nadia = '', wout = ''] = files
  const written = { ...WRITTEN, alternatives: [...WRITTEN.alternatives], decided_by: lead.personId }
  const come = (file: string, days: number, place: string, isFree: boolean) =>
    admit(scope, lead, network, stay, file, {
      ...{ admitted_on: dayIn(-days), place },
      ...(isFree
        ? { way: 'voluntary', legal_basis: null, measure: null }
        : { way: 'without_consent', legal_basis: basis, measure: written }),
    })
  const [ofMila, ofOscar] = [await come(mila, 12, 'Chambre 3', true), await come(oscar, 13, 'Chambre 5', false)]
  await grantLeave(scope, lead, network, ofMila, {
    from_at: at(-26),
    back_at: at(-2),
    company: 'relatives',
    words: 'Chez sa sœur (inventé).',
  })
  const next = { planned_on: dayIn(4), receiver: 'general_practitioner', receiver_service_id: null, first_on: dayIn(8) } as const
  await planDischarge(scope, lead, network, ofOscar, {
    ...next,
    checks: ['with_me', 'medicines'],
    words: 'Rendez-vous noté sur le carton (inventé).',
  })
  const held = async (file: string, hours: number, isLong = false) => {
    const seclusion = { ...written, kind: 'seclusion', legal_basis: basis, started_at: at(hours), ended_at: null } as const
    const id = await recordMeasure(scope, lead, network, stay, file, { ...seclusion, alternatives: written.alternatives })
    await noteCheck(scope, lead, network, id, 'presence', at(hours + 0.5))
    await noteCheck(scope, lead, network, id, 'somatic', at(hours + 1))
    if (isLong)
      await renewMeasure(scope, lead, network, id, {
        at: at(hours + 2),
        decided_by: lead.personId,
        reason: 'Toujours en danger (inventé).',
      })
    await endMeasure(scope, lead, network, id, 1, at(hours + 3))
    return id
  }
  // One of them waits to be talked about, for longer than the team says.
  await held(oscar, -11 * 24)
  await come(own.file, 20, 'Chambre 1', true)
  const id = await held(own.file, -18 * 24, true)
  await noteDebriefing(scope, lead, network, id, { what: 'offered', at: at(-17 * 24), words: '' })
  await noteDebriefing(scope, lead, network, id, {
    what: 'held',
    at: at(-16 * 24),
    words: 'J’aurais voulu que quelqu’un reste avec moi (mots inventés).',
  })
  await liveInHouse(scope, { network, house, lead, second, nadia, wout, own })
}

type InHouse = Pick<Cast, 'network' | 'house' | 'lead' | 'second' | 'own'> & { nadia: string; wout: string }
const liveInHouse = async (scope: Scope, { network, house, lead, nadia, wout, own }: InHouse): Promise<void> => {
  const step = (id: string, version: number, after: 'visit' | 'trial' | 'stay', days: number, until: string | null = null) =>
    takeStep(scope, lead, network, id, version, { after, on_day: dayIn(-days), until, how: 'together', reason: '' })
  const ofNadia = await beginPath(scope, lead, network, house, nadia)
  await step(ofNadia, 1, 'visit', 50)
  await step(ofNadia, 2, 'trial', 40, dayIn(-33))
  await step(ofNadia, 3, 'stay', 30)
  await putOnList(scope, lead, network, house, wout, { since: dayIn(-90), reason: 'place' })
  await putOnList(scope, lead, network, house, own.file, { since: dayIn(-45), reason: 'place' })
  const way = await beginPath(scope, lead, network, house, own.file)
  await step(way, 1, 'visit', 14)
  await offerStep(scope, network, way, 2, { offered: 'trial', offered_from: dayIn(6), offered_until: dayIn(9) })
  for (const [days, what, who] of [
    [0, 'Cuisine', 'Nadia'],
    [1, 'Courses', ''],
    [2, 'Jardin', 'Nadia et Paz'],
  ] as const)
    await addTurn(scope, network, house, { on_day: dayIn(days), what, who })
  await addSubject(scope, network, house, { what: 'Le bruit dans l’escalier après 22 h (inventé)', who: 'Nadia' })
  await addMeeting(scope, network, house, {
    ...{ on_day: dayIn(-6), chaired: 'resident', chair: 'Nadia', about: 'Les repas du dimanche (inventé)' },
    decisions: ['Cuisiner ensemble le dimanche', 'Acheter un deuxième barbecue'],
  })
}

// The second person of the team looks at it again: who decided does not.
const liveThen = async (scope: Scope, { network, own, second }: Cast): Promise<void> => {
  const row = await scope
    .selectFrom('stays.measure')
    .select('id')
    .where('network_id', '=', network)
    .where('person_id', '=', own.file)
    .where('kind', '=', 'seclusion')
    .executeTakeFirst()
  if (row === undefined) return
  const words = 'Une présence continue aurait suffi (avis inventé).'
  await reviewMeasure(scope, second, network, row.id, 'avoidable', words)
}
const sayOfIt = async (scope: Scope, { network, stay, own }: Cast): Promise<void> => {
  await askSubject(scope, network, own.file, stay, randomUUID(), { what: 'Téléphoner plus tard le soir (inventé)', who: '' })
  const row = await scope
    .selectFrom('stays.measure')
    .select('id')
    .where('network_id', '=', network)
    .where('person_id', '=', own.file)
    .where('kind', '=', 'seclusion')
    .executeTakeFirst()
  if (row === undefined) return
  const words = 'La lumière restait allumée. Une couverture m’aurait aidée (mots inventés).'
  await writeOwnWords(scope, own.actor, network, row.id, { words, forTeam: true })
}
