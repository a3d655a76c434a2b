import { z } from 'zod'
import { Base64Url } from './schema.ts'

const LONGEST = 16_384
const Bytes = z
  .string()
  .regex(/^[\w-]*$/)
  .max(LONGEST)
const common = { id: Base64Url, rawId: Base64Url, type: z.literal('public-key') }
// Extensions are asked for by nobody here, so what they say is left out.
const extensions = z.unknown().transform(() => ({}))

/** What navigator.credentials.create answers, as JSON (WebAuthn level 3, RegistrationResponseJSON). */
export const Attestation = z.object({
  ...common,
  response: z.object({
    clientDataJSON: Bytes,
    attestationObject: Bytes,
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(10)
      .optional(),
  }),
  clientExtensionResults: extensions,
})

/** What navigator.credentials.get answers, as JSON (AuthenticationResponseJSON). */
export const Assertion = z.object({
  ...common,
  response: z.object({ clientDataJSON: Bytes, authenticatorData: Bytes, signature: Bytes, userHandle: Bytes.optional() }),
  clientExtensionResults: extensions,
})

/** What a form field holds, read as JSON; undefined when it is none. */
export const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text.slice(0, LONGEST * 4))
  } catch {
    return undefined
  }
}
