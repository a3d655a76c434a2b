import type { Begun, CarriedPerson, Command, Me, Pulled, Shift } from '#modules/field/vocabulary.ts'
import { draftsIn } from './drafts.ts'
import { dutyIn, type Opened } from './duty.ts'
import { markDevice } from './here.ts'
import {
  addToOutbox,
  againChanges,
  countOfOthers,
  type Entry,
  listClosed,
  makeSender,
  readOutbox,
  throwAway,
  type Written,
} from './outbox/outbox.ts'
import type { Box, Change } from './store/box.ts'
import { DATABASE } from './store/indexed.ts'
import { begin, type Keys, openKeys, readMeta, readRecords, record, type Wiped, wipe, writeMeta } from './store/vault.ts'
import { isOver } from './sync/over.ts'
import { PERSON, pullAll, recordOf } from './sync/pull.ts'
import { FIRST, type Held, isFullError, type Keep, TIMEOUT, type View } from './view.ts'

/** The area for the road: one store, one outbox, one way to the server. Screens read `view` and call what is below. */
export const makeField = (box: Box, language: string) => {
  let view = FIRST
  let keys: Keys | null = null
  let person: string | null = null
  const people = new Map<string, CarriedPerson>()
  const listeners = new Set<() => void>()
  const sender = makeSender()
  const show = (change: Partial<View>) => {
    view = { ...view, ...change }
    for (const listener of listeners) listener()
  }
  const clock = () => Date.now() + view.skew
  const to = (path: string) => `/${language}${path}`
  const post = (path: string, body: BodyInit) =>
    fetch(to(path), { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT) })
  const postFields = (path: string) => (fields: Record<string, string>) => post(path, new URLSearchParams(fields))

  const showPeople = () => show({ people: [...people.values()] })
  const showOutbox = async () => {
    const [held, owner] = [keys, person]
    const written = held === null || owner === null ? [] : await readOutbox(box, held, owner)
    const closed = held === null || owner === null ? [] : await listClosed(box, held, owner)
    show({ written, closed, others: await countOfOthers(box, owner) })
  }
  const showRecords = async () => {
    if (keys === null) return
    const records = await readRecords(box, keys)
    people.clear()
    for (const [key, value] of records) if (key.startsWith(PERSON)) people.set(key, value as CarriedPerson)
    show({
      me: (records.get('me') as Me | undefined) ?? null,
      shift: (records.get('shift') as Shift | undefined) ?? null,
      opened: (records.get('opened') as Opened[] | undefined) ?? [],
    })
    await endShift()
    showPeople()
  }
  /** Plans of a duty that is over are neither shown nor kept. */
  const endShift = async () => {
    const now = new Date(clock()).toISOString()
    const { shift, opened } = view
    const [isOver, still] = [shift !== null && shift.until <= now, (opened as Opened[]).filter(({ until }) => until > now)]
    if (keys === null || (!isOver && still.length === opened.length)) return
    show({ shift: isOver ? null : shift, opened: still })
    await box.write([...(isOver ? [{ drawer: 'records', drop: 'shift' } as const] : []), await record(keys, 'opened', still)])
  }
  const shut = async (why: Wiped | null) => {
    const had = keys !== null
    keys = null
    people.clear()
    if (why !== null && had) await wipe(box, why)
    const { wiped } = await readMeta(box)
    show({
      ...FIRST,
      phase: 'shut',
      wiped,
      isReached: view.isReached,
      isUpdateReady: view.isUpdateReady,
      canInstall: view.canInstall,
      others: await countOfOthers(box, null),
    })
  }
  const unlock = async (opened: Keys) => {
    const meta = await readMeta(box)
    const isSame = keys !== null && view.phase === 'open'
    ;[keys, person] = [opened, meta.person]
    const { metAt, fileBytes, skew = 0 } = meta
    show({ skew, metAt, fileBytes, isWhole: isSame ? view.isWhole : meta.seq > 0, wiped: null })
    await showRecords()
    await showOutbox()
    // All of it at once: what waits is never said to have arrived because it was not read yet.
    show({ phase: 'open' })
  }

  /** Opens what is here, with or without a network, then looks for the server. */
  const start = async () => {
    // The first time, the device gives itself a number, and keeps it.
    await writeMeta(box, {})
    markDevice()
    const opened = await openKeys(box, Date.now())
    if (opened === null) await shut(null)
    else await unlock(opened)
    await connect()
  }

  const askSession = async (): Promise<Begun | 'signedOut' | null> => {
    const { device, isLeaving } = await readMeta(box)
    if (isLeaving) {
      const left = await post('/sign-out', new URLSearchParams()).catch(() => null)
      if (left === null) return null
      await writeMeta(box, { isLeaving: false })
    }
    const response = await postFields('/field/session')({ device }).catch(() => null)
    if (response === null) return null
    if (await isOver(response)) return 'signedOut'
    return response.ok ? ((await response.json().catch(() => null)) as Begun | null) : null
  }
  const onPage = (page: Pulled, done: number) => {
    if (page.isWhole) people.clear()
    for (const each of page.people) people.set(recordOf(each), each)
    for (const gone of page.gone) people.delete(`${PERSON}${gone}`)
    show({
      me: page.me,
      metAt: Date.now(),
      progress: page.left === 0 ? null : { done, total: page.total },
      isWhole: page.left === 0 || view.isWhole,
    })
    showPeople()
  }
  const send = async () => {
    const [held, owner] = [keys, person]
    if (held === null || owner === null) return 'done' as const
    const ran = await sender.run(box, held, owner, (form) => post('/field/outbox', form))
    await showOutbox()
    // Nothing came back: again by itself, later each time.
    if (ran === 'waits') setTimeout(() => void tick(), Math.max(0, sender.dueAt() - Date.now()) + 50)
    return ran
  }
  const exchange = async () => {
    const begun = await askSession()
    if (begun === null) return show({ isReached: false })
    show({ isReached: true })
    if (begun === 'signedOut') return shut(keys === null ? null : 'ended')
    await unlock(await begin(box, begun, Date.now()))
    // What was written goes first, so that it comes back with the rest.
    if ((await send()) === 'signedOut') return shut('ended')
    if (keys === null) return
    const pulled = await pullAll(box, keys, postFields('/field/pull'), onPage)
    if (pulled === 'signedOut') return shut('ended')
    show({ isReached: pulled === 'done' })
  }
  let underWay: Promise<void> | null = null
  let isAskedAgain = false
  /** Speaks with the server: sends what waits, fetches what is new. One at a time, over all tabs. */
  const connect = (): Promise<void> => {
    underWay ??= navigator.locks
      .request(DATABASE, async () => {
        show({ work: 'syncing' })
        await exchange()
      })
      .catch((error: unknown) => show(isFullError(error) ? { trouble: 'full' } : { isReached: false }))
      .finally(() => {
        underWay = null
        show({ work: 'idle', progress: null })
        if (isAskedAgain) void connect()
        isAskedAgain = false
      })
    return underWay
  }
  /** Now, whatever went wrong before; what is under way may have begun before there was something to send. */
  const hurry = () => {
    sender.hurry()
    isAskedAgain = underWay !== null
    void connect()
  }
  const askToBeWoken = async () => {
    const ready = (await navigator.serviceWorker?.getRegistration(to('/field'))) as
      | { sync?: { register(tag: string): Promise<void> } }
      | undefined
    await ready?.sync?.register(`field-outbox-${language}`).catch(() => undefined)
  }

  const putDown = async (write: (held: Keys, owner: string) => Promise<readonly Written[]>): Promise<boolean> => {
    if (keys === null || person === null) return false
    try {
      const added = await write(keys, person)
      show({ trouble: null, written: [...view.written, ...added] })
    } catch (error) {
      show({ trouble: isFullError(error) ? 'full' : 'store' })
      return false
    }
    void askToBeWoken()
    hurry()
    return true
  }
  /** Keeps what was written. @returns false when the device is full or its store fails: then nothing was kept, and the form keeps its words */
  const keep: Keep = (entries, more = []) => putDown((held, owner) => addToOutbox(box, held, owner, entries, more))
  /** Sends again, perhaps in other words and with more files; the files of a contact that was refused were refused with it. @returns as above */
  const again = async (command: Command, entries: readonly Entry[] = [], more: readonly Change[] = []): Promise<boolean> => {
    const isKept = await putDown(async (held, owner) => {
      const files = view.written.flatMap(({ command: its, state }) =>
        its.kind === 'file' && its.contact === command.id && state === 'refused' ? [its] : [],
      )
      return addToOutbox(box, held, owner, entries, [...more, ...(await againChanges(box, held, [command, ...files]))])
    })
    if (isKept) await showOutbox()
    return isKept
  }
  const drop = async (id: string) => {
    await throwAway(box, id)
    await showOutbox()
  }

  const held: Held = { box, view: () => view, keys: () => keys, person: () => person, show, post, clock }

  /** Forgets everything here at once, and ends the session as soon as the server can be told. */
  const leave = async () => {
    await writeMeta(box, { isLeaving: true })
    await shut('left')
    new BroadcastChannel(DATABASE).postMessage('wiped')
    const left = await post('/sign-out', new URLSearchParams()).catch(() => null)
    if (left !== null) await writeMeta(box, { isLeaving: false })
    show({ isReached: left !== null })
  }
  /** What time does by itself: data that are too old are forgotten, what waits is tried again. */
  const tick = async () => {
    if (keys !== null && (await openKeys(box, Date.now())) === null) return shut(null)
    await endShift()
    if (view.phase === 'open' && (Date.now() - view.metAt > 5 * 60_000 || view.written.some(({ state }) => state === 'waiting'))) {
      if (Date.now() >= sender.dueAt()) void connect()
    }
  }

  return {
    view: () => view,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    show,
    clock,
    start,
    connect,
    hurry,
    tick,
    keep,
    again,
    drop,
    drafts: draftsIn(held),
    duty: dutyIn(held, keep),
    leave,
    shut,
  }
}
export type Field = ReturnType<typeof makeField>
