import type { AccountTables } from './modules/account/schema.ts'
import type { DirectoryTables } from './modules/directory/schema.ts'
import type { IdentityTables } from './modules/identity/schema.ts'
import type { JournalTables } from './modules/journal/schema.ts'

type All = IdentityTables & DirectoryTables & JournalTables & AccountTables
declare module '#platform/tables.ts' {
  interface Tables extends All {}
}
