import type { Command, OpenedPlan, Shift } from '#modules/field/vocabulary.ts'
import { bytesOf, keyFromWords, unsealJson } from './store/seal.ts'
import { record } from './store/vault.ts'
import type { Held, Keep } from './view.ts'

/** A plan that was opened here, shown until the shift is over. */
export type Opened = OpenedPlan & { until: string }
type Reason = Extract<Command, { kind: 'opening' }>['reason']

/** The crisis plans of a shift: taken along closed, found by name and birth date, opened with a reason. */
export const dutyIn = ({ box, view, keys, show, post }: Held, keep: Keep) => {
  /** @returns whether it could: taking them needs the network */
  const take = async (): Promise<boolean> => {
    const response = await post('/field/shift', new URLSearchParams()).catch(() => null)
    const held = keys()
    if (response?.ok !== true || held === null) return false
    const shift = (await response.json()) as Shift
    await box.write([await record(held, 'shift', shift)])
    show({ shift })
    return true
  }
  /** The plan of whoever has this name and this birth date, among those that were taken along. It is not shown before `open`. */
  const find = async (words: string): Promise<OpenedPlan | null> => {
    const { shift } = view()
    if (shift === null || new Date().toISOString() > shift.until) return null
    const { tag, key } = await keyFromWords(words, shift.salt)
    const closed = shift.plans.find((plan) => plan.tag === tag)
    return closed === undefined ? null : unsealJson<OpenedPlan>(key, null, { iv: bytesOf(closed.iv), body: bytesOf(closed.body).buffer })
  }
  /** What tells the person is kept in the same breath, before anything is shown. */
  const open = async (plan: OpenedPlan, reason: Reason): Promise<boolean> => {
    const [held, { shift, opened: before }] = [keys(), view()]
    if (held === null || shift === null) return false
    const opened: Opened[] = [...(before as Opened[]), { ...plan, until: shift.until }]
    const { network, person } = plan
    const command = { kind: 'opening', id: crypto.randomUUID(), network, person, reason, at: new Date().toISOString() } as const
    const isKept = await keep([{ command }], [await record(held, 'opened', opened)])
    if (isKept) show({ opened })
    return isKept
  }
  return { take, find, open }
}
