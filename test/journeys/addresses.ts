import type { RouteConfigEntry } from '@react-router/dev/routes'
import { expect, inject } from 'vitest'
import { withClient } from '#platform/database/client.server.ts'
import routes from '../../src/routes.ts'

export type Example = {
  /** As in the route table, without the language: 'accounts/:network/:year'. */
  pattern: string
  /** A real address of the demonstration, without the language: '/accounts/ccoms/2025'. */
  path: string
  /** What a reader gets: a screen, or something that is only downloaded, posted to or led on from. */
  kind: 'page' | 'file' | 'act' | 'nowhere'
}

const flat = (entries: readonly RouteConfigEntry[], above = ''): string[] =>
  entries.flatMap(({ path, children }) => {
    const here = [above, path].filter((part) => part !== undefined && part !== '').join('/')
    return children === undefined ? [here] : flat(children, here)
  })

/** Every pattern of the route table below the language. */
export const patterns = (): string[] =>
  flat(routes)
    .filter((pattern) => pattern.startsWith(':lang'))
    .map((pattern) => pattern.replace(/^:lang\/?/, ''))

// Somebody's own space, and what was shared with them or opened by them: for everybody else, whatever their role, there is no such page.
const OWN =
  /^(my\/(:network|measures|path\/|situations\/:network)|circle\/:network|paths\/:network(?!\/settings)|plans\/:network|crisis\/:network|glass\/:network)/
// What answers only to a form, or to the reference of a proof that the demonstration has none of.
const ACTS = [
  'sign-out',
  'proof.json',
  'proof.pdf',
  'my/:network/recovery/sync',
  'circle/:network/:id/recovery/sync',
  'boards/:network/:id/live',
  'field/:network/files/:id',
]
// The area for the road is one page of its own without anything of anybody, and what its program asks for (field.e2e.ts).
const isArea = (pattern: string) => /^field(\/[^:]*)?$/.test(pattern)
const isFile = (pattern: string) => /\.(csv|json|pdf|ics)$|\/export\//.test(pattern)
const isAct = (pattern: string) =>
  ACTS.includes(pattern) || isArea(pattern) || ((pattern.includes(':token') || OWN.test(pattern)) && isFile(pattern))
// A link that works once is an example that works no more: a page, told with 404.
// What is about one person is nobody's who is not of their teams: those who read the examples are told with 404 as well.
const isNowhere = (pattern: string) =>
  pattern === '*' || pattern.includes(':token') || pattern.includes(':person') || /:(visit|situation)\b/.test(pattern) || OWN.test(pattern)
const kindOf = (pattern: string): Example['kind'] =>
  isAct(pattern) ? 'act' : isNowhere(pattern) ? 'nowhere' : isFile(pattern) ? 'file' : 'page'

