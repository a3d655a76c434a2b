import { ownFile, uuidIn } from '#modules/plans/index.server.ts'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Typed, versionIn } from '#platform/forms/typed.ts'
import { Problem } from '#platform/problem.ts'
import { orTheirs, type Sent, wrongly } from '../conflict.server.ts'
import { readPathForm, readStepForm } from '../forms.server.ts'
import { withdrawReferral } from '../partners/referrals.commands.server.ts'
import { addStep, answerStepProposal, reviewPath, writePath } from '../path/path.commands.server.ts'
import { readPath } from '../path/path.queries.server.ts'
import { actOnStep } from '../path/step.server.ts'
import { pathTyped } from '../shown.server.ts'

/** What a form of one's own path did: the word of the notice, or the form as it comes back. */
export type Done = { saved: string } | { sent: Exclude<Sent, null> }
const done = (sent: Sent, saved: string): Done => (sent === null ? { saved } : { sent })

/** The forms of my path: the project, a new step, a proposal, a look at it together, and what is taken back. */
export const actOnMine = async (scope: Scope, actor: Actor, network: string, typed: Typed): Promise<Done> => {
  const file = (await ownFile(scope, network)).id
  const writing = { network, file, service: null }
  switch (typed.intent) {
    case 'project': {
      const read = readPathForm(typed)
      if (!read.ok) return done(wrongly(typed, read.faults), '')
      const path = await readPath(scope, network, file)
      const keep = () => writePath(scope, writing, versionIn(typed), { ...read.input, reviewedOn: path?.reviewedOn ?? null })
      return done(await orTheirs(typed, keep, async () => pathTyped(await readPath(scope, network, file))), 'kept')
    }
    case 'review': {
      const read = readPathForm(typed)
      if (!read.ok) return done(wrongly(typed, read.faults), '')
      await reviewPath(scope, writing, versionIn(typed), read.input.reviewOn)
      return { saved: 'reviewed' }
    }
    case 'step': {
      const read = readStepForm(typed)
      if (!read.ok) return done(wrongly(typed, read.faults), '')
      await addStep(scope, actor, writing, read.input)
      return { saved: 'added' }
    }
    case 'accept':
    case 'refuse':
      await answerStepProposal(scope, actor, writing, uuidIn(typed.proposal), typed.intent === 'accept' ? 'accepted' : 'refused')
      return { saved: typed.intent }
    case 'withdraw':
      await withdrawReferral(scope, actor, writing, uuidIn(typed.referral))
      return { saved: 'withdrawn' }
    default:
      throw new Problem('not_found')
  }
}

/** The forms of one of my steps: its words, and how it goes on. */
export const actOnMyStep = async (scope: Scope, actor: Actor, network: string, id: string, typed: Typed): Promise<Done> =>
  actOnStep(scope, actor, { network, file: (await ownFile(scope, network)).id, service: null }, id, typed)
