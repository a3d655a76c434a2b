import type { Audience, College, CommitteeKind, TrainingState } from '../vocabulary.ts'

// Invented, like its neighbours.

type Seats = Partial<Record<College, { all: number; filled: number; labels?: string[] }>>
export const COMMITTEES: readonly {
  id: string
  kind: CommitteeKind
  care_function?: string
  name: string
  purpose: string
  seats: Seats
  every: number
}[] = [
  {
    id: 'invented-network',
    kind: 'network',
    name: 'Comité de réseau',
    purpose: 'Décide du plan, des conversions de lits et des moyens communs.',
    seats: {
      persons_concerned: { all: 2, filled: 1 },
      carers: { all: 2, filled: 2 },
      organisations: { all: 3, filled: 3 },
      professionals: { all: 2, filled: 2, labels: ['Équipes mobiles', 'Première ligne'] },
      elected_officials: { all: 1, filled: 1 },
    },
    every: 91,
  },
  {
    id: 'invented-f2a',
    kind: 'function',
    care_function: '2A',
    name: 'Comité de la fonction 2A',
    purpose: 'Réponse aux crises : délais, garde, liens avec les urgences.',
    seats: {
      persons_concerned: { all: 1, filled: 1 },
      carers: { all: 1, filled: 0 },
      professionals: { all: 3, filled: 3, labels: ['Équipe de crise', 'Urgences', 'Médecine générale'] },
    },
    every: 60,
  },
  {
    id: 'invented-f2b',
    kind: 'function',
    care_function: '2B',
    name: 'Comité de la fonction 2B',
    purpose: 'Suivi de longue durée : listes d’attente, référents, liens avec l’habitat.',
    seats: {
      persons_concerned: { all: 1, filled: 1 },
      carers: { all: 1, filled: 1 },
      professionals: { all: 2, filled: 2, labels: ['Équipe du nord', 'Équipe du sud'] },
    },
    every: 75,
  },
  {
    id: 'invented-f5',
    kind: 'function',
    care_function: '5',
    name: 'Comité de la fonction 5',
    purpose: 'Habitat : places, listes d’attente, bailleurs sociaux.',
    seats: { persons_concerned: { all: 1, filled: 0 }, organisations: { all: 3, filled: 2 }, elected_officials: { all: 1, filled: 1 } },
    every: 120,
  },
  {
    id: 'invented-voice',
    kind: 'working_group',
    name: 'Groupe de travail participation',
    purpose: 'Comment les personnes concernées et leurs proches pèsent dans le réseau.',
    seats: {
      persons_concerned: { all: 3, filled: 3 },
      carers: { all: 2, filled: 2 },
      professionals: { all: 1, filled: 1, labels: ['Coordination du réseau'] },
    },
    every: 60,
  },
]

/** What meetings decide, in turn: what, who, and for those that are carried out what came of them. */
export const DECISIONS = [
  {
    what: 'Ouvrir les réunions à 17 heures pour que chacun puisse venir',
    who: 'Coordination du réseau',
    outcome: 'Deux proches de plus sont venus dès la réunion suivante',
  },
  {
    what: 'Demander aux équipes leur charge chaque semaine',
    who: 'Coordination des équipes mobiles',
    outcome: 'Cinq équipes sur six la déclarent',
  },
  {
    what: 'Inviter les bailleurs sociaux une fois par an',
    who: 'Coordination de la fonction 5',
    outcome: 'Une première rencontre a eu lieu',
  },
  {
    what: 'Écrire un dépliant en facile à lire sur le réseau',
    who: 'Groupe de travail participation',
    outcome: 'Le dépliant est dans les salles d’attente',
  },
  { what: 'Revoir la répartition des demandes entre équipes 2B', who: 'Équipes 2B', outcome: 'Chaque commune a une équipe et une seule' },
  {
    what: 'Donner à chaque représentant un interlocuteur avant la réunion',
    who: 'Coordination du réseau',
    outcome: 'Chacun a été appelé avant la réunion',
  },
  { what: 'Visiter une équipe d’un autre réseau', who: 'Équipe de crise', outcome: 'La visite a eu lieu ; la fiche d’appel en vient' },
  {
    what: 'Écrire ensemble la règle des visites en binôme',
    who: 'Comité de la fonction 2B',
    outcome: 'La règle est signée par les deux équipes',
  },
  {
    what: 'Demander un interprète pour les premiers entretiens',
    who: 'Première ligne',
    outcome: 'Un service d’interprétariat est joignable chaque jour',
  },
  {
    what: 'Compter les demandes que personne n’a pu prendre',
    who: 'Coordination des équipes mobiles',
    outcome: 'Le compte est lu à chaque réunion',
  },
  { what: 'Proposer une supervision commune aux équipes', who: 'Direction des soins', outcome: 'Six séances ont été fixées' },
] as const

export const COURSES: readonly {
  title: string
  audience: Audience[]
  organisation: string
  from: number
  days: number
  seats: number
  taken: number | null
  state: TrainingState
}[] = [
  {
    title: 'Le rétablissement, à deux voix',
    audience: ['professionals', 'persons_concerned', 'carers'],
    organisation: 'invented-passerelle',
    from: 24,
    days: 1,
    seats: 24,
    taken: 17,
    state: 'open',
  },
  {
    title: 'Écouter une crise au téléphone',
    audience: ['professionals'],
    organisation: 'invented-canal',
    from: 52,
    days: 2,
    seats: 16,
    taken: null,
    state: 'planned',
  },
  {
    title: 'Siéger dans un comité : mode d’emploi',
    audience: ['persons_concerned', 'carers'],
    organisation: 'invented-horizon',
    from: 80,
    days: 0,
    seats: 12,
    taken: null,
    state: 'planned',
  },
  {
    title: 'Plan de crise écrit avec la personne',
    audience: ['everyone'],
    organisation: 'invented-linde',
    from: -60,
    days: 0,
    seats: 30,
    taken: 28,
    state: 'held',
  },
  {
    title: 'Proches : vos droits, vos limites',
    audience: ['carers'],
    organisation: 'invented-cotes',
    from: -150,
    days: 1,
    seats: 20,
    taken: 14,
    state: 'held',
  },
  {
    title: 'Visites à domicile en binôme',
    audience: ['professionals', 'peer_support_workers'],
    organisation: 'invented-tilleuls',
    from: -210,
    days: 1,
    seats: 18,
    taken: 18,
    state: 'held',
  },
]
