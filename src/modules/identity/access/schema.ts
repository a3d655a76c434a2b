import { z } from 'zod'
import { LONGEST_PASSWORD } from './password-rules.ts'

/** An address as it is kept: in small letters. */
export const Address = z.string().trim().toLowerCase().pipe(z.email().max(254))
/** What somebody is called. */
export const PersonName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((name) => !/\p{Cc}/u.test(name))
/** A password as it was typed: nothing is cut off it. */
export const TypedPassword = z.string().max(LONGEST_PASSWORD * 4)
/** The token of a link: 32 bytes in base64url. */
export const Token = z.string().regex(/^[\w-]{43}$/)
