import type { Generated } from 'kysely'
import { z } from 'zod'

export type FactorTables = {
  'identity.totp': {
    person_id: string
    secret: Buffer
    last_step: string | number
    wrong_codes: Generated<number>
    created_at: Generated<Date>
  }
  'identity.recovery_code': { person_id: string; hash: Buffer; salt: Buffer; used_at: Date | null }
  'identity.passkey': {
    id: Buffer
    person_id: string
    public_key: Buffer
    counter: string | number
    transports: string[]
    name: string
    created_at: Generated<Date>
    used_at: Date | null
  }
  'identity.openid': {
    issuer: string
    subject: string
    person_id: string
    provider: string
    created_at: Generated<Date>
    seen_at: Generated<Date>
  }
  'identity.factor_rule': { network_id: string; role: string; is_required: boolean }
}

/** Six digits as people type them: "123 456". */
export const Code = z
  .string()
  .transform((text) => text.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/))
/** What somebody calls their passkey: "my phone". */
export const PasskeyName = z.string().trim().min(1).max(100)
/** Bytes in a form or an address, and not more of them than an authenticator gives. */
export const Base64Url = z.string().regex(/^[\w-]{1,1400}$/)
