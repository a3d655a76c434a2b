import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Actor } from '#platform/actor.ts'
import { withClient } from '#platform/database/client.server.ts'
import { asActor, type Db, type Scope } from '#platform/db.server.ts'
import { dayIn } from '#platform/today.ts'
import type { CareFunction } from '../directory/index.ts'
import { writeContact } from './episodes/episodes.commands.server.ts'
import { acceptRequest, beginEpisode, sendRequest, takeCall } from './requests/requests.commands.server.ts'
import { turnAway } from './requests/turning.commands.server.ts'
import type { FromKind, Profession, ReasonKind, Urgency } from './vocabulary.ts'

/** The invented people of the demonstration who work in its teams; the first of them leads. */
const DEMONSTRATION_WORKERS = ['equipe@demo.example', 'pair@demo.example'] as const

type Team = { id: string; careFunction: CareFunction; name: string; isPublic: boolean }
const TEAMS: readonly Team[] = [
  { id: 'demo-ecoute', careFunction: '1', name: 'Première écoute (équipe inventée)', isPublic: true },
  { id: 'demo-crise', careFunction: '2A', name: 'Équipe mobile de crise (équipe inventée)', isPublic: true },
  { id: 'demo-suivi', careFunction: '2B', name: 'Équipe mobile de suivi (équipe inventée)', isPublic: true },
  { id: 'demo-retablissement', careFunction: '3', name: 'Maison du rétablissement (équipe inventée)', isPublic: false },
  { id: 'demo-sejour', careFunction: '4', name: 'Séjour intensif (équipe inventée)', isPublic: false },
  { id: 'demo-habitat', careFunction: '5', name: 'Habitat accompagné (équipe inventée)', isPublic: false },
]
/** Who lives in the demonstration of a network, and where. */
type Cast = { network: string; lead: Actor; peer: Actor; crisis: string; longTerm: string }

type Invented = {
  given: string
  family: string
  born: string
  from: FromKind
  urgency: Urgency
  reason: ReasonKind
  what: string
  /** How far it has come, and how many days ago it began. */
  until: 'sent' | 'accepted' | 'begun' | 'onward' | 'declined'
  daysAgo: number
}
// Nobody lives under these names; the words are ours.
const PEOPLE: readonly Invented[] = [
  {
    given: 'Lucie',
    family: 'Exemple',
    born: '1994-04-11',
    from: 'carer',
    urgency: 'today',
    reason: 'agitation',
    what: 'Elle ne dort plus et parle très vite. Sa mère a peur.',
    until: 'sent',
    daysAgo: 0,
  },
  {
    given: 'Karim',
    family: 'Fictif',
    born: '1979-09-02',
    from: 'general_practitioner',
    urgency: 'days',
    reason: 'low_mood',
    what: 'Ne sort plus depuis trois semaines, demande de l’aide.',
    until: 'sent',
    daysAgo: 2,
  },
  {
    given: 'Jef',
    family: 'Verzonnen',
    born: '1988-01-30',
    from: 'person',
    urgency: 'days',
    reason: 'anxiety',
    what: 'Angoisses la nuit, souhaite que quelqu’un passe.',
    until: 'accepted',
    daysAgo: 1,
  },
  {
    given: 'Awa',
    family: 'Modèle',
    born: '1967-12-05',
    from: 'emergency',
    urgency: 'today',
    reason: 'suicidal_thoughts',
    what: 'Vue aux urgences hier soir, rentrée chez elle avec sa sœur.',
    until: 'begun',
    daysAgo: 6,
  },
  {
    given: 'Tom',
    family: 'Inventé',
    born: '2001-06-18',
    from: 'school',
    urgency: 'days',
    reason: 'voices_beliefs',
    what: 'Entend des voix depuis l’été. Veut finir son année.',
    until: 'begun',
    daysAgo: 40,
  },
  {
    given: 'Rosa',
    family: 'Exemple',
    born: '1955-02-27',
    from: 'landlord',
    urgency: 'weeks',
    reason: 'isolation',
    what: 'Ne répond plus à la porte, le gardien s’inquiète.',
    until: 'onward',
    daysAgo: 25,
  },
  {
    given: 'Elif',
    family: 'Fictief',
    born: '1990-10-14',
    from: 'professional',
    urgency: 'weeks',
    reason: 'housing',
    what: 'Sortie de l’hôpital la semaine prochaine, sans logement.',
    until: 'declined',
    daysAgo: 12,
  },
  {
    given: 'lucie',
    family: 'Exmeple',
    born: '1994-04-11',
    from: 'person',
    urgency: 'today',
    reason: 'agitation',
    what: 'Rappelle elle-même : elle accepte une visite.',
    until: 'begun',
    daysAgo: 0,
  },
]

