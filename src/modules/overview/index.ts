// What other modules may use of the counts of a network.
export { canSeeCounts } from './policy.ts'
