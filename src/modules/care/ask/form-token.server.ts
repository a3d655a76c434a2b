import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { newCode } from '#modules/identity/index.ts'
import { openToken, sealToken } from '#platform/keys/index.server.ts'
import { CODE_LENGTH } from './vocabulary.ts'

/**
 * What a form carries from its first page on, sealed: the ids and the code of the request that it will become. So who sends it twice has
 * one request with one code, and nobody chooses the id or the code of anything.
 */
const FormOf = z.object({ network: z.string(), request: z.uuid(), file: z.uuid(), code: z.string().length(CODE_LENGTH) })
export type FormOf = z.infer<typeof FormOf>

const PLACE = 'care.ask'
// A night and the day after: who began it and was too tired goes on in the morning.
const MINUTES = 48 * 60

export const newForm = (network: string): string =>
  sealToken({ network, request: randomUUID(), file: randomUUID(), code: newCode(CODE_LENGTH) } satisfies FormOf, PLACE, MINUTES)

/** Null when it is none of ours, of another network, or too old. */
export const formIn = (token: unknown, network: string): FormOf | null => {
  const form = FormOf.safeParse(typeof token === 'string' ? openToken(token.slice(0, 2000), PLACE) : null)
  return form.success && form.data.network === network ? form.data : null
}
