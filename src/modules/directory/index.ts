// What other modules may use of the directory.
export { hoursInWords, timeInWords } from './hours-words.ts'
export { listOrganisationOptions } from './organisations.queries.server.ts'
export * from './vocabulary.ts'
