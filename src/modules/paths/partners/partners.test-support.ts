import { VISITOR } from '#platform/actor.ts'
import type { World } from '#test/world.ts'
import { TOLD, type WithClub } from '../paths.test-support.ts'
import { answerReferral, openReferral } from './partner.server.ts'
import { draftReferral } from './referrals.commands.server.ts'
import { listPartners } from './referrals.queries.server.ts'

/** What a partner does with a link, what stands in the database afterwards, and a referral that has not left. */
export const partnersIn = (world: World) => ({
  opens: (code: string) => world.as(VISITOR, (scope) => openReferral(scope, code)),
  answers: (code: string, answer: 'yes' | 'not_now' | 'no', reason: 'full' | null = null) =>
    world.as(VISITOR, (scope) => answerReferral(scope, VISITOR, code, { answer, reason })),
  rowOf: (id: string) =>
    world.seed((owner) => owner.selectFrom('paths.referral').selectAll().where('id', '=', id).executeTakeFirstOrThrow()),
  draft: ({ network, worker, following, club, writing }: WithClub) =>
    world.as(worker, async (scope) => {
      const partner = (await listPartners(scope, network)).find(({ id }) => id === club)
      if (partner === undefined) throw new Error('the club is no partner')
      return draftReferral(scope, worker, writing, following.id, { partner, kind: 'sport', told: TOLD })
    }),
})
