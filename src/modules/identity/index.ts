// What other modules may use of identity.
export { attemptKey, countAttempt, forgetAttempts } from './factors/attempts.server.ts'
export { hashOfTyped, newCode } from './person-account/codes.server.ts'
export { canMakeCards } from './person-account/policy.ts'
export { groupedCode, readCode } from './person-account/typed-code.ts'
