import { type Answer, BATCH, type Command } from '#modules/field/vocabulary.ts'
import type { Box, Change, Row } from '../store/box.ts'
import { type Sealed, seal, sealJson, unseal, unsealJson } from '../store/seal.ts'
import type { Keys } from '../store/vault.ts'
import { isOver } from '../sync/over.ts'
import { EMPTY, type Item, type ItemState, moved, nextOf, type Outbox } from './machine.ts'

/** What was written and has no final answer yet: closed, with whose it is, so that nobody else's session sends it. */
export type OutboxRow = Row & Omit<Item, 'id'> & { owner: string; sealed: Sealed; told: Sealed | null }
export type FileRow = Row & { owner: string; sealed: Sealed }
/** The same, open. `told`: what the server said, where it did not simply do it. */
export type Written = { id: string; command: Command; state: ItemState; order: number; told: Answer | null }
export type Entry = { command: Command; file?: Uint8Array<ArrayBuffer> }

let lastOrder = 0
const nextOrder = () => {
  lastOrder = Math.max(lastOrder + 1, Date.now() * 100)
  return lastOrder
}
const place = (id: string) => `outbox ${id}`

/**
 * Puts what was written into the outbox, all of it or nothing. `more` is written with it.
 * @returns the same as it waits there
 * @throws QuotaExceededError when the device is full
 */
export const addToOutbox = async (
  box: Box,
  keys: Keys,
  owner: string,
  entries: readonly Entry[],
  more: readonly Change[] = [],
): Promise<Written[]> => {
  const changes: Change[] = [...more]
  const written: Written[] = []
  for (const { command, file } of entries) {
    const { id, network, person } = command
    const sealed = await sealJson(keys.outbox, place(id), command)
    const row: OutboxRow = {
      key: id,
      owner,
      about: `${network}/${person}`,
      order: nextOrder(),
      state: 'waiting',
      isAlone: file !== undefined,
      sealed,
      told: null,
    }
    changes.push({ drawer: 'outbox', put: row })
    written.push({ id, command, state: 'waiting', order: row.order, told: null })
    if (file !== undefined)
      changes.push({ drawer: 'files', put: { key: id, owner, sealed: await seal(keys.outbox, `file ${id}`, file) } as FileRow })
  }
  await box.write(changes)
  return written
}

const itemOf = ({ key, about, order, state, isAlone }: OutboxRow): Item => ({ id: key, about, order, state, isAlone })
const rowsOf = async (box: Box, owner: string) => (await box.all<OutboxRow>('outbox')).filter((row) => row.owner === owner)

type Opened = { row: OutboxRow; command: Command | null }
const openRows = async (box: Box, keys: Keys, owner: string): Promise<Opened[]> =>
  Promise.all(
    (await rowsOf(box, owner)).map(async (row) => ({ row, command: await unsealJson<Command>(keys.outbox, place(row.key), row.sealed) })),
  )

/** All that waits of one person, open, in the order in which it was written. */
export const readOutbox = async (box: Box, keys: Keys, owner: string): Promise<Written[]> => {
  const written: Written[] = []
  for (const { row, command } of await openRows(box, keys, owner)) {
    const { key, told, state, order } = row
    const answer = told === null ? null : await unsealJson<Answer>(keys.outbox, `told ${key}`, told)
    if (command !== null) written.push({ id: key, command, state, order, told: answer })
  }
  return written.sort((one, other) => one.order - other.order)
}
/** The numbers of what one wrote oneself and what opens no more, because the server knows its key no longer: never believed to be sent. */
export const listClosed = async (box: Box, keys: Keys, owner: string): Promise<string[]> =>
  (await openRows(box, keys, owner)).flatMap(({ row, command }) => (command === null ? [row.key] : []))
/** How much of somebody else waits here, for them to sign in again. */
export const countOfOthers = async (box: Box, owner: string | null): Promise<number> =>
  (await box.all<OutboxRow>('outbox')).filter((row) => row.owner !== owner).length

/**
 * What has commands sent again, perhaps in other words: after a conflict was looked at, or something was corrected. The numbers stay the same.
 */
export const againChanges = async (box: Box, keys: Keys, commands: readonly Command[]): Promise<Change[]> => {
  const changes: Change[] = []
  for (const command of commands) {
    const row = await box.get<OutboxRow>('outbox', command.id)
    if (row === undefined) continue
    const sealed = await sealJson(keys.outbox, place(command.id), command)
    changes.push({ drawer: 'outbox', put: { ...row, sealed, state: 'waiting', told: null } as OutboxRow })
  }
  return changes
}
export const throwAway = (box: Box, id: string): Promise<void> =>
  box.write([
    { drawer: 'outbox', drop: id },
    { drawer: 'files', drop: id },
  ])

