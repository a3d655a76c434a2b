import { ROLES } from '#platform/actor.ts'

/** Of whom a network may ask for a second factor: of who holds a role, and of a person before their own health data open. */
export const ASKED = [...ROLES, 'person'] as const
export type Asked = (typeof ASKED)[number]
