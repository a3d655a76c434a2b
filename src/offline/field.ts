import type { Begun, CarriedPerson, Command, Me, OpenedPlan, Pulled, Shift } from '#modules/field/vocabulary.ts'
import { addToOutbox, countOfOthers, type Entry, makeSender, readOutbox, sendAgain, throwAway, type Written } from './outbox/outbox.ts'
import type { Box, Change, Row } from './store/box.ts'
import { DATABASE } from './store/indexed.ts'
import { keyFromWords, type Sealed, sealJson, unsealJson } from './store/seal.ts'
import { begin, type Keys, openKeys, readMeta, readRecords, record, type Wiped, wipe, writeMeta } from './store/vault.ts'
import { isOver } from './sync/over.ts'
import { PERSON, pullAll, recordOf } from './sync/pull.ts'

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
type Opened = OpenedPlan & { until: string }
type DraftRow = Row & { owner: string; sealed: Sealed }
const TIMEOUT = 60_000
const isFullError = (error: unknown) => error instanceof Error && error.name === 'QuotaExceededError'

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
  const to = (path: string) => `/${language}${path}`
  const post = (path: string, body: BodyInit) =>
    fetch(to(path), { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT) })
  const postFields = (path: string) => (fields: Record<string, string>) => post(path, new URLSearchParams(fields))

  const showPeople = () => show({ people: [...people.values()] })
  const showOutbox = async () => {
    const written = keys === null || person === null ? [] : await readOutbox(box, keys, person)
    show({ written, others: await countOfOthers(box, person) })
  }
  const showRecords = async () => {
    if (keys === null) return
    const records = await readRecords(box, keys)
    people.clear()
    for (const [key, value] of records) if (key.startsWith(PERSON)) people.set(key, value as CarriedPerson)
    const now = new Date().toISOString()
    const shift = (records.get('shift') as Shift | undefined) ?? null
    const opened = ((records.get('opened') as Opened[] | undefined) ?? []).filter(({ until }) => until > now)
    show({ me: (records.get('me') as Me | undefined) ?? null, shift: shift !== null && shift.until > now ? shift : null, opened })
    showPeople()
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
      others: await countOfOthers(box, null),
    })
  }
  const unlock = async (opened: Keys) => {
    const meta = await readMeta(box)
    const isSame = keys !== null && view.phase === 'open'
    ;[keys, person] = [opened, meta.person]
    show({ phase: 'open', metAt: meta.metAt, isWhole: isSame ? view.isWhole : meta.seq > 0, fileBytes: meta.fileBytes, wiped: null })
    await showRecords()
    await showOutbox()
  }

  /** Opens what is here, with or without a network, then looks for the server. */
  const start = async () => {
    // The first time, the device gives itself a number, and keeps it.
    await writeMeta(box, {})
    localStorage.setItem('maillage-field', '1')
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
  /** Speaks with the server: sends what waits, fetches what is new. One at a time, over all tabs. */
  const connect = (): Promise<void> => {
    underWay ??= navigator.locks
      .request(DATABASE, async () => {
        show({ work: 'syncing' })
        await exchange()
      })
      .catch((error: unknown) => show(isFullError(error) ? { isFull: true } : { isReached: false }))
      .finally(() => {
        underWay = null
        show({ work: 'idle', progress: null })
      })
    return underWay
  }
  const askToBeWoken = async () => {
    const ready = (await navigator.serviceWorker?.getRegistration(to('/field'))) as
      | { sync?: { register(tag: string): Promise<void> } }
      | undefined
    await ready?.sync?.register(`field-outbox-${language}`).catch(() => undefined)
  }

  /** Keeps what was written. @returns false when the device is full: then nothing was kept, and the form keeps its words */
  const keep = async (entries: readonly Entry[], more: readonly Change[] = []): Promise<boolean> => {
    if (keys === null || person === null) return false
    try {
      await addToOutbox(box, keys, person, entries, more)
    } catch (error) {
      if (!isFullError(error)) throw error
      show({ isFull: true })
      return false
    }
    show({ isFull: false })
    await showOutbox()
    sender.hurry()
    void askToBeWoken()
    void connect()
    return true
  }
  const again = async (command: Command) => {
    if (keys === null) return
    await sendAgain(box, keys, command)
    await showOutbox()
    sender.hurry()
    void connect()
  }
  const drop = async (id: string) => {
    await throwAway(box, id)
    await showOutbox()
  }

  const draftKey = (place: string) => `${person ?? ''} ${place}`
  const saveDraft = async (place: string, value: unknown): Promise<void> => {
    if (keys === null || person === null) return
    const row: DraftRow = { key: draftKey(place), owner: person, sealed: await sealJson(keys.outbox, `draft ${place}`, value) }
    await box.write([{ drawer: 'drafts', put: row }]).catch((error: unknown) => {
      if (isFullError(error)) show({ isFull: true })
    })
  }
  const readDraft = async <T>(place: string): Promise<T | null> => {
    const row = await box.get<DraftRow>('drafts', draftKey(place))
    return row === undefined || keys === null ? null : unsealJson<T>(keys.outbox, `draft ${place}`, row.sealed)
  }
  const dropDraft = (place: string): Change => ({ drawer: 'drafts', drop: draftKey(place) })

  /** Takes the crisis plans of one's duty along for a shift. @returns whether it could */
  const takeShift = async (): Promise<boolean> => {
    const response = await post('/field/shift', new URLSearchParams()).catch(() => null)
    if (response?.ok !== true || keys === null) return false
    const shift = (await response.json()) as Shift
    await box.write([await record(keys, 'shift', shift)])
    show({ shift })
    return true
  }
  /** The plan of whoever has this name and this birth date, among those that were taken along. It is not shown before `openPlan`. */
  const findPlan = async (words: string): Promise<OpenedPlan | null> => {
    if (view.shift === null || new Date().toISOString() > view.shift.until) return null
    const { tag, key } = await keyFromWords(words, view.shift.salt)
    const closed = view.shift.plans.find((plan) => plan.tag === tag)
    if (closed === undefined) return null
    const bytes = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
    return unsealJson<OpenedPlan>(key, null, { iv: bytes(closed.iv), body: bytes(closed.body).buffer })
  }
  /** Opens it: what tells the person is kept in the same breath, before anything is shown. */
  const openPlan = async (plan: OpenedPlan, reason: Extract<Command, { kind: 'opening' }>['reason']): Promise<boolean> => {
    if (keys === null || view.shift === null) return false
    const opened: Opened[] = [...(view.opened as Opened[]), { ...plan, until: view.shift.until }]
    const command = {
      kind: 'opening',
      id: crypto.randomUUID(),
      network: plan.network,
      person: plan.person,
      reason,
      at: new Date().toISOString(),
    } as const
    const isKept = await keep([{ command }], [await record(keys, 'opened', opened)])
    if (isKept) show({ opened })
    return isKept
  }

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
    if (view.phase === 'open' && (Date.now() - view.metAt > 5 * 60_000 || view.written.some(({ state }) => state === 'waiting'))) {
      if (Date.now() >= sender.dueAt()) void connect()
    }
  }
  const hurry = () => {
    sender.hurry()
    void connect()
  }

  return {
    view: () => view,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    show,
    start,
    connect,
    hurry,
    tick,
    keep,
    again,
    drop,
    saveDraft,
    readDraft,
    dropDraft,
    takeShift,
    findPlan,
    openPlan,
    leave,
    shut,
  }
}
export type Field = ReturnType<typeof makeField>
