import type { Typed } from './typed.ts'

const LARGEST = 256 * 1024
// Secrets go no way but the one that their owner typed them for.
const SECRET = /passw|code|secret|token|answer|offer|challenge/i
const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/

/** The fields of a form, to give them back; null where there is no form or it is too large. Reads the body, which nobody else will. */
export const typedIn = async (request: Request): Promise<Typed | null> => {
  if (!FORM.test(request.headers.get('content-type') ?? '') || Number(request.headers.get('content-length') ?? LARGEST + 1) > LARGEST)
    return null
  const form = await request.formData().catch(() => null)
  if (form === null) return null
  const entries = [...form.entries()]
  const fields = entries.flatMap(([name, value]) => (typeof value === 'string' && !SECRET.test(name) ? [[name, value] as const] : []))
  return { fields, isWhole: fields.length === entries.length }
}
