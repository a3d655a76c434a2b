import { useCallback, useEffect, useRef, useState } from 'react'
import type { Doc } from 'yjs'
import { hold, takeHeld } from '#platform/forms/held.ts'
import type { ShownRecovery } from './recovery-view.tsx'

export type SyncState = 'kept' | 'writing' | 'offline' | 'over'
type Given = {
  plan: ShownRecovery
  state: string
  syncTo: string /** Whose plan, for whom: what waits on the device waits for it alone. */
  held: string
}
type Tools = typeof import('../recovery/doc.ts')
type Live = {
  doc: Doc
  tools: Tools
  unsent: Uint8Array[] /** What is being sent, under one id until it is known to have arrived. */
  sending: { id: string; piece: Uint8Array } | null
}

// Every few seconds while somebody writes, here or elsewhere; else seldom: an open page does not empty an old telephone.
const EVERY = 4000
const SELDOM = 30_000
const LIVELY = 120_000
const AFTER = 1500
const READ_FIRST = 2500
const FROM_AFAR = 'afar'

const toBase64 = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
const toBytes = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
/** What is not known to have arrived, as text. */
const waitingIn = ({ sending, unsent }: Live): string[] => [...(sending === null ? [] : [sending.piece]), ...unsent].map(toBase64)
type Typing = HTMLInputElement | HTMLTextAreaElement

