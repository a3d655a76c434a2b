import { sql } from 'kysely'
import { expect } from 'vitest'
import { type Actor, VISITOR } from '#platform/actor.ts'
import type { World } from '#test/world.ts'
import { careIn, type Team } from '../care.test-support.ts'
import { listIncoming } from '../requests/requests.queries.server.ts'
import { askForHelp, hashOfRequest } from './ask.commands.server.ts'
import { followedBy } from './ask.queries.server.ts'
import { formIn, newForm } from './form-token.server.ts'
import { type Answers, NO_ANSWERS } from './vocabulary.ts'

const spoken = { way: (way: string) => `par ${way}` }
const answers: Answers = {
  ...NO_ANSWERS,
  who: 'carer',
  what: 'Elle ne dort plus.',
  reason: 'agitation',
  urgency: 'today',
  agreement: 'unknown',
  given: 'Ana',
  place: 'Lille',
  way: 'call',
  reach: '06 00 00 00 00',
  when: 'après 18 h',
  asker: 'Sa mère',
}

export const formFor = (network: string) => formIn(newForm(network), network) ?? expect.unreachable()

/** Two public teams, somebody who asks the first from outside, and what becomes of it. */
export const askIn = (world: World) => {
  const care = careIn(world)
  const publicTeams = async () => {
    const network = await world.network({ isPublic: true })
    const [crisis, longTerm] = [await care.team(network, '2A', { is_public: true }), await care.team(network, '2B', { is_public: true })]
    return { network, crisis, longTerm, anna: await care.worker(crisis), ben: await care.worker(longTerm) }
  }
  const ask = (at: { network: string; crisis: Team }, more: Partial<Answers> = {}, actor: Actor = VISITOR, form = formFor(at.network)) =>
    world
      .as(actor, (scope) => askForHelp(scope, actor, form, 'FR', { ...answers, team: at.crisis.id, ...more }, spoken))
      .then((asked) => ({ ...asked, form }))
  const follow = (code: string, actor: Actor = VISITOR) => world.as(actor, async (scope) => followedBy(scope, await hashOfRequest(code)))
  const count = (table: string, network: string) =>
    world.seed(async (owner) =>
      Number(
        (await sql<{ n: number }>`select count(*) as n from ${sql.raw(table)} where network_id = ${network}`.execute(owner)).rows[0]?.n,
      ),
    )
  const incoming = (at: { network: string; crisis: Team; anna: Actor }) =>
    world.as(at.anna, (scope) => listIncoming(scope, at.network, at.crisis.id))
  return { care, publicTeams, ask, follow, count, incoming }
}
