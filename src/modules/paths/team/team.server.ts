import { knownFile, myTeamsIn, teamFollowing, uuidIn } from '#modules/plans/index.server.ts'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Typed, versionIn } from '#platform/forms/typed.ts'
import { Problem } from '#platform/problem.ts'
import { today } from '#platform/today.ts'
import { orTheirs, type Sent, wrongly } from '../conflict.server.ts'
import { readPathForm, readStepForm } from '../forms.server.ts'
import { tellOfPath } from '../mails.server.ts'
import { withdrawReferral } from '../partners/referrals.commands.server.ts'
import { addStep, answerStepProposal, proposeStep, writePath } from '../path/path.commands.server.ts'
import { readPath, survivingFile } from '../path/path.queries.server.ts'
import { actOnStep } from '../path/step.server.ts'
import { pathTyped } from '../shown.server.ts'

export type Followed = {
  network: string
  file: string
  service: string
  team: string
  name: string
  /** Their own account, if they have one. */
  account: string | null
}
/** Somebody whom a team of the one who acts follows today. @throws Problem signed_out, not_found */
export const followedHere = async (scope: Scope, actor: Actor, network: string, id: string): Promise<Followed> => {
  await myTeamsIn(scope, actor, network)
  const file = await survivingFile(scope, network, uuidIn(id))
  const { service, name: team } = await teamFollowing(scope, network, file)
  const person = await knownFile(scope, network, file)
  return { network, file, service, team, name: `${person.givenName} ${person.familyName}`.trim(), account: person.accountId }
}

export type Done = { saved: string } | { sent: Exclude<Sent, null> }
const done = (sent: Sent, saved: string): Done => (sent === null ? { saved } : { sent })
const HERE = { here: { id: 'pathTeam.fault.here' } } as const

/** The forms of a team on somebody's path: what it proposes, what it writes down with the person beside, and what it takes back. */
export const actOnTheirs = async (scope: Scope, actor: Actor, followed: Followed, typed: Typed): Promise<Done> => {
  const { network, file, account } = followed
  switch (typed.intent) {
    case 'project': {
      const read = readPathForm(typed)
      const faults = { ...(read.ok ? {} : read.faults), ...(typed.here === 'on' ? {} : HERE) }
      if (!read.ok || Object.keys(faults).length > 0) return done(wrongly(typed, faults), '')
      const path = await readPath(scope, network, file)
      const reviewedOn = typed.reviewed === 'on' ? today() : (path?.reviewedOn ?? null)
      const keep = () => writePath(scope, followed, versionIn(typed), { ...read.input, reviewedOn })
      const sent = await orTheirs(typed, keep, async () => pathTyped(await readPath(scope, network, file)))
      if (sent === null) await tellOfPath(scope, actor, account)
      return done(sent, 'together')
    }
    case 'step': {
      const read = readStepForm(typed)
      if (!read.ok) return done(wrongly(typed, read.faults), '')
      const isTogether = typed.way === 'together'
      await (isTogether ? addStep(scope, actor, followed, read.input) : proposeStep(scope, actor, followed, read.input))
      await tellOfPath(scope, actor, account)
      return { saved: isTogether ? 'together' : 'proposed' }
    }
    case 'takeBack':
      await answerStepProposal(scope, actor, followed, uuidIn(typed.proposal), 'withdrawn')
      return { saved: 'takenBack' }
    case 'withdraw':
      await withdrawReferral(scope, actor, followed, uuidIn(typed.referral))
      return { saved: 'withdrawn' }
    default:
      throw new Problem('not_found')
  }
}

/** The forms of a team on one step: only with the person beside. */
export const actOnTheirStep = async (scope: Scope, actor: Actor, followed: Followed, id: string, typed: Typed): Promise<Done> => {
  if (typed.here !== 'on') return done(wrongly(typed, HERE), '')
  const did = await actOnStep(scope, actor, followed, id, typed)
  if ('saved' in did) await tellOfPath(scope, actor, followed.account)
  return did
}
