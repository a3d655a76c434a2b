import type { Scope } from '#platform/db.server.ts'
import { documentOf } from '../compose/document.server.ts'
import { computeAccount } from '../data.server.ts'
import type { DocumentLocale, RelationView } from '../document.ts'

const ORDER = ['contradicts', 'implies', 'holds-within-rounding', 'holds']

/**
 * Every check of the accounts that this figure enters: that of the year in which its period ends, and that of the next, which compares
 * with it. Contradictions come first.
 */
export const checksOf = async (
  scope: Scope,
  network: string,
  statement: { id: string; period_to: string },
  language: DocumentLocale,
): Promise<RelationView[]> => {
  const year = Number(statement.period_to.slice(0, 4))
  const views = new Map<string, RelationView>()
  for (const each of [year, year + 1]) {
    const data = await computeAccount(scope, { network, year: each })
    const entered = new Set(
      data.relations
        .filter(({ terms }) => terms.some((term) => 'statementId' in term && term.statementId === statement.id))
        .map(({ id }) => id),
    )
    for (const view of documentOf(data, language).relations) if (entered.has(view.id) && !views.has(view.id)) views.set(view.id, view)
  }
  return [...views.values()].sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))
}
