import type { Actor } from '#platform/actor.ts'
import { attempted } from '#platform/attempt.server.ts'
import { day, oneOf, text } from '#platform/cells.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Faults, reading, type Typed, versionIn } from '#platform/forms/typed.ts'
import { found, Problem } from '#platform/problem.ts'
import { today } from '#platform/today.ts'
import { endEpisode, setReferent } from '../episodes/episodes.commands.server.ts'
import { uuidIn } from '../ids.server.ts'
import type { Done } from '../screen/done.tsx'
import { DESTINATIONS, EXIT_REASONS } from '../vocabulary.ts'
import { linkAccount, withdrawConsent, writeThirdPartyNote } from './people.commands.server.ts'
import { listEpisodes } from './people.queries.server.ts'

export type Changed = { done: Done } | { faults: Faults }

/** What one of the small forms on the page of a person asks for. @throws Problem of the commands; not_found for a form that there is not */
export const changeFile = async (scope: Scope, actor: Actor, network: string, personId: string, typed: Typed): Promise<Changed> => {
  switch (typed.intent) {
    case 'end':
      return end(scope, network, typed)
    case 'referent':
      await setReferent(scope, network, uuidIn(typed.episode ?? ''), versionIn(typed), uuidIn(typed.referent ?? ''))
      return { done: 'saved' }
    case 'consent':
      await withdrawConsent(scope, actor, network, uuidIn(typed.consent ?? ''))
      return { done: 'consentEnded' }
    case 'link':
      await linkAccount(scope, network, personId, uuidIn(typed.card ?? ''))
      return { done: 'linked' }
    case 'third':
      return writeThird(scope, actor, network, personId, typed)
    default:
      throw new Problem('not_found')
  }
}

const end = async (scope: Scope, network: string, typed: Typed): Promise<Changed> => {
  const form = reading(typed)
  const left_on = form.cell('left_on', day) ?? ''
  if (left_on > today()) form.wrong('left_on', 'care.fault.past')
  // Neither is guessed: a choice that stood there already would be kept by who is tired, and counted.
  const exit_reason = form.cell('exit_reason', oneOf(EXIT_REASONS)) ?? ('other' as const)
  const destination = form.cell('destination', oneOf(DESTINATIONS)) ?? ('unknown' as const)
  const read = form.done(() => ({ left_on, exit_reason, destination }))
  if (!read.ok) return { faults: read.faults }
  try {
    const [episode, version] = [uuidIn(typed.episode ?? ''), versionIn(typed)]
    await attempted(scope, () => endEpisode(scope, network, episode, version, read.input))
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'invalid')) throw error
    return { faults: { left_on: { id: 'form.fault.ends' } } }
  }
  return { done: 'ended' }
}

const writeThird = async (scope: Scope, actor: Actor, network: string, personId: string, typed: Typed): Promise<Changed> => {
  const mine = found((await listEpisodes(scope, network, personId)).find(({ isMine, leftOn }) => isMine && leftOn === null))
  const form = reading(typed)
  const note = form.upTo('third', 20_000, text)
  const read = form.done(() => note)
  if (!read.ok) return { faults: read.faults }
  await writeThirdPartyNote(scope, actor, network, personId, mine.serviceId, read.input)
  return { done: 'saved' }
}
