import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { inject } from 'vitest'
import { hashPassword } from '#modules/identity/password.server.ts'
import { withClient } from '#platform/database/client.server.ts'
import { type Journey, PASSWORD, pressed, sessionFor } from './journey.ts'

export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true } as const
export const OLD_PHONE = { ...PHONE, javaScriptEnabled: false } as const
export const NETWORK = 'ccoms'

export type Cast = { file: string; person: string; peer: string; duty: string; colleague: string; family: string }
export const owner = <T extends Record<string, unknown>>(statement: string, values: unknown[] = []): Promise<T[]> =>
  withClient(inject('ownerUrl'), async (client) => (await client.query<T>(statement, values)).rows)

/** Somebody with a file and an account, a peer-support worker of the team that follows them, a worker on duty, and a colleague elsewhere. */
export const cast = async (): Promise<Cast> => {
  const hash = await hashPassword(PASSWORD, { logN: 14 })
  const [mark, file] = [randomUUID().slice(0, 8), randomUUID()]
  const family = `Lefèvre ${mark}`
  const account = async (name: string) => {
    const email = `${name.toLowerCase().replace('é', 'e')}-${mark}@people.example`
    const [row] = await owner<{ id: string }>('insert into identity.person (name, email, password_hash) values ($1, $2, $3) returning id', [
      name,
      email,
      hash,
    ])
    return { id: row?.id ?? '', email }
  }
  const team = async (id: string, careFunction: string) => {
    await owner("insert into directory.organisation (network_id, id, name, kind, country) values ($1, $2, 'Maison', 'other', 'FR')", [
      NETWORK,
      `house-${id}`,
    ])
    await owner('insert into directory.service (network_id, id, organisation_id, name, care_function) values ($1, $2, $3, $4, $5)', [
      NETWORK,
      id,
      `house-${id}`,
      `Équipe ${id}`,
      careFunction,
    ])
    await owner('insert into care.team (network_id, service_id) values ($1, $2)', [NETWORK, id])
    return id
  }
  const worker = async (name: string, service: string, profession: string) => {
    const { id, email } = await account(name)
    await owner("insert into identity.role (network_id, person_id, role) values ($1, $2, 'worker')", [NETWORK, id])
    await owner('insert into care.worker (network_id, service_id, person_id, profession) values ($1, $2, $3, $4)', [
      NETWORK,
      service,
      id,
      profession,
    ])
    return email
  }
  const [following, onDuty, elsewhere] = [
    await team(`following-${mark}`, '2B'),
    await team(`duty-${mark}`, '2A'),
    await team(`elsewhere-${mark}`, '3'),
  ]
  const person = await account('Zoé')
  await owner(
    "insert into care.person (network_id, id, given_name, family_name, birth_date, account_id) values ($1, $2, 'Zoé', $3, '1991-02-03', $4)",
    [NETWORK, file, family, person.id],
  )
  await owner("insert into care.episode (network_id, person_id, service_id, care_function) values ($1, $2, $3, '2B')", [
    NETWORK,
    file,
    following,
  ])
  return {
    file,
    family,
    person: person.email,
    peer: await worker('Paul', following, 'peer_support_worker'),
    duty: await worker('Dina', onDuty, 'nurse'),
    colleague: await worker('Carl', elsewhere, 'nurse'),
  }
}
export const enter = async (page: Page, cookie: string) => {
  const [name = '', value = ''] = cookie.split('=')
  await page.context().addCookies([{ name, value, url: inject('address') }])
  return page
}
/** Opens a browser in which somebody has signed in. */
export const asIn =
  (browser: Journey) =>
  async (email: string, options: Parameters<Journey['open']>[0]): Promise<Page> =>
    enter(await browser.open(options), await sessionFor(email))
export const press = (page: Page, name: string) => pressed(page.locator('main').getByRole('button', { name, exact: true }).first())
