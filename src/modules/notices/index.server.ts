// What notices tell to the server side of other modules.
export { countMails } from './mails.queries.server.ts'
export { countWork } from './work.queries.server.ts'
