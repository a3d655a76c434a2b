import { randomUUID } from 'node:crypto'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { allow, found } from '#platform/problem.ts'
import { numberOf } from './cards.queries.server.ts'
import { hashOfCard, newCode } from './codes.server.ts'
import { canMakeCards } from './policy.ts'
import { CARD_LENGTH, groupedCode } from './typed-code.ts'
import { CARD_DAYS, type Kind } from './vocabulary.ts'

export type NewCard = {
  number: string
  /** In groups, as it is printed. This is the one time that it can be shown. */
  code: string
  kind: Kind
  expiresAt: Date
}

/** Makes a card with a code that opens one account, within three weeks. Nobody's name stands with it. */
export const makeCard = async (scope: Scope, actor: Actor, network: string, kind: Kind): Promise<NewCard> => {
  allow(canMakeCards(actor, network), 'identity.makeCard')
  const [id, code] = [randomUUID(), newCode(CARD_LENGTH)]
  const expiresAt = new Date(Date.now() + CARD_DAYS * 86_400_000)
  await scope
    .insertInto('identity.card')
    .values({ network_id: network, id, kind, code_hash: await hashOfCard(code), made_by: actor.personId, expires_at: expiresAt })
    .execute()
  await record(scope, network, 'identity.makeCard', `card/${id}`)
  return { number: numberOf(id), code: groupedCode(code), kind, expiresAt }
}

/** Takes a card back that nobody has used. @throws Problem not_found for one that was used, or is none of theirs */
export const withdrawCard = async (scope: Scope, actor: Actor, network: string, id: string): Promise<void> => {
  allow(canMakeCards(actor, network), 'identity.withdrawCard')
  const { numUpdatedRows } = await scope
    .updateTable('identity.card')
    .set({ withdrawn_at: new Date() })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  found(numUpdatedRows === 1n ? true : undefined)
  await record(scope, network, 'identity.withdrawCard', `card/${id}`)
}
