// What other modules may use of care.
export { isAsked, listAsked } from './ask/ask.queries.server.ts'
export { type Caseload, countFollowed, protectTeams } from './teams/caseload.server.ts'
