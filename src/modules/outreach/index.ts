// What other modules may use of outreach: how many people were met, for who coordinates.
export { type Count, countEncounters } from './encounters.server.ts'
