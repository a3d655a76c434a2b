import type { Scope } from '#platform/db.server.ts'
import type { DocumentLocale } from '../document.ts'
import { shownStatement } from './shown.server.ts'
import { listStatements } from './statements.queries.server.ts'

export type FigureAbout = { id: string; label: string; source: string }

/** Published figures that are about one activity of the journal: how many, and the first of them in words. */
export const figuresAbout = async (
  scope: Scope,
  network: string,
  activity: string,
  language: DocumentLocale,
): Promise<{ count: number; figures: FigureAbout[] }> => {
  const { lines, count } = await listStatements(scope, network, { activity }, 1)
  const figures = lines.map((line) => {
    const { id, label, value, unit, period, source, locator } = shownStatement(line, language)
    return { id, label: `${label} – ${value} ${unit} (${period})`, source: `${source}, ${locator}` }
  })
  return { count, figures }
}
