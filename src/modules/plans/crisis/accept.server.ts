import type { Scope } from '#platform/db.server.ts'
import { rulesOf } from '../rules.server.ts'
import { type Audience, PARTS } from '../vocabulary.ts'
import { type CrisisInput, writeCrisis } from './crisis.commands.server.ts'
import { lastVersion, readCrisis } from './crisis.queries.server.ts'
import { answerProposal, readProposal } from './proposals.server.ts'

const USUAL: readonly Audience[] = ['team', 'duty']

/** The plan as it would be with what was proposed: its texts in place of those that stand there, everything else as it is. */
const acceptedInput = async (scope: Scope, network: string, file: string, id: string): Promise<Omit<CrisisInput, 'seen'>> => {
  const proposal = await readProposal(scope, network, file, id)
  const plan = await readCrisis(scope, network, file)
  const parts = PARTS.flatMap((part) => {
    const standing = plan?.parts.find((each) => each.part === part)
    const text = proposal.texts[part] ?? standing?.text ?? ''
    return text === '' ? [] : [{ part, text, forWhom: [...(standing?.forWhom ?? USUAL)] }]
  })
  return { parts, signers: plan?.signers ?? [], forDuty: plan?.forDuty ?? false, renewMonths: (await rulesOf(scope, network)).renewMonths }
}

/** Takes a proposal into one's own plan, as a version of its own. @throws Problem not_found for one that is answered already */
export const acceptCrisis = async (scope: Scope, network: string, file: string, id: string): Promise<void> => {
  const input = await acceptedInput(scope, network, file, id)
  await writeCrisis(
    scope,
    network,
    file,
    { ...input, seen: (await lastVersion(scope, network, file)) ?? 0 },
    { how: 'accepted', service: null },
  )
  await answerProposal(scope, network, { file, id }, 'accepted')
}
