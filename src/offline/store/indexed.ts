import { type Box, DRAWERS, type Row } from './box.ts'

export const DATABASE = 'maillage-field'

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the store gave no answer'))
  })

const opened = (): Promise<IDBDatabase> => {
  const request = indexedDB.open(DATABASE, 1)
  request.onupgradeneeded = () => {
    for (const drawer of DRAWERS) request.result.createObjectStore(drawer, { keyPath: 'key' })
  }
  return answerOf(request)
}

/** The store of this browser: IndexedDB as it is, because what is needed of it are three calls. */
export const openBox = async (): Promise<Box> => {
  const database = await opened()
  // Another tab that has a newer program must not wait for this one.
  database.onversionchange = () => database.close()
  return {
    get: <T extends Row>(drawer: string, key: string) => answerOf<T | undefined>(database.transaction(drawer).objectStore(drawer).get(key)),
    all: <T extends Row>(drawer: string) => answerOf<T[]>(database.transaction(drawer).objectStore(drawer).getAll()),
    write: (changes) =>
      new Promise<void>((resolve, reject) => {
        if (changes.length === 0) return resolve()
        // Strict: said to be written when it is on the disk, so that a battery that dies takes nothing with it.
        const drawers = [...new Set(changes.map(({ drawer }) => drawer))]
        const transaction = database.transaction(drawers, 'readwrite', { durability: 'strict' })
        transaction.oncomplete = () => resolve()
        transaction.onabort = () => reject(transaction.error ?? new Error('nothing was written'))
        for (const change of changes) {
          const store = transaction.objectStore(change.drawer)
          if ('put' in change) store.put(change.put)
          else if ('drop' in change) store.delete(change.drop)
          else store.clear()
        }
      }),
  }
}
