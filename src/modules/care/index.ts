// What other modules may use of care.
export { isAsked, listAsked } from './ask/ask.queries.server.ts'
export { listOwn, type OwnCursor, type OwnEntry } from './own/own.queries.server.ts'
export { type Caseload, countFollowed, protectTeams } from './teams/caseload.server.ts'
export { worksIn } from './teams/teams.queries.server.ts'
