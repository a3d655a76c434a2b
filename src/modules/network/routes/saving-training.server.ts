import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Typed, versionIn } from '#platform/forms/typed.ts'
import { listOrganisations } from '../choices.server.ts'
import { steering } from '../network.queries.server.ts'
import { changeTraining, planTraining } from '../training.commands.server.ts'
import { readTraining, readTrainingForm, trainingTyped } from '../training.server.ts'
import { type Sent, sendForm } from './sending.server.ts'

/** A new course of the plan (`id` null) or a change of one. */
export const sendTraining = async (scope: Scope, actor: Actor, network: string, id: string | null, typed: Typed): Promise<Sent> => {
  await steering(scope, actor, network, id === null ? 'network.planTraining' : 'network.changeTraining')
  const read = readTrainingForm(typed, await listOrganisations(scope, network))
  if (id === null) return sendForm({ typed, read, save: async (input) => (await planTraining(scope, actor, network, input)).id })
  return sendForm({
    typed,
    read,
    save: async (input) => {
      await changeTraining(scope, actor, network, id, versionIn(typed), input)
      return id
    },
    current: async () => trainingTyped(await readTraining(scope, network, id)),
  })
}
