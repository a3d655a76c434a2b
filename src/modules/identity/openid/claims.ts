import type { Role } from '#platform/actor.ts'

export type Claims = Readonly<Record<string, unknown>>
type Value = string | number | boolean
export type RoleRule = { network: string; role: Role; when: Readonly<Record<string, readonly Value[]>> }

/** The values of a claim: itself, or the members of a list. A dot leads into an object: "realm_access.roles". */
export const valuesOf = (claims: Claims, name: string): readonly unknown[] => {
  // A name with dots may also be a claim of its own ("https://example.org/role").
  const whole = Object.hasOwn(claims, name) ? claims[name] : name.split('.').reduce<unknown>(member, claims)
  return Array.isArray(whole) ? whole : whole === undefined || whole === null ? [] : [whole]
}
const member = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined

const holds = (claims: Claims, { when }: RoleRule) =>
  Object.entries(when).every(([name, wanted]) => valuesOf(claims, name).some((value) => wanted.includes(value as Value)))

/** The roles that the rules give for these claims: of each rule all conditions must hold. */
export const rolesFor = (claims: Claims, rules: readonly RoleRule[]): { network: string; role: Role }[] =>
  rules.filter((rule) => holds(claims, rule)).map(({ network, role }) => ({ network, role }))

/** How the provider calls the person, from the claims that the settings name. */
export const nameIn = (claims: Claims, nameClaims: readonly string[]): string =>
  nameClaims
    .flatMap((claim) => valuesOf(claims, claim))
    .filter((part): part is string => typeof part === 'string')
    .join(' ')
    .trim()
    .slice(0, 200)
