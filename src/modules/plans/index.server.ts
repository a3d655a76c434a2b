// What plans tell to the server side of other modules.
import type { Scope } from '#platform/db.server.ts'
import { myPlaces, sharedWithMe } from './space/space.queries.server.ts'

export { listCircle, sharedBy } from './circle/circle.queries.server.ts'
export { type CrisisPlan, readCrisis } from './crisis/crisis.queries.server.ts'
export { type DutyNetwork, dutyNetworks, dutyTeams, openInCrisis } from './duty/duty.server.ts'
export { glassWaiting } from './glass/glass.server.ts'
// One's own file, and the door before every page with health data of one's own; the people whom one's teams follow.
export { knownFile, ownFile, uuidIn } from './space/files.server.ts'
export { myPlaces, type Team, whoFollows } from './space/space.queries.server.ts'
export { myTeamsIn, teamFollowing } from './space/worker.server.ts'
export { openText } from './texts.server.ts'

/** What of plans is for the one who acts: a space of their own, and what somebody else lets them read. */
export const doorsOf = async (scope: Scope): Promise<{ hasSpace: boolean; isCarer: boolean }> => ({
  hasSpace: (await myPlaces(scope)).some(({ isMine }) => isMine),
  isCarer: (await sharedWithMe(scope)).length > 0,
})
