import { randomBytes, randomUUID } from 'node:crypto'
import type { Role } from '#platform/actor.ts'
import { asActor } from '#platform/db.server.ts'
import { alsoServe, newPerson, owner, theDb } from '../factors/factors.test-support.ts'
import type { NewPasskey } from '../factors/passkeys.server.ts'
import { actorOf, hashOf } from '../session.server.ts'
import { makeCard } from './cards.commands.server.ts'
import { newFlow } from './flow.server.ts'
import { cardWith, openWithPasskey } from './opening.server.ts'
import * as open from './routes/open.tsx'
import * as address from './routes/open-address.tsx'
import * as how from './routes/open-how.tsx'
import * as letter from './routes/open-letter.tsx'
import * as name from './routes/open-name.tsx'
import * as passkeyOptions from './routes/open-passkey-options.ts'
import * as password from './routes/open-password.tsx'
import * as paper from './routes/paper.tsx'
import * as paperSignIn from './routes/paper-sign-in.tsx'

export const serveOpening = () =>
  alsoServe({
    '/fr/open': open,
    '/fr/open/name': name,
    '/fr/open/how': how,
    '/fr/open/address': address,
    '/fr/open/letter': letter,
    '/fr/open/password': password,
    '/fr/open/passkey.json': passkeyOptions,
    '/fr/account/paper': paper,
    '/fr/sign-in/paper': paperSignIn,
  })

/** A professional of a new network, as the one who acts. */
export const newProfessional = async (role: Role = 'coordinator') => {
  const { personId, network } = await newPerson({ role })
  return { network, actor: { personId, name: 'Somebody', roles: { [network]: [role] } } }
}

/** A card that a professional made, with its code. */
export const newCard = async () => {
  const { network, actor } = await newProfessional()
  const card = await asActor(theDb(), actor, (scope) => makeCard(scope, actor, network, 'person'))
  return { network, actor, code: card.code }
}

/** What an authenticator would have made: the checks of it have tests of their own. */
export const somePasskey = (): NewPasskey => ({ id: randomBytes(16), publicKey: randomBytes(77), counter: 0, transports: ['internal'] })

/** Somebody who opened their account with a card and a passkey alone. */
export const openedAccount = async () => {
  const { network, code } = await newCard()
  const card = await cardWith(theDb(), code, { remoteAddress: randomUUID() })
  const flow = { ...newFlow(card), name: 'Camille' }
  const opening = { flow, locale: 'fr-x-falc' as const, former: null, from: { remoteAddress: randomUUID() } }
  const { token, paperKey } = await openWithPasskey(theDb(), opening, somePasskey(), 'téléphone')
  const sessionHash = hashOf(token)
  return {
    network,
    code,
    flow,
    token,
    sessionHash,
    paperKey: paperKey ?? '',
    personId: flow.personId,
    actor: await actorOf(theDb(), sessionHash),
  }
}

export const rowsOf = (table: string, personId: string) => owner(`select * from ${table} where person_id = $1`, [personId])
