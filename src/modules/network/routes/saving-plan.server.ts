import { indicatorOptions } from '#modules/account/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Typed, versionIn } from '#platform/forms/typed.ts'
import { listOrganisations } from '../choices.server.ts'
import { steering, today } from '../network.queries.server.ts'
import { addAction, addAim, changeAction, changeAim } from '../plan.commands.server.ts'
import { readAction, readAim, readPlan } from '../plan.queries.server.ts'
import { actionTyped, aimTyped, readActionForm, readAimForm } from '../plan-form.server.ts'
import { type Sent, sendForm } from './sending.server.ts'

/** A new aim (`id` null) or a change of one. */
export const sendAim = async (scope: Scope, actor: Actor, network: string, id: string | null, typed: Typed): Promise<Sent> => {
  await steering(scope, actor, network, id === null ? 'network.addAim' : 'network.changeAim')
  const read = readAimForm(typed, indicatorOptions('fr'))
  if (id === null) return sendForm({ typed, read, save: async (input) => (await addAim(scope, actor, network, input)).id })
  return sendForm({
    typed,
    read,
    save: async (input) => {
      await changeAim(scope, actor, network, id, versionIn(typed), input)
      return id
    },
    current: async () => aimTyped(await readAim(scope, network, id)),
  })
}

export const actionChoices = async (scope: Scope, network: string) => ({
  aims: (await readPlan(scope, network)).map(({ id, position, title }) => ({ value: id, label: `${position}. ${title}` })),
  organisations: await listOrganisations(scope, network),
})

/** A new action (`id` null) or a change of one. */
export const sendAction = async (scope: Scope, actor: Actor, network: string, id: string | null, typed: Typed): Promise<Sent> => {
  await steering(scope, actor, network, id === null ? 'network.addAction' : 'network.changeAction')
  const read = readActionForm(typed, await actionChoices(scope, network), today())
  if (id === null) return sendForm({ typed, read, save: async (input) => (await addAction(scope, actor, network, input)).id })
  return sendForm({
    typed,
    read,
    save: async (input) => {
      await changeAction(scope, actor, network, id, versionIn(typed), input)
      return id
    },
    current: async () => actionTyped(await readAction(scope, network, id)),
  })
}
