import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Typed, versionIn } from '#platform/forms/typed.ts'
import { changeConversion, moveConversion, recordConversion } from '../beds.commands.server.ts'
import { readConversion } from '../beds.queries.server.ts'
import { conversionTyped, readConversionForm, readTransitionForm } from '../beds-form.server.ts'
import { listHospitals, listSourceOptions, listTeamOptions } from '../choices.server.ts'
import { steering } from '../network.queries.server.ts'
import { type Sent, sendForm } from './sending.server.ts'

export const conversionChoices = async (scope: Scope, network: string) => ({
  hospitals: await listHospitals(scope, network),
  teams: await listTeamOptions(scope, network),
  sources: await listSourceOptions(scope, network),
})

/** A new agreement with its first state. */
export const sendNewConversion = async (scope: Scope, actor: Actor, network: string, typed: Typed): Promise<Sent> => {
  await steering(scope, actor, network, 'network.recordConversion')
  const [agreement, first] = [readConversionForm(typed, await conversionChoices(scope, network)), readTransitionForm(typed)]
  const read =
    agreement.ok && first.ok
      ? { ok: true as const, input: { agreement: agreement.input, first: first.input } }
      : { ok: false as const, faults: { ...(agreement.ok ? {} : agreement.faults), ...(first.ok ? {} : first.faults) } }
  return sendForm({
    typed,
    read,
    save: async (input) => (await recordConversion(scope, actor, network, input.agreement, input.first)).id,
  })
}

/** What an agreement says, corrected. */
export const sendConversion = async (scope: Scope, actor: Actor, network: string, id: string, typed: Typed): Promise<Sent> => {
  await steering(scope, actor, network, 'network.changeConversion')
  return sendForm({
    typed,
    read: readConversionForm(typed, await conversionChoices(scope, network)),
    save: async (input) => {
      await changeConversion(scope, actor, network, id, versionIn(typed), input)
      return id
    },
    current: async () => conversionTyped(await readConversion(scope, network, id)),
  })
}

/** What happened to its beds. */
export const sendTransition = async (scope: Scope, actor: Actor, network: string, id: string, typed: Typed): Promise<Sent> => {
  await steering(scope, actor, network, 'network.moveConversion')
  return sendForm({
    typed,
    read: readTransitionForm(typed),
    save: async (input) => {
      await moveConversion(scope, actor, network, id, typed.after ?? '', input)
      return id
    },
    // What somebody else noted meanwhile stands beside what was typed.
    current: async () => {
      const { on = '', state = '', reason = '' } = (await readConversion(scope, network, id)).events.at(-1) ?? {}
      return { on, state, reason }
    },
  })
}
