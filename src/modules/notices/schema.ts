import { z } from 'zod'
import { NOTICES, type Notice, type Preference } from './vocabulary.ts'

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'notices.fault.time')
const Chosen = z.array(z.enum(NOTICES))

export type PreferenceFaults = Partial<
  Record<'quietFrom' | 'quietUntil', 'notices.fault.time' | 'notices.fault.both' | 'notices.fault.same'>
>

/** The form of choices: which of the offered notices are wanted, and when it is quiet. An empty time is none. */
export const readPreference = (
  form: FormData,
  offered: readonly Notice[] = NOTICES,
): { input: Preference } | { faults: PreferenceFaults } => {
  const time = (name: string) => String(form.get(name) ?? '').trim()
  const [from, until] = [time('quietFrom'), time('quietUntil')]
  const faults: PreferenceFaults = {}
  if (from !== '' && !Time.safeParse(from).success) faults.quietFrom = 'notices.fault.time'
  if (until !== '' && !Time.safeParse(until).success) faults.quietUntil = 'notices.fault.time'
  if (from === '' && until !== '') faults.quietFrom ??= 'notices.fault.both'
  if (until === '' && from !== '') faults.quietUntil ??= 'notices.fault.both'
  if (from !== '' && from === until) faults.quietUntil ??= 'notices.fault.same'
  if (Object.keys(faults).length > 0) return { faults }
  const wanted = Chosen.catch([]).parse(form.getAll('wanted'))
  return {
    input: {
      declined: offered.filter((notice) => !wanted.includes(notice)),
      quietFrom: from === '' ? null : from,
      quietUntil: until === '' ? null : until,
      quietWeekend: form.get('quietWeekend') !== null,
    },
  }
}
