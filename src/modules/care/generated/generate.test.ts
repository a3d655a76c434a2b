import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { withClient } from '#platform/database/client.server.ts'
import { createDatabase, dropDatabase } from '#platform/database/databases.server.ts'
import { migrate } from '#platform/database/migrate.server.ts'
import { generateNetwork } from './generate.server.ts'

const name = `maillage_test_generated_${process.pid}_${randomUUID().slice(0, 8)}`
let ownerUrl = ''
beforeAll(async () => {
  ownerUrl = await createDatabase(inject('ownerUrl'), name)
  await migrate({ ownerUrl })
})
afterAll(() => dropDatabase(inject('ownerUrl'), name))

const count = (sql: string, ...values: unknown[]) =>
  withClient(ownerUrl, async (owner) => Number((await owner.query<{ n: string }>(`select (${sql})::text as n`, values)).rows[0]?.n))

test('a network of invented people has the shape of the published figures, and is the same each time', async () => {
  const people = 2000
  expect((await generateNetwork(ownerUrl, 'one', people, [])).teams).toBe(4 + 6)
  await generateNetwork(ownerUrl, 'other', people, [])
  expect(await count('select count(*) from care.person where network_id = $1', 'one')).toBe(people)
  // 8,894 of 17,098 are followed in a crisis.
  const crisis = await count("select count(*) from care.request where network_id = $1 and to_service_id like 'crise-%'", 'one')
  expect(Math.abs(crisis / people - 8894 / 17098)).toBeLessThan(0.04)
  // Four in ten wait for more than a day, and a crisis lasts 19 days on average, cut at eight weeks.
  const late = await count(
    "select avg((answered_at - sent_at > interval '1 day')::int) from care.request where network_id = 'one' and to_service_id like 'crise-%' and answered_at is not null",
  )
  expect(late).toBeGreaterThan(0.33)
  expect(late).toBeLessThan(0.47)
  const days = await count(
    "select avg(left_on - entered_on) from care.episode where network_id = 'one' and care_function = '2A' and left_on is not null",
  )
  expect(days).toBeGreaterThan(14)
  expect(days).toBeLessThan(21)
  for (const table of ['person', 'request', 'episode', 'contact']) {
    const same = `select count(*) from care.${table} where network_id = `
    expect(await count(`${same}'other'`), table).toBe(await count(`${same}'one'`))
  }
  expect(
    await count("select count(*) from care.person where given_name || family_name !~ '(Inventé|Verzonnen|Exemple|Fictif|Modèle|Bedacht)'"),
  ).toBe(0)
  await expect(generateNetwork(ownerUrl, 'one', 10, [])).rejects.toThrow('already')
})
