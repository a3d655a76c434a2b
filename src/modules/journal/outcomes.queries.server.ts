import type { Scope } from '#platform/db.server.ts'
import { idIn } from '#platform/forms/typed.ts'
import { found } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import type { OutcomeKind, Precision } from './vocabulary.ts'

export type OutcomeRecord = {
  id: string
  programme_id: string
  programme: Words
  activity_id: string | null
  /** Of the activity that it came of. */
  activity: Words | null
  kind: OutcomeKind
  title: string
  language: string | null
  published_on: string
  precision: Precision
  publisher: string | null
  doi: string | null
  address: string | null
  occurrences: number
  source_id: string | null
  source: string | null
  source_locator: string | null
  version: number
}

/** One article, guide, … with the activity that it came of. @throws Problem not_found */
export const readOutcome = async (scope: Scope, network: string, id: string): Promise<OutcomeRecord> =>
  found(
    await scope
      .selectFrom('journal.outcome as o')
      .innerJoin('journal.programme as p', (join) => join.onRef('p.network_id', '=', 'o.network_id').onRef('p.id', '=', 'o.programme_id'))
      .leftJoin('journal.activity as a', (join) => join.onRef('a.network_id', '=', 'o.network_id').onRef('a.id', '=', 'o.activity_id'))
      .leftJoin('journal.source as s', (join) => join.onRef('s.network_id', '=', 'o.network_id').onRef('s.id', '=', 'o.source_id'))
      .select([
        'o.id',
        'o.programme_id',
        'p.name as programme',
        'o.activity_id',
        'a.title as activity',
        'o.kind',
        'o.title',
        'o.language',
        'o.published_on',
        'o.precision',
      ])
      .select(['o.publisher', 'o.doi', 'o.address', 'o.occurrences', 'o.source_id', 's.title as source', 'o.source_locator', 'o.version'])
      .where('o.network_id', '=', network)
      .where('o.id', '=', idIn(id))
      .executeTakeFirst(),
  )

/** Another outcome of the network has this DOI already: its id. */
export const outcomeWithDoi = async (scope: Scope, network: string, doi: string, not: string | null): Promise<string | null> => {
  const row = await scope
    .selectFrom('journal.outcome')
    .select('id')
    .where('network_id', '=', network)
    .where('doi', '=', doi)
    .$if(not !== null, (query) => query.where('id', '<>', String(not)))
    .executeTakeFirst()
  return row?.id ?? null
}
