import type { Actor } from '#platform/actor.ts'

/** Under which name a browser keeps what somebody types into a crisis plan: whose plan, for whom alone. */
export const heldAs = ({ personId }: Actor, file: string): string => `crisis.${personId}.${file}`
