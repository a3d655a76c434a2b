import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '#platform/root.server.ts'
import { accessTable, mayRead, WHAT, WHO, type What, type Who } from './access.ts'
import { sees, useEverybody } from './everybody.test-support.ts'

const { world, everybody } = useEverybody()

describe('who sees what', () => {
  const all = Object.keys(WHO) as Who[]
  test('each of them sees what the table says, and nothing else', { timeout: 60_000 }, async () => {
    const { who, ids } = await everybody()
    const rows = Object.keys(WHAT) as What[]
    const seen: Record<string, Who[]> = {}
    for (const what of rows) {
      seen[what] = []
      for (const each of all) if (await world.as(who[each], sees(what, ids[what]))) seen[what].push(each)
    }
    expect(seen).toEqual(Object.fromEntries(rows.map((what) => [what, all.filter((each) => mayRead(each, what))])))
  })

  test('the page of documentation is this table', () => {
    expect(readFileSync(join(projectRoot(), 'docs', 'access.md'), 'utf8')).toContain(accessTable())
  })
})
