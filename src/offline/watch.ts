import type { Field } from './field.ts'
import { DATABASE } from './store/indexed.ts'

const EVERY = 20_000

/** What happens around the area: the network comes back, the tab is looked at again, another tab forgets, a newer version is there. */
export const watch = async (field: Field, language: string): Promise<void> => {
  addEventListener('online', field.hurry)
  addEventListener('offline', () => field.show({ isReached: false }))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void field.tick()
  })
  setInterval(() => void field.tick(), EVERY)
  offerInstall(field)
  new BroadcastChannel(DATABASE).onmessage = ({ data }) => void (data === 'wiped' ? field.shut(null) : field.connect())
  await Promise.all([field.start(), keepStore(field), register(field, language)])
}

// Without this a browser that lacks room may clear the store, and what waits in it.
const keepStore = async (field: Field): Promise<void> => {
  const isPersisted = (await navigator.storage?.persist?.().catch(() => false)) === true
  field.show({ isPersisted })
}

const register = async (field: Field, language: string): Promise<void> => {
  if (!('serviceWorker' in navigator)) return
  const { serviceWorker } = navigator
  const hadOne = serviceWorker.controller !== null
  const registration = await serviceWorker.register(`/${language}/field/worker.js`, { scope: `/${language}/field` }).catch(() => null)
  if (registration === null) return
  const look = () => registration.waiting !== null && serviceWorker.controller !== null && field.show({ isUpdateReady: true })
  look()
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look))
  // Only after somebody asked for it: the first one that takes over has nothing to replace.
  serviceWorker.addEventListener('controllerchange', () => hadOne && location.reload())
}

// Chromium asks by itself at a moment of its own; whoever works here is asked where they look, and only when they want it.
type Installing = Event & { prompt(): Promise<unknown> }
let installing: Installing | null = null
const offerInstall = (field: Field) => {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    installing = event as Installing
    field.show({ canInstall: true })
  })
  addEventListener('appinstalled', () => field.show({ canInstall: false }))
}
/** Has the browser ask whether the area is to stand among its programs. */
export const install = async (): Promise<void> => {
  await installing?.prompt()
}

/** Changes to the version that waits; the page is loaded anew. Drafts are kept. */
export const takeUpdate = async (): Promise<void> => {
  const registration = await navigator.serviceWorker.getRegistration()
  registration?.waiting?.postMessage('take over')
}
