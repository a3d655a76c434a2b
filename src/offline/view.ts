import type { CarriedPerson, Me, OpenedPlan, Shift } from '#modules/field/vocabulary.ts'
import type { Entry, Written } from './outbox/outbox.ts'
import type { Box, Change } from './store/box.ts'
import type { Keys, Wiped } from './store/vault.ts'

export type View = {
  phase: 'opening' | 'shut' | 'open'
  /** Why nothing is here; null: never synced. */
  wiped: Wiped | null
  /** Whether the server answered the last time. */
  isReached: boolean
  work: 'idle' | 'syncing'
  progress: { done: number; total: number } | null
  metAt: number
  /** All that one may read is here: the first sync came to its end. */
  isWhole: boolean
  me: Me | null
  people: readonly CarriedPerson[]
  written: readonly Written[]
  /** What somebody else wrote waits here, closed. */
  others: number
  shift: Shift | null
  opened: readonly OpenedPlan[]
  isFull: boolean
  isPersisted: boolean
  isUpdateReady: boolean
  fileBytes: number
}
export const FIRST: View = {
  phase: 'opening',
  wiped: null,
  isReached: true,
  work: 'idle',
  progress: null,
  metAt: 0,
  isWhole: false,
  me: null,
  people: [],
  written: [],
  others: 0,
  shift: null,
  opened: [],
  isFull: false,
  isPersisted: false,
  isUpdateReady: false,
  fileBytes: 0,
}
export const TIMEOUT = 60_000
export const isFullError = (error: unknown) => error instanceof Error && error.name === 'QuotaExceededError'

/** What the parts of the area share: the store, what is shown, the keys while it is open, and the way to the server. */
export type Held = {
  box: Box
  view: () => View
  keys: () => Keys | null
  person: () => string | null
  show: (change: Partial<View>) => void
  post: (path: string, body: BodyInit) => Promise<Response>
}
/** Keeps what was written; false when the device is full, and then nothing was kept. */
export type Keep = (entries: readonly Entry[], more?: readonly Change[]) => Promise<boolean>
