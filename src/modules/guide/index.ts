// What other modules may use of the guide. Server side: a screen takes words and addresses from their own files.
export { confirmAvailability, type Statement, stateAvailability } from './availability.commands.server.ts'
export { emergencyNumbers } from './emergency.ts'
export { type Around, findPlaces } from './place-search.server.ts'
export { listNetworks, type Place, readPlace } from './places.queries.server.ts'
export { canStateAvailability } from './policy.ts'
export * from './vocabulary.ts'
