import type { BedEvent } from '../beds.ts'
import type { BedKind, Profession } from '../vocabulary.ts'

// Everything in this folder is invented. The names say so, and nothing here is in data/, which holds published facts alone.
// The days begin in 2021: the accounts of earlier years, made of published figures, stay what they are.

export const SOURCE = { id: 'invented-steering', title: 'Données inventées pour la démonstration (aucun document)' }

export const ORGANISATIONS = [
  { id: 'invented-tilleuls', name: 'Clinique des Tilleuls (inventé)', kind: 'hospital' },
  { id: 'invented-linde', name: 'Psychiatrisch centrum De Linde (verzonnen)', kind: 'hospital' },
  { id: 'invented-canal', name: 'Centre hospitalier du Canal (inventé)', kind: 'hospital' },
  { id: 'invented-passerelle', name: 'La Passerelle, réhabilitation et habitat (inventé)', kind: 'association' },
  { id: 'invented-horizon', name: 'L’Horizon, association d’usagers (inventé)', kind: 'user_association' },
  { id: 'invented-cotes', name: 'À vos côtés, association de proches (inventé)', kind: 'carer_association' },
] as const

type Room = { beds?: number; places?: number; fte: number }
export const TEAMS: readonly { id: string; organisation: string; name: string; care_function: string; room: Room; followed: number }[] = [
  {
    id: 'invented-2a',
    organisation: 'invented-canal',
    name: 'Équipe mobile de crise du Canal (inventé)',
    care_function: '2A',
    room: { fte: 10.5 },
    followed: 31,
  },
  {
    id: 'invented-2b-nord',
    organisation: 'invented-tilleuls',
    name: 'Équipe mobile de longue durée, nord (inventé)',
    care_function: '2B',
    room: { fte: 14 },
    followed: 142,
  },
  {
    id: 'invented-2b-zuid',
    organisation: 'invented-linde',
    name: 'Mobiel team langdurige zorg, zuid (verzonnen)',
    care_function: '2B',
    room: { fte: 12 },
    followed: 118,
  },
  {
    id: 'invented-3',
    organisation: 'invented-passerelle',
    name: 'Centre de réhabilitation (inventé)',
    care_function: '3',
    room: { places: 40, fte: 6 },
    followed: 52,
  },
  {
    id: 'invented-4',
    organisation: 'invented-linde',
    name: 'Intensieve residentiële zorg (verzonnen)',
    care_function: '4',
    room: { beds: 24, fte: 22 },
    followed: 24,
  },
  {
    id: 'invented-5',
    organisation: 'invented-passerelle',
    name: 'Habitations protégées (inventé)',
    care_function: '5',
    room: { places: 32, fte: 4.5 },
    followed: 32,
  },
]

type Agreement = {
  id: string
  hospital: string
  kind: BedKind
  beds: number
  team: string | null
  staff: Partial<Record<Profession, number>>
  events: BedEvent[]
}
const event = (on: string, state: BedEvent['state'], reason: string): BedEvent => ({ on, state, reason })

export const AGREEMENTS: readonly Agreement[] = [
  {
    id: 'invented-tilleuls-t',
    hospital: 'invented-tilleuls',
    kind: 'T',
    beds: 30,
    team: 'invented-2b-nord',
    staff: { nurse: 8, social_worker: 2, psychologist: 1.5, educator: 1.5, psychiatrist: 0.5, peer_support_worker: 1 },
    events: [
      event('2021-02-01', 'planned', 'Accord entre partenaires du réseau'),
      event('2021-09-01', 'frozen', 'Approbation reçue ; l’équipe du nord commence'),
      event('2024-01-01', 'closed', 'L’unité a été transformée en lieu de rencontre'),
    ],
  },
  {
    id: 'invented-linde-t',
    hospital: 'invented-linde',
    kind: 'T',
    beds: 24,
    team: 'invented-2b-zuid',
    staff: { nurse: 6.5, social_worker: 2, psychologist: 1.5, occupational_therapist: 1, psychiatrist: 0.6 },
    events: [
      event('2021-06-01', 'planned', 'Akkoord tussen de partners van het netwerk'),
      event('2022-04-01', 'frozen', 'Goedkeuring ontvangen; het team van het zuiden begint'),
    ],
  },
  {
    id: 'invented-canal-a',
    hospital: 'invented-canal',
    kind: 'A',
    beds: 15,
    team: 'invented-2a',
    staff: { nurse: 5, psychologist: 1, social_worker: 1, psychiatrist: 0.8 },
    events: [event('2022-10-01', 'frozen', 'Ouverture de l’équipe mobile de crise')],
  },
  {
    id: 'invented-tilleuls-a',
    hospital: 'invented-tilleuls',
    kind: 'A',
    beds: 10,
    team: 'invented-2a',
    staff: { nurse: 3.25, psychologist: 0.5, coordinator: 1 },
    events: [
      event('2023-01-01', 'frozen', 'Renfort de l’équipe mobile de crise'),
      event('2024-11-15', 'reopened', 'Trop de personnes hospitalisées loin de chez elles'),
      event('2025-10-01', 'frozen', 'L’équipe de crise répond de nouveau en 48 heures'),
    ],
  },
  {
    id: 'invented-linde-tg',
    hospital: 'invented-linde',
    kind: 'Tg',
    beds: 12,
    team: null,
    staff: { nurse: 4, occupational_therapist: 0.5, psychologist: 1 },
    events: [event('2023-07-01', 'frozen', 'Middelen naar intensievere zorg in het ziekenhuis')],
  },
  {
    id: 'invented-canal-t',
    hospital: 'invented-canal',
    kind: 'T',
    beds: 20,
    team: 'invented-2b-zuid',
    staff: { nurse: 5.5, social_worker: 1.5, educator: 1.5, psychologist: 1, psychiatrist: 0.4 },
    events: [event('2025-06-01', 'planned', 'Décision du comité de réseau'), event('2026-03-01', 'frozen', 'L’équipe du sud est doublée')],
  },
  {
    id: 'invented-tilleuls-t-2',
    hospital: 'invented-tilleuls',
    kind: 'T',
    beds: 18,
    team: 'invented-2b-nord',
    staff: { nurse: 5, social_worker: 1.5, psychologist: 1, peer_support_worker: 1 },
    events: [event('2026-09-01', 'planned', 'Le dossier est à l’étude')],
  },
]
