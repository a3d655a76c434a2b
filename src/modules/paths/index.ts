// What other modules may use of paths: counts for who steers a network, with small ones hidden.

export { countEarly, type EarlyCounts } from './early/early.queries.server.ts'
export { countReferrals, type ReferralCounts } from './partners/counts.server.ts'
export { readSettings as readPathSettings } from './settings.queries.server.ts'
