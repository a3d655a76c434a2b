import { randomUUID } from 'node:crypto'
import type { Actor } from '#platform/actor.ts'
import type { World } from '#test/world.ts'
import { careIn } from '../care/care.test-support.ts'
import type { CrisisInput } from './crisis/crisis.commands.server.ts'

/** Somebody with an account and a file, followed by a long-term team; a crisis team on duty; a colleague of another team; an administrator. */
export const somebodyIn = async (world: World, country = 'FR') => {
  const care = careIn(world)
  const network = await world.network()
  await world.seed((owner) => owner.updateTable('platform.network').set({ country }).where('id', '=', network).execute())
  const [following, onDuty, elsewhere] = [await care.team(network, '2B'), await care.team(network, '2A'), await care.team(network, '3')]
  const person = await world.person()
  const file = await care.file(network, {
    account_id: person.personId,
    given_name: 'Zoé',
    family_name: 'Lefèvre',
    birth_date: '1990-05-17',
  })
  await care.episode(following, file, { entered_on: '2026-01-01', care_function: '2B' })
  return {
    network,
    file,
    person,
    following,
    onDuty,
    elsewhere,
    worker: await care.worker(following, { profession: 'peer_support_worker' }),
    duty: await care.worker(onDuty),
    colleague: await care.worker(elsewhere),
    administrator: await world.person({ network, role: 'administrator' }),
    carer: await world.person(),
    care,
  }
}
export type Somebody = Awaited<ReturnType<typeof somebodyIn>>

export const planOf = (input: Partial<CrisisInput> = {}): CrisisInput => ({
  parts: [
    { part: 'signs', text: 'Je ne dors plus.', forWhom: ['team', 'duty'] },
    { part: 'helps', text: 'Une voix calme.', forWhom: ['duty', 'circle'] },
    { part: 'capacity', text: 'Un matin calme.', forWhom: [] },
  ],
  signers: [{ name: 'Zoé', role: 'moi', day: '2026-11-01' }],
  forDuty: true,
  renewMonths: 12,
  seen: 0,
  ...input,
})

/** The mails that wait for somebody, by their template. */
export const mailsFor = (world: World, actor: Actor): Promise<string[]> =>
  world.seed(async (owner) => {
    const rows = await owner
      .selectFrom('mail.message' as 'care.person')
      .select('template' as 'id')
      .where('to_person' as 'id', '=', actor.personId)
      .orderBy('asked_at' as 'id')
      .execute()
    return rows.map((row) => (row as unknown as { template: string }).template)
  })
export const anId = () => randomUUID()
