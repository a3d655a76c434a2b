// What other modules may use of outreach: how many people were met, for who coordinates; where somebody can meet a team.
export { listOutreachNetworks } from './calendar.queries.server.ts'
export { type Count, countEncounters } from './encounters.server.ts'
