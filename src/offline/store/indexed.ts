import { type Box, type Row, STEPS } from './box.ts'

export const DATABASE = 'maillage-field'

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the store gave no answer'))
  })

const atVersion = (version?: number): Promise<IDBDatabase> => {
  const request = indexedDB.open(DATABASE, version)
  request.onupgradeneeded = ({ oldVersion }) => {
    for (const drawer of STEPS.slice(oldVersion).flat()) request.result.createObjectStore(drawer, { keyPath: 'key' })
  }
  return answerOf(request)
}
/** The store, brought to the version of this program. One that a newer program made is taken as it is: steps only add. */
const opened = (): Promise<IDBDatabase> =>
  atVersion(STEPS.length).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'VersionError') return atVersion()
    throw error
  })

const written = (database: IDBDatabase, changes: Parameters<Box['write']>[0]) =>
  new Promise<void>((resolve, reject) => {
    if (changes.length === 0) return resolve()
    // Strict: said to be written when it is on the disk, so that a battery that dies takes nothing with it.
    const drawers = [...new Set(changes.map(({ drawer }) => drawer))]
    const transaction = database.transaction(drawers, 'readwrite', { durability: 'strict' })
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('nothing was written'))
    try {
      for (const change of changes) {
        const store = transaction.objectStore(change.drawer)
        if ('put' in change) store.put(change.put)
        else if ('drop' in change) store.delete(change.drop)
        else store.clear()
      }
    } catch (error) {
      // What was asked for before would be written all the same.
      transaction.abort()
      reject(error)
    }
  })

/** The store of this browser: IndexedDB as it is, because what is needed of it are three calls. */
export const openBox = async (): Promise<Box> => {
  let held: Promise<IDBDatabase> | null = null
  const database = async () => {
    held ??= opened()
    const its = await held.catch((error: unknown) => {
      held = null
      throw error
    })
    // Another tab with a newer program must not wait for this one, which takes the store up again with the next thing that it keeps.
    its.onversionchange = () => {
      its.close()
      held = null
    }
    return its
  }
  await database()
  return {
    get: async <T extends Row>(drawer: string, key: string) =>
      answerOf<T | undefined>((await database()).transaction(drawer).objectStore(drawer).get(key)),
    all: async <T extends Row>(drawer: string) => answerOf<T[]>((await database()).transaction(drawer).objectStore(drawer).getAll()),
    write: async (changes) => written(await database(), changes),
  }
}