// One record for each kind of address that names one; the same for every network that has such records.
const RECORDS: Readonly<Record<string, string>> = {
  'boards/:network': 'select service_id as id from care.worker where network_id = $1 order by service_id limit 1',
  'care/:network/teams': 'select service_id as id from care.worker where network_id = $1 order by service_id limit 1',
  'care/:network/requests':
    "select id from care.request where network_id = $1 and state = 'sent' and from_service_id is null order by made_at, id limit 1",
  'care/:network/people':
    'select person_id as id from care.episode where network_id = $1 and left_on is null and service_id in (select service_id from care.worker where network_id = $1 order by service_id limit 1) order by entered_on desc, id limit 1',
  'outreach/:network/teams':
    'select w.service_id as id from care.worker w left join outreach.unit u on u.team = w.team where w.network_id = $1 order by u.team is null, w.service_id limit 1',
  'directory/:network/organisations': 'select id from directory.organisation where network_id = $1 order by id limit 1',
  'directory/:network/services': 'select id from directory.service where network_id = $1 order by id limit 1',
  'directory/:network/areas': 'select id from directory.area where network_id = $1 order by id limit 1',
  'guide/:network/availability': 'select id from directory.service where network_id = $1 order by id limit 1',
  'accounts/:network/statements': 'select id from account.statement where network_id = $1 order by id limit 1',
  'accounts/:network/sources': 'select id from journal.source where network_id = $1 order by id limit 1',
  'network/:network/beds':
    "select conversion_id as id from network.conversion_event where network_id = $1 order by state = 'reopened' desc, conversion_id limit 1",
  'network/:network/load': 'select service_id as id from network.stated_load where network_id = $1 order by service_id limit 1',
  'network/:network/plan/aims': 'select id from network.aim where network_id = $1 order by id limit 1',
  'network/:network/plan/actions': 'select id from network.plan_action where network_id = $1 order by id limit 1',
  'network/:network/committees': "select id from network.committee where network_id = $1 order by kind = 'network' desc, id limit 1",
  'network/:network/meetings': "select id from network.meeting where network_id = $1 order by state = 'held' desc, id limit 1",
  'network/:network/decisions': 'select id from network.decision where network_id = $1 order by id limit 1',
  'network/:network/training': 'select id from network.training where network_id = $1 order by id limit 1',
  'stays/:network':
    "select w.service_id as id from care.worker w join directory.service s on s.network_id = w.network_id and s.id = w.service_id where w.network_id = $1 order by s.care_function = '4' desc nulls last, w.service_id limit 1",
  'journal/:network/outcomes': 'select id from journal.outcome where network_id = $1 order by id limit 1',
  'journal/:network': 'select id from journal.activity where network_id = $1 order by id limit 1',
  'admin/people/:network/persons':
    'select person_id as id from identity.role where network_id = $1 and valid_to is null order by role desc limit 1',
  'admin/people/:network/roles': 'select id from identity.role where network_id = $1 and valid_to is null order by role desc limit 1',
}
/** What only who works in a team reads; an administrator, who works in none, is told with 404. */
export const isForTeams = (pattern: string) =>
  /^(care\/:network\/(teams\/:id(\/call)?|requests|people)\b(?!.*manage)|(boards|stays)\/:network\/:id\b|outreach\/:network\/teams)/.test(
    pattern,
  )
/** The demonstration shows each part of the program in one of its networks: the steering in the Belgian one. */
const homeOf = (pattern: string, network: string) => (network === 'ccoms' && /^(network|overview)\//.test(pattern) ? 'belgium' : network)
const NOBODY = '00000000-0000-4000-8000-0000000000ff'
const fixed: Readonly<Record<string, string>> = {
  year: '2025',
  format: 'json',
  figure: 'qr.interviews%3A2025',
  table: 'answer',
  row: 'all',
  code: '2B',
  token: 'A'.repeat(43),
  person: NOBODY,
  situation: NOBODY,
  answering: NOBODY,
  measure: NOBODY,
  alert: NOBODY,
  visit: NOBODY,
  referral: NOBODY,
  step: 'start',
}

/**
 * One example for every address of the route table in a network. A new address needs no new line here unless it names a new kind
 * of record: then this throws and says which.
 */
export const examples = (network = 'ccoms', ownerUrl = inject('ownerUrl')): Promise<Example[]> =>
  withClient(ownerUrl, async (owner) => {
    const idOf = async (pattern: string): Promise<string> => {
      if (pattern.startsWith('directory/territories')) return 'FR-59350'
      if (OWN.test(pattern) || pattern.startsWith('field/')) return NOBODY
      const kind = Object.keys(RECORDS).find((start) => pattern.startsWith(`${start}/:id`))
      // An unknown kind finds nothing, and the line after says for which pattern.
      const { rows } = await owner.query<{ id: string }>(RECORDS[kind ?? ''] ?? 'select null as id where $1::text is null', [
        homeOf(pattern, network),
      ])
      expect(rows[0]?.id, `an example for ${pattern} in ${network}`).toBeDefined()
      return rows[0]?.id ?? ''
    }
    const exampleOf = async (pattern: string): Promise<Example> => {
      const id = pattern.includes(':id') ? await idOf(pattern) : ''
      const path = pattern.replaceAll(/:(\w+)/g, (_, name: string) =>
        name === 'network' ? homeOf(pattern, network) : name === 'id' ? encodeURIComponent(id) : (fixed[name] ?? `:${name}`),
      )
      expect(path, `an example for ${pattern}`).not.toContain(':')
      return { pattern, path: pattern === '*' ? '/leads/nowhere' : path === '' ? '' : `/${path}`, kind: kindOf(pattern) }
    }
    // One after the other: a connection takes one statement at a time.
    const all: Example[] = []
    for (const pattern of patterns()) all.push(await exampleOf(pattern))
    return all
  })

export const LANGUAGES = ['fr', 'nl', 'en', 'falc'] as const
