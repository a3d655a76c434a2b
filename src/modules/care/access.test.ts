import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { APP_ROLE } from '#platform/database/app-role.server.ts'
import { projectRoot } from '#platform/root.server.ts'
import { accessTable, mayRead, WHAT, WHO, type What, type Who } from './access.ts'
import { sees, TABLES, useEverybody } from './everybody.test-support.ts'
import { SEALED } from './sealed.test-support.ts'

const { world, care, everybody } = useEverybody()

// Tables that speak of somebody who is followed and have no line of their own: what they hold is seen with a row that has one, told by
// the column that leads to it. How a step came to be where it is stays between the person and the team, as what the team proposes.
const WITH_OTHERS: Readonly<Record<string, { as: What; by: string; row?: What }>> = {
  'care.request_step': { as: 'request', by: 'request_id', row: 'request' },
  'measures.alert_step': { as: 'measureAlert', by: 'alert_id', row: 'measureAlert' },
  'paths.step_event': { as: 'stepProposal', by: 'step_id', row: 'pathStep' },
  'plans.recovery_plan': { as: 'recovery', by: 'person_id' },
  'plans.recovery_version': { as: 'recovery', by: 'person_id' },
  'stays.measure': { as: 'coercion', by: 'person_id' },
  'stays.measure_check': { as: 'coercion', by: 'person_id' },
  'stays.path_step': { as: 'housingPath', by: 'person_id' },
}

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

  test('every table that speaks of somebody who is followed has its line, or is seen with one that has', async () => {
    // What leads to a file, or to a row that does.
    const { rows } = await world.seed((owner) =>
      sql<{ name: string }>`
        with recursive about as (
          select 'care.person'::regclass as t
          union select c.conrelid from pg_constraint c join about a on c.confrelid = a.t where c.contype = 'f')
        select t::text as name from about where has_table_privilege(${APP_ROLE}, t, 'select') order by 1`.execute(owner),
    )
    const named = new Set<string>(Object.values(TABLES))
    expect(rows.map(({ name }) => name).filter((name) => !named.has(name))).toEqual(Object.keys(WITH_OTHERS).sort())
  })

  test('what has no line of its own is seen by those who see the line that it goes with, and by nobody else', async () => {
    const { who, ids, network, person, teams } = await everybody()
    const key = { network_id: network, person_id: person, service_id: teams.inCharge.id }
    const [measure] = await world.seed((owner) => owner.selectFrom('stays.measure').select('id').where('person_id', '=', person).execute())
    await care.put('measures.alert_step', { network_id: network, alert_id: ids.measureAlert, seq: 1, what: 'raised' } as never)
    await care.put('plans.recovery_version', { network_id: network, person_id: person, seq: 1, content: SEALED } as never)
    const by = who.team.personId
    await care.put('stays.measure_check', { ...key, measure_id: measure?.id, at: new Date(), what: 'presence', by_id: by } as never)
    await care.put('stays.path_step', { ...key, path_id: ids.housingPath, after: 'visit', how: 'spoken', by_id: by } as never)
    for (const [table, { as, by: column, row }] of Object.entries(WITH_OTHERS)) {
      const seen: Who[] = []
      for (const each of all) {
        const { rows } = await world.as(who[each], (scope) =>
          sql`select from ${sql.table(table)} where ${sql.ref(column)} = ${row === undefined ? person : ids[row]}`.execute(scope),
        )
        if (rows.length > 0) seen.push(each)
      }
      expect(seen, table).toEqual(all.filter((each) => mayRead(each, as)))
    }
  })
})
