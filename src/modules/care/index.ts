// What other modules may use of care.
export { isAsked, listAsked } from './ask/ask.queries.server.ts'
export { localNow, momentOf } from './episodes/contact-form.server.ts'
export { endEpisode } from './episodes/episodes.commands.server.ts'
export { uuidIn } from './ids.server.ts'
export { listTeams, listWorkers, namesOf, readMyTeam } from './teams/teams.queries.server.ts'
