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
  /** What one wrote oneself and what opens no more: its key is gone. */
  closed: readonly string[]
  shift: Shift | null
  opened: readonly OpenedPlan[]
  /** Why the last thing was not kept: the device is full, or its store fails. */
  trouble: 'full' | 'store' | null
  isPersisted: boolean
  isUpdateReady: boolean
  /** The browser would put the area among its programs, if somebody asked. */
  canInstall: boolean
  fileBytes: number
  /** How far the clock of this device is behind that of the server, in milliseconds. */
  skew: number
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
  closed: [],
  shift: null,
  opened: [],
  trouble: null,
  isPersisted: false,
  isUpdateReady: false,
  canInstall: false,
  fileBytes: 0,
  skew: 0,
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
  /** Milliseconds since 1970 by the clock of the server, as far as it is known. */
  clock: () => number
}
/** Keeps what was written; false when the device is full, and then nothing was kept. */
export type Keep = (entries: readonly Entry[], more?: readonly Change[]) => Promise<boolean>
