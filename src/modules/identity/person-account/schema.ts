import type { Generated } from 'kysely'
import { z } from 'zod'
import { KINDS, type Kind } from './vocabulary.ts'

export type PersonAccountTables = {
  'identity.card': {
    network_id: string
    id: Generated<string>
    kind: Kind
    code_hash: Buffer
    made_by: string
    made_at: Generated<Date>
    expires_at: Date
    used_at: Date | null
    withdrawn_at: Date | null
  }
  'identity.tie': { network_id: string; person_id: string; kind: Kind; card_id: string; since: Generated<string> }
  'identity.paper_key': { person_id: string; hash: Buffer; made_at: Generated<Date> }
}

/** What somebody wants to be called: a first name, or any other. */
export const CalledName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}<>]*$/u)
export const Address = z.string().trim().toLowerCase().max(254).pipe(z.email())
export const CardWish = z.object({ kind: z.enum(KINDS), language: z.enum(['fr', 'nl', 'en', 'falc']) })
