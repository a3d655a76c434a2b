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
  expect((await generateNetwork(ownerUrl, 'one', people, [])).teams).toBe(4 + 6 + 1)
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
  for (const table of ['care.person', 'care.request', 'care.episode', 'care.contact', 'plans.crisis_plan', 'plans.outcome']) {
    const same = `select count(*) from ${table} where network_id = `
    expect(await count(`${same}'other'`), table).toBe(await count(`${same}'one'`))
  }
  expect(
    await count("select count(*) from care.person where given_name || family_name !~ '(Inventé|Verzonnen|Exemple|Fictif|Modèle|Bedacht)'"),
  ).toBe(0)
  // Of the long-term people 54.6 % write a plan, of the plans 14.8 % are used in a later crisis.
  const planned = await count("select count(*) from plans.crisis_plan where network_id = 'one'")
  const longTerm = await count("select count(distinct person_id) from care.episode where network_id = 'one' and care_function = '2B'")
  expect(Math.abs(planned / longTerm - 0.546)).toBeLessThan(0.05)
  const crises = "select count(*) from plans.outcome where network_id = 'one'"
  expect(Math.abs((await count(`${crises} and used <> 'no'`)) / (await count(crises)) - 0.148)).toBeLessThan(0.06)
  // Some leave intensive care, and of those some are seen within a week.
  const left = "select count(*) from care.episode e where network_id = 'one' and care_function = '4' and left_on < current_date - 7"
  const seen = await count(
    `${left} and exists (select from care.contact c where c.network_id = 'one' and c.person_id = e.person_id and c.missed is null and c.at::date between e.left_on + 1 and e.left_on + 7)`,
  )
  expect(seen).toBeGreaterThan(5)
  expect(seen).toBeLessThan(await count(left))
  await expect(generateNetwork(ownerUrl, 'one', 10, [])).rejects.toThrow('already')
})
