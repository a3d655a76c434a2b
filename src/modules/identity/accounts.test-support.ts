import { createHash } from 'node:crypto'
import { OPERATOR, type Role } from '#platform/actor.ts'
import { asActor } from '#platform/db.server.ts'
import { jobNamed } from '#platform/jobs/define.server.ts'
import * as account from './access/routes/account.tsx'
import * as address from './access/routes/address.tsx'
import * as forgotten from './access/routes/forgotten.tsx'
import * as newAddress from './access/routes/new-address.tsx'
import * as newPassword from './access/routes/new-password.tsx'
import * as password from './access/routes/password.tsx'
import { moreRoutes, newBrowser, newPerson, owner, theDb, withPassword } from './factors/factors.test-support.ts'
import * as newFactor from './factors/routes/new-factor.tsx'
import * as invitation from './invitations/routes/invitation.tsx'
import * as access from './members/routes/access.tsx'
import * as admin from './members/routes/admin.tsx'
import * as invite from './members/routes/invite.tsx'
import * as networks from './members/routes/networks.tsx'
import * as people from './members/routes/people.tsx'
import * as person from './members/routes/person.tsx'
import * as role from './members/routes/role.tsx'

Object.assign(moreRoutes, {
  '/fr/forgotten': forgotten,
  '/fr/new-password/:token': newPassword,
  '/fr/new-address/:token': newAddress,
  '/fr/new-factor/:token': newFactor,
  '/fr/account': account,
  '/fr/account/password': password,
  '/fr/account/address': address,
  '/fr/invitation/:token': invitation,
  '/fr/admin': admin,
  '/fr/admin/people': networks,
  '/fr/admin/people/:network': people,
  '/fr/admin/people/:network/invite': invite,
  '/fr/admin/people/:network/persons/:id': person,
  '/fr/admin/people/:network/persons/:id/access': access,
  '/fr/admin/people/:network/roles/:id': role,
})

export const GOOD_PASSWORD = 'trois barques vertes au port'
export const hashOfToken = (token: string) => createHash('sha256').update(token).digest()

/** The administrator of a new network that leaves it to the password who signs in, with a browser that is signed in. */
export const newAdministrator = async () => {
  const person = await newPerson({ role: 'administrator' })
  await owner(
    "insert into identity.factor_rule (network_id, role, is_required) select $1, unnest(array['administrator', 'reader', 'coordinator', 'programme_manager']), false",
    [person.network],
  )
  const browser = newBrowser()
  await browser.post('/fr/sign-in', withPassword(person))
  return { ...person, browser, people: `/fr/admin/people/${person.network}` }
}

/** One more person of a network, by the owner. */
export const newMember = async (network: string, role: Role, until: string | null = null) => {
  const person = await newPerson()
  const [row] = await owner<{ id: string }>(
    "insert into identity.role (network_id, person_id, role, valid_from, valid_to) values ($1, $2, $3, '2020-01-01', $4) returning id",
    [network, person.personId, role, until],
  )
  return { ...person, network, roleId: row?.id ?? '' }
}

/** Somebody who is signed in. */
export const signedIn = async (person: { email: string; password: string }) => {
  const browser = newBrowser()
  await browser.post('/fr/sign-in', withPassword(person as Parameters<typeof withPassword>[0]))
  return browser
}

export type Sent = {
  template: string
  to_address: string | null
  to_person: string | null
  locale: string | null
  link: string
  asked_by: string | null
}
/** The mails that wait for an address or a person, the first first. */
export const mailsTo = (to: string) =>
  owner<Sent>(
    `select template, to_address, to_person, locale, "values"->>'link' as link, asked_by from mail.message where to_address = $1 or to_person::text = $1 order by asked_at, template`,
    [to],
  )
export const linkIn = async (to: string, template: string): Promise<string> => {
  const link = (await mailsTo(to)).filter((mail) => mail.template === template).at(-1)?.link
  if (link === undefined) throw new Error(`no mail ${template} to ${to}`)
  return `/fr${link}`
}

/** Does what a job of this name would do, for everybody who asked since the last time. */
export const work = async (name: string) => {
  const job = jobNamed(name)
  const rows = await owner<{ input: unknown }>("delete from jobs.job where data->>'job' = $1 returning data->'input' as input", [name])
  for (const { input } of rows)
    if (job !== undefined && 'run' in job) await asActor(theDb(), OPERATOR, (scope) => job.run(scope, OPERATOR, input))
  return rows.length
}

/** What the trail says that was done about somebody, in a network or (null) in none. */
export const trailOf = async (network: string | null, about: string): Promise<string[]> => {
  const rows =
    network === null
      ? await owner<{ action: string }>("select action from platform.installation_audit where about = $1 and kind = 'write' order by seq", [
          about,
        ])
      : await owner<{ action: string }>(
          "select action from platform.audit where network_id = $1 and about = $2 and kind = 'write' order by seq",
          [network, about],
        )
  return rows.map(({ action }) => action)
}
