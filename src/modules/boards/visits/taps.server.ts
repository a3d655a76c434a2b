import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Typed } from '#platform/forms/typed.ts'
import { found, Problem } from '#platform/problem.ts'
import { failed } from '#platform/request.server.ts'
import { uuidIn } from '../../care/index.ts'
import { LIMITS } from '../rules.ts'
import { hereIn } from '../team.server.ts'
import { QUICK_OUTCOMES, type QuickOutcome } from '../vocabulary.ts'
import { VISIT_MOVES } from './machine.ts'
import { extendVisit, finishVisit, moveVisit, signVisit } from './visits.commands.server.ts'

const MINUTE = 60_000
const A_DAY = 1440
/** What came of a visit in one tap: what is known is kept as the contact, and a note can be added to it afterwards. @throws Problem not_found, conflict */
const finishAtOnce = async (scope: Scope, actor: Actor, network: string, visit: string, how: QuickOutcome): Promise<void> => {
  const { rows } = await sql<{ thereAt: Date | null; safeAt: Date | null }>`
    select there_at as "thereAt", safe_at as "safeAt" from boards.visit where network_id = ${network} and id = ${visit} and team in (select care.my_teams())`.execute(
    scope,
  )
  const { thereAt, safeAt } = found(rows[0])
  const stay = thereAt === null || safeAt === null ? 0 : Math.min(Math.round((safeAt.getTime() - thereAt.getTime()) / MINUTE), A_DAY)
  const hasMet = how === 'met'
  await finishVisit(scope, actor, network, visit, {
    ...{ missed: hasMet ? null : 'not_there', mode: 'home', minutes: hasMet && stay > 0 ? stay : null },
    ...{ who: hasMet ? ['person'] : [], note: '', nextOn: null },
  })
}

const longerIn = (text = ''): number | undefined => {
  const [least, most] = LIMITS.longerMinutes
  const minutes = /^\d{1,3}$/.test(text) ? Number(text) : 0
  return minutes >= least && minutes <= most ? minutes : undefined
}

/**
 * What is said of a visit in one tap, as a form says it: a `move`, so many minutes `longer`, that all is `fine`, or a quick `outcome`.
 * @returns whether it was overtaken: a colleague had said something else meanwhile
 * @throws Problem signed_out, not_found; the answer 422 for a form that says none of these
 */
export const tapVisit = async (scope: Scope, actor: Actor, network: string, service: string, typed: Typed): Promise<boolean> => {
  await hereIn(scope, actor, network, service)
  const visit = uuidIn(typed.visit ?? '')
  const move = VISIT_MOVES.find((each) => each === typed.move)
  // Not only those that the team offers now: a tap that waited for a network was made before they were changed.
  const longer = longerIn(typed.longer)
  const outcome = QUICK_OUTCOMES.find((each) => each === typed.outcome)
  try {
    if (move !== undefined && move !== 'finish') await moveVisit(scope, network, visit, move)
    else if (longer !== undefined) await extendVisit(scope, network, visit, longer)
    else if (typed.fine === 'yes') await signVisit(scope, network, visit)
    else if (outcome !== undefined) await finishAtOnce(scope, actor, network, visit, outcome)
    else throw failed(new Problem('invalid'))
    return false
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'conflict') throw error
    return true
  }
}
/** Whether a form says something in one tap. */
export const isTap = ({ move, longer, fine, outcome }: Typed) => [move, longer, fine, outcome].some((each) => each !== undefined)
