import type { Answer } from '#platform/forms/form-state.tsx'
import { differences, type Read, type Typed } from '#platform/forms/typed.ts'
import { DEFAULT_LOCALE, languageOf, localeOf } from '#platform/languages/locales.ts'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Problem } from '#platform/problem.ts'

export const languageIn = (params: { lang?: string }) => languageOf(localeOf(params.lang) ?? DEFAULT_LOCALE)

/** What came of sending a form: it is kept under this id, or the answer that the form shows and its status. */
export type Sent = { saved: string } | { answer: Answer; status: 422 | 409 }
export const wrongly = (typed: Typed, faults: Answer['faults']): Sent => ({ answer: { typed, faults, theirs: null }, status: 422 })

export type Sending<T> = {
  typed: Typed
  read: Read<T>
  save: (input: T) => Promise<string>
  /** The form as it is kept now, for who meets somebody else's change; absent for what is new. */
  current?: () => Promise<Typed>
}

/**
 * Keeps what a form holds. Faults come back at their fields; where somebody else was quicker, what was typed comes back beside theirs,
 * and the next sending is about their version.
 */
export const sendForm = async <T>({ typed, read, save, current }: Sending<T>): Promise<Sent> => {
  if (!read.ok) return wrongly(typed, read.faults)
  try {
    return { saved: await save(read.input) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const [field] = Object.keys(error.detail)
    // A command that finds a fault only in the database names the field and the words for it.
    if (error.code === 'invalid' && field !== undefined) return wrongly(typed, { [field]: { id: error.detail[field] as MessageId } })
    if (error.code !== 'conflict' || current === undefined) throw error
    const theirs = await current()
    return { answer: { typed, faults: {}, theirs: differences(typed, theirs), version: theirs.version ?? '' }, status: 409 }
  }
}
