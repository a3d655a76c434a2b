import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Example } from '../journeys/addresses.ts'
import { addressesOf, expectSame, namesIn, said, withoutNetwork, withoutRecord } from './addresses.test-support.ts'
import { CLOSED, MARK, type Person, type Told, useSite } from './site.test-support.ts'

vi.setConfig({ testTimeout: 120_000 })
const site = useSite()
let all: Example[] = []
beforeAll(async () => {
  all = await addressesOf(site)
})

/** A page, and its data as the browser's own program asks for them: those are the same for all, and quicker to make. */
const FORMS = ['', '.data'] as const
const DATA = ['.data'] as const
const look = (path: string, form: (typeof FORMS)[number], { cookie }: Person): Promise<Told> =>
  site.ask(`/fr${path === '' && form !== '' ? '/_' : path}${form}`, { cookie })
/** The same look of the same person, asked for once while nothing is written in between. */
const seen = new Map<string, Promise<Told>>()
const lookOnce = (path: string, form: (typeof FORMS)[number], person: Person): Promise<Told> => {
  const where = `${person.id} ${path}${form}`
  const told = seen.get(where) ?? look(path, form, person)
  seen.set(where, told)
  return told
}
/** Every address as every outsider, one after the other; what is expected is said by `check`. */
const everybody = async (
  addresses: readonly Example[],
  check: (person: Person, example: Example, form: (typeof FORMS)[number]) => Promise<void>,
) => {
  for (const person of site.outsiders)
    for (const example of addresses) for (const form of FORMS) if (form !== '' || person.isThorough) await check(person, example, form)
}
const isNamed = ({ path }: Example) => path.includes(CLOSED)

describe('whoever is not of a network', () => {
  test('has something to miss: its administrator sees its names on most of its pages', async () => {
    const { administrator } = site.members
    let seen = 0
    // What is about one person is hidden from an administrator too.
    for (const example of all.filter(isNamed).filter(({ kind }) => kind !== 'nowhere')) {
      const { status, body } = await look(example.path, '', administrator)
      // Somebody's own space is not the administrator's either.
      if (example.kind !== 'nowhere' && example.kind !== 'act') expect(status, example.path).toBeLessThan(400)
      if (body.replaceAll(`${MARK} ${administrator.who}`, '').includes(MARK)) seen += 1
    }
    expect(seen).toBeGreaterThan(all.filter(isNamed).length / 2)
  })

  test('reads nothing of it at any address, as a page or as data', async () => {
    await everybody(all, async (person, { path }, form) => {
      const { body, headers } = await lookOnce(path, form, person)
      expect(`${body}${JSON.stringify([...headers])}`.includes(MARK), `${person.who} at ${path}${form}`).toBe(false)
    })
  })

  test('would be seen to read something: a hole in the rows of two tables shows', async () => {
    const [stranger] = site.outsiders.filter(({ who }) => who === 'a stranger')
    const holed = ['platform.network', 'directory.organisation']
    for (const table of holed) await site.owner(`create policy hole on ${table} for select using (true)`)
    try {
      const told = await Promise.all(all.map(({ path }) => look(path, '.data', stranger ?? site.members.reader)))
      expect(told.filter(({ body }) => body.includes(MARK)).length).toBeGreaterThan(0)
    } finally {
      for (const table of holed) await site.owner(`drop policy hole on ${table}`)
    }
  })

  test('gets for it the answer that he gets for a network that there is not', async () => {
    await everybody(all.filter(isNamed), async (person, { path }, form) => {
      const absent = withoutNetwork(path)
      const [hidden, nothing, both] = [await lookOnce(path, form, person), await lookOnce(absent, form, person), namesIn(path, absent)]
      expectSame(said(hidden, both), said(nothing, both), `${person.who} at ${path}${form}`)
      expect(hidden.status, `${person.who} at ${path}${form}`).toBeGreaterThanOrEqual(form === '' ? 302 : 202)
    })
  })

  test('gets for a record of it the answer that he gets for one that there is not', async () => {
    await everybody(all.filter(isNamed), async (person, example, form) => {
      const absent = withoutRecord(example)
      if (absent === null) return
      const [hidden, nothing, both] = [
        await lookOnce(example.path, form, person),
        await lookOnce(absent, form, person),
        namesIn(example.path, absent),
      ]
      expectSame(said(hidden, both), said(nothing, both), `${person.who} at ${example.path}${form}`)
    })
  })

  test('counts nothing of it: all that he sees elsewhere stays the same while it grows', async () => {
    // A new secret at each look, documents that say when they were made, and one's own data: they tell of the look before.
    const elsewhere = all.filter((example) => !isNamed(example) && !/^account\/security\/totp$|^account\/data|\.pdf$/.test(example.pattern))
    const snapshot = async () => {
      const seen = new Map<string, string>()
      await everybody(elsewhere, async (person, { path }, form) => {
        seen.set(`${person.who} at ${path}${form}`, withoutMoments(said(await look(path, form, person), [])))
      })
      return seen
    }
    const before = await snapshot()
    await grow()
    const after = await snapshot()
    for (const [where, text] of before) expectSame(after.get(where) ?? '', text, where)
  })
})

// A new challenge, a new seal, the age of a session, the moment itself: new at each look.
const withoutMoments = (text: string) => text.replaceAll(/[\w-]{40,}|\b\d+\.\d{3,}\b|\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')

/** More of everything that a network has. */
const grow = async () => {
  const counted = async () =>
    (
      await site.owner<{ count: number }>('select count(*)::integer as count from directory.organisation where network_id = $1', [CLOSED])
    )[0]?.count ?? 0
  const before = await counted()
  const copies: readonly (readonly [table: string, keys: string])[] = [
    ['directory.organisation', 'id'],
    ['directory.service', 'id'],
    ['journal.activity', 'id'],
    ['journal.outcome', 'id'],
    ['account.statement', 'id'],
  ]
  for (const [table] of copies) {
    const columns = (
      await site.owner<{ name: string }>(
        `select column_name as name from information_schema.columns where table_schema || '.' || table_name = $1 and is_generated = 'NEVER' and is_identity = 'NO' order by ordinal_position`,
        [table],
      )
    ).map(({ name }) => name)
    const copied = columns.map((name) => (name === 'id' ? `left(id, 50) || '-more'` : name))
    await site.owner(
      `insert into ${table} (${columns.join(', ')}) select ${copied.join(', ')} from ${table} where network_id = $1 on conflict do nothing`,
      [CLOSED],
    )
  }
  await site.owner(
    `insert into identity.role (network_id, person_id, role) select $1, id, 'coordinator' from identity.person where name like $2 || '%' on conflict do nothing`,
    [CLOSED, MARK],
  )
  expect(await counted()).toBe(before * 2)
}

describe('who is of the network and may not do something', () => {
  test('gets for a record that there is the answer that he gets for one that there is not', async () => {
    for (const person of Object.values(site.members))
      for (const example of all.filter(isNamed))
        for (const form of person === site.members.reader ? FORMS : DATA) {
          const absent = withoutRecord(example)
          if (absent === null) continue
          const given = await look(example.path, form, person)
          if (given.status < 300) continue
          const both = namesIn(example.path, absent)
          expectSame(said(given, both), said(await look(absent, form, person), both), `${person.who} at ${example.path}${form}`)
        }
  })
})
