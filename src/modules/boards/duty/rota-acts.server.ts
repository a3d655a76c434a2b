import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Faults, Typed } from '#platform/forms/typed.ts'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Problem } from '#platform/problem.ts'
import { failed } from '#platform/request.server.ts'
import { uuidIn } from '../../care/index.ts'
import type { Here } from '../team.server.ts'
import { noteAway, readAway, readPhone, setPhone, takeBackAway } from './away.server.ts'
import { copyWeek } from './copy.server.ts'
import { addShifts, moveSwap, offerSwap, removeShift } from './duty.commands.server.ts'
import { SWAP_MOVES } from './machine.ts'
import { readShifts } from './shift-form.server.ts'
import { weekFrom } from './week.ts'

type Asked = { network: string; service: string; monday: string; typed: Typed; several: (name: string) => readonly string[]; here: Here }
/** What was done, as the address of the page says it; or what is wrong. */
export type Acted = { saved: string } | { faults: Faults }

/** What the database did not take, on its way out of the transaction: whatever was begun is undone with it. */
class Refused extends Error {
  readonly refusal: string
  constructor(refusal: string) {
    super(refusal)
    this.refusal = refusal
  }
}
const orRefused = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'invalid') throw error
    throw new Refused(error.detail.duty ?? 'worker')
  }
}
/** What the form gets back for what the database did not take; anything else goes on as it was. */
export const faultsOfRefusal = (error: unknown): Acted => {
  if (!(error instanceof Refused)) throw error
  return { faults: { worker: { id: `boards.fault.${error.refusal}` as MessageId } } }
}

const optionalId = (text: string | undefined) => (text === undefined || text === '' ? null : uuidIn(text))

/** What a form on the page of the rota asks for, told by its `intent`. @throws Problem of the commands; Refused (`faultsOfRefusal`) */
export const actOnRota = async (scope: Scope, actor: Actor, { network, service, monday, typed, several, here }: Asked): Promise<Acted> => {
  const done = { saved: '' }
  switch (typed.intent) {
    case 'add': {
      const read = readShifts(typed, several('days'), weekFrom(monday), here.zone)
      if (!read.ok) return read
      await orRefused(addShifts(scope, actor, network, service, read.input))
      return done
    }
    case 'remove':
      await removeShift(scope, network, service, uuidIn(typed.shift ?? ''))
      return done
    case 'copy': {
      const { made, left } = await copyWeek(scope, actor, network, service, monday, several('shifts'), here)
      return { saved: `copied-${made}-${left}` }
    }
    case 'offer':
      await orRefused(
        offerSwap(scope, actor, network, service, uuidIn(typed.shift ?? ''), optionalId(typed.to), optionalId(typed.inReturn)),
      )
      return done
    case 'swap': {
      const move = SWAP_MOVES.find((each) => each === typed.move)
      if (move === undefined) throw failed(new Problem('not_found'))
      await orRefused(moveSwap(scope, actor, network, service, uuidIn(typed.swap ?? ''), move))
      return done
    }
    default:
      return actOnSelf(scope, actor, network, typed, here)
  }
}

const actOnSelf = async (scope: Scope, actor: Actor, network: string, typed: Typed, { mates, isLead }: Here): Promise<Acted> => {
  switch (typed.intent) {
    case 'away': {
      const who = new Set(isLead ? mates.map(({ personId }) => personId) : [actor.personId])
      const read = readAway(typed, who)
      if (!read.ok) return read
      await noteAway(scope, actor, network, read.input)
      return { saved: '' }
    }
    case 'back':
      await takeBackAway(scope, network, uuidIn(typed.away ?? ''))
      return { saved: '' }
    case 'phone': {
      const read = readPhone(typed)
      if (!read.ok) return read
      await setPhone(scope, actor, network, read.input)
      return { saved: '' }
    }
    default:
      throw failed(new Problem('not_found'))
  }
}
