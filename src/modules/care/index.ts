// What other modules may use of care.
export { isAsked, listAsked } from './ask/ask.queries.server.ts'
export { type DelayRow, readDelays } from './ask/delays.queries.server.ts'
export { type DelayLine, delaysFrom } from './ask/delays.server.ts'
export { delayLabel } from './ask/screen/delay-words.ts'
export { localNow, momentOf } from './episodes/contact-form.server.ts'
export { type ContactInput, endEpisode, writeContact } from './episodes/episodes.commands.server.ts'
export { uuidIn } from './ids.server.ts'
export { listOwn, type OwnCursor, type OwnEntry } from './own/own.queries.server.ts'
export { noteMeeting } from './requests/requests.commands.server.ts'
export { type Caseload, countFollowed, protectTeams } from './teams/caseload.server.ts'
export { emergenciesWaiting } from './teams/managing.queries.server.ts'
export {
  listMyTeams,
  listTeams,
  listWorkers,
  type MyTeam,
  namesOf,
  readMyTeam,
  readTeam,
  type Team,
  type Worker,
  worksIn,
} from './teams/teams.queries.server.ts'
