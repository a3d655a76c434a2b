// What other modules may use of meetings on a difficult situation. Screens take addresses from vocabulary.ts.
export { listMine, type SituationHead } from './situations.queries.server.ts'
