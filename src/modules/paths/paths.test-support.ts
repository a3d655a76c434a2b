import { randomUUID } from 'node:crypto'
import { dayIn } from '#platform/today.ts'
import type { World } from '#test/world.ts'
import { somebodyIn } from '../plans/plans.test-support.ts'
import { draftReferral, type Sending, sendReferral } from './partners/referrals.commands.server.ts'
import { listPartners } from './partners/referrals.queries.server.ts'
import type { StepInput } from './path/path.commands.server.ts'
import type { Told } from './vocabulary.ts'

export const inDays = (days: number) => dayIn(days)
export const TOLD: Told = { name: 'Zoé', reach: '00 00 00 00 09', wanted: 'Essayer la natation', from: 'dès que possible' }
export const stepOf = (input: Partial<StepInput> = {}): StepInput => ({
  domain: 'sport',
  helper: 'partner',
  what: 'Nager une fois par semaine',
  who: 'le club',
  beginsOn: null,
  dueOn: null,
  ...input,
})

/** Somebody whom a team follows, and a sport club outside care that is in the directory of their network. */
export const somebodyWithClub = async (world: World) => {
  const somebody = await somebodyIn(world)
  const club = `club-${randomUUID()}`
  await somebody.care.put('directory.organisation', {
    network_id: somebody.network,
    id: club,
    name: 'Club de natation',
    kind: 'association',
    country: 'FR',
    email: 'club@partner.example',
  })
  const writing = { network: somebody.network, file: somebody.file, service: null }
  const together = { ...writing, service: somebody.following.id }
  return { ...somebody, club, writing, together }
}
export type WithClub = Awaited<ReturnType<typeof somebodyWithClub>>

/** A referral to the club that has left, and its code. */
export const sent = async (world: World, { network, following, worker, club, writing }: WithClub, sending: Partial<Sending> = {}) =>
  world.as(worker, async (scope) => {
    const partner = (await listPartners(scope, network)).find(({ id }) => id === club)
    if (partner === undefined) throw new Error('the club is no partner')
    const id = await draftReferral(scope, worker, writing, following.id, { partner, kind: 'sport', told: TOLD })
    const code = await sendReferral(scope, worker, writing, id, 1, {
      how: 'spoken',
      until: inDays(60),
      purpose: 'Sport',
      mail: null,
      ...sending,
    })
    return { id, code }
  })
