import type { AccountTables } from './modules/account/schema.ts'
import type { AuditTables } from './modules/audit/schema.ts'
import type { BoardTables } from './modules/boards/schema.ts'
import type { CareTables } from './modules/care/schema.ts'
import type { DirectoryTables } from './modules/directory/schema.ts'
import type { FieldTables } from './modules/field/schema.ts'
import type { GuideTables } from './modules/guide/schema.ts'
import type { FactorTables } from './modules/identity/factors/schema.ts'
import type { InvitationTables } from './modules/identity/members/schema.ts'
import type { PersonAccountTables } from './modules/identity/person-account/schema.ts'
import type { IdentityTables } from './modules/identity/schema.ts'
import type { JournalTables } from './modules/journal/schema.ts'
import type { MeasuresTables } from './modules/measures/schema.ts'
import type { NetworkTables } from './modules/network/schema.ts'
import type { OutreachTables } from './modules/outreach/schema.ts'
import type { OverviewTables } from './modules/overview/schema.ts'
import type { PathTables } from './modules/paths/schema.ts'
import type { PlanTables } from './modules/plans/schema.ts'
import type { SituationTables } from './modules/situations/schema.ts'
import type { StayTables } from './modules/stays/schema.ts'

type All = IdentityTables &
  InvitationTables &
  FactorTables &
  PersonAccountTables &
  DirectoryTables &
  GuideTables &
  JournalTables &
  AccountTables &
  AuditTables &
  CareTables &
  FieldTables &
  MeasuresTables &
  NetworkTables &
  OverviewTables &
  PathTables &
  PlanTables &
  BoardTables &
  StayTables &
  OutreachTables &
  SituationTables
declare module '#platform/tables.ts' {
  interface Tables extends All {}
}
