import { emergenciesWaiting } from '#modules/care/index.ts'
import { countMails, countWork } from '#modules/notices/index.server.ts'
import { glassWaiting } from '#modules/plans/index.server.ts'
import { type Actor, hasRole } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Words } from '#platform/words.ts'

export type ToReview = {
  networks: { network: string; name: Words; glass: number; emergencies: number }[]
  /** Work in the background and mails that failed, of all networks that the reader administers. */
  work: number
  mails: number
}

/** What waits for who administers a network, as numbers; null for everybody else. */
export const readToReview = async (scope: Scope, actor: Actor): Promise<ToReview | null> => {
  const ids = Object.keys(actor.roles).filter((network) => hasRole(actor, network, 'administrator'))
  if (ids.length === 0) return null
  const mine = await scope.selectFrom('platform.network').select(['id', 'name']).where('id', 'in', ids).orderBy('id').execute()
  const networks: ToReview['networks'] = []
  for (const { id: network, name } of mine)
    networks.push({ network, name, glass: await glassWaiting(scope, network), emergencies: await emergenciesWaiting(scope, network) })
  return { networks, work: (await countWork(scope)).failed, mails: (await countMails(scope)).failed }
}
