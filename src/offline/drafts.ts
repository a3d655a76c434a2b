import type { ContactTyped, FileType } from '#modules/field/vocabulary.ts'
import type { Change, Row } from './store/box.ts'
import { type Sealed, seal, sealJson, unseal, unsealJson } from './store/seal.ts'
import { type Held, isFullError } from './view.ts'

type DraftRow = Row & { owner: string; sealed: Sealed }
type FileRow = Row & { owner: string; place: string; head: Sealed; sealed: Sealed }
/** A photograph or a paper that was chosen and not kept yet; it keeps its number when it is. */
export type DraftFile = { id: string; name: string; type: FileType; bytes: Uint8Array<ArrayBuffer> }

export type BegunContact = { network: string; id: string; note: string }

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
  /** Contacts that were begun and not kept: of whom, and the words so far. */
  const listContacts = async (): Promise<BegunContact[]> => {
    const [start, held] = [keyOf('contact '), keys()]
    const begun: BegunContact[] = []
    for (const { key, sealed } of await box.all<DraftRow>('drafts')) {
      const [network, id] = key.slice(start.length).split('/')
      if (held === null || !key.startsWith(start) || network === undefined || id === undefined) continue
      const draft = await unsealJson<{ typed: ContactTyped }>(held.outbox, `draft contact ${network}/${id}`, sealed)
      if (draft !== null) begun.push({ network, id, note: draft.typed.note })
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
  return { save, read, listContacts, saveFile, readFiles, dropFile, drop }
}
