import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Words } from '#platform/words.ts'
import { canMakeCards } from './policy.ts'
import type { CardState, Kind } from './vocabulary.ts'

/** A card as its maker sees it. Who used it is not told. */
export type ShownCard = {
  id: string
  number: string
  kind: Kind
  state: CardState
  madeAt: Date
  expiresAt: Date
  usedAt: Date | null
  isMine: boolean
}

/** What is printed on a card to tell it from others; it opens nothing. */
export const numberOf = (id: string) => id.slice(0, 4).toUpperCase()

/** The networks in which this person may hand out cards. */
export const networksWithCards = async (scope: Scope, actor: Actor): Promise<{ id: string; name: Words }[]> => {
  const rows = await scope.selectFrom('platform.network').select(['id', 'name']).orderBy('id').execute()
  return rows.filter(({ id }) => canMakeCards(actor, id))
}

const MOST = 100

/** The cards of a network that this person sees: their own, and all of them for an administrator. The latest first. */
export const cardsOf = async (scope: Scope, network: string, personId: string): Promise<ShownCard[]> => {
  const rows = await scope
    .selectFrom('identity.card')
    .select(['id', 'kind', 'made_at', 'expires_at', 'used_at', 'withdrawn_at', 'made_by'])
    .select(sql<boolean>`expires_at <= now()`.as('is_over'))
    .where('network_id', '=', network)
    .orderBy('made_at', 'desc')
    .limit(MOST)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    number: numberOf(row.id),
    kind: row.kind,
    state: row.used_at !== null ? 'used' : row.withdrawn_at !== null ? 'withdrawn' : row.is_over ? 'over' : 'open',
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
    isMine: row.made_by === personId,
  }))
}