/**
 * Teams, workers and people of a network that are all invented: only for the demonstration. Does nothing where they are already.
 * @param workers the addresses of the two who work in them
 */
export const layCareDemonstration = async (
  { db, ownerUrl }: { db: Db; ownerUrl: string },
  networks: readonly string[],
  workers: readonly string[] = DEMONSTRATION_WORKERS,
): Promise<void> => {
  for (const network of networks) {
    const cast = await layTeams(ownerUrl, network, workers)
    if (cast === null) continue
    for (const invented of PEOPLE) await asActor(db, cast.lead, (scope) => live(scope, cast, invented))
    await backdate(ownerUrl, network)
  }
}

const layTeams = (ownerUrl: string, network: string, workers: readonly string[]): Promise<Cast | null> =>
  withClient(ownerUrl, async (owner) => {
    const { rows: there } = await owner.query('select from care.worker where network_id = $1 limit 1', [network])
    if (there.length > 0) return null
    const ids = new Map<CareFunction, string>()
    for (const team of TEAMS) ids.set(team.careFunction, await layTeam(owner, network, team))
    // In Dutch too somebody can be asked, in the east of Flanders.
    await owner.query(
      `insert into care.team (network_id, service_id, is_public) select network_id, id, true from directory.service
        where network_id = $1 and id in ('demo-crisis-oost-vlaanderen', 'demo-langdurig-oost-vlaanderen') on conflict do nothing`,
      [network],
    )
    const [crisis = '', longTerm = ''] = [ids.get('2A'), ids.get('2B')]
    // The second works in two teams, as peer-support workers often do.
    const [lead, peer] = [
      await layWorker(owner, network, workers[0] ?? '', [crisis], 'nurse'),
      await layWorker(owner, network, workers[1] ?? '', [crisis, longTerm], 'peer_support_worker'),
    ]
    return lead === null || peer === null ? null : { network, lead, peer, crisis, longTerm }
  })

// The guide has invented teams too: where there is one of this function, it is the team.
const layTeam = async (owner: pg.Client, network: string, { id, careFunction, name, isPublic }: Team): Promise<string> => {
  const { rows } = await owner.query<{ id: string }>(
    `select id from directory.service where network_id = $1 and care_function = $2 and id like 'demo-%' and status = 'active' order by id limit 1`,
    [network, careFunction],
  )
  const known = rows[0]?.id
  if (known === undefined) {
    await owner.query(
      `insert into directory.organisation (network_id, id, name, kind, country)
       select id, 'demo-maison', 'Maison des équipes (inventée)', 'association', country from platform.network where id = $1 on conflict do nothing`,
      [network],
    )
    await owner.query(
      `insert into directory.service (network_id, id, organisation_id, name, care_function, languages, opening_hours)
       values ($1, $2, 'demo-maison', $3, $4, '{fr,nl}', 'Mo-Fr 08:30-16:30')`,
      [network, id, name, careFunction],
    )
  }
  await owner.query('insert into care.team (network_id, service_id, is_public) values ($1, $2, $3) on conflict do nothing', [
    network,
    known ?? id,
    isPublic,
  ])
  return known ?? id
}

