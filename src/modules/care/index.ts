// What other modules may use of care.
export { isAsked, listAsked } from './ask/ask.queries.server.ts'
export { type ContactInput, writeContact } from './episodes/episodes.commands.server.ts'
export { listOwn, type OwnCursor, type OwnEntry } from './own/own.queries.server.ts'
export { emergenciesWaiting } from './teams/managing.queries.server.ts'
export { listMyTeams, type MyTeam, worksIn } from './teams/teams.queries.server.ts'
