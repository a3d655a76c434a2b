import { expect } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { today } from '#platform/today.ts'
import { GOOD_PASSWORD, linkIn, type newAdministrator } from '../accounts.test-support.ts'
import { newBrowser, owner } from '../factors/factors.test-support.ts'

export type Admin = Awaited<ReturnType<typeof newAdministrator>>
export let count = 0
export const address = () => {
  count += 1
  return `guest-${count}-${process.pid}-${Date.now()}@people.example`
}
export { today }
export const send = (admin: Admin, email: string, more: [string, string][] = []) =>
  admin.browser.post(`${admin.people}/invite`, [
    ['email', email],
    ['locale', 'nl'],
    ['roles', 'reader'],
    ['from', today()],
    ['to', ''],
    ['organisation', ''],
    ...more,
  ])
export const invited = async (admin: Admin, email = address(), more: [string, string][] = []) => {
  expect((await send(admin, email, more)).location).toBe(`${admin.people}?done=invited`)
  return { email, link: await linkIn(email, 'invitation') }
}
export const rolesOf = (network: string, person: string) =>
  owner<{ role: string; organisation_id: string | null; valid_from: string; valid_to: string | null }>(
    'select role, organisation_id, valid_from::text, valid_to::text from identity.role where network_id = $1 and person_id = $2 order by role',
    [network, person],
  )
export const accept = (link: string, more: Record<string, string> = {}) => {
  const browser = newBrowser()
  return browser
    .post(link, { way: 'password', name: 'Noor Peeters', password: GOOD_PASSWORD, ...more })
    .then((answer) => ({ browser, answer }))
}
export const openIn = (network: string) =>
  owner<{ id: string; version: number }>(
    'select id, version from identity.invitation where network_id = $1 and accepted_at is null and revoked_at is null',
    [network],
  )
export const actorOf = (admin: Admin): Actor => ({ personId: admin.personId, name: '', roles: { [admin.network]: ['administrator'] } })
