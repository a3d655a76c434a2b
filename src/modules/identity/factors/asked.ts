import { ROLES } from '#platform/actor.ts'

/** Of whom a network may ask for a second factor: of who holds a role, of a person before their own health data open, and of a carer before what was shared. */
export const ASKED = [...ROLES, 'person', 'carer'] as const
export type Asked = (typeof ASKED)[number]
