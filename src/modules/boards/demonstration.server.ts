import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Actor } from '#platform/actor.ts'
import { withClient } from '#platform/database/client.server.ts'
import { asActor, type Db } from '#platform/db.server.ts'
import { localNow, momentOf } from '../care/index.ts'
import { agree, putOn } from './discussed/discussed.commands.server.ts'
import { dayAfter, mondayOf } from './duty/week.ts'
import type { VisitState } from './visits/machine.ts'
import { moveVisit, planVisit } from './visits/visits.commands.server.ts'
import type { DiscussedReason, Intensity } from './vocabulary.ts'

type Database = { db: Db; ownerUrl: string }
/** Who works in the invented teams of a network (care/demonstration.server.ts), and whom they follow. */
type Cast = { network: string; sam: Actor; paz: Actor; crisis: string; longTerm: string }

const MINUTE = 60_000
const at = (now: Date, minutes: number) => new Date(now.getTime() + minutes * MINUTE)

/** By their given name in the demonstration of care: from when until when, in minutes from now, and how far the visit has come. */
const VISITS: readonly { given: string; from: number; to: number; state: VisitState; who: 'both' | 'sam' | 'paz'; purpose: string }[] = [
  { given: 'Tom', from: -25, to: 35, state: 'there', who: 'sam', purpose: 'Parler de l’école et de la suite.' },
  { given: 'Rosa', from: -95, to: -40, state: 'safe', who: 'paz', purpose: 'Voir comment s’est passée la semaine.' },
  { given: 'Awa', from: 60, to: 120, state: 'planned', who: 'both', purpose: 'Avec sa sœur, préparer la nuit.' },
  { given: 'Jef', from: 150, to: 210, state: 'planned', who: 'both', purpose: 'Première rencontre.' },
]
/** Nobody lives under these names. Days since they were put on the board; null: followed, and not on it. */
const TALKS: readonly {
  given: string
  family: string
  days: number | null
  talk: { reason: DiscussedReason; intensity: Intensity }
  agreed: string
  /** Contacts, in days before today; true: it took place. */
  contacts: readonly (readonly [daysAgo: number, took: boolean])[]
}[] = [
  {
    given: 'Mila',
    family: 'Inventée',
    days: 3,
    talk: { reason: 'early_signs', intensity: 'daily' },
    agreed: 'Un appel chaque soir à 18 h, comme elle l’a demandé. Paz passe jeudi.',
    contacts: [
      [9, true],
      [2, false],
      [1, true],
    ],
  },
  {
    given: 'Jonas',
    family: 'Verzonnen',
    days: 19,
    talk: { reason: 'back_home', intensity: 'several_a_week' },
    agreed: 'L’accompagner à la pharmacie lundi. Revoir avec lui le rythme des visites.',
    contacts: [[4, true]],
  },
  {
    given: 'Sofia',
    family: 'Exemple',
    days: null,
    talk: { reason: 'new', intensity: 'weekly' },
    agreed: '',
    contacts: [
      [20, true],
      [12, false],
      [5, false],
    ],
  },
]

/** A rota, the visits of today and those who are discussed, all invented: only for the demonstration. Does nothing where they are already. */
export const layBoardsDemonstration = async ({ db, ownerUrl }: Database, networks: readonly string[], now = new Date()): Promise<void> => {
  for (const network of networks) {
    const cast = await castOf(ownerUrl, network)
    if (cast === null) continue
    await layRota(ownerUrl, cast, now)
    await layReturn(ownerUrl, cast)
    await layVisits({ db, ownerUrl }, cast, now)
    await layTalks({ db, ownerUrl }, cast)
  }
}

