import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { record, type Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { openText, sealText } from '../texts.server.ts'
import { TEXTS, type TextName } from '../vocabulary.ts'
import {
  addGoal,
  docOf,
  GOAL_TEXTS,
  type GoalText,
  goBackTo,
  lackingIn,
  pieceOf,
  type Recovery,
  readDoc,
  setAway,
  setReached,
  textNamed,
  typeInto,
} from './doc.ts'
import { type RecoveryVersion, sittingsOf } from './sittings.ts'

/** A piece is text in base64 where it is sealed: keys close texts. */
const LARGEST = 200_000
const VERSION_EVERY = 40

export type Stored = { pieces: Uint8Array[]; seq: number }

/** All pieces of a plan up to a moment, from the last version on: what is older stands in it. */
export const readPieces = async (scope: Scope, network: string, file: string, upTo = 2_147_483_647): Promise<Stored> => {
  const { rows: versions } = await sql<{ seq: number; content: Buffer }>`
    select seq, content from plans.recovery_version where network_id = ${network} and person_id = ${file} and seq <= ${upTo} order by seq desc limit 1`.execute(
    scope,
  )
  const [version] = versions
  const { rows: updates } = await sql<{ seq: number; id: string; content: Buffer }>`
    select seq, id, content from plans.recovery_update where network_id = ${network} and person_id = ${file} and seq > ${version?.seq ?? 0} and seq <= ${upTo}
     order by seq`.execute(scope)
  const pieces: Uint8Array[] = []
  if (version !== undefined) pieces.push(await opened(scope, versionPlace(network, file, version.seq), version.content))
  for (const { id, content } of updates) pieces.push(await opened(scope, updatePlace(network, file, id), content))
  return { pieces, seq: updates.at(-1)?.seq ?? version?.seq ?? 0 }
}
const updatePlace = (network: string, file: string, id: string) => ({ network, file, table: 'recovery_update', column: 'content', row: id })
const versionPlace = (network: string, file: string, seq: number) => ({
  network,
  file,
  table: 'recovery_version',
  column: 'content',
  row: file,
  version: seq,
})
type PieceAt = ReturnType<typeof updatePlace> | ReturnType<typeof versionPlace>
const opened = async (scope: Scope, place: PieceAt, content: Buffer): Promise<Uint8Array> => {
  const text = await openText(scope, place, content)
  // Two bytes of zero are the piece that says nothing: what was sealed with a key that is gone.
  return text === '' ? new Uint8Array([0, 0]) : new Uint8Array(Buffer.from(text, 'base64'))
}

/** The plan as it stands, or stood; null where nothing was written, or nothing for the one who acts. */
export const readRecovery = async (
  scope: Scope,
  network: string,
  file: string,
  upTo?: number,
): Promise<(Recovery & { seq: number }) | null> => {
  const { pieces, seq } = await readPieces(scope, network, file, upTo)
  return seq === 0 ? null : { ...readDoc(docOf(pieces)), seq }
}

type Writer = { seq: number; at: Date; name: string; isMe: boolean }
/** Each piece that was written, with who wrote it, the latest first: for the person, and for who writes with them. */
const listWriters = async (scope: Scope, network: string, file: string, since: Date): Promise<Writer[]> =>
  (
    await sql<Writer>`select seq, at, name, is_me as "isMe" from plans.recovery_writers(${network}, ${file}, ${since}) order by seq desc`.execute(
      scope,
    )
  ).rows

const MOST_VERSIONS = 100
/** The plan as it stood at the end of each sitting, the latest first, with who wrote in it. Any moment can be read again: each piece is kept. */
export const listRecoveryVersions = async (scope: Scope, network: string, file: string): Promise<RecoveryVersion[]> => {
  const { rows } = await sql<{ seq: number }>`
    select seq from plans.recovery_version where network_id = ${network} and person_id = ${file} and is_return order by seq`.execute(scope)
  const pieces = (await listWriters(scope, network, file, new Date(0))).map(({ name, isMe, ...piece }) => ({
    ...piece,
    by: isMe ? null : name,
  }))
  return sittingsOf(pieces.reverse(), new Set(rows.map(({ seq }) => seq)))
    .reverse()
    .slice(0, MOST_VERSIONS)
}

const NOW_MS = 90_000
/** Who else has written into the plan within the last minute and a half. */
export const writingNow = async (scope: Scope, network: string, file: string): Promise<string[]> => {
  const now = await listWriters(scope, network, file, new Date(Date.now() - NOW_MS))
  return [...new Set(now.filter(({ isMe }) => !isMe).map(({ name }) => name))]
}

/** Makes the plan say again what it said at an earlier moment, as one more piece: what was written since stays in its versions. */
export const goBack = async (scope: Scope, network: string, file: string, seq: number): Promise<void> => {
  const before = found((await readRecovery(scope, network, file, seq)) ?? undefined)
  const { pieces } = await readPieces(scope, network, file)
  const piece = pieceOf(pieces, (doc) => goBackTo(doc, before))
  if (piece !== null) await addPiece(scope, network, file, randomUUID(), piece, { isReturn: true })
}

/**
 * Adds a piece to one's own plan, or to one that its person lets the one who acts write with them. The same piece (by its id) is added once, so that it may be sent again after a lost connection.
 * @throws Problem not_found for somebody else's plan; invalid for bytes that are no piece, or too many
 */
export const addPiece = async (
  scope: Scope,
  network: string,
  file: string,
  id: string,
  piece: Uint8Array,
  { isReturn }: { isReturn: boolean } = { isReturn: false },
): Promise<number> => {
  if (piece.length > LARGEST || !isPiece(piece)) throw new Problem('invalid')
  const sealed = await sealText(scope, updatePlace(network, file, id), Buffer.from(piece).toString('base64'))
  const { rows } = await sql<{ seq: number | null }>`select plans.add_to_recovery(${network}, ${file}, ${id}, ${sealed}) as seq`.execute(
    scope,
  )
  const seq = rows[0]?.seq ?? null
  found(seq === null ? undefined : seq)
  await record(scope, network, 'plans.writeRecovery', `recovery/${seq}`, { about: file })
  if (seq !== null && (isReturn || seq % VERSION_EVERY === 0)) await keepVersion(scope, network, file, { at: seq, isReturn })
  return seq ?? 0
}

const isPiece = (piece: Uint8Array): boolean => {
  try {
    docOf([piece])
    return true
  } catch {
    return false
  }
}

// The whole plan as one piece: after many pieces, so that few are read; and where somebody went back, so that what they left is a version.
const keepVersion = async (
  scope: Scope,
  network: string,
  file: string,
  { at, isReturn }: { at: number; isReturn: boolean },
): Promise<void> => {
  const { pieces, seq } = await readPieces(scope, network, file, at)
  const content = Buffer.from(lackingIn(docOf(pieces), null)).toString('base64')
  await sql`insert into plans.recovery_version (network_id, person_id, seq, content, is_return)
    values (${network}, ${file}, ${seq}, ${await sealText(scope, versionPlace(network, file, seq), content)}, ${isReturn}) on conflict do nothing`.execute(
    scope,
  )
}

/** What a plain form changed, against the plan as it stood when the form was opened: what others wrote meanwhile stays. */
export const saveForm = async (scope: Scope, network: string, file: string, form: RecoveryForm): Promise<void> => {
  const { pieces } = await readPieces(scope, network, file, form.base)
  const goal = randomUUID()
  const piece = pieceOf(pieces, (doc) => {
    for (const [name, typed] of Object.entries(form.texts)) {
      const text = textNamed(doc, name)
      if (text !== null) typeInto(text, typed)
    }
    for (const [id, isReached] of Object.entries(form.reached)) setReached(doc, id, isReached)
    for (const [id, isAway] of Object.entries(form.away)) setAway(doc, id, isAway)
    if (form.goal.title !== '') addGoal(doc, goal, form.goal, Date.now())
  })
  if (piece === null) return
  await addPiece(scope, network, file, randomUUID(), piece)
}

export type RecoveryForm = {
  base: number
  /** By field: "life", "title-<goal>". */
  texts: Readonly<Record<string, string>>
  reached: Readonly<Record<string, boolean>>
  away: Readonly<Record<string, boolean>>
  /** A goal that is new. */
  goal: Readonly<Record<GoalText, string>>
}
const clean = (value: unknown) =>
  String(value ?? '')
    .replaceAll('\0', '')
    .replaceAll('\r\n', '\n')
    .slice(0, 8000)

export const readRecoveryForm = (form: FormData): RecoveryForm => {
  const names = [...form.keys()].filter((name) => TEXTS.includes(name as TextName) || /^(title|steps|who)-[\w-]{1,60}$/.test(name))
  const shown = [...form.keys()].flatMap((name) => /^title-([\w-]{1,60})$/.exec(name)?.[1] ?? []).filter((id) => id !== 'new')
  const base = Number(form.get('base'))
  return {
    base: Number.isInteger(base) && base >= 0 && base < 2_147_483_647 ? base : 0,
    texts: Object.fromEntries(names.filter((name) => !name.endsWith('-new')).map((name) => [name, clean(form.get(name))])),
    reached: Object.fromEntries(shown.map((id) => [id, form.get(`reached-${id}`) === 'on'])),
    away: Object.fromEntries(shown.map((id) => [id, form.get(`away-${id}`) === 'on'])),
    goal: Object.fromEntries(GOAL_TEXTS.map((name) => [name, clean(form.get(`${name}-new`)).trim()])) as Record<GoalText, string>,
  }
}

/** Takes into the plan what somebody proposed, below what stands there. */
export const takeIn = async (scope: Scope, network: string, file: string, texts: Readonly<Record<string, string>>): Promise<void> => {
  const { pieces } = await readPieces(scope, network, file)
  const piece = pieceOf(pieces, (doc) => {
    for (const [name, proposed] of Object.entries(texts)) {
      if (name === 'goal') addGoal(doc, randomUUID(), { title: proposed, steps: '', who: '' }, Date.now())
      const text = textNamed(doc, name)
      if (text !== null) text.insert(text.length, `${text.length === 0 ? '' : '\n'}${proposed}`)
    }
  })
  if (piece === null) return
  await addPiece(scope, network, file, randomUUID(), piece)
}
