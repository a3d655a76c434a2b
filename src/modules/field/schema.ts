import type { Generated } from 'kysely'
import { z } from 'zod'
import { OPENING_REASONS } from '../plans/vocabulary.ts'
import { BATCH, type COMMANDS, FILE_TYPES, type FileType } from './vocabulary.ts'

/** Tables of the schema field (migration 0026); what is a Buffer is sealed (#platform/keys). */
export type FieldTables = {
  'field.device': {
    person_id: string
    id: string
    secret: Buffer
    last_seq: Generated<number>
    made_at: Generated<Date>
    seen_at: Generated<Date>
  }
  'field.carried': {
    network_id: string
    by_id: string
    device_id: string
    person_id: string
    stamp: string
    seq: number
    is_gone: Generated<boolean>
    at: Generated<Date>
  }
  'field.carried_plan': { network_id: string; by_id: string; person_id: string; since: Generated<Date>; until: Date }
  'field.command': { network_id: string; by_id: string; id: string; kind: (typeof COMMANDS)[number]; at: Generated<Date> }
  'field.attachment': {
    network_id: string
    id: string
    contact_id: string
    person_id: string
    service_id: string
    team: Generated<string>
    name: Buffer
    type: FileType
    bytes: number
    content: Buffer
    by_id: string
    at: Generated<Date>
  }
}

const Text = z.string().max(20_000)
const Slug = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/)
const of = { id: z.uuid(), network: Slug, person: z.uuid() }
const Typed = z.object({ at: Text, time: Text, minutes: Text, mode: Text, missed: Text, note: Text, next_on: Text })
const ReachIn = z.object({ phone: z.string().max(500), email: z.string().max(500), address: z.string().max(500), how: z.string().max(500) })

/** A command as a device sends it; that it is well formed says nothing about whether it is allowed. */
export const CommandIn = z.discriminatedUnion('kind', [
  z.object({
    ...of,
    kind: z.literal('contact'),
    episode: z.uuid(),
    typed: Typed,
    workers: z.array(z.uuid()).max(30),
    who: z.array(Text).max(10),
  }),
  z.object({ ...of, kind: z.literal('file'), contact: z.uuid(), name: z.string().min(1).max(200), type: z.enum(FILE_TYPES) }),
  z.object({ ...of, kind: z.literal('reach'), version: z.int().min(0), reach: ReachIn }),
  z.object({ ...of, kind: z.literal('note'), text: Text.min(1) }),
  z.object({ ...of, kind: z.literal('opening'), reason: z.enum(OPENING_REASONS), at: z.iso.datetime() }),
])
export const CommandsIn = z.array(CommandIn).min(1).max(BATCH)
export const DeviceIn = z.object({ device: z.uuid() })
export const PullIn = z.object({ device: z.uuid(), since: z.coerce.number().int().min(0).max(2_000_000_000) })
