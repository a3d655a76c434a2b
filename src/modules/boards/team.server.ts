import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { listWorkers, readMyTeam, type Team, type Worker } from '../care/index.ts'

export type Here = { team: Team; zone: string; isLead: boolean; mates: Worker[] }
/** The team whose board it is, as somebody who works in it today. @throws Problem signed_out; not_found for everybody else */
export const hereIn = async (scope: Scope, actor: Actor, network: string, id: string): Promise<Here> => {
  if (actor.personId === '') throw new Problem('signed_out')
  const team = await readMyTeam(scope, network, id)
  const mates = (await listWorkers(scope, network)).filter(({ serviceId, isNow }) => serviceId === id && isNow)
  const isLead = mates.some(({ personId, isLead: leads }) => personId === actor.personId && leads)
  return { team, zone: team.zone, isLead, mates }
}
/** Colleagues as the answers of a field. */
export const optionsOfMates = (mates: readonly Worker[]) => mates.map(({ personId, name }) => ({ value: personId, label: name }))
export const namesOfMates = (mates: readonly Worker[]): Record<string, string> =>
  Object.fromEntries(mates.map(({ personId, name }) => [personId, name]))
