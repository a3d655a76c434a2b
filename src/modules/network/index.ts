// What other modules may use of the steering of a network.
export { loadNetworkDemonstration } from './demonstration/load.server.ts'
export { addAgendaPoint } from './meetings.commands.server.ts'
export { listComingMeetings } from './meetings.queries.server.ts'
export { listSteered } from './network.queries.server.ts'
export { type PageSetting, readPageSetting, setPages } from './setting.server.ts'
export { PAGE_LIMITS } from './vocabulary.ts'
