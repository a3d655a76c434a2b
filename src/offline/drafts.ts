import type { Change, Row } from './store/box.ts'
import { type Sealed, sealJson, unsealJson } from './store/seal.ts'
import { type Held, isFullError } from './view.ts'

type DraftRow = Row & { owner: string; sealed: Sealed }

/** What is typed and not kept yet, closed like what waits: a tab that is killed takes no words with it. */
export const draftsIn = ({ box, keys, person, show }: Held) => {
  const keyOf = (place: string) => `${person() ?? ''} ${place}`
  const save = async (place: string, value: unknown): Promise<void> => {
    const [held, owner] = [keys(), person()]
    if (held === null || owner === null) return
    const row: DraftRow = { key: keyOf(place), owner, sealed: await sealJson(held.outbox, `draft ${place}`, value) }
    await box.write([{ drawer: 'drafts', put: row }]).catch((error: unknown) => {
      if (isFullError(error)) show({ isFull: true })
    })
  }
  const read = async <T>(place: string): Promise<T | null> => {
    const [row, held] = [await box.get<DraftRow>('drafts', keyOf(place)), keys()]
    return row === undefined || held === null ? null : unsealJson<T>(held.outbox, `draft ${place}`, row.sealed)
  }
  const drop = (place: string): Change => ({ drawer: 'drafts', drop: keyOf(place) })
  return { save, read, drop }
}
