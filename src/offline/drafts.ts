import type { Reach } from '#modules/care/vocabulary.ts'
import type { ContactTyped, FileType } from '#modules/field/vocabulary.ts'
import type { Change, Row } from './store/box.ts'
import { type Sealed, seal, sealJson, unseal, unsealJson } from './store/seal.ts'
import { type Held, isFullError } from './view.ts'

type DraftRow = Row & { owner: string; sealed: Sealed }
type FileRow = Row & { owner: string; place: string; head: Sealed; sealed: Sealed }
/** A photograph or a paper that was chosen and not kept yet; it keeps its number when it is. */
export type DraftFile = { id: string; name: string; type: FileType; bytes: Uint8Array<ArrayBuffer> }

export type Begun = { kind: 'contact' | 'note' | 'reach'; network: string; id: string; words: string }
// What a draft holds, by its kind; what somebody typed of it.
const wordsIn = (draft: { typed: ContactTyped } | { reach: Reach } | string): string => {
  if (typeof draft === 'string') return draft
  return 'typed' in draft
    ? draft.typed.note
    : Object.values(draft.reach)
        .filter((part) => part !== '')
        .join('\n')
}

/**
 * What is typed and not kept yet, closed like what waits: a tab that is killed takes no words with it. Nor a photograph: where a phone has
 * little memory, its camera often kills the tab that called it.
 */
export const draftsIn = ({ box, keys, person, show }: Held) => {
  const keyOf = (place: string) => `${person() ?? ''} ${place}`
  const write = (changes: readonly Change[]) =>
    box.write(changes).catch((error: unknown) => show({ trouble: isFullError(error) ? 'full' : 'store' }))
  const save = async (place: string, value: unknown): Promise<void> => {
    const [held, owner] = [keys(), person()]
    if (held === null || owner === null) return
    const row: DraftRow = { key: keyOf(place), owner, sealed: await sealJson(held.outbox, `draft ${place}`, value) }
    await write([{ drawer: 'drafts', put: row }])
  }
  const read = async <T>(place: string): Promise<T | null> => {
    const [row, held] = [await box.get<DraftRow>('drafts', keyOf(place)), keys()]
    return row === undefined || held === null ? null : unsealJson<T>(held.outbox, `draft ${place}`, row.sealed)
  }
  /** What was begun and not kept: about whom, and the words so far. */
  const listBegun = async (): Promise<Begun[]> => {
    const [start, held] = [keyOf(''), keys()]
    const begun: Begun[] = []
    for (const { key, sealed } of await box.all<DraftRow>('drafts')) {
      const place = key.slice(start.length)
      const [, kind, network, id] = /^(contact|note|reach) ([^/]+)\/([^/]+)$/.exec(place) ?? []
      if (held === null || !key.startsWith(start) || network === undefined || id === undefined) continue
      const draft = await unsealJson<Parameters<typeof wordsIn>[0]>(held.outbox, `draft ${place}`, sealed)
      if (draft !== null && draft !== '') begun.push({ kind: kind as Begun['kind'], network, id, words: wordsIn(draft) })
    }
    return begun
  }
  const filesOf = async (place: string) => (await box.all<FileRow>('draftFiles')).filter((row) => row.place === keyOf(place))
  const saveFile = async (place: string, { id, name, type, bytes }: DraftFile): Promise<void> => {
    const [held, owner] = [keys(), person()]
    if (held === null || owner === null) return
    const head = await sealJson(held.outbox, `draft file ${id}`, { name, type })
    const row: FileRow = { key: id, owner, place: keyOf(place), head, sealed: await seal(held.outbox, `file ${id}`, bytes) }
    await write([{ drawer: 'draftFiles', put: row }])
  }
  const readFiles = async (place: string): Promise<DraftFile[]> => {
    const files: DraftFile[] = []
    for (const { key: id, head, sealed } of await filesOf(place)) {
      const held = keys()
      if (held === null) break
      const said = await unsealJson<Pick<DraftFile, 'name' | 'type'>>(held.outbox, `draft file ${id}`, head)
      const bytes = await unseal(held.outbox, `file ${id}`, sealed)
      if (said !== null && bytes !== null) files.push({ id, ...said, bytes })
    }
    return files
  }
  const dropFile = (id: string) => write([{ drawer: 'draftFiles', drop: id }])
  /** What forgets the draft of a place and its files, to be written with whatever keeps them. */
  const drop = (place: string, files: readonly DraftFile[] = []): Change[] => [
    { drawer: 'drafts', drop: keyOf(place) },
    ...files.map(({ id }): Change => ({ drawer: 'draftFiles', drop: id })),
  ]
  /** Throws a draft away, with its files. */
  const forget = async (place: string) =>
    write([
      { drawer: 'drafts', drop: keyOf(place) },
      ...(await filesOf(place)).map(({ key }): Change => ({ drawer: 'draftFiles', drop: key })),
    ])
  return { save, read, listBegun, forget, saveFile, readFiles, dropFile, drop }
}
