import { expect, test } from 'vitest'
import type { Typed } from '#platform/forms/typed.ts'
import { EXAMPLE } from './rules.ts'
import { readRulesForm } from './rules-form.server.ts'

const days = EXAMPLE.dutyDays.map(String)
const typed: Typed = Object.fromEntries(
  Object.entries(EXAMPLE).map(([name, value]) => [name, Array.isArray(value) ? value.join(' ') : String(value)]),
)
const longer = (longerMinutes: string) => readRulesForm({ ...typed, longerMinutes }, days)

test('a team reads in its form what it kept there', () => {
  expect(readRulesForm(typed, days)).toEqual({ ok: true, input: EXAMPLE })
})

test('a team says by how many minutes a visit is made longer, the shortest first, each once', () => {
  expect(longer('45, 20;20')).toMatchObject({ ok: true, input: { longerMinutes: [20, 45] } })
  for (const wrong of ['', ' ', '4', '241', '15 30 45 60 90', 'quinze', '-15', '1e2'])
    expect(longer(wrong)).toMatchObject({ ok: false, faults: { longerMinutes: {} } })
})
