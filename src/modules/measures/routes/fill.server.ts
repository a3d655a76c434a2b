import { type RouterContextProvider, redirect } from 'react-router'
import { z } from 'zod'
import { typedOf } from '#platform/forms/typed.ts'
import { DEFAULT_LOCALE, type Locale, localeOf } from '#platform/languages/locales.ts'
import { Problem } from '#platform/problem.ts'
import { failed, inRequest } from '#platform/request.server.ts'
import { askToSpeak } from '../alerts/alerts.commands.server.ts'
import { discardDraft, finishAnswering, saveAnswer } from '../measures.commands.server.ts'
import { coursesOf, type FillView, fillView } from '../views.server.ts'
import { stepIn } from '../vocabulary.ts'

type Args = { request: Request; context: Readonly<RouterContextProvider> }
export const localeIn = (segment: string | undefined): Locale => localeOf(segment) ?? DEFAULT_LOCALE
/** An id out of an address. @throws the answer 404 for what cannot be one, before the database has to refuse it */
export const uuidIn = (text: string): string => {
  if (!z.uuid().safeParse(text).success) throw failed(new Problem('not_found'))
  return text
}

type Filled = {
  network: string
  id: string
  step: string
  lang: string
  isAlone: boolean /** Who may be at this address, by what is shown there. */
  isHere: (view: FillView) => boolean
}
/** A screen of filling in; leads on to the one that fits where this one does not any more. */
export const readFill = (args: Args, { network, id, step, lang, isAlone, isHere }: Filled, base: string) =>
  inRequest(args, async (scope) => {
    const view = await fillView(scope, network, uuidIn(id), isAlone)
    const at = stepIn(step, view.itemCount)
    if (at === null || !isHere(view)) throw new Problem('not_found')
    const fits = view.isFinished
      ? at === 'done' || (at === 'safe' && view.safety !== null)
      : at !== 'done' && (at !== 'safe' || view.safety !== null)
    if (!fits) throw redirect(`/${lang}${base}/${view.isFinished ? 'done' : 'look'}`)
    const courses = at === 'done' ? await coursesOf(scope, network, view.personId, localeIn(lang)) : []
    const course = courses.find(({ measure }) => measure.id === view.measure.id)
    return { view, step: at, changes: course?.lines.at(-1)?.id === view.id ? course.changes : [] }
  })

/** The next screen of those that are walked through: start, each question, the look over all. */
const neighbour = (item: number, by: 1 | -1, itemCount: number) => {
  const next = item + by
  return next < 1 ? 'start' : next > itemCount ? 'look' : String(next)
}
const answerIn = (text: string | undefined) => (text !== undefined && /^\d{1,2}$/.test(text) ? Number(text) : null)

/**
 * What a screen of filling in sends: an answer with a way on, back, past or out; or the end. An answer that calls for somebody leads to
 * the screen with the numbers, whichever button it came with.
 * @returns `isWanting` where one wants to go on without an answer
 */
export const actOnFill = async (args: Args, filled: Filled, base: string, list: string) => {
  const { network, id, step, lang, isAlone, isHere } = filled
  const typed = typedOf(await args.request.formData())
  const to = (path: string) => redirect(`/${lang}${path}`)
  return inRequest(args, async (scope) => {
    const view = await fillView(scope, network, uuidIn(id), isAlone)
    const at = stepIn(step, view.itemCount)
    if (at === null || !isHere(view)) throw new Problem('not_found')
    if (typed.intent === 'call') {
      await askToSpeak(scope, network, view.id, view.personId)
      return to(`${base}/safe`)
    }
    if (typeof at === 'number') return answerTo(at)
    if (typed.intent === 'finish') {
      await finishAnswering(scope, network, view.id)
      return to(`${base}/done`)
    }
    if (typed.intent === 'discard') {
      await discardDraft(scope, network, view.id)
      return to(`${list}?saved=discarded`)
    }
    return to(`${list}?saved=later`)

    async function answerTo(item: number) {
      const answer = answerIn(typed.answer)
      const isSkipped = typed.intent === 'skip'
      if (typed.intent === 'next' && answer === null) return { isWanting: true }
      // Back and out keep what was chosen, and take nothing back that was not.
      const isCalling = answer === null && !isSkipped ? false : await saveAnswer(scope, network, view.id, item, isSkipped ? null : answer)
      if (isCalling) return to(`${base}/safe`)
      if (typed.intent === 'later') return to(`${list}?saved=later`)
      return to(`${base}/${neighbour(item, typed.intent === 'back' ? -1 : 1, view.itemCount)}`)
    }
  })
}
/** Whether a draft is of this person: what a team sends to an address must be of whom the address names. */
export const isOf = (personId: string) => (view: Pick<FillView, 'personId'>) => view.personId === personId
