import { useEffect, useRef, useState } from 'react'
import { hold, takeHeld } from './held.ts'

const REST_MS = 300
type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
type Entry = readonly [name: string, value: string]

const entriesOf = (form: HTMLFormElement): Entry[] =>
  [...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))

const isEntry = (each: unknown): each is Entry => Array.isArray(each) && each.length === 2 && each.every((part) => typeof part === 'string')
const heldEntries = (key: string): Entry[] => {
  try {
    const [kept = '[]'] = takeHeld(key)
    const entries: unknown = JSON.parse(kept)
    return Array.isArray(entries) ? entries.filter(isEntry) : []
  } catch {
    return []
  }
}

const put = (form: HTMLFormElement, entries: readonly Entry[]) => {
  for (const control of form.elements as unknown as Iterable<Control>) {
    if (control.name === undefined || control.name === '') continue
    const values = entries.filter(([name]) => name === control.name).map(([, value]) => value)
    if (control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio'))
      control.checked = values.includes(control.value)
    else if (values[0] !== undefined) control.value = values[0]
  }
}

// Somebody was quicker than the script: what they typed stands.
const isTouched = (form: HTMLFormElement) =>
  [...form.elements].some((control) => control instanceof HTMLTextAreaElement && control.value !== control.defaultValue)

/** What this tab kept of a form is in the plan by now, or is not wanted any more. */
export const forgetKept = (key: string): void => hold(key, [])

/**
 * Keeps what is typed in a form in this tab, so that a telephone that shuts the page, or a press without a network, takes no word away. A press
 * without a network is made again when there is one. `isAnswered`: the server gave the form back, with what was typed: nothing is older than that.
 * @returns `isBack`: words of before stand in the form again · `isWaiting`: it leaves when the network is back
 */
export const useKept = (form: HTMLFormElement | null, key: string, isAnswered: boolean): { isBack: boolean; isWaiting: boolean } => {
  const [isBack, setBack] = useState(false)
  const [isWaiting, setWaiting] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => {
    if (form === null) return
    let pressed: HTMLElement | null | undefined
    const entries = isAnswered ? [] : heldEntries(key)
    if (isAnswered) forgetKept(key)
    const keep = () => hold(key, [JSON.stringify(entriesOf(form))])
    if (isTouched(form)) keep()
    else if (entries.length > 0) {
      put(form, entries)
      setBack(true)
    }
    const keepIfTyped = () => {
      if (timer.current !== undefined) keep()
    }
    const onInput = () => {
      clearTimeout(timer.current)
      timer.current = setTimeout(keep, REST_MS)
    }
    const onSubmit = (event: SubmitEvent) => {
      clearTimeout(timer.current)
      keep()
      if (navigator.onLine) return
      // Before the page sends it into nothing, and shows an error in place of the words.
      event.preventDefault()
      event.stopPropagation()
      pressed = event.submitter
      setWaiting(true)
    }
    const onOnline = () => {
      if (pressed === undefined) return
      setWaiting(false)
      form.requestSubmit(pressed)
      pressed = undefined
    }
    form.addEventListener('input', onInput)
    form.addEventListener('submit', onSubmit)
    addEventListener('online', onOnline)
    addEventListener('pagehide', keepIfTyped)
    return () => {
      clearTimeout(timer.current)
      form.removeEventListener('input', onInput)
      form.removeEventListener('submit', onSubmit)
      removeEventListener('online', onOnline)
      removeEventListener('pagehide', keepIfTyped)
    }
  }, [form, key, isAnswered])
  return { isBack, isWaiting }
}
