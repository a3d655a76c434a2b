import { Kysely, PostgresDialect } from 'kysely'
import { afterAll, beforeAll } from 'vitest'
import { openPool } from '#platform/database/pool.server.ts'
import { asActor, type Tables } from '#platform/db.server.ts'
import { networksAndPeople, type World } from '#test/world.ts'
import type { What } from '../../src/modules/care/access.ts'
import { careIn } from '../../src/modules/care/care.test-support.ts'
import { everybodyIn } from '../../src/modules/care/everybody.test-support.ts'
import type { Everyone } from './opened-by.test-support.ts'
import { MARK, openSessionFor, type Site } from './site.test-support.ts'

type Ids = Record<What, string>
/** Somebody who is followed, with a row of every kind about them, and a session for everybody who could have to do with them. */
export type Followed = {
  network: string
  person: string
  /** The team in charge. */
  team: string
  ids: Ids
  /** The measure of coercion, by its own number. */
  measure: string
  accounts: Record<Everyone, string>
  cookies: Record<Everyone, string>
}

/** As the table of access has it, but committed: so that the pages of the site can be asked for it. */
export const useFollowed = (site: Site): Followed => {
  const followed = {} as Followed
  let door: Kysely<Tables> | undefined
  beforeAll(async () => {
    const pool = openPool({ address: site.database.ownerUrl, size: 1, statementTimeout: 60_000, onLost: () => undefined })
    const owner = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
    door = owner
    const seed: World['seed'] = (work) => work(owner)
    const world: World = { seed, ...networksAndPeople(seed), as: (actor, work) => asActor(site.database.db, actor, work) }
    const { who, ids, network, person, teams } = await everybodyIn(world).everybody()
    await site.owner('update care.person set given_name = $1 where id = $2', [MARK, person])
    const [measure] = await site.owner<{ id: string }>('select id from stays.measure where person_id = $1', [person])
    const lead = await careIn(world).worker(teams.inCharge, { is_lead: true })
    const accounts = Object.fromEntries(
      Object.entries({ ...who, lead }).map(([name, { personId }]) => [name, personId]),
    ) as Followed['accounts']
    const cookies: Partial<Followed['cookies']> = {}
    for (const [name, id] of Object.entries(accounts)) cookies[name as Everyone] = id === '' ? '' : await openSessionFor(site.owner, id)
    Object.assign(followed, { network, person, team: teams.inCharge.id, ids, measure: measure?.id ?? '', accounts, cookies })
  })
  afterAll(() => door?.destroy())
  return followed
}

const NOBODY = '00000000-0000-4000-8000-0000000000ff'
const NO_TEAM = 'team-of-nobody'
// What `:id` names, by the beginning of the address; elsewhere than here it names nothing of a person.
const IDS: readonly (readonly [RegExp, (of: Followed) => string])[] = [
  [/^care\/:network\/requests/, ({ ids }) => ids.request],
  [/^my\/path\/:network\/steps/, ({ ids }) => ids.pathStep],
  [/^field\/:network\/files/, ({ ids }) => ids.attachment],
  [/^(care\/:network\/people|plans|crisis|glass|circle|paths)\b/, ({ person }) => person],
  [/^(boards|stays|outreach\/:network\/teams|care\/:network\/teams)\b/, ({ team }) => team],
]
const OTHERS: Readonly<Record<string, (of: Followed) => string>> = {
  person: ({ person }) => person,
  situation: ({ ids }) => ids.meeting,
  answering: ({ ids }) => ids.measureDraft,
  alert: ({ ids }) => ids.measureAlert,
  measure: ({ measure }) => measure,
  visit: ({ ids }) => ids.visit,
  referral: ({ ids }) => ids.referral,
}
/** What stands in an address that names somebody, or a team that follows people, and is no link that works once. */
const IS_OF_PEOPLE = /^(care|boards|stays|outreach|measures|plans|crisis|glass|circle|paths|situations|questions|field|my)\/.*:network/
const FREE = ['network', 'step', 'lang']

export type Real = {
  pattern: string
  path: string
  /** The same, each time with another of its records, or its network, that there is not. */
  absent: string[]
}

/** The address of each entry of the route table that is about people, with records that there are. @throws for a kind of record that nobody gave */
export const realAddresses = (patterns: readonly string[], of: Followed): Real[] =>
  patterns
    .filter((pattern) => IS_OF_PEOPLE.test(pattern) && /^my\/|:network.*:/.test(pattern))
    .map((pattern) => {
      const names = [...pattern.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
      const given: Record<string, string> = { network: of.network, step: pattern.startsWith('paths') ? of.ids.pathStep : 'start' }
      for (const name of names) {
        if (name === 'id') given.id = IDS.find(([start]) => start.test(pattern))?.[1](of) ?? ''
        else if (!FREE.includes(name)) given[name] = OTHERS[name]?.(of) ?? ''
        if ((given[name] ?? '') === '') throw new Error(`what is :${name} in ${pattern}? Say so in test/attacks/followed.test-support.ts`)
      }
      const pathOf = (values: Readonly<Record<string, string>>) =>
        `/${pattern.replaceAll(/:(\w+)/g, (_, name: string) => values[name] ?? '')}`
      const nothing = (name: string) => (name === 'network' ? 'n-of-nobody' : given[name]?.startsWith('team-') === true ? NO_TEAM : NOBODY)
      const which = names.filter((name) => !FREE.includes(name) || name === 'network' || (name === 'step' && pattern.startsWith('paths')))
      return { pattern, path: pathOf(given), absent: which.map((name) => pathOf({ ...given, [name]: nothing(name) })) }
    })
