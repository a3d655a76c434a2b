// What other modules may use of boards.
export { listOwnTalks, type OwnTalk } from './discussed/discussed.queries.server.ts'
export { readMyDuty } from './duty/duty.queries.server.ts'
export { listOwnVisits, type OwnVisit } from './visits/visits.queries.server.ts'
