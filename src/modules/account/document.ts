// The account as a document: what the screen, the HTML file, the PDF and the CSV all render. Words are already in the reader's
// language and numbers already formatted, so that the four can never disagree.
import type { Period, RelationKind, Verdict } from './vocabulary.ts'

export type DocumentLocale = 'fr' | 'nl' | 'en'

export type AccountDocument = {
  network: { id: string; name: string; isDemonstration: boolean }
  year: number
  locale: DocumentLocale
  title: string
  subtitle: string
  /** ISO instant at which the figures were computed. */
  computedAt: string
  /** Set when this is a frozen edition. */
  edition: { number: number; frozenAt: string; hash: string; isIntact: boolean } | null
  /** Fixed words of the rendering ("Table of contents", "Source", …) by key. */
  labels: Readonly<Record<string, string>>
  chapters: readonly Chapter[]
  figures: Readonly<Record<string, FigureView>>
  relations: readonly RelationView[]
  /** Things that nobody counted, in one sentence each. */
  gaps: readonly string[]
  definitions: readonly DefinitionView[]
  sources: readonly { id: string; title: string; publisher: string | null; published: string | null; address: string | null }[]
}

export type Chapter = { id: string; title: string; blocks: readonly Block[] }
export type Block =
  | { type: 'heading'; text: string }
  | { type: 'paragraph'; inlines: readonly Inline[] }
  | { type: 'list'; items: readonly (readonly Inline[])[] }
  | { type: 'figures'; ids: readonly string[] }
  | { type: 'chart'; chart: Chart }
  | { type: 'map'; map: MapPicture }
  | { type: 'table'; table: Table }
export type Inline = { type: 'text'; text: string; emphasis?: 'strong' | 'em' } | { type: 'figure'; id: string }

/** One number with all that is known of it. `shown` is what is read: "303", "près de 300", "fewer than 5". */
export type FigureView = {
  id: string
  indicator: string
  label: string
  value: number | null
  shown: string
  unit: string
  unitLabel: string
  period: Period
  periodLabel: string
  kind: 'computed' | 'published'
  sourceLabel: string
  previous: { shown: string; periodLabel: string } | null
  suppressed: boolean
}

export type RelationView = {
  id: string
  kind: RelationKind
  verdict: Verdict
  verdictLabel: string
  /** "310 + 124 + 20 = 454": the check itself, formatted. */
  formula: string
  /** One sentence in plain words. */
  sentence: string
  places: readonly string[]
}

export type DefinitionView = { indicator: string; label: string; definition: string; unitLabel: string; how: string }

export type Chart = {
  id: string
  /** bars: one bar a row; stacked: one bar a group, split by `part`; columns: one column a row, in the order given (years); dots: value with its range. */
  kind: 'bars' | 'stacked' | 'columns' | 'dots'
  title: string
  /** The sentence that says what the picture shows; also its alternative text. */
  summary: string
  unitLabel: string
  /** Ids of the figures drawn here, so that they too lead to where they come from. */
  figures?: readonly string[]
  rows: readonly { label: string; part?: string; value: number; shown: string; low?: number; high?: number; emphasis?: boolean }[]
}

export type MapPicture = {
  id: string
  title: string
  summary: string
  /** Ids of the figures drawn here, so that they too lead to where they come from. */
  figures?: readonly string[]
  points: readonly { label: string; group: string; latitude: number; longitude: number; href?: string }[]
}

export type Table = {
  id: string
  caption: string
  /** Ids of the figures drawn here, so that they too lead to where they come from. */
  figures?: readonly string[]
  columns: readonly { label: string; numeric: boolean }[]
  rows: readonly { header: string; cells: readonly string[] }[]
}
