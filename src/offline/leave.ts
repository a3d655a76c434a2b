import type { Row } from './store/box.ts'
import { DATABASE, openBox } from './store/indexed.ts'
import { readMeta, wipe, writeMeta } from './store/vault.ts'

/**
 * Called by every page of the site: when nobody is signed in here any more, or somebody else is, what a device took along is forgotten
 * at once. Costs nothing where there is no such store.
 */
export const forgetUnless = async (personId: string): Promise<void> => {
  if (!(await indexedDB.databases()).some(({ name }) => name === DATABASE)) return
  const box = await openBox()
  const { person, isLeaving } = await readMeta(box)
  // Signing out was asked for without a network: it is done before anything else is read here.
  if (isLeaving) {
    await fetch('/fr/sign-out', { method: 'POST', body: new URLSearchParams(), redirect: 'manual' })
    await writeMeta(box, { isLeaving: false })
    if (personId !== '') location.reload()
    return
  }
  if (person === null || person === personId || (await box.all<Row>('keys')).length === 0) return
  await wipe(box, personId === '' ? 'left' : 'other')
  new BroadcastChannel(DATABASE).postMessage('wiped')
}
