// What other modules may use of stays. Server side: a screen takes words and addresses from their own files.
export { type CoercionCount, countCoercion, countCoercionByTeam, type TeamCoercion } from './coercion/counts.server.ts'
export { mayCount } from './policy.ts'