const layWorker = async (
  owner: pg.Client,
  network: string,
  email: string,
  teams: readonly string[],
  profession: Profession,
): Promise<Actor | null> => {
  const { rows } = await owner.query<{ id: string; name: string }>('select id, name from identity.person where email = $1', [email])
  const [person] = rows
  if (person === undefined) return null
  for (const team of teams)
    await owner.query(
      `insert into care.worker (network_id, service_id, person_id, profession, is_lead, valid_from) values ($1, $2, $3, $4, $5, current_date - 365)`,
      [network, team, person.id, profession, profession === 'nurse'],
    )
  return { personId: person.id, name: person.name, roles: { [network]: ['worker'] } }
}

const live = async (scope: Scope, { network, lead, peer, crisis, longTerm }: Cast, one: Invented): Promise<void> => {
  const story = { what: one.what, hoped: '', safety: '', answer: '', askerName: '', askerReach: '' }
  const asked = {
    from_kind: one.from,
    urgency: one.urgency,
    reason_kind: one.reason,
    agreement: one.from === 'person' ? ('yes' as const) : ('unknown' as const),
    story,
  }
  const person = {
    given_name: one.given,
    family_name: one.family,
    birth_date: one.born,
    territory_id: null,
    language: 'fr',
    needs_interpreter: false,
  }
  const { id } = await takeCall(scope, lead, network, crisis, { ...asked, person, reach: { phone: '', email: '', address: '', how: '' } })
  if (one.until === 'sent') return
  if (one.until === 'declined') {
    await turnAway(scope, lead, network, id, 1, { reason: 'not_our_need', words: '', proposed: null })
    return
  }
  await acceptRequest(scope, lead, network, id, 1)
  if (one.until === 'accepted') return
  const { episode, personId } = await beginEpisode(scope, lead, network, id, 2)
  const visits = Math.min(4, 1 + Math.floor(one.daysAgo / 5))
  for (let visit = 0; visit < visits; visit += 1)
    await writeContact(scope, lead, network, episode, {
      id: randomUUID(),
      at: new Date(Date.now() - (one.daysAgo - visit * 5) * 86_400_000),
      minutes: 45 + visit * 5,
      mode: visit % 2 === 0 ? 'home' : 'telephone',
      workers: visit % 2 === 0 ? [peer.personId] : [],
      who: visit === 0 ? ['person', 'carer'] : ['person'],
      missed: null,
      note: visit === 0 ? 'Première visite à deux. Le café était prêt. On a parlé de ce qui aide la nuit.' : '',
      // So that the first day on the road shows what a day looks like.
      next_on: visit === visits - 1 ? dayIn(one.daysAgo % 4) : null,
    })
  if (one.until === 'onward')
    await sendRequest(scope, lead, network, crisis, {
      ...asked,
      from_kind: 'team',
      agreement: 'yes',
      personId,
      to: longTerm,
      ground: {
        kind: 'consent',
        how: 'spoken',
        until: dayIn(180),
        purpose: 'Être accompagnée plus longtemps, à la maison.',
      },
    })
}

// What the commands write happens now; the demonstration has a past.
const backdate = (ownerUrl: string, network: string): Promise<void> =>
  withClient(ownerUrl, async (owner) => {
    for (const { given, family, daysAgo } of PEOPLE.filter((one) => one.daysAgo > 0)) {
      const values = [network, given, family, daysAgo]
      const of = `(select id from care.person where network_id = $1 and given_name = $2 and family_name = $3)`
      await owner.query(
        `update care.request set made_at = made_at - make_interval(days => $4), sent_at = sent_at - make_interval(days => $4),
           answer_due = answer_due - make_interval(days => $4), answered_at = answered_at - make_interval(days => $4) + interval '5 hours',
           meeting_due = meeting_due - make_interval(days => $4), met_at = case when state = 'begun' then sent_at - make_interval(days => $4) + interval '20 hours' end
         where network_id = $1 and person_id = ${of} and from_service_id is null`,
        values,
      )
      await owner.query(`update care.episode set entered_on = entered_on - $4::integer where network_id = $1 and person_id = ${of}`, values)
    }
  })