const castOf = (ownerUrl: string, network: string): Promise<Cast | null> =>
  withClient(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ id: string; name: string; email: string; service: string; fn: string }>(
      `select p.id, p.name, p.email, w.service_id as service, s.care_function as fn from care.worker w join identity.person p on p.id = w.person_id
         join directory.service s on s.network_id = w.network_id and s.id = w.service_id
        where w.network_id = $1 and p.email in ('equipe@demo.example', 'pair@demo.example') and not exists (select from boards.shift x where x.network_id = $1)`,
      [network],
    )
    const actorOf = (email: string): Actor | null => {
      const row = rows.find((each) => each.email === email)
      return row === undefined ? null : { personId: row.id, name: row.name, roles: { [network]: ['worker'] } }
    }
    const [sam, paz] = [actorOf('equipe@demo.example'), actorOf('pair@demo.example')]
    const teamOf = (fn: string) => rows.find((each) => each.fn === fn && each.email === 'pair@demo.example')?.service
    const [crisis, longTerm] = [teamOf('2A'), teamOf('2B')]
    return sam === null || paz === null || crisis === undefined || longTerm === undefined ? null : { network, sam, paz, crisis, longTerm }
  })

// This week and the next, a day each in turn; nobody on the last Sunday, and one day that Paz would like to give away.
const layRota = (ownerUrl: string, { network, sam, paz, crisis }: Cast, now: Date): Promise<void> =>
  withClient(ownerUrl, async (owner) => {
    // They have worked here for a year (care/demonstration.server.ts): since Monday, at any rate.
    await owner.query('update identity.role set valid_from = current_date - 365 where network_id = $1 and person_id = any ($2)', [
      network,
      [sam.personId, paz.personId],
    ])
    const monday = mondayOf(localNow(now).day)
    for (let day = 0; day < 13; day += 1) {
      const on = dayAfter(monday, day)
      const worker = day % 2 === 0 ? sam : paz
      const shift = await addShift(owner, { network, crisis, worker, lead: sam, from: momentOf(on, '08:30'), to: momentOf(on, '16:30') })
      if (day === 11)
        await owner.query('insert into boards.swap (network_id, shift_id, service_id, offered_by) values ($1, $2, $3, $4)', [
          network,
          shift,
          crisis,
          paz.personId,
        ])
    }
  })
// Numbers that nobody has; Paz is away on a Wednesday to come; and one who asks now had been followed until twelve days ago.
const layReturn = (ownerUrl: string, { network, sam, paz, crisis }: Cast): Promise<void> =>
  withClient(ownerUrl, async (owner) => {
    for (const [worker, phone] of [
      [sam, '0470 00 00 01'],
      [paz, '0470 00 00 02'],
    ] as const)
      await owner.query('insert into boards.reach (network_id, worker_id, phone) values ($1, $2, $3) on conflict do nothing', [
        network,
        worker.personId,
        phone,
      ])
    await owner.query(
      `insert into boards.away (network_id, worker_id, from_day, to_day, noted_by)
         select $1, $2, d, d, $2 from (select date_trunc('week', current_date)::date + 16 as d) x`,
      [network, paz.personId],
    )
    await owner.query(
      `insert into care.episode (network_id, person_id, service_id, care_function, entered_on, left_on, exit_reason, destination)
         select network_id, person_id, to_service_id, '2A', current_date - 30, current_date - 12, 'goals_reached', 'home' from care.request
          where network_id = $1 and to_service_id = $2 and state = 'sent' order by made_at limit 1`,
      [network, crisis],
    )
  })
type NewShift = { network: string; crisis: string; worker: Actor; lead: Actor; from: Date; to: Date }
const addShift = async (owner: pg.Client, { network, crisis, worker, lead, from, to }: NewShift): Promise<string> => {
  const id = randomUUID()
  await owner.query(
    'insert into boards.shift (network_id, id, service_id, worker_id, starts_at, ends_at, made_by) values ($1, $2, $3, $4, $5, $6, $7)',
    [network, id, crisis, worker.personId, from, to, lead.personId],
  )
  return id
}

