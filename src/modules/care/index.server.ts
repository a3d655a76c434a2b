// What care lends to the server side of other modules.
export { readContactForm } from './episodes/contact-form.server.ts'
export { type ContactInput, writeContact } from './episodes/episodes.commands.server.ts'
export { changePerson, writeThirdPartyNote } from './people/people.commands.server.ts'
export { type ContactLine, listContacts, listEpisodes, type PersonRecord, readFile, readPerson } from './people/people.queries.server.ts'
export { listRequestsOf } from './requests/of-person.queries.server.ts'
export { listMyTeams, listWorkers } from './teams/teams.queries.server.ts'
