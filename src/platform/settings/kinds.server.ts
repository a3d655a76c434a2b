import { z } from 'zod'

/** So many in so long: `120/1m` is 120 a minute, all at once or one after the other. `off` is no limit. */
export type Limit = { count: number; seconds: number } | 'off'

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }
const PATTERN = /^([1-9]\d{0,6})\/([1-9]\d{0,3})([smhd])$/

const limitIn = (text: string): Limit => {
  const [, count = '1', amount = '1', unit = 's'] = PATTERN.exec(text) ?? []
  return text === 'off' ? 'off' : { count: Number(count), seconds: Number(amount) * (SECONDS[unit] ?? 1) }
}

const addressIn = (text: string): string => new URL(text).origin
const isHttp = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

/** The kinds of values that settings have; each says in words what it must be. */
export const text = () => z.string()
export const path = () => z.string()
export const yes = () => z.literal('1', { error: 'must be 1, or left out' }).transform(() => true)
export const oneOf = <const T extends string>(...values: T[]) => z.enum(values, { error: `must be one of ${values.join(', ')}` })
export const matching = (pattern: RegExp, must: string) => z.string().regex(pattern, must)
export const longerThan = (count: number, advice: string) => z.string().min(count, `must have ${count} characters or more: ${advice}`)
export const whole = (from: number, to: number) => {
  const error = `must be a whole number from ${from} to ${to}`
  return z
    .string()
    .regex(/^\d{1,9}$/, error)
    .transform(Number)
    .refine((number) => number >= from && number <= to, error)
}
export const site = () => z.string().refine(isHttp, 'must be an address like https://maillage.example.org').transform(addressIn)
export const limit = () =>
  z
    .string()
    .refine((value) => value === 'off' || PATTERN.test(value), 'must be so many in so long, as in 120/1m (s, m, h, d), or off')
    .transform(limitIn)
export const words = () => z.string().transform((value) => value.split(/[\s,]+/).filter((word) => word !== ''))
