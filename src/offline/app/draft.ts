import type { ContactTyped } from '#modules/field/vocabulary.ts'
import { dayOf, timeOf } from './names.ts'

/** A form as it was typed, with the number that its contact will have: sent twice, it is one contact. */
export type Draft = { id: string; typed: ContactTyped; workers: string[]; who: string[] }

export const firstDraft = (clock: number): Draft => ({
  id: crypto.randomUUID(),
  typed: { at: dayOf(clock), time: timeOf(clock), minutes: '', mode: 'home', missed: '', note: '', next_on: '' },
  workers: [],
  who: ['person'],
})

export const readForm = (form: HTMLFormElement, id: string): Draft => {
  const data = new FormData(form)
  const text = (name: keyof ContactTyped) => String(data.get(name) ?? '')
  const typed: ContactTyped = {
    at: text('at'),
    time: text('time').slice(0, 5),
    minutes: text('minutes').trim(),
    mode: text('mode'),
    missed: text('missed'),
    note: text('note'),
    next_on: text('next_on'),
  }
  return { id, typed, workers: data.getAll('with').map(String), who: data.getAll('who').map(String) }
}
