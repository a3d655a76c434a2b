import type { Generated } from 'kysely'
import { z } from 'zod'
import { ROLES, type Role } from '#platform/actor.ts'
import { isDay } from '#platform/cells.ts'
import { LOCALES, type Locale } from '#platform/languages/locales.ts'
import { Address } from '../access/schema.ts'

export type InvitationTables = {
  'identity.invitation': {
    network_id: string
    id: Generated<string>
    email: string
    locale: Locale
    organisation_id: string | null
    roles: Role[]
    valid_from: Generated<string>
    valid_to: string | null
    token_hash: Buffer
    invited_by: string
    invited_at: Generated<Date>
    expires_at: Date
    accepted_at: Generated<Date | null>
    accepted_by: Generated<string | null>
    revoked_at: Generated<Date | null>
    version: Generated<number>
  }
}

/** What was typed into a form, by the name of the field. */
export type Typed = Readonly<Record<string, string>>
/** What is wrong with a field, as the id of a sentence. */
export type Faults = Readonly<
  Record<
    string,
    'members.fault.day' | 'members.fault.order' | 'members.fault.role' | 'members.fault.email' | 'members.fault.past' | 'members.fault.gone'
  >
>

export type TermInput = { from: string; to: string | null; organisation: string | null; reason: string | null }
export type GrantInput = TermInput & { role: Role }
export type InvitationInput = TermInput & { email: string; locale: Locale; roles: Role[] }
type Read<T> = { input: T } | { faults: Faults }

const Organisation = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/)
const LONGEST_REASON = 500

/** The period, the organisation and the reason in a form. `today`: the day on which it is sent, in ISO 8601. `isNew`: nothing holds yet. */
const termIn = (form: FormData, today: string, isNew: boolean): { input: TermInput; faults: Record<string, Faults[string]> } => {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const [from, to, organisation] = [text('from') || today, text('to') || null, Organisation.safeParse(text('organisation'))]
  const faults: Record<string, Faults[string]> = {}
  if (!isDay(from)) faults.from = 'members.fault.day'
  if (to !== null && !isDay(to)) faults.to = 'members.fault.day'
  else if (to !== null && to < today) faults.to = isNew ? 'members.fault.gone' : 'members.fault.past'
  else if (to !== null && to < from) faults.to = 'members.fault.order'
  return {
    faults,
    input: {
      from,
      to,
      organisation: organisation.success ? organisation.data : null,
      reason: text('reason').slice(0, LONGEST_REASON) || null,
    },
  }
}
const asRead = <T>(input: T, faults: Faults): Read<T> => (Object.keys(faults).length > 0 ? { faults } : { input })

export const readTerm = (form: FormData, today: string): Read<TermInput> => {
  const { input, faults } = termIn(form, today, false)
  return asRead(input, faults)
}
export const readGrant = (form: FormData, today: string): Read<GrantInput> => {
  const { input, faults } = termIn(form, today, true)
  const role = z.enum(ROLES).safeParse(form.get('role'))
  return asRead({ ...input, role: role.data ?? 'reader' }, role.success ? faults : { role: 'members.fault.role', ...faults })
}
export const readInvitation = (form: FormData, today: string): Read<InvitationInput> => {
  const { input, faults } = termIn(form, today, true)
  const email = Address.safeParse(form.get('email'))
  const roles = z.array(z.enum(ROLES)).min(1).safeParse(form.getAll('roles'))
  const locale = z.enum(LOCALES).safeParse(form.get('locale'))
  // In the order of the form, as the summary above it lists them.
  const all: Faults = {
    ...(email.success ? {} : { email: 'members.fault.email' }),
    ...(roles.success ? {} : { roles: 'members.fault.role' }),
    ...faults,
  }
  return asRead({ ...input, email: email.data ?? '', roles: [...new Set(roles.data ?? [])], locale: locale.data ?? 'fr' }, all)
}

/** The texts of a form as they were typed; of several answers to one question, with a bar between. */
export const typedIn = (form: FormData): Typed =>
  Object.fromEntries(
    [...new Set(form.keys())].map((name) => [
      name,
      form
        .getAll(name)
        .map((value) => String(value).slice(0, 1000))
        .join('|'),
    ]),
  )
