import { optional, whole } from '#platform/cells.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { type Read, reading, type Typed } from '#platform/forms/typed.ts'
import { Problem } from '#platform/problem.ts'
import { EXAMPLES, MOST, type Rules, THRESHOLDS, type Threshold } from './vocabulary.ts'

export type Settings = { own: Readonly<Record<Threshold, number | null>>; rules: Rules; showsQueue: boolean; version: number }
const each = <T>(of: (name: Threshold) => T) => Object.fromEntries(THRESHOLDS.map((name) => [name, of(name)])) as Record<Threshold, T>

/** What a team set, and what holds: its own, else the example. */
export const readSettings = async (scope: Scope, network: string, service: string): Promise<Settings> => {
  const row = await scope
    .selectFrom('stays.setting')
    .selectAll()
    .where('network_id', '=', network)
    .where('service_id', '=', service)
    .executeTakeFirst()
  return {
    own: each((name) => row?.[name] ?? null),
    rules: each((name) => row?.[name] ?? EXAMPLES[name]),
    showsQueue: row?.shows_queue ?? true,
    version: row?.version ?? 0,
  }
}

export type SettingsInput = { own: Readonly<Record<Threshold, number | null>>; showsQueue: boolean; version: number }
/** The form of the settings: an empty field is the example. */
export const readSettingsForm = (typed: Typed): Read<SettingsInput> => {
  const form = reading(typed)
  const own = each((name) => {
    const value = form.cell(name, optional(whole)) ?? null
    if (value !== null && (value < 1 || value > MOST[name])) form.wrong(name, 'cell.whole')
    return value
  })
  return form.done(() => ({
    own,
    showsQueue: typed.queue === 'on',
    version: /^\d{1,9}$/.test(typed.version ?? '') ? Number(typed.version) : -1,
  }))
}

/** Sets what holds in a team: for its leads. @throws Problem conflict when somebody set it meanwhile; not_found for who leads it not */
export const saveSettings = async (
  scope: Scope,
  network: string,
  service: string,
  { own, showsQueue, version }: SettingsInput,
): Promise<void> => {
  const values = { ...own, shows_queue: showsQueue }
  try {
    const kept = await scope
      .insertInto('stays.setting')
      .values({ network_id: network, service_id: service, ...values })
      .onConflict((conflict) =>
        conflict
          .columns(['network_id', 'service_id'])
          .doUpdateSet({ ...values, version: version + 1 })
          .where('stays.setting.version', '=', version),
      )
      .returning('version')
      .executeTakeFirst()
    if (kept === undefined) throw new Problem('conflict')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42501') throw new Problem('not_found')
    throw error
  }
  await record(scope, network, 'stays.saveSettings', `team/${service}`)
}
