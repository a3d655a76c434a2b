import { type DecisionState, isSettled, type MeetingState } from '../vocabulary.ts'
import type { TEAMS } from './invented-beds.ts'
import { COMMITTEES, DECISIONS } from './invented-committees.ts'

const DAY = 86_400_000
/** The day so many days after another, or before it (ISO). */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY).toISOString().slice(0, 10)

/** Numbers from 0 to 1 that look thrown and are always the same for a seed (Numerical Recipes' linear congruence). */
export const turns = (seed: number) => {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
const seedOf = (text: string) => [...text].reduce((seed, letter) => (Math.imul(seed, 31) + (letter.codePointAt(0) ?? 0)) >>> 0, 7)

const WEEKS = 26
type Team = (typeof TEAMS)[number]
/** What a team stated every week of half a year: a walk around what it usually follows, within its room. */
export const inventedLoad = ({ id, room, followed }: Team, today: string) => {
  const turn = turns(seedOf(id))
  const places = (room.beds ?? 0) + (room.places ?? 0)
  let now = followed
  let queue = Math.round(followed / 8)
  return Array.from({ length: WEEKS }, (_, at) => {
    now = Math.max(4, now + Math.round((turn() - 0.47) * Math.max(3, followed / 20)))
    queue = Math.max(0, queue + Math.round((turn() - 0.45) * 3))
    const place = places > 0 ? Math.round(queue * 0.6) : 0
    const staff = Math.round(queue * 0.3)
    return {
      on_day: dayAfter(today, (at - WEEKS) * 7 + 4),
      occupied: places === 0 ? null : Math.min(places, Math.round(places * (0.86 + turn() * 0.16))),
      followed: now,
      waiting: queue,
      waiting_place: place,
      waiting_staff: Math.min(staff, queue - place),
      waiting_partner: 0,
      waiting_person: 0,
    }
  })
}

const MEETINGS = 7
/** The meetings of each committee: some held, one to come, and of one nobody noted whether it was held. */
export const inventedMeetings = (today: string) =>
  COMMITTEES.flatMap(({ id, every, seats }, which) => {
    const turn = turns(seedOf(id))
    return Array.from({ length: MEETINGS + 1 }, (_, back) => {
      const held_on = dayAfter(today, 18 + which * 5 - back * every)
      const isForgotten = back === 1 && which === 3
      const state: MeetingState = back === 0 || isForgotten || held_on > today ? 'planned' : 'held'
      const counted = Object.entries(seats).flatMap(([college, { filled }]) =>
        // Sometimes somebody cannot come; nobody is counted beyond the seats.
        [{ college: college as keyof typeof seats, count: turn() < 0.25 ? Math.max(0, filled - 1) : filled }],
      )
      return {
        id: `${id}-${MEETINGS - back}`,
        committee_id: id,
        held_on,
        state,
        place: which % 2 === 0 ? 'Maison communale' : 'En ligne',
        agenda: 'Suites des décisions\nCharge des équipes\nPlan stratégique',
        attendance: state === 'held' ? counted : [],
        decisions: state === 'held' ? decisionsOf(`${id}-${MEETINGS - back}`, held_on, today, which * MEETINGS + back) : [],
      }
    })
  })

const decisionsOf = (meeting: string, heldOn: string, today: string, at: number) =>
  [0, 1].flatMap((which) => {
    const chosen = DECISIONS[(at * 2 + which) % DECISIONS.length]
    if (chosen === undefined || (at + which) % 3 === 2) return []
    const until = dayAfter(heldOn, 90)
    // Most of what was due is done; of what fell due lately some still waits.
    const isDone = until < dayAfter(today, -120) || (until < today && at % 3 !== 1)
    const state: DecisionState = isDone ? 'done' : which === 0 ? 'open' : 'under_way'
    return [
      {
        id: `${meeting}-${which + 1}`,
        what: chosen.what,
        responsible: chosen.who,
        until,
        state,
        settled_on: isSettled(state) ? dayAfter(until, -9) : null,
        outcome: isSettled(state) ? chosen.outcome : null,
      },
    ]
  })
