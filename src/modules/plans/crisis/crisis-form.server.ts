import { type Typed, versionIn } from '#platform/forms/typed.ts'
import { AUDIENCES, type Audience, PARTS, type Part, RENEWALS, type Signer } from '../vocabulary.ts'
import type { CrisisInput } from './crisis.commands.server.ts'
import type { CrisisPlan } from './crisis.queries.server.ts'

const SIGNERS = 4
const LONGEST = 4000
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** For whom a part is as long as nobody has chosen: those who follow the person, and those who come in a crisis. */
const USUAL: readonly Audience[] = ['team', 'duty']
const audiencesIn = (form: FormData, part: Part): Audience[] => {
  const chosen = form.getAll(`for-${part}`)
  return AUDIENCES.filter((audience) => chosen.includes(audience))
}

/** What somebody wrote, as it comes from the form. Empty parts are no parts; nothing else is wrong with a plan. */
export const readCrisisForm = (form: FormData): CrisisInput => {
  const text = (name: string, most = LONGEST) =>
    String(form.get(name) ?? '')
      .replaceAll('\0', '')
      .replaceAll('\r\n', '\n')
      .trim()
      .slice(0, most)
  const months = Number(form.get('renew') ?? 12)
  return {
    parts: PARTS.map((part) => ({ part, text: text(part), forWhom: audiencesIn(form, part) })).filter((each) => each.text !== ''),
    signers: Array.from({ length: SIGNERS }, (_, at) => signerIn(text, at)).filter(({ name }) => name !== ''),
    forDuty: form.get('duty') === 'on',
    renewMonths: RENEWALS.find((each) => each === months) ?? 12,
    seen: versionIn({ version: String(form.get('version') ?? '') }),
  }
}

const signerIn = (text: (name: string, most: number) => string, at: number): Signer => {
  const day = text(`day-${at}`, 10)
  return { name: text(`signer-${at}`, 100), role: text(`role-${at}`, 100), day: DAY.test(day) ? day : '' }
}

/** A plan, or an empty one, as the form shows it. */
export type CrisisForm = {
  texts: Typed
  audiences: Readonly<Record<string, readonly Audience[]>>
  signers: Signer[]
  forDuty: boolean
  seen: number
}
export const formOf = (plan: CrisisPlan | null, seen: number, proposed: Readonly<Partial<Record<Part, string>>> = {}): CrisisForm => {
  const of = (part: Part) => plan?.parts.find((each) => each.part === part)
  return {
    texts: Object.fromEntries(PARTS.map((part) => [part, proposed[part] ?? of(part)?.text ?? ''])),
    audiences: Object.fromEntries(PARTS.map((part) => [part, of(part)?.forWhom ?? USUAL])),
    signers: [],
    forDuty: plan?.forDuty ?? true,
    seen,
  }
}

/** What somebody wrote, to be shown again with the number of the version that is there now: not a word, a choice or a name is lost. */
export const typedAgain = (input: CrisisInput, now: number): CrisisForm & { renewMonths: number } => {
  const of = (part: Part) => input.parts.find((each) => each.part === part)
  return {
    texts: Object.fromEntries(PARTS.map((part) => [part, of(part)?.text ?? ''])),
    audiences: Object.fromEntries(PARTS.map((part) => [part, of(part)?.forWhom ?? USUAL])),
    signers: input.signers,
    forDuty: input.forDuty,
    renewMonths: input.renewMonths,
    seen: now,
  }
}
