import type { Generated } from 'kysely'
import { z } from 'zod'
import type { Role } from '#platform/actor.ts'
import type { Words } from '#platform/words.ts'

export type IdentityTables = {
  'platform.network': {
    id: string
    name: Words
    country: string
    is_public: Generated<boolean>
    is_demonstration: Generated<boolean>
    disclosure_threshold: Generated<number>
  }
  'identity.person': {
    id: Generated<string>
    name: string
    email: string | null
    password_hash: string | null
    locale: Generated<string>
    is_operator: Generated<boolean>
  }
  'identity.role': {
    network_id: string
    id: Generated<string>
    person_id: string
    role: Role
    organisation_id: Generated<string | null>
    valid_from: Generated<string>
    valid_to: string | null
    provider: Generated<string | null>
    version: Generated<number>
  }
}

export const Credentials = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email()),
  password: z.string().min(1).max(1000),
})
export type Credentials = z.infer<typeof Credentials>