/** Binds the fields of the form to a shared document: what is typed is sent in pieces, what comes back is written into the fields. */
export const useRecoverySync = (form: HTMLFormElement | null, { plan, state, syncTo, held }: Given) => {
  const [shown, setShown] = useState(plan)
  const [status, setStatus] = useState<SyncState>('kept')
  const [isLive, setLive] = useState(false)
  const [others, setOthers] = useState<readonly string[]>([])
  const live = useRef<Live | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  // When somebody last wrote or looked, and when the server was last asked.
  const pace = useRef({ lively: Date.now(), asked: 0 })

  const sync = useCallback(async () => {
    const here = live.current
    if (here === null) return
    pace.current.asked = Date.now()
    const isBusy = here.sending !== null || here.unsent.length > 0
    here.sending ??= here.unsent.length === 0 ? null : { id: crypto.randomUUID(), piece: here.tools.mergeUpdates(here.unsent.splice(0)) }
    const [sent, seen] = [here.sending, toBase64(here.tools.seenIn(here.doc))]
    try {
      // Only what writes is sent as a form: looking is not limited.
      const response =
        sent === null
          ? await fetch(`${syncTo}?${new URLSearchParams({ seen })}`)
          : await fetch(syncTo, {
              method: 'POST',
              body: new URLSearchParams({ id: sent.id, piece: toBase64(sent.piece), seen }),
            })
      // The person took it back, or nobody is signed in any more: the words stay on the page and go nowhere.
      if (response.redirected || [401, 403, 404].includes(response.status)) return setStatus('over')
      if (!response.ok) throw new Error(String(response.status))
      const { piece, others } = (await response.json()) as { piece: string; others: string[] }
      // Another round may have begun to send what came after: that is not known to have arrived.
      if (here.sending === sent) here.sending = null
      hold(held, waitingIn(here))
      setOthers((before) => (before.join() === others.join() ? before : others))
      here.tools.applyUpdate(here.doc, toBytes(piece), FROM_AFAR)
      if (isBusy || here.unsent.length === 0) setStatus(here.unsent.length === 0 ? 'kept' : 'writing')
    } catch {
      setStatus('offline')
    }
  }, [syncTo, held])

  useEffect(() => {
    if (form === null) return
    let isOver = false
    const fieldNamed = (name: string) => form.elements.namedItem(name) as Typing | null
    const take = (field: Typing) => {
      const here = live.current
      if (here === null) return
      if (field instanceof HTMLInputElement && field.type === 'checkbox') {
        const [, mark, id = ''] = /^(reached|away)-(.+)$/.exec(field.name) ?? []
        if (mark === 'reached') here.tools.setReached(here.doc, id, field.checked)
        if (mark === 'away') here.tools.setAway(here.doc, id, field.checked)
      } else {
        const text = here.tools.textNamed(here.doc, field.name)
        if (text !== null) here.doc.transact(() => here.tools.typeInto(text, field.value.replaceAll('\r\n', '\n')))
      }
    }
    const begin = async () => {
      const tools = await import('../recovery/doc.ts')
      if (isOver) return
      const doc = tools.docOf([toBytes(state)])
      const here: Live = { doc, tools, unsent: [], sending: null }
      live.current = here
      const showNow = (of: Doc) => {
        const now = tools.readDoc(of)
        setShown(now)
        return now
      }
      doc.on('update', (update: Uint8Array, origin: unknown) => {
        pace.current.lively = Date.now()
        if (origin === FROM_AFAR) {
          write(fieldNamed, showNow(doc))
          return
        }
        here.unsent.push(update)
        hold(held, waitingIn(here))
        setStatus('writing')
        clearTimeout(timer.current)
        timer.current = setTimeout(() => {
          showNow(doc)
          void sync()
        }, AFTER)
      })
      // What this page had not sent when the telephone shut it, or the network was gone.
      for (const piece of takeHeld(held)) tools.applyUpdate(doc, toBytes(piece))
      if (here.unsent.length > 0) write(fieldNamed, showNow(doc))
      // What was typed while this was being fetched.
      for (const field of form.elements) if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) take(field)
      setLive(true)
    }
    // The page reads and is kept as a plain form without this: what it takes is fetched after the page stands, or with the first touch.
    let isBegun = false
    const start = () => {
      if (isBegun) return
      isBegun = true
      begin().catch(() => {
        isBegun = false
      })
    }
    const onInput = (event: Event) => {
      start()
      take(event.target as Typing)
    }
    const soon = setTimeout(start, takeHeld(held).length > 0 ? 0 : READ_FIRST)
    form.addEventListener('focusin', start)
    form.addEventListener('input', onInput)
    const rounds = setInterval(() => {
      const [now, { lively, asked }] = [Date.now(), pace.current]
      if (document.visibilityState === 'visible' && (now - lively < LIVELY || now - asked >= SELDOM)) void sync()
    }, EVERY)
    // Whoever comes back to the page wants to see what became of it.
    const onVisible = () => {
      if (document.visibilityState !== 'visible') return
      pace.current.lively = Date.now()
      void sync()
    }
    const onOnline = () => {
      start()
      void sync()
    }
    const onLeave = (event: BeforeUnloadEvent) => {
      if (live.current !== null && (live.current.unsent.length > 0 || live.current.sending !== null)) event.preventDefault()
    }
    document.addEventListener('visibilitychange', onVisible)
    addEventListener('online', onOnline)
    addEventListener('beforeunload', onLeave)
    return () => {
      isOver = true
      clearTimeout(soon)
      form.removeEventListener('focusin', start)
      form.removeEventListener('input', onInput)
      clearInterval(rounds)
      clearTimeout(timer.current)
      document.removeEventListener('visibilitychange', onVisible)
      removeEventListener('online', onOnline)
      removeEventListener('beforeunload', onLeave)
      live.current = null
    }
  }, [form, state, sync, held])

  const addGoal = (title: string) => {
    const here = live.current
    if (here === null) return
    here.tools.addGoal(here.doc, crypto.randomUUID(), { title, steps: '', who: '' }, Date.now())
    setShown(here.tools.readDoc(here.doc))
  }
  return { shown, status, isLive, others, flush: () => void sync(), addGoal }
}

// A field that somebody types in keeps its place, as near as it can be told.
const write = (fieldNamed: (name: string) => Typing | null, now: ShownRecovery) => {
  const put = (name: string, value: string) => {
    const field = fieldNamed(name)
    if (field === null || field.value === value) return
    const [start, end, isHere] = [field.selectionStart, field.selectionEnd, document.activeElement === field]
    field.value = value
    if (isHere) field.setSelectionRange(start, end)
  }
  for (const [name, value] of Object.entries(now.texts)) put(name, value)
  const tick = (name: string, is: boolean) => {
    const field = fieldNamed(name)
    if (field instanceof HTMLInputElement) field.checked = is
  }
  for (const { id, title, steps, who, isReached, isAway } of now.goals) {
    tick(`reached-${id}`, isReached)
    tick(`away-${id}`, isAway)
    put(`title-${id}`, title)
    put(`steps-${id}`, steps)
    put(`who-${id}`, who)
  }
}
