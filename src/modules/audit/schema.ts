import type { Generated } from 'kysely'
import type { Kind } from './vocabulary.ts'

type Row = {
  seq: number
  at: Date
  action: string
  target: string
  hash: Buffer
  form: Generated<number>
  kind: Generated<Kind>
  roles: Generated<string[]>
  about: string | null
  outcome: Generated<'success' | 'failure'>
  reason: string | null
  reason_salt: Buffer | null
  reason_digest: Buffer | null
}
export type AuditTables = {
  'platform.audit': Row & { network_id: string; person_id: string; prev: Buffer | null }
  'platform.installation_audit': Row & { person_id: string | null; prev: Buffer }
}
