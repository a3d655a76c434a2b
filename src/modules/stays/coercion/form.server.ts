import { listWorkers } from '#modules/care/index.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Option } from '#platform/ui/index.ts'

/** Those who can have decided: everybody who works in a team of the network today, the team's own first. */
export const colleaguesOf = async (scope: Scope, network: string, house: string): Promise<Option[]> => {
  const workers = (await listWorkers(scope, network)).filter(({ isNow }) => isNow)
  const ordered = [...workers.filter(({ serviceId }) => serviceId === house), ...workers.filter(({ serviceId }) => serviceId !== house)]
  return [...new Map(ordered.map(({ personId, name }) => [personId, { value: personId, label: name }])).values()]
}
