import { createHash, randomBytes } from 'node:crypto'
import { RouterContextProvider } from 'react-router'
import { expect, test } from 'vitest'
import { newPerson, owner, theDb, useDoor } from '#modules/identity/factors/factors.test-support.ts'
import { actorOf } from '#modules/identity/session.server.ts'
import { type ServerContext, serverContext } from '#platform/server/context.ts'
import { action } from './routes/shift.ts'

useDoor()

/** Somebody asks for the plans of a duty, so many minutes after they last showed who they are. */
const take = async (personId: string | null, minutes: number) => {
  const hash = personId === null ? null : createHash('sha256').update(randomBytes(32)).digest()
  if (hash !== null)
    await owner(
      `insert into identity.session (token_hash, person_id, step, is_strong, fresh_at, expires_at)
         values ($1, $2, 'open', true, now() - make_interval(mins => $3), now() + interval '1 hour')`,
      [hash, personId, minutes],
    )
  const context = new RouterContextProvider()
  context.set(serverContext, { db: theDb(), actor: await actorOf(theDb(), hash), sessionHash: hash } as ServerContext)
  const request = new Request('http://here/fr/field/shift', { method: 'POST' })
  const answer = (await action({ request, context, params: { lang: 'fr' } } as never)) as Response
  return { status: answer.status, said: await answer.json() }
}

test('whoever takes crisis plans along has just shown who they are; who has not is asked to, and no device forgets anything by that', async () => {
  const { personId } = await newPerson()
  expect(await take(personId, 11)).toEqual({ status: 428, said: { maillage: 'field', code: 'proof' } })
  // Then it is asked whether they are on duty at all: this one works nowhere.
  expect(await take(personId, 9)).toMatchObject({ status: 403 })
  expect(await take(null, 0)).toMatchObject({ status: 401 })
})
