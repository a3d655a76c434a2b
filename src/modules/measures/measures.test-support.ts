import type { Actor } from '#platform/actor.ts'
import type { World } from '#test/world.ts'
import { careIn, type Team } from '../care/care.test-support.ts'
import { packOf } from './packs.server.ts'

/** A person with an account of their own, the team that follows them, and a worker of it. */
export const measuresIn = (world: World) => {
  const care = careIn(world)
  const followed = async (careFunction: '2A' | '2B' = '2A') => {
    const network = await world.network()
    const team = await care.team(network, careFunction)
    const worker = await care.worker(team)
    const account = await world.person()
    const person = await care.file(network, { account_id: account.personId })
    const episode = await care.episode(team, person, { entered_on: '2026-01-01' })
    return { network, team, worker, account, person, episode }
  }
  /** Mails that wait, as receiver and template, in order. */
  const mails = () =>
    world.seed(async (owner) =>
      (
        await owner
          .selectFrom('mail.message' as never)
          .select(['to_person', 'template'] as never)
          // Other tests on this database leave mails too.
          .where('template' as never, 'in', MAILS as never)
          .orderBy('asked_at' as never)
          .execute()
      ).map((row) => row as { to_person: string; template: string }),
    )
  return { care, followed, mails, lead: (team: Team): Promise<Actor> => care.worker(team, { is_lead: true }) }
}

const MAILS = ['measuresToday', 'measuresLate', 'measuresNobody']
export const ITEM_9 = 9
export const itemsOf = (id: 'phq-9' | 'gad-7' | 'who-5') => Object.values(packOf(id)?.wordings ?? {})[0]?.items.length ?? 0
