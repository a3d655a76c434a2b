// What other modules may use of measures. Screens take the addresses from vocabulary.ts, which is safe in the browser.
export { type AlertLine, listWaiting } from './alerts/alerts.queries.server.ts'
export { hasMeasures } from './measures.queries.server.ts'
export { measuresPath, myMeasuresPath } from './vocabulary.ts'
