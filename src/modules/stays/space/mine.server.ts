import { randomUUID } from 'node:crypto'
import { ownFile } from '#modules/plans/index.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { listMeasuresOf, readMeasure } from '../coercion/measures.queries.server.ts'
import { listMeetings, listTurns } from '../housing/life.server.ts'
import { listPathsOf, listSteps } from '../housing/path.queries.server.ts'
import { listSubjects } from '../housing/subjects.server.ts'
import { listDischarges, listLeaves, listStaysOf } from '../residential/stays.queries.server.ts'
import { myFiles, myHouseNames, myHouses, myWaiting, namesAround } from './space.queries.server.ts'

const PAST_SHOWN = 3
/** What the one who acts has to do with houses: stays, leaves, the plan for leaving, ways in, places on lists. @throws Problem not_found without a file */
export const readMine = async (scope: Scope, network: string) => {
  await ownFile(scope, network)
  const files = await myFiles(scope, network)
  const names = await myHouseNames(scope, network)
  const stays = await listStaysOf(scope, network, files)
  const [current] = stays.filter(({ leftOn }) => leftOn === null)
  const paths = await listPathsOf(scope, network, files)
  const discharges = current === undefined ? [] : await listDischarges(scope, network, current.id)
  const ways = []
  for (const path of paths.slice(0, PAST_SHOWN))
    ways.push({ ...path, house: names.get(path.serviceId)?.name ?? '', steps: await listSteps(scope, network, path.id) })
  return {
    current: current ?? null,
    past: stays.filter(({ leftOn }) => leftOn !== null).slice(0, PAST_SHOWN),
    leaves: current === undefined ? [] : await listLeaves(scope, network, current.id),
    discharge: discharges.find(({ state }) => state === 'planned' || state === 'agreed') ?? null,
    ways,
    waiting: await myWaiting(scope, network),
    measures: (await listMeasuresOf(scope, network, files)).length,
    houses: (await myHouses(scope, network)).map((id) => ({ id, name: names.get(id)?.name ?? '', phone: names.get(id)?.phone ?? null })),
  }
}

/**
 * Whose law says to whom somebody can turn; of a network that the one who acts may not look at, both countries of this program. France: code
 * de la santé publique, articles L3211-3 and L3211-12. Belgium: law of 26 June 1990, and law of 22 August 2002, article 11.
 */
export const countriesOf = async (scope: Scope, network: string): Promise<('BE' | 'FR')[]> => {
  const row = await scope.selectFrom('platform.network').select('country').where('id', '=', network).executeTakeFirst()
  return (['BE', 'FR'] as const).filter((country) => row === undefined || row.country === country)
}

/** Every measure about the one who acts, with every version of it and all that was said. @throws Problem not_found without a file */
export const readMyMeasures = async (scope: Scope, network: string) => {
  await ownFile(scope, network)
  const names = await namesAround(scope, network)
  const houses = await myHouseNames(scope, network)
  const measures = []
  for (const line of await listMeasuresOf(scope, network, await myFiles(scope, network))) {
    const measure = await readMeasure(scope, network, line.id)
    measures.push({
      ...measure,
      house: houses.get(measure.serviceId)?.name ?? '',
      decider: names.get(measure.decidedBy) ?? null,
      names: Object.fromEntries(measure.renewals.map(({ decidedBy }) => [decidedBy, names.get(decidedBy) ?? ''])),
    })
  }
  return measures
}

/** The tasks, the meetings and what waits for the next one, of the houses in which the one who acts lives or tries to. @throws Problem not_found without a file */
export const readMyHouses = async (scope: Scope, network: string) => {
  await ownFile(scope, network)
  const names = await myHouseNames(scope, network)
  const houses = []
  for (const id of await myHouses(scope, network))
    houses.push({
      id,
      name: names.get(id)?.name ?? '',
      turns: await listTurns(scope, network, id),
      meetings: await listMeetings(scope, network, id),
      subjects: await listSubjects(scope, network, id),
      newId: randomUUID(),
    })
  return houses
}
