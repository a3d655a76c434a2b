import type pg from 'pg'
import type { CareFunction } from '#modules/directory/vocabulary.ts'
import type { Field, State } from './vocabulary.ts'

// Invented teams of the demonstration, so that the guide has somebody to propose: no real team is ever given places, hours or a number
// that it did not state. Their names say so. Telephone numbers are of the range that the French regulator keeps free for works of fiction
// (03 53 01, Arcep decision 2018-0881); for Belgium there is none here, so those teams have an address of the domain "example" only.
type Invented = {
  id: string
  fr: string
  nl: string
  careFunction: CareFunction | null
  territory: string
  area: string | null
  languages: readonly string[]
  hours: string | null
  phone: string | null
  ages: readonly [number | null, number | null] | null
  fields?: readonly Field[]
  needsAgreement?: boolean
  /** What it stated, the latest last: state, free places, days of waiting, and how many days ago. */
  stated: readonly (readonly [State, number | null, number | null, number])[]
  status?: 'temporarily_closed'
}
type Sown = { network: string; territory: string; country: string; teams: readonly Invented[] }

const HELLEMMES = 'secteur-59g21'
const team = (id: string, fr: string, careFunction: CareFunction | null, rest: Partial<Invented> & Pick<Invented, 'stated'>): Invented => ({
  id,
  fr: `${fr} (équipe inventée)`,
  nl: `${fr} (verzonnen team)`,
  careFunction,
  territory: 'FR-59298',
  area: HELLEMMES,
  languages: ['fr'],
  hours: 'Mo-Fr 09:00-17:00; PH off',
  phone: null,
  ages: [18, null],
  ...rest,
})

const LILLE: readonly Invented[] = [
  team('demo-ecoute', 'Lieu d’écoute', '1', {
    phone: '+33 3 53 01 00 10',
    ages: [12, 25],
    languages: ['fr', 'en', 'ar'],
    hours: 'Mo-Fr 10:00-19:00; Sa 10:00-13:00; PH off',
    stated: [['open', 6, null, 2]],
  }),
  team('demo-crise', 'Équipe mobile de crise', '2A', {
    phone: '+33 3 53 01 00 20',
    ages: [16, null],
    languages: ['fr', 'en'],
    // 8:30 to 16:30 on all days: the rhythm of one Belgian team (reseaumosaique.be).
    hours: 'Mo-Su 08:30-16:30; PH 08:30-16:30',
    stated: [
      ['open', 4, null, 9],
      ['open', 2, null, 1],
    ],
  }),
  team('demo-suivi', 'Équipe mobile de longue durée', '2B', {
    phone: '+33 3 53 01 00 30',
    languages: ['fr', 'nl'],
    hours: 'Mo-Fr 08:00-18:00; PH off',
    needsAgreement: true,
    stated: [['waiting', null, 21, 3]],
  }),
  team('demo-suivi-2', 'Deuxième équipe de longue durée', '2B', {
    phone: '+33 3 53 01 00 31',
    needsAgreement: true,
    stated: [['full', null, null, 4]],
  }),
  team('demo-retablissement', 'Maison du rétablissement', '3', { phone: '+33 3 53 01 00 40', stated: [['open', null, null, 40]] }),
  team('demo-sejour', 'Lits de crise', '4', {
    phone: '+33 3 53 01 00 50',
    hours: '24/7',
    ages: [18, 65],
    stated: [['full', null, null, 0]],
  }),
  team('demo-habitat', 'Habitat accompagné', '5', { phone: '+33 3 53 01 00 60', stated: [['waiting', null, 120, 12]] }),
  team('demo-emploi', 'Emploi accompagné', null, {
    phone: '+33 3 53 01 00 70',
    fields: ['work', 'learning'],
    stated: [['open', 3, null, 6]],
  }),
  team('demo-sport', 'Club de sport pour tous', null, {
    fields: ['sport', 'culture'],
    hours: 'Tu,Th 18:00-21:00; Sa 10:00-18:00',
    ages: [6, null],
    stated: [],
  }),
  team('demo-fermee', 'Permanence du soir', '1', {
    hours: 'Mo-Fr 18:00-22:00',
    status: 'temporarily_closed',
    stated: [['open', 5, null, 60]],
  }),
]

const hainaut = (id: string, name: string, careFunction: CareFunction, rest: Partial<Invented> & Pick<Invented, 'stated'>): Invented =>
  team(id, name, careFunction, { territory: 'BE-WHT', area: 'zone-mosaique', ages: null, ...rest })
const vlaanderen = (id: string, name: string, careFunction: CareFunction, rest: Partial<Invented> & Pick<Invented, 'stated'>): Invented =>
  team(id, name, careFunction, { territory: 'BE-VOV', area: 'zone-het-pakt', ages: null, languages: ['nl', 'fr'], ...rest })
