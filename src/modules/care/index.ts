// What other modules may use of care.
export { isAsked, listAsked } from './ask/ask.queries.server.ts'
export { localNow, momentOf } from './episodes/contact-form.server.ts'
