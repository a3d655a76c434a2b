// What other modules may use of the directory.
export { listOrganisationOptions } from './organisations.queries.server.ts'
export * from './vocabulary.ts'
