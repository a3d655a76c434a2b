// What other modules may use of care.
export { isAsked } from './ask/ask.queries.server.ts'
