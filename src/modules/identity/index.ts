export { canMakeCards } from './person-account/policy.ts'
