/** The fixed words of a rendered account ("Contents", "Note", …). Their texts are in messages/*.json under `account.document.`. */
export const DOCUMENT_LABELS = [
  'contents',
  'skip',
  'note',
  'notesTitle',
  'notesIntro',
  'back',
  'value',
  'computed',
  'published',
  'suppressed',
  'chart',
  'map',
  'table',
  'chartTable',
  'mapTable',
  'row',
  'part',
  'range',
  'to',
  'place',
  'group',
  'relationsTitle',
  'relationsIntro',
  'noRelations',
  'check',
  'meaning',
  'places',
  'gapsTitle',
  'noGaps',
  'definitionsTitle',
  'abbreviations',
  'how',
  'sourcesTitle',
  'edition',
  'frozenAt',
  'hash',
  'draft',
  'computedAt',
  'demonstration',
  'page',
] as const
export type DocumentLabel = (typeof DOCUMENT_LABELS)[number]

// What is also a heading of the page on screen has one wording for both.
const AS_ON_SCREEN: Partial<Record<DocumentLabel, string>> = {
  relationsTitle: 'account.relations.title',
  relationsIntro: 'account.relations.purpose',
  gapsTitle: 'account.gaps.title',
  noGaps: 'account.gaps.none',
  definitionsTitle: 'account.definitions.title',
  abbreviations: 'account.abbreviations',
  sourcesTitle: 'account.sources.title',
}

/** The labels of an account document from a catalogue of messages. @throws when the catalogue lacks one: a mistake of the program. */
export const documentLabels = (catalogue: Readonly<Record<string, string>>): Record<DocumentLabel, string> => {
  const textOf = (label: DocumentLabel) => {
    const text = catalogue[AS_ON_SCREEN[label] ?? `account.document.${label}`]
    if (text === undefined) throw new Error(`no text for the label ${label}`)
    return text
  }
  return Object.fromEntries(DOCUMENT_LABELS.map((label) => [label, textOf(label)])) as Record<DocumentLabel, string>
}

/** Reads a label of a document. @throws when the document was made without it: a mistake of the program. */
export const labelsOf =
  (document: { labels: Readonly<Record<string, string>> }) =>
  (label: DocumentLabel): string => {
    const text = document.labels[label]
    if (text === undefined) throw new Error(`the document has no label ${label}`)
    return text
  }
