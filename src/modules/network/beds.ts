import type { BedState } from './vocabulary.ts'

/** What may come after what; migration 0017 repeats it in SQL (network.may_follow). A freeze may be undone, a closure is final. */
const NEXT: Readonly<Record<BedState | 'nothing', readonly BedState[]>> = {
  nothing: ['planned', 'frozen'],
  planned: ['frozen', 'closed'],
  frozen: ['closed', 'reopened'],
  reopened: ['planned', 'frozen', 'closed'],
  closed: [],
}
export const nextStates = (former: BedState | null): readonly BedState[] => NEXT[former ?? 'nothing']
export const mayFollow = (former: BedState | null, next: BedState): boolean => nextStates(former).includes(next)

/** Frozen and closed beds are out of use: their means work elsewhere. */
export const isOut = (state: BedState | null) => state === 'frozen' || state === 'closed'

export type BedEvent = { on: string; state: BedState; reason: string }
/** An agreement as far as figures need it. `events` in the order of their days; `fte` is the sum over professions. */
export type Agreement = { beds: number; fte: number; events: readonly Pick<BedEvent, 'on' | 'state'>[] }

/** The state on a day (ISO): that of the last transition up to it; null before the first. */
export const stateOn = (events: Agreement['events'], day: string): BedState | null => events.findLast(({ on }) => on <= day)?.state ?? null

export type OutOfUse = { frozen: number; closed: number; planned: number; beds: number; fte: number; agreements: number }
/** What is out of use on a day, in all: beds by state and the full-time equivalents that they freed. */
export const outOn = (agreements: readonly Agreement[], day: string): OutOfUse => {
  const sum = { frozen: 0, closed: 0, planned: 0, beds: 0, fte: 0, agreements: 0 }
  for (const { beds, fte, events } of agreements) {
    const state = stateOn(events, day)
    if (state === null || state === 'reopened') continue
    sum[state] += beds
    if (!isOut(state)) continue
    sum.beds += beds
    sum.fte += fte
    sum.agreements += 1
  }
  // Quarters and hundredths of a full-time equivalent do not add up exactly in binary.
  return { ...sum, fte: Math.round(sum.fte * 100) / 100 }
}

/** Full-time equivalents for each bed out of use; null where there is no bed. The national mean is published (poster of the reform). */
export const ftePerBed = ({ beds, fte }: { beds: number; fte: number }): number | null => (beds === 0 ? null : fte / beds)

export type BedStep = OutOfUse & { on: string }
/** Every day up to `until` on which the sum changed, in order: a picture of steps, and the table behind it. */
export const courseOf = (agreements: readonly Agreement[], until: string): BedStep[] => {
  const days = new Set(agreements.flatMap(({ events }) => events.map(({ on }) => on)))
  return [...days]
    .filter((on) => on <= until)
    .sort()
    .map((on) => ({ on, ...outOn(agreements, on) }))
}
