import { type Actor, hasRole } from '#platform/actor.ts'
import { NOTICES, type Notice } from './vocabulary.ts'

/** The networks whose work this person looks after. */
export const administered = (actor: Actor): string[] =>
  Object.keys(actor.roles).filter((network) => hasRole(actor, network, 'administrator'))
/** Jobs and mails are shown to administrators; the database shows each those of their own networks. */
export const canSeeWork = (actor: Actor) => administered(actor).length > 0
/** The notices that can reach this person: nobody is asked about what never comes. */
export const offeredTo = (actor: Actor): readonly Notice[] => NOTICES.filter((notice) => notice !== 'workSummary' || canSeeWork(actor))
