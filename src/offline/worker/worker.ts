// The service worker of the area for the road: keeps its page and files by version, and sends what waits when a browser wakes it.
import { makeSender } from '../outbox/outbox.ts'
import { DATABASE, openBox } from '../store/indexed.ts'
import { openKeys, readMeta, wipe } from '../store/vault.ts'

// Written before this program by the server (modules/field/shell.server.ts).
declare const FIELD: { shell: string; cache: string; files: string[] }
type Lasting = { waitUntil(work: Promise<unknown>): void }
type Worker = {
  addEventListener(type: 'install' | 'activate', listen: (event: Lasting) => void): void
  addEventListener(type: 'fetch', listen: (event: { request: Request; respondWith(answer: Promise<Response>): void }) => void): void
  addEventListener(type: 'sync', listen: (event: Lasting & { tag: string }) => void): void
  addEventListener(type: 'message', listen: (event: { data: unknown }) => void): void
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
}
const worker = self as unknown as Worker
const FAMILY = FIELD.cache.split('-', 2).join('-')

worker.addEventListener('install', (event) => {
  // All or nothing, and past any cache on the way: a version is whole or it is not there.
  const fresh = [FIELD.shell, ...FIELD.files].map((path) => new Request(path, { cache: 'reload' }))
  event.waitUntil(caches.open(FIELD.cache).then((cache) => cache.addAll(fresh)))
})

worker.addEventListener('activate', (event) => {
  const forget = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(`${FAMILY}-`) && name !== FIELD.cache)
    await Promise.all(old.map((name) => caches.delete(name)))
    await worker.clients.claim()
  }
  event.waitUntil(forget())
})

worker.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url)
  if (event.request.method !== 'GET' || origin !== location.origin) return
  const isShell = event.request.mode === 'navigate' && pathname === FIELD.shell
  if (!isShell && !FIELD.files.includes(pathname)) return
  const kept = caches.open(FIELD.cache).then((cache) => cache.match(isShell ? FIELD.shell : pathname))
  event.respondWith(kept.then((answer) => answer ?? fetch(event.request)))
})

// Somebody asked for the newer version; it never takes over by itself.
worker.addEventListener('message', ({ data }) => {
  if (data === 'take over') void worker.skipWaiting()
})

const post = (body: FormData) => fetch(`${FIELD.shell}/outbox`, { method: 'POST', body })
const sendWaiting = async () => {
  const box = await openBox()
  const keys = await openKeys(box, Date.now())
  const { person } = await readMeta(box)
  if (keys === null || person === null) return
  const ran = await makeSender().run(box, keys, person, post)
  if (ran === 'signedOut') await wipe(box, 'ended')
  new BroadcastChannel(DATABASE).postMessage(ran === 'signedOut' ? 'wiped' : 'sent')
  // A browser tries again by itself when this says that it did not come to its end.
  if (ran === 'waits') throw new Error('not all of it was sent')
}
worker.addEventListener('sync', (event) => {
  if (event.tag.startsWith('field-outbox')) event.waitUntil(navigator.locks.request(DATABASE, sendWaiting))
})