export type Post = (form: FormData) => Promise<Response>
export type Ran = 'done' | 'waits' | 'signedOut'

const formOf = async (box: Box, keys: Keys, owner: string, commands: readonly Command[]): Promise<FormData> => {
  const form = new FormData()
  for (const { kind, id } of commands) {
    const file = kind === 'file' ? await box.get<FileRow>('files', id) : undefined
    const bytes = file === undefined ? null : await unseal(keys.outbox, `file ${id}`, file.sealed)
    if (bytes !== null) form.set('file', new Blob([bytes]), 'file')
  }
  form.set('person', owner)
  form.set('commands', JSON.stringify(commands))
  return form
}

/** Writes the answers down before anything is believed to be settled: killed in between, it is asked again and answered "already". */
const keepAnswers = async (box: Box, keys: Keys, answers: readonly Answer[]): Promise<void> => {
  const changes: Change[] = []
  for (const answer of answers) {
    const { id, outcome } = answer
    if (outcome === 'done' || outcome === 'already') changes.push({ drawer: 'outbox', drop: id }, { drawer: 'files', drop: id })
    const row = outcome === 'conflict' || outcome === 'refused' ? await box.get<OutboxRow>('outbox', id) : undefined
    if (row !== undefined && (outcome === 'conflict' || outcome === 'refused'))
      changes.push({
        drawer: 'outbox',
        put: { ...row, state: outcome, told: await sealJson(keys.outbox, `told ${id}`, answer) } as OutboxRow,
      })
  }
  await box.write(changes)
}

/** What an answer of the server that is no list of answers means for what was sent. Null: nothing came back, it is tried again. */
const meant = (status: number, ids: readonly string[]): Answer[] | null =>
  ids.length === 1 && (status === 413 || status === 422)
    ? ids.map((id) => ({ id, outcome: 'refused' as const, reason: status === 413 ? 'too_large' : 'invalid' }))
    : null

// What one call tells the next; what waits is read anew each time, because another tab may have sent it.
const paceOf = ({ lost, notBefore }: Outbox) => ({ lost, notBefore })

/** Sends what waits, a handful at a time, and keeps its pace between calls: after a loss it waits longer each time. */
export const makeSender = () => {
  let pace = paceOf(EMPTY)
  let most = BATCH
  const sendOnce = async (box: Box, keys: Keys, owner: string, post: Post, now: () => number): Promise<Ran | 'more'> => {
    const rows = (await openRows(box, keys, owner)).filter(({ command }) => command !== null)
    const read = moved(EMPTY, { type: 'enqueued', items: rows.map(({ row }) => itemOf(row)) })
    const ids = nextOf({ ...read, ...pace }, now(), most)
    if (ids.length === 0) return read.items.some(({ state }) => state === 'waiting') ? 'waits' : 'done'
    const begun = moved({ ...read, ...pace }, { type: 'began', ids })
    const commands = ids.flatMap((id) => rows.find(({ row }) => row.key === id)?.command ?? [])
    const response = await formOf(box, keys, owner, commands)
      .then(post)
      .catch(() => null)
    if (await isOver(response)) return 'signedOut'
    const body = response?.ok === true ? ((await response.json().catch(() => null)) as { answers: Answer[] } | null) : null
    const answers = body?.answers ?? meant(response?.status ?? 0, ids)
    if (answers === null) {
      // One of them that nobody can read must not hold up the others.
      if (response?.status === 422 || response?.status === 413) most = 1
      pace = paceOf(moved(begun, { type: 'lost', now: now() }))
      if (most === 1 && response?.status === 422) pace = { ...pace, notBefore: 0 }
      return most === 1 && response?.status === 422 ? 'more' : 'waits'
    }
    await keepAnswers(box, keys, answers)
    pace = paceOf(moved(begun, { type: 'answered', answers, now: now() }))
    return pace.notBefore > now() ? 'waits' : 'more'
  }
  const run = async (box: Box, keys: Keys, owner: string, post: Post, now: () => number = Date.now): Promise<Ran> => {
    for (;;) {
      const ran = await sendOnce(box, keys, owner, post, now)
      if (ran !== 'more') {
        if (ran === 'done') most = BATCH
        return ran
      }
    }
  }
  const hurry = () => {
    pace = { ...pace, notBefore: 0 }
  }
  return { run, hurry, dueAt: () => pace.notBefore }
}
