// What identity lends to the server side of other modules: who is there and how surely, and codes that are given by hand.
export { attemptKey, countAttempt, forgetAttempts } from './factors/attempts.server.ts'
export { isFresh } from './factors/policy.ts'
export { requireFresh, siteOfRequest, standingOfRequest, told } from './factors/request.server.ts'
export { inSpace, inWorkOrSpace, isShutFor } from './factors/space.server.ts'
export { hashOfCard, newCode } from './person-account/codes.server.ts'
export { type Qr, qrOf } from './person-account/qr.server.ts'
export { CARD_LENGTH, groupedCode, readCode } from './person-account/typed-code.ts'
