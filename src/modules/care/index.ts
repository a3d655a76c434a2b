// What other modules may use of care.
export { isAsked, listAsked } from './ask/ask.queries.server.ts'
