import type { ActionState } from '../vocabulary.ts'

// Invented, like its neighbour. Days are told in days from the day of loading, so that something is always due and something late.

type Action = {
  title: string
  who: string
  organisation?: string
  from: number
  to: number
  state: ActionState
  since: number
  because?: string
}
export const AIMS: readonly { id: string; title: string; what: string; indicators: string[]; actions: Action[] }[] = [
  {
    id: 'invented-aim-crisis',
    title: 'Répondre à chaque crise en 48 heures, là où vit la personne',
    what: 'Une personne en crise, ou quelqu’un qui l’accompagne, reçoit une réponse humaine en deux jours au plus, et l’hôpital n’est pas la seule porte.',
    indicators: ['care.answers', 'care.followed.function', 'steering.fte.freed'],
    actions: [
      {
        title: 'Un seul numéro pour les équipes de crise',
        who: 'Coordination des équipes 2A',
        organisation: 'invented-canal',
        from: -400,
        to: -120,
        state: 'done',
        since: -131,
      },
      {
        title: 'Ouvrir la garde du week-end',
        who: 'Direction des soins',
        organisation: 'invented-canal',
        from: -200,
        to: -20,
        state: 'under_way',
        since: -180,
      },
      {
        title: 'Parler avec les urgences de ce qui se passe après',
        who: 'Comité de la fonction 2A',
        from: -60,
        to: 45,
        state: 'under_way',
        since: -40,
      },
    ],
  },
  {
    id: 'invented-aim-voice',
    title: 'Ne rien décider sans les personnes concernées et leurs proches',
    what: 'Chaque comité garde des sièges pour elles et eux, les réunions se tiennent à des heures possibles, et le temps donné est reconnu.',
    indicators: ['steering.seats', 'steering.seats.filled'],
    actions: [
      {
        title: 'Rembourser les trajets et le temps des représentants',
        who: 'Coordination du réseau',
        from: -300,
        to: -30,
        state: 'done',
        since: -64,
      },
      {
        title: 'Trouver un deuxième représentant des personnes concernées',
        who: 'Groupe de travail participation',
        organisation: 'invented-horizon',
        from: -90,
        to: 30,
        state: 'under_way',
        since: -85,
      },
      {
        title: 'Écrire les comptes rendus en facile à lire',
        who: 'Groupe de travail participation',
        organisation: 'invented-horizon',
        from: 20,
        to: 200,
        state: 'not_begun',
        since: -90,
      },
    ],
  },
  {
    id: 'invented-aim-beds',
    title: 'Convertir des lits quand une équipe est prête à accueillir',
    what: 'Aucun lit n’est gelé sans que l’équipe qui reçoit le personnel ait dit oui, et aucun n’est fermé sans que le gel ait été évalué.',
    indicators: ['steering.beds.out', 'steering.fte.freed'],
    actions: [
      {
        title: 'Évaluer le gel de 2023 avec les familles',
        who: 'Comité de réseau',
        organisation: 'invented-cotes',
        from: -260,
        to: -80,
        state: 'stopped',
        since: -100,
        because: 'L’étude nationale le fera sur tous les réseaux',
      },
      {
        title: 'Préparer la conversion de 18 lits',
        who: 'Direction et équipe du nord',
        organisation: 'invented-tilleuls',
        from: -80,
        to: 180,
        state: 'under_way',
        since: -70,
      },
    ],
  },
  {
    id: 'invented-aim-training',
    title: 'Se former ensemble, personnes concernées, proches et professionnels',
    what: 'Une formation sur deux au moins est préparée et donnée à deux voix.',
    indicators: ['steering.courses'],
    actions: [
      {
        title: 'Un module commun sur le rétablissement',
        who: 'Groupe de travail formation',
        organisation: 'invented-passerelle',
        from: -150,
        to: -10,
        state: 'not_begun',
        since: -150,
      },
    ],
  },
]
