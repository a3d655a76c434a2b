import type { Scope } from './db.server.ts'
import type { MessageId } from './languages/message-id.ts'

/** One row that is held about a person; dates as instants or days in ISO 8601. */
export type HeldRow = Readonly<Record<string, string | number | boolean | Date | null>>
/** What one column of the rows is called and how it is read: a moment, a day, or a code whose words begin with `words`. */
export type HeldField = { key: string; label: MessageId; as?: 'moment' | 'day'; words?: string }

/** Why something outlasts an account: the rule and its source stand in docs/security.md, the words are `personal.rule.<rule>`. */
export type Rule =
  /** Who did what when: a year at least, three at most (CNIL, deliberation 2021-122). */
  | 'trail'
  /** Records of a network that somebody wrote as part of their work: as long as the record, without the name. */
  | 'work'
  /** What teams wrote as they followed somebody: as long as the law of the country has files kept (docs/security.md). */
  | 'care'
  /** Mails in the folder of an installation without a mail server: two weeks. */
  | 'mails'
  /** Copies of the database: until the oldest is replaced. */
  | 'backups'

export type PersonalData = {
  /** `module.noun`; its words are the message `personal.<name>`. */
  name: `${string}.${string}`
  /** The columns that name the person, as the catalogue of the database writes them: "identity.passkey.person_id". */
  columns: readonly string[]
  fields: readonly HeldField[]
  /** Everything that is held, for the person themselves. It runs with their own rights. */
  read: (scope: Scope, personId: string) => Promise<readonly HeldRow[]>
  /** What closing the account does: nothing is left in these columns, or the rule by which they stay. */
  onClosing: { erase: (scope: Scope, personId: string) => Promise<void> } | { keep: Rule }
}

const parts = new Map<string, PersonalData>()

/** Says what a module holds about people with an account. A test finds each column that names a person and is told of nowhere. */
export const definePersonalData = (part: PersonalData): PersonalData => {
  parts.set(part.name, part)
  return part
}

/** Everything that is held about people, in the order of its names, so that documents are the same each time. */
export const definedPersonalData = (): readonly PersonalData[] => [...parts.values()].sort((one, other) => (one.name < other.name ? -1 : 1))

/** What most rows have in common: which network, when, with which team, and what was written. */
export const HELD = {
  network: { key: 'network', label: 'personal.field.network' },
  at: { key: 'at', label: 'personal.field.at', as: 'moment' },
  team: { key: 'team', label: 'personal.field.team' },
  text: { key: 'text', label: 'personal.field.text' },
} as const satisfies Record<string, HeldField>

/** Rows of which something has to be opened first, one after the other: a connection takes one statement at a time. */
export const opening = async <Row>(rows: readonly Row[], open: (row: Row) => Promise<HeldRow>): Promise<HeldRow[]> => {
  const held: HeldRow[] = []
  for (const row of rows) held.push(await open(row))
  return held
}
