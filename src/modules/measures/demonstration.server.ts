import { sql } from 'kysely'
import type pg from 'pg'
import { type Actor, VISITOR } from '#platform/actor.ts'
import { asActor, type Db, type Scope } from '#platform/db.server.ts'
import { itemCountOf, measureOf, packOf } from './packs.server.ts'
import { scoreOf } from './scoring.ts'
import { sealContent, sealNote } from './texts.server.ts'
import type { Instrument, WordingLanguage } from './vocabulary.ts'

// One invented person with a year of invented answers, and the invented team that follows them. The same ones each time.
const NETWORK = 'belgium'
const TEAM = 'demo-measures-team'
const id = (last: string) => `0021de00-0000-4000-8000-${last.padStart(12, '0')}`
const FILE = id('f1')
const PEOPLE = [
  { id: id('a1'), name: 'Sacha Inventé·e', email: 'sacha@demo.example' },
  { id: id('a2'), name: 'Robin Démonstration', email: 'equipe-mesures@demo.example' },
] as const
const [PERSON, WORKER] = PEOPLE

type Filled = { last: string; instrument: Instrument; language: WordingLanguage; day: string; isAlone: boolean; answers: readonly number[] }
const PHQ: readonly (readonly [day: string, isAlone: boolean, answers: string])[] = [
  ['2025-11-20', false, '332323222'],
  ['2025-12-18', false, '322322211'],
  ['2026-02-05', true, '222222110'],
  ['2026-03-26', true, '212221100'],
  ['2026-05-28', true, '221222110'],
  ['2026-07-16', true, '111211100'],
  ['2026-09-10', true, '111110100'],
  ['2026-11-05', true, '101110000'],
]
const GAD: typeof PHQ = [
  ['2025-12-18', false, '3323222'],
  ['2026-03-26', true, '2222121'],
  ['2026-07-16', true, '2121111'],
  ['2026-11-05', true, '1111010'],
]
const WHO: typeof PHQ = [
  ['2026-03-26', true, '21111'],
  ['2026-07-16', true, '32222'],
  ['2026-11-05', true, '33323'],
]
const filledIn = (instrument: Instrument, language: WordingLanguage, start: number, rows: typeof PHQ): Filled[] =>
  rows.map(([day, isAlone, answers], at) => ({
    last: String(start + at),
    instrument,
    language,
    day,
    isAlone,
    answers: [...answers].map(Number),
  }))
const ALL = [...filledIn('phq-9', 'fr', 100, PHQ), ...filledIn('gad-7', 'fr', 200, GAD), ...filledIn('who-5', 'en', 300, WHO)]

/** Puts them there where they are not yet, with the password of the demonstration. Only where that is loaded. */
export const addMeasuresDemonstration = async (db: Db, owner: pg.Client, passwordHash: string): Promise<void> => {
  await addPeople(owner, passwordHash)
  const as = <T>(personId: string, work: (scope: Scope) => Promise<T>) => {
    const actor: Actor = { ...VISITOR, personId }
    return asActor(db, actor, work)
  }
  for (const filled of ALL) await as(filled.isAlone ? PERSON.id : WORKER.id, (scope) => fillIn(scope, filled))
  await addAlert(owner)
  await as(WORKER.id, answerAlert)
}