const layVisits = async ({ db, ownerUrl }: Database, { network, sam, paz, crisis }: Cast, now: Date): Promise<void> => {
  for (const { given, from, to, state, who, purpose } of VISITS) {
    const personId = await fileOf(ownerUrl, network, given)
    if (personId === null) continue
    const id = randomUUID()
    await asActor(db, sam, async (scope) => {
      const [first, second] = who === 'both' ? [sam, paz] : [who === 'sam' ? sam : paz, null]
      const times = { startsAt: at(now, from), endsAt: at(now, to) }
      const workers = { first: first.personId, second: second?.personId ?? null, alone: second === null ? ('known_well' as const) : null }
      await planVisit(scope, sam, network, crisis, { id, personId, purpose, ...times, ...workers })
      if (state !== 'planned') await moveVisit(scope, network, id, 'leave')
      if (state === 'there' || state === 'safe') await moveVisit(scope, network, id, 'arrive')
      if (state === 'safe') await moveVisit(scope, network, id, 'safe')
    })
    if (state !== 'planned') await backdate(ownerUrl, id, { left: at(now, from - 15), there: at(now, from), safe: at(now, to) })
  }
}
// What is said in one tap is said now; a visit of this morning was said then.
const backdate = (ownerUrl: string, id: string, { left, there, safe }: { left: Date; there: Date; safe: Date }): Promise<void> =>
  withClient(ownerUrl, async (owner) => {
    await owner.query(
      `update boards.visit set on_the_way_at = case when on_the_way_at is not null then $2::timestamptz end,
         there_at = case when there_at is not null then $3::timestamptz end, safe_at = case when safe_at is not null then $4::timestamptz end where id = $1`,
      [id, left, there, safe],
    )
    await owner.query(
      `update boards.visit_step set at = case what when 'on_the_way' then $2::timestamptz when 'there' then $3 when 'safe' then $4 else $2 - interval '1 hour' end
        where visit_id = $1`,
      [id, left, there, safe],
    )
  })
const fileOf = (ownerUrl: string, network: string, given: string): Promise<string | null> =>
  withClient(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ id: string }>(
      'select id from care.person where network_id = $1 and given_name = $2 order by made_at limit 1',
      [network, given],
    )
    return rows[0]?.id ?? null
  })

const layTalks = async ({ db, ownerUrl }: Database, { network, paz, longTerm }: Cast): Promise<void> => {
  for (const { given, family, days, talk, agreed, contacts } of TALKS) {
    const file = await withClient(ownerUrl, async (owner) => {
      const { rows } = await owner.query<{ id: string }>(
        'insert into care.person (network_id, given_name, family_name) values ($1, $2, $3) returning id',
        [network, given, family],
      )
      const { rows: episodes } = await owner.query<{ id: string }>(
        `insert into care.episode (network_id, person_id, service_id, care_function, referent_id, entered_on) values ($1, $2, $3, '2B', $4, current_date - 150) returning id`,
        [network, rows[0]?.id, longTerm, paz.personId],
      )
      for (const [daysAgo, took] of contacts)
        await owner.query(
          `insert into care.contact (network_id, id, episode_id, person_id, service_id, at, minutes, mode, workers, who, missed, written_by)
             values ($1, gen_random_uuid(), $2, $3, $4, now() - make_interval(days => $5), case when $6 then 45 end, 'home', array[$7]::uuid[],
               case when $6 then '{person}'::text[] else '{}' end, case when not $6 then 'not_there' end, $7)`,
          [network, episodes[0]?.id, rows[0]?.id, longTerm, daysAgo, took, paz.personId],
        )
      return rows[0]?.id ?? ''
    })
    if (days === null) continue
    await asActor(db, paz, async (scope) => {
      await putOn(scope, paz, network, longTerm, file, talk)
      const entry = await scope.selectFrom('boards.discussed').select('id').where('person_id', '=', file).executeTakeFirstOrThrow()
      await agree(scope, paz, network, entry.id, randomUUID(), agreed)
    })
    await withClient(ownerUrl, (owner) =>
      owner.query('update boards.discussed set put_on_at = put_on_at - make_interval(days => $2) where person_id = $1', [file, days]),
    )
  }
}
