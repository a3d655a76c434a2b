/** Things that were costly to make, kept until there is no more room: what was asked for longest ago goes first. */
export type Store<T> = { get(key: string): T | undefined; put(key: string, thing: T, weight: number): void }

/**
 * A store in the memory of this process. What it gives is shared by all who ask and must not be changed.
 * @param room the most that all things may weigh together, in the unit of `put` (say, characters); what weighs more alone is not kept
 */
export const createStore = <T>(room: number): Store<T> => {
  const kept = new Map<string, { thing: T; weight: number }>()
  let full = 0
  const drop = (key: string) => {
    full -= kept.get(key)?.weight ?? 0
    kept.delete(key)
  }
  return {
    get: (key) => {
      const found = kept.get(key)
      if (found === undefined) return undefined
      // A Map gives its keys in the order in which they came: whoever is asked for comes last again.
      kept.delete(key)
      kept.set(key, found)
      return found.thing
    },
    put: (key, thing, weight) => {
      drop(key)
      if (weight > room) return
      kept.set(key, { thing, weight })
      full += weight
      for (const oldest of kept.keys()) {
        if (full <= room) return
        drop(oldest)
      }
    },
  }
}
