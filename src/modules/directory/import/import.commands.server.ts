import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { usesOf, writing } from '../organisations.commands.server.ts'
import { insertOrganisation, type OrganisationRecord, updateOrganisation } from '../organisations.store.server.ts'
import { checkedId, readDraft } from './import.queries.server.ts'
import { type PlannedLine, planImport } from './plan.server.ts'
import type { Sheet } from './sheet.server.ts'

const KEPT_HOURS = 24

/** Keeps a sheet that was read until somebody says yes or no; nothing of the directory changes. @returns the id of the draft */
export const draftImport = async (scope: Scope, actor: Actor, network: string, fileName: string, sheet: Sheet): Promise<{ id: string }> => {
  await writing(scope, actor, network)
  await sql`delete from directory.import_draft where person_id = ${actor.personId} and at < now() - make_interval(hours => ${KEPT_HOURS})`.execute(
    scope,
  )
  return scope
    .insertInto('directory.import_draft')
    .values({
      network_id: network,
      file_name: fileName.slice(0, 200),
      person_id: actor.personId,
      header: sql<string[]>`${JSON.stringify(sheet.header)}::jsonb`,
      lines: sql<Sheet['lines']>`${JSON.stringify(sheet.lines)}::jsonb`,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
}

export const discardDraft = async (scope: Scope, actor: Actor, network: string, id: string): Promise<void> => {
  await writing(scope, actor, network)
  await scope.deleteFrom('directory.import_draft').where('network_id', '=', network).where('id', '=', checkedId(id)).execute()
}

/**
 * Takes a sheet in: all of its new and changed lines, or nothing.
 * @param fingerprint of the preview that was said yes to
 * @returns the id of the import, or null when a line is wrong or the directory changed since the preview
 * @throws Problem not_found, forbidden
 */
export const confirmImport = async (
  scope: Scope,
  actor: Actor,
  network: string,
  draftId: string,
  fingerprint: string,
): Promise<{ id: string } | null> => {
  await writing(scope, actor, network)
  // Two imports at once would each compare with a directory that the other changes.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`directory import ${network}`}, 0))`.execute(scope)
  const draft = await readDraft(scope, network, draftId)
  const plan = await planImport(scope, network, draft.sheet)
  if (plan.fault !== null || plan.fingerprint !== fingerprint || plan.lines.some(({ state }) => state === 'wrong')) return null
  const { id } = await scope
    .insertInto('directory.import')
    .values({ network_id: network, file_name: draft.fileName, person_id: actor.personId, undone_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const line of inOrder(plan.lines)) await keepLine(scope, network, id, line)
  await discardDraft(scope, actor, network, draftId)
  await record(scope, network, 'directory.import', id)
  return { id }
}

type Written = Extract<PlannedLine, { state: 'new' | 'changed' }>

// A parent that comes in the same file is written before those that belong to it.
const inOrder = (lines: readonly PlannedLine[]): Written[] => {
  const waiting = new Map(
    lines.flatMap((line) => (line.state === 'new' || line.state === 'changed' ? [[line.id, line as Written] as const] : [])),
  )
  const ordered: Written[] = []
  const place = (line: Written) => {
    if (!waiting.delete(line.id)) return
    const parent = line.input.parent_id === null ? undefined : waiting.get(line.input.parent_id)
    if (parent !== undefined) place(parent)
    ordered.push(line)
  }
  for (const line of [...waiting.values()]) place(line)
  return ordered
}

const keepLine = async (scope: Scope, network: string, importId: string, line: Written) => {
  const written =
    line.state === 'new'
      ? await insertOrganisation(scope, network, line.id, line.input)
      : await updateOrganisation(scope, network, line.id, line.version, line.input)
  if (written === undefined) throw new Problem('conflict')
  const before = line.state === 'new' ? null : sql<Record<string, unknown>>`${JSON.stringify(line.before)}::jsonb`
  await scope
    .insertInto('directory.import_row')
    .values({ network_id: network, import_id: importId, line: line.line, organisation_id: line.id, before, version: written.version })
    .execute()
}

export type Undone =
  | { undone: true }
  | { undone: false; inTheWay: { line: number; organisation: string; why: 'changed' | 'gone' | 'used' }[] }

/**
 * Undoes an import: changed organisations are again what they were, new ones go. All of it or nothing: what was changed since,
 * or what something refers to by now, is in the way.
 * @throws Problem conflict when it is undone already, not_found, forbidden
 */
export const undoImport = async (scope: Scope, actor: Actor, network: string, id: string): Promise<Undone> => {
  await writing(scope, actor, network)
  const taken = found(
    await scope
      .selectFrom('directory.import')
      .select(['id', 'undone_at'])
      .where('network_id', '=', network)
      .where('id', '=', checkedId(id))
      .forUpdate()
      .executeTakeFirst(),
  )
  if (taken.undone_at !== null) throw new Problem('conflict')
  const rows = await scope
    .selectFrom('directory.import_row')
    .selectAll()
    .where('network_id', '=', network)
    .where('import_id', '=', id)
    .orderBy('line')
    .execute()
  const { rows: now } = await sql<{
    id: string
    version: number
  }>`select id, version from directory.organisation where network_id = ${network} and id = any (${rows.map((row) => row.organisation_id)}) for update`.execute(
    scope,
  )
  const versions = new Map(now.map((row) => [row.id, row.version]))
  const added = new Set(rows.filter((row) => row.before === null).map((row) => row.organisation_id))
  const inTheWay: Extract<Undone, { undone: false }>['inTheWay'] = []
  for (const row of rows) {
    const version = versions.get(row.organisation_id)
    const why =
      version === undefined
        ? 'gone'
        : version !== row.version
          ? 'changed'
          : row.before === null && (await isNeeded(scope, network, row.organisation_id, added))
            ? 'used'
            : null
    if (why !== null) inTheWay.push({ line: row.line, organisation: row.organisation_id, why })
  }
  if (inTheWay.length > 0) return { undone: false, inTheWay }
  for (const row of rows)
    if (row.before !== null) await updateOrganisation(scope, network, row.organisation_id, row.version, row.before as OrganisationRecord)
  await sql`update directory.organisation set parent_id = null where network_id = ${network} and id = any (${[...added]})`.execute(scope)
  await sql`delete from directory.organisation where network_id = ${network} and id = any (${[...added]})`.execute(scope)
  await sql`update directory.import set undone_at = now() where network_id = ${network} and id = ${id}`.execute(scope)
  await record(scope, network, 'directory.undoImport', id)
  return { undone: true }
}

// Children that came with the same import go with it; changed ones get their old parent back first.
const isNeeded = async (scope: Scope, network: string, id: string, added: ReadonlySet<string>) => {
  const { children, ...uses } = await usesOf(scope, network, id)
  if (Object.values(uses).some((count) => count > 0)) return true
  if (children === 0) return false
  const { rows } = await sql<{
    id: string
  }>`select o.id from directory.organisation o where o.network_id = ${network} and o.parent_id = ${id} and not o.id = any (${[...added]})
    and not exists (select from directory.import_row r where r.network_id = o.network_id and r.organisation_id = o.id and r.before is not null and r.before->>'parent_id' is distinct from ${id} and r.version = o.version)`.execute(
    scope,
  )
  return rows.length > 0
}
