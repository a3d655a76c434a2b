import { type Actor, hasRole, ROLES, type Role } from '#platform/actor.ts'
import { NOTICES, type Notice } from './vocabulary.ts'

/** The networks whose work this person looks after. */
export const administered = (actor: Actor): string[] =>
  Object.keys(actor.roles).filter((network) => hasRole(actor, network, 'administrator'))
/** Jobs and mails are shown to administrators; the database shows each those of their own networks. */
export const canSeeWork = (actor: Actor) => administered(actor).length > 0
const holds = (actor: Actor, ...roles: Role[]) => Object.keys(actor.roles).some((network) => hasRole(actor, network, ...roles))
/** Who can get a notice, where that is not everybody with an account. Leads of teams may hold any role, and so may those who work in one. */
const ONLY_FOR: Readonly<Partial<Record<Notice, (actor: Actor) => boolean>>> = {
  workSummary: canSeeWork,
  requestCame: (actor) => holds(actor, ...ROLES),
  requestToday: (actor) => holds(actor, ...ROLES),
  requestWaits: (actor) => holds(actor, ...ROLES),
  requestLate: (actor) => holds(actor, ...ROLES),
  requestLateAtOnce: (actor) => holds(actor, ...ROLES),
}
/** The notices that can reach this person: nobody is asked about what never comes. */
export const offeredTo = (actor: Actor): readonly Notice[] => NOTICES.filter((notice) => ONLY_FOR[notice]?.(actor) ?? true)
