import type { Context, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'

const LOOKS = ['GET', 'HEAD', 'OPTIONS']
const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i

const refused = (status: 400 | 403 | 415) => new HTTPException(status)

/** Whether a request comes from a page of this very site: the browser says so, and no page of another can make it lie. */
const isFromHere = (c: Context): boolean => {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const origin = c.req.header('origin') ?? ''
  return URL.canParse(origin) && new URL(origin).host === c.req.header('host')
}

/**
 * Lets nothing but forms of this site change anything. Whatever a body says it is, and wherever it is sent: what a browser would ask
 * about first (CORS) is not left to the browser. (OWASP, Cross-Site Request Forgery Prevention: Fetch Metadata, then the origin.)
 */
export const onlyFromHere: MiddlewareHandler = async (c, next) => {
  if (!LOOKS.includes(c.req.method) && !isFromHere(c)) throw refused(403)
  await next()
}

/** Lets in no body that is not a form, nor a form that cannot be read. After the limit to its size: a form of several parts is read twice. */
export const onlyForms: MiddlewareHandler = async (c, next) => {
  const type = c.req.header('content-type') ?? ''
  if (!LOOKS.includes(c.req.method) && c.req.raw.body !== null) {
    if (!FORM.test(type)) throw refused(415)
    const isReadable =
      !type.toLowerCase().startsWith('multipart') ||
      (await c.req.raw
        .clone()
        .formData()
        .then(
          () => true,
          () => false,
        ))
    if (!isReadable) throw refused(400)
  }
  await next()
}