const addPeople = async (owner: pg.Client, hash: string) => {
  for (const person of PEOPLE)
    await owner.query('insert into identity.person (id, name, email, password_hash) values ($1, $2, $3, $4) on conflict do nothing', [
      person.id,
      person.name,
      person.email,
      hash,
    ])
  const statements: readonly (readonly [string, unknown[]])[] = [
    [
      "insert into identity.role (network_id, person_id, role) select $1::text, $2::uuid, 'worker' where not exists (select from identity.role where network_id = $1::text and person_id = $2::uuid)",
      [NETWORK, WORKER.id],
    ],
    [
      `insert into directory.organisation (network_id, id, name, kind, country) values ($1, 'demo-measures-house', 'Maison inventée (démonstration)', 'association', 'BE') on conflict do nothing`,
      [NETWORK],
    ],
    [
      `insert into directory.service (network_id, id, organisation_id, name, care_function, phone)
         values ($1, $2, 'demo-measures-house', 'Équipe inventée des mesures (démonstration)', '2B', '+32 2 555 00 21') on conflict do nothing`,
      [NETWORK, TEAM],
    ],
    ['insert into care.team (network_id, service_id) values ($1, $2) on conflict do nothing', [NETWORK, TEAM]],
    [
      `insert into care.worker (network_id, service_id, id, person_id, profession, is_lead, valid_from) values ($1, $2, $3, $4, 'nurse', true, '2025-01-01') on conflict do nothing`,
      [NETWORK, TEAM, id('b1'), WORKER.id],
    ],
    [
      `insert into care.person (network_id, id, given_name, family_name, language, account_id) values ($1, $2, 'Sacha', 'Inventé·e', 'fr', $3) on conflict do nothing`,
      [NETWORK, FILE, PERSON.id],
    ],
    [
      `insert into care.episode (network_id, id, person_id, service_id, care_function, referent_id, entered_on) values ($1, $2, $3, $4, '2B', $5, '2025-11-10') on conflict do nothing`,
      [NETWORK, id('e1'), FILE, TEAM, WORKER.id],
    ],
    ['insert into measures.offer (network_id, is_non_commercial) values ($1, true) on conflict do nothing', [NETWORK]],
  ]
  for (const [statement, values] of statements) await owner.query(statement, values)
}

const fillIn = async (scope: Scope, { last, instrument, language, day, isAlone, answers }: Filled) => {
  const pack = packOf(instrument)
  if (pack === null || itemCountOf(pack) !== answers.length) return
  const row = id(last)
  const { numInsertedOrUpdatedRows: made } = await scope
    .insertInto('measures.answering')
    .values({
      ...{ network_id: NETWORK, id: row, person_id: FILE, instrument, pack_version: pack.version, language },
      service_id: isAlone ? null : TEAM,
      started_by: isAlone ? PERSON.id : WORKER.id,
      started_at: new Date(`${day}T09:50:00Z`),
      finished_at: null,
      content: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (made !== 1n) return
  const total = scoreOf(measureOf(pack), answers).score?.total ?? null
  const content = await sealContent(scope, { network: NETWORK, person: FILE, id: row }, 2, { answers, total })
  await scope
    .updateTable('measures.answering')
    .set({ content, version: 2, finished_at: new Date(`${day}T10:00:00Z`) })
    .where('network_id', '=', NETWORK)
    .where('id', '=', row)
    .execute()
}

// What an answer called for a year ago, told then and dealt with the same morning.
const ALERT = id('c1')
const addAlert = async (owner: pg.Client) => {
  await owner.query(
    `insert into measures.alert (network_id, id, person_id, service_id, answering_id, raised_at, due_at)
       values ($1, $2, $3, $4, $5, '2025-11-20T10:00:00Z', '2025-11-21T10:00:00Z') on conflict do nothing`,
    [NETWORK, ALERT, FILE, TEAM, id('100')],
  )
  await owner.query(
    `insert into measures.alert_step (network_id, alert_id, seq, at, what, by_id) values ($1, $2, 1, '2025-11-20T10:00:00Z', 'raised', $3) on conflict do nothing`,
    [NETWORK, ALERT, WORKER.id],
  )
}
const answerAlert = async (scope: Scope) => {
  const note = await sealNote(
    scope,
    { network: NETWORK, person: FILE, id: ALERT },
    2,
    'Parlé une heure, ensemble ; plan pour la nuit et appel demain (texte inventé).',
  )
  const { numAffectedRows } = await sql`
    insert into measures.alert_step (network_id, alert_id, seq, at, what, by_id, happened_at, how, note)
    select ${NETWORK}, ${ALERT}, 2, '2025-11-20T11:20:00Z'::timestamptz, 'done', ${WORKER.id}, '2025-11-20T10:15:00Z'::timestamptz, 'spoke', ${note}
      from measures.alert a where a.network_id = ${NETWORK} and a.id = ${ALERT} and a.state = 'open' on conflict do nothing`.execute(scope)
  if (numAffectedRows !== 1n) return
  await scope
    .updateTable('measures.alert')
    .set({ state: 'done', version: 2 })
    .where('network_id', '=', NETWORK)
    .where('id', '=', ALERT)
    .execute()
}
