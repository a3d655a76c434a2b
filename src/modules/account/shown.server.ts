import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { createStore } from '#platform/store.server.ts'
import { documentOf, type Edition } from './compose/document.server.ts'
import { type AccountData, computeAccount } from './data.server.ts'
import type { AccountDocument, DocumentLocale } from './document.ts'
import { type Asked, findEdition, readEdition } from './queries.server.ts'
import { type DrawnDocument, drawn } from './render/drawn.server.ts'

/** An account as it is shown. Nobody changes what is in here: for a frozen edition others are shown the same. */
export type Shown = { data: AccountData; document: AccountDocument; draw: () => DrawnDocument; isLive: boolean }

// About forty editions of the size of the demonstration's, in characters; in memory each takes two to four bytes.
const ROOM = 24_000_000
const kept = createStore<Shown>(ROOM)

/**
 * The account as asked, composed and ready to be drawn. A frozen edition does not change, and what is drawn of it depends on the
 * edition and the language alone, so that it is kept in memory. Who may read it is asked of the database every time, before.
 * One that is not what was frozen is never kept. @throws Problem as findEdition
 */
export const readShown = async (
  scope: Scope,
  actor: Actor,
  { language, ...asked }: Asked & { language: DocumentLocale },
  store = kept,
): Promise<Shown> => {
  const row = await findEdition(scope, actor, asked)
  if (row === null) return shownOf(await computeAccount(scope, asked), language, null)
  const { network, year, number, hash, state } = row
  const key = [network, year, number, hash, state, language].join(' ')
  const before = store.get(key)
  if (before !== undefined) return before
  const { data, edition } = await readEdition(scope, row)
  const shown = shownOf(data, language, edition)
  if (edition?.isIntact === true) store.put(key, shown, JSON.stringify([data, shown.draw()]).length)
  return shown
}

const shownOf = (data: AccountData, language: DocumentLocale, edition: Edition): Shown => {
  const document = documentOf(data, language, edition)
  let drawing: DrawnDocument | undefined
  return { data, document, draw: () => (drawing ??= drawn(document)), isLive: edition === null }
}
