import type { Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { listRequestsOf, readPerson } from '../../care/index.server.ts'

/** What somebody on the stairs must know, and whoever sends help after them. Empty texts where nothing is known. */
export type Where = {
  address: string
  phone: string
  how: string
  safety: readonly string[]
  needsInterpreter: boolean
  language: string | null
}

/** Where a visit goes and what a visitor must know; its reading is noted by care. Null where the team has the person no longer in hand. */
export const whereOf = async (scope: Scope, network: string, person: string): Promise<Where | null> => {
  try {
    const { reach, place, needsInterpreter, language } = await readPerson(scope, network, person)
    const alerts = (await listRequestsOf(scope, network, person)).flatMap(({ alert }) => alert ?? [])
    return {
      ...{ phone: reach.phone, how: reach.how, needsInterpreter, language },
      address: [reach.address, place ?? ''].filter((part) => part !== '').join('\n'),
      safety: [...new Set(alerts.map(({ safety }) => safety))].filter((text) => text !== ''),
    }
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') return null
    throw error
  }
}
