import { foldedName, namesToTry, slipsToTry, wordsToClose } from '#modules/field/names.ts'
import type { Command, OpenedPlan, Shift } from '#modules/field/vocabulary.ts'
import { folded, likeness, wordsOf } from '#platform/likeness.ts'
import { bytesOf, keyFromWords, unsealJson } from './store/seal.ts'
import { record } from './store/vault.ts'
import type { Held, Keep } from './view.ts'

/** A plan that was opened here, shown until the shift is over. */
export type Opened = OpenedPlan & { until: string }
type Taken = 'taken' | 'proof' | 'failed'
// As the server answers (modules/field/routes/shift.ts).
const PROOF_WANTED = 428
type Reason = Extract<Command, { kind: 'opening' }>['reason']

/** The crisis plans of a shift: taken along closed, found by name and birth date, opened with a reason. */
export const dutyIn = ({ box, view, keys, show, post, clock }: Held, keep: Keep) => {
  /** Taking them needs the network, and that one has just shown who one is (`proof`: not lately enough). */
  const take = async (): Promise<Taken> => {
    const response = await post('/field/shift', new URLSearchParams()).catch(() => null)
    const held = keys()
    if (response?.status === PROOF_WANTED) return 'proof'
    if (response?.ok !== true || held === null) return 'failed'
    const shift = (await response.json()) as Shift
    await box.write([await record(held, 'shift', shift)])
    show({ shift })
    return 'taken'
  }
  const openedBy = async ({ plans, salt }: Shift, words: readonly string[]): Promise<OpenedPlan[]> => {
    const keyed = await Promise.all(words.map((each) => keyFromWords(each, salt)))
    const byTag = new Map(keyed.map(({ tag, key }) => [tag, key]))
    const found: OpenedPlan[] = []
    for (const { tag, iv, body } of plans) {
      const key = byTag.get(tag)
      const plan = key === undefined ? null : await unsealJson<OpenedPlan>(key, null, { iv: bytesOf(iv), body: bytesOf(body).buffer })
      if (plan !== null && !found.some(({ person }) => person === plan.person)) found.push(plan)
    }
    return found
  }
  /**
   * The plans of whoever has nearly this name and this birth date, among those that were taken along, the likest first; there may be twins.
   * They are not shown before `open`. As it was typed first, then with a slip in a word.
   */
  const find = async (name: string, born: string): Promise<OpenedPlan[]> => {
    const { shift } = view()
    if (shift === null || new Date(clock()).toISOString() > shift.until) return []
    const fits = (plan: OpenedPlan) => {
      const words = folded(plan.name).split(' ')
      return foldedName(name) === foldedName(plan.name) ? Number.POSITIVE_INFINITY : likeness(wordsOf(name), [...words, words.join('')])
    }
    for (const names of [namesToTry(name), slipsToTry(name)]) {
      // Of some the birth date is not known.
      const words = names.flatMap((each) => [...new Set([born, ''])].map((date) => wordsToClose(each, date)))
      const found = (await openedBy(shift, words)).filter((plan) => fits(plan) > 0)
      if (found.length > 0) return found.sort((one, other) => fits(other) - fits(one))
    }
    return []
  }
  /** What tells the person is kept in the same breath, before anything is shown. */
  const open = async (plan: OpenedPlan, reason: Reason): Promise<boolean> => {
    const [held, { shift, opened: before }] = [keys(), view()]
    if (held === null || shift === null) return false
    const opened: Opened[] = [...(before as Opened[]), { ...plan, until: shift.until }]
    const { network, person } = plan
    const command = { kind: 'opening', id: crypto.randomUUID(), network, person, reason, at: new Date(clock()).toISOString() } as const
    const isKept = await keep([{ command }], [await record(held, 'opened', opened)])
    if (isKept) show({ opened })
    return isKept
  }
  return { take, find, open }
}