const BELGIUM: readonly Invented[] = [
  hainaut('demo-crise-hainaut', 'Équipe mobile de crise, Hainaut', '2A', {
    ages: [16, null],
    hours: 'Mo-Su 08:30-16:30',
    stated: [['open', 3, null, 1]],
  }),
  hainaut('demo-duree-hainaut', 'Équipe mobile de longue durée, Hainaut', '2B', {
    hours: 'Mo-Fr 08:00-18:00',
    needsAgreement: true,
    stated: [['waiting', null, 75, 5]],
  }),
  hainaut('demo-ecoute-hainaut', 'Premier accueil, Hainaut', '1', { stated: [['open', null, null, 2]] }),
  vlaanderen('demo-crisis-oost-vlaanderen', 'Mobiel crisisteam, Oost-Vlaanderen', '2A', {
    hours: 'Mo-Fr 08:00-20:00; Sa,Su 10:00-16:00',
    stated: [['open', 1, null, 0]],
  }),
  vlaanderen('demo-langdurig-oost-vlaanderen', 'Mobiel team langdurige zorg, Oost-Vlaanderen', '2B', {
    needsAgreement: true,
    stated: [['full', null, null, 20]],
  }),
  vlaanderen('demo-wonen-oost-vlaanderen', 'Beschut wonen, Oost-Vlaanderen', '5', { stated: [['waiting', null, 200, 8]] }),
]
const SOWN: readonly Sown[] = [
  { network: 'ccoms', territory: 'FR-59298', country: 'FR', teams: LILLE },
  { network: 'belgium', territory: 'BE', country: 'BE', teams: BELGIUM },
]
// Invented teams that other parts of the demonstration bring along: who lives elsewhere is not led to them.
const ZONES: readonly { zone: string; teams: readonly string[] }[] = [
  { zone: 'zone-brumenta', teams: ['invented-2a', 'invented-2b-nord', 'invented-3', 'invented-5', 'demo-measures-team', 'demo-sortie'] },
  { zone: 'zone-ggz-zuid-west-vlaanderen', teams: ['invented-2b-zuid', 'invented-4'] },
  { zone: 'zone-mosaique', teams: ['demo-retablissement', 'demo-sejour'] },
]
const OWNER = 'demo-equipes-inventees'
// The operator of the command line: nobody of a real team said any of this.
const OPERATOR_ID = '00000000-0000-4000-8000-000000000001'
const ABOUT = {
  fr: 'Inventée pour la démonstration : ni cette équipe, ni ses places, ni ses horaires n’existent.',
  nl: 'Verzonnen voor de demonstratie: dit team, zijn plaatsen en uren bestaan niet.',
  en: 'Invented for the demonstration: neither this team nor its places nor its hours exist.',
}

const sowTeam = async (owner: pg.Client, network: string, invented: Invented) => {
  const {
    id,
    careFunction,
    territory,
    area,
    languages,
    hours,
    phone,
    ages,
    fields = [],
    needsAgreement = false,
    stated,
    status = 'active',
  } = invented
  const name = /^(Mobiel|Beschut)/.test(invented.fr) ? invented.nl : invented.fr
  await owner.query(
    `insert into directory.service (network_id, id, organisation_id, name, care_function, status, description, languages, opening_hours, phone, email, territory_id, area_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      network,
      id,
      OWNER,
      name,
      careFunction,
      status,
      JSON.stringify(ABOUT),
      languages,
      hours,
      phone,
      `${id}@equipe.example`,
      territory,
      area,
    ],
  )
  if (ages !== null || fields.length > 0 || needsAgreement)
    await owner.query(
      'insert into guide.team_rule (network_id, service_id, age_from, age_to, fields, needs_agreement) values ($1, $2, $3, $4, $5, $6)',
      [network, id, ages?.[0] ?? null, ages?.[1] ?? null, fields, needsAgreement],
    )
  for (const [state, places, waiting, daysAgo] of stated)
    await owner.query(
      `insert into guide.availability (network_id, service_id, as_of, state, places_free, waiting_days, stated_by)
       values ($1, $2, now() - make_interval(days => $3), $4, $5, $6, $7)`,
      [network, id, daysAgo, state, places, waiting, OPERATOR_ID],
    )
}

/** Adds the invented teams to the networks of the demonstration, the same each time. @param owner within a transaction of its own */
export const sowTeams = async (owner: pg.Client): Promise<void> => {
  for (const { network, territory, country, teams } of SOWN) {
    await owner.query(
      `insert into directory.organisation (network_id, id, name, kind, territory_id, country, note) values ($1, $2, $3, 'other', $4, $5, $6)`,
      [network, OWNER, 'Équipes inventées pour la démonstration', territory, country, JSON.stringify(ABOUT)],
    )
    for (const invented of teams) await sowTeam(owner, network, invented)
  }
}

/** Says of the invented teams of the Belgian network where they work, once all of them are there. */
export const placeTeams = async (owner: pg.Client): Promise<void> => {
  for (const { zone, teams } of ZONES)
    await owner.query(
      `update directory.service set area_id = $1 where network_id = 'belgium' and id = any ($2) and area_id is null and territory_id is null`,
      [zone, teams],
    )
}
