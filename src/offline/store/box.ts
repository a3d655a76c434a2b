/**
 * The drawers of the store on a device. Only what stands in `meta` and the keys of rows are open: numbers, times, ids. One line for each version
 * of the store: a step is only ever added, and only adds, so that a program goes on with what an older or a newer one left.
 */
export const STEPS = [['meta', 'keys', 'records', 'outbox', 'files', 'drafts'], ['draftFiles']] as const
export const DRAWERS = STEPS.flat()
export type Drawer = (typeof DRAWERS)[number]
export type Row = { key: string }
export type Change = { drawer: Drawer; put: Row } | { drawer: Drawer; drop: string } | { drawer: Drawer; empty: true }

/** A store of rows by key. What is written together is written whole or not at all, and is on the disk when it says so. */
export type Box = {
  get<T extends Row>(drawer: Drawer, key: string): Promise<T | undefined>
  all<T extends Row>(drawer: Drawer): Promise<T[]>
  /** @throws Error named QuotaExceededError when the device is full: then nothing of it was written */
  write(changes: readonly Change[]): Promise<void>
}

/** The same in memory, for tests. `fails`: asked before each write; an error that it gives is thrown and nothing is written. */
export const memoryBox = (fails: () => Error | null = () => null): Box & { rows(): Row[] } => {
  const drawers = new Map<Drawer, Map<string, Row>>(DRAWERS.map((drawer) => [drawer, new Map()]))
  const of = (drawer: Drawer) => drawers.get(drawer) ?? new Map<string, Row>()
  return {
    get: async <T extends Row>(drawer: Drawer, key: string) => of(drawer).get(key) as T | undefined,
    all: async <T extends Row>(drawer: Drawer) => [...of(drawer).values()] as T[],
    write: async (changes) => {
      const failure = fails()
      if (failure !== null) throw failure
      for (const change of changes) {
        if ('put' in change) of(change.drawer).set(change.put.key, structuredClone(change.put))
        else if ('drop' in change) of(change.drawer).delete(change.drop)
        else of(change.drawer).clear()
      }
    },
    rows: () => [...drawers.values()].flatMap((rows) => [...rows.values()]),
  }
}
