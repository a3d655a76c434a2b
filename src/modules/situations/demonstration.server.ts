import { momentOf } from '#modules/care/index.ts'
import type { Actor } from '#platform/actor.ts'
import { withClient } from '#platform/database/client.server.ts'
import { asActor, type Db, type Scope } from '#platform/db.server.ts'
import { dayIn } from '#platform/today.ts'
import { decide } from './decisions.commands.server.ts'
import { invite, sayWords } from './guests.commands.server.ts'
import { answerMeeting, callMeeting, holdMeeting, planMeeting, tellDecisions } from './situations.commands.server.ts'
import { readSituation } from './situations.queries.server.ts'

// Everybody and everything here is invented, and stands in networks that are marked as a demonstration.
type Cast = { network: string; file: string; service: string; guests: string; worker: Actor; person: Actor }
type Row = { file: string; person: string; worker: string; service: string; guests: string }

// Ana has an account and no worker in the team that follows her: the invented long-term team does so as well.
const ANA = `
  with t as (select w.service_id, w.person_id from care.worker w join directory.service s on s.network_id = w.network_id and s.id = w.service_id
      join identity.person p on p.id = w.person_id where w.network_id = 'ccoms' and s.care_function = '2B' and p.email = 'pair@demo.example' limit 1),
    f as (select id, account_id from care.person where network_id = 'ccoms' and account_id = (select id from identity.person where email = 'personne@demo.example') limit 1),
    e as (insert into care.episode (network_id, person_id, service_id, care_function, referent_id, entered_on)
      select 'ccoms', f.id, t.service_id, '2B', t.person_id, current_date - 60 from t, f)
  select f.id as file, f.account_id as person, t.person_id as worker, t.service_id as service,
    (select w.service_id from care.worker w join directory.service s on s.network_id = w.network_id and s.id = w.service_id
      where w.network_id = 'ccoms' and s.care_function = '2A' order by w.service_id limit 1) as guests from t, f`
const SACHA = `
  select f.id as file, f.account_id as person, w.person_id as worker, e.service_id as service,
    (select o.service_id from care.worker o join identity.person p on p.id = o.person_id
      where o.network_id = 'belgium' and p.email = 'equipe@demo.example' order by o.service_id limit 1) as guests
    from care.person f join identity.person a on a.id = f.account_id and a.email = 'sacha@demo.example'
    join care.episode e on e.network_id = f.network_id and e.person_id = f.id and e.left_on is null join care.worker w on w.team = e.team
   where f.network_id = 'belgium' limit 1`
const LESSONS = [
  ['2 months', 'Prévenir le bailleur avant la sortie de l’hôpital évite de perdre le logement (exemple inventé).'],
  ['3 months', 'Quand une seule équipe appelle la famille, celle-ci sait à qui répondre (exemple inventé).'],
] as const

/** Meetings of invented people: one that waits for an answer, one whose decisions came back, one to which another team is let in. */
export const addMeetings = async ({ db, ownerUrl }: { db: Db; ownerUrl: string }): Promise<void> => {
  const ana = await castOf(ownerUrl, 'ccoms', ANA)
  if (ana !== null) {
    await held(db, ana)
    await asActor(db, ana.worker, async (scope) => {
      const id = await call(
        scope,
        ana,
        'Le logement (situation inventée).',
        'Ana cherche un appartement avec un balcon, et souhaite garder son équipe.',
      )
      await invite(scope, ana.network, id, { service: ana.guests })
      await invite(scope, ana.network, id, { words: 'Bailleur social (inventé)' })
    })
  }
  const sacha = await castOf(ownerUrl, 'belgium', SACHA)
  if (sacha !== null) await planned(db, sacha)
}

const castOf = (ownerUrl: string, network: string, statement: string): Promise<Cast | null> =>
  withClient(ownerUrl, async (owner) => {
    const { rows: there } = await owner.query('select from situations.situation where network_id = $1 limit 1', [network])
    if (there.length > 0) return null
    const { rows } = await owner.query<Row>(statement)
    const [row] = rows
    if (row === undefined || row.guests === null) return null
    for (const [ago, content] of LESSONS)
      await owner.query(
        "insert into situations.raised (network_id, month, content) values ($1, date_trunc('month', current_date - $2::interval)::date, $3)",
        [network, ago, content],
      )
    const worker: Actor = { personId: row.worker, name: 'Démonstration', roles: { [network]: ['worker'] } }
    return { ...row, network, worker, person: { personId: row.person, name: 'Démonstration', roles: {} } }
  })

const call = (scope: Scope, { network, file, service, worker }: Cast, subject: string, said: string) =>
  callMeeting(scope, worker, { network, person: file, service }, { subject, said })
const agree = (db: Db, { network, person }: Cast, id: string) =>
  asActor(db, person, async (scope) => {
    const { version, invitations } = await readSituation(scope, network, id)
    const yes = invitations.map((invitation) => invitation.id)
    await answerMeeting(scope, person, network, id, { version, agree: { how: 'self', until: dayIn(90), yes } })
  })

const planned = async (db: Db, cast: Cast): Promise<string> => {
  const { network, worker, person, guests } = cast
  const id = await asActor(db, worker, async (scope) => {
    const made = await call(
      scope,
      cast,
      'Reprendre une formation (situation inventée).',
      'Sacha souhaite reprendre des cours et craint les mois d’examens.',
    )
    await invite(scope, network, made, { service: guests })
    await invite(scope, network, made, { words: 'École de promotion sociale (inventée)' })
    return made
  })
  await agree(db, cast, id)
  await asActor(db, person, (scope) => sayWords(scope, person, network, id, 'Je préfère qu’on se voie l’après-midi.'))
  await asActor(db, worker, (scope) =>
    planMeeting(scope, network, id, 2, {
      at: momentOf(dayIn(6), '14:30'),
      place: 'Maison inventée (démonstration)',
    }),
  )
  return id
}

const held = async (db: Db, cast: Cast): Promise<void> => {
  const { network, worker } = cast
  const id = await asActor(db, worker, (scope) =>
    call(scope, cast, 'Les papiers (situation inventée).', 'Ana a reçu des lettres qu’elle ne comprend pas.'),
  )
  await agree(db, cast, id)
  await asActor(db, worker, async (scope) => {
    await planMeeting(scope, network, id, 2, { at: new Date(), place: '' })
    await holdMeeting(scope, network, id, 3, dayIn(0))
    await decide(scope, worker, network, id, {
      what: 'Lire les lettres ensemble, une fois par mois.',
      who: 'Équipe mobile de suivi (inventée)',
      until: dayIn(30),
    })
    await tellDecisions(scope, network, id, 4)
  })
}
