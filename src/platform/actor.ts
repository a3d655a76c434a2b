export const ROLES = ['administrator', 'programme_manager', 'coordinator', 'worker', 'reader'] as const
export type Role = (typeof ROLES)[number]

/** Who acts. Roles hold in a network; the database asks again with its own records, so these only decide what is shown. */
export type Actor = {
  /** The empty string is a visitor: nobody is signed in. */
  personId: string
  name: string
  roles: Readonly<Record<string, readonly Role[]>>
  isOperator?: boolean
}

export const VISITOR: Actor = { personId: '', name: '', roles: {} }
/** Acts from the command line and in jobs, made by the first migration; it has no address and cannot sign in. */
export const OPERATOR: Actor = { personId: '00000000-0000-4000-8000-000000000001', name: 'Operator', roles: {}, isOperator: true }

export const hasRole = (actor: Actor, networkId: string, ...roles: Role[]) =>
  // A name in an address may be "__proto__": only what stands in the object itself is a network.
  actor.isOperator === true ||
  (Object.hasOwn(actor.roles, networkId) && roles.some((role) => actor.roles[networkId]?.includes(role) === true))
export const isMember = (actor: Actor, networkId: string) => hasRole(actor, networkId, ...ROLES)
