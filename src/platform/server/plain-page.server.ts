import { intlOf, sayWith } from '../languages/intl.tsx'
import { languageOf, localeOf, negotiate, segmentOf } from '../languages/locales.ts'
import type { ProblemCode } from '../problem.ts'

/**
 * A page of words alone for when no screen can be made: the database is gone before anybody is known, or a request is refused at
 * the door. In the language of the address, else in that of the browser.
 */
export const plainPage = (
  code: ProblemCode | 'unexpected',
  path: string,
  acceptLanguage: string | undefined,
  detail: Record<string, string> = {},
): string => {
  const locale = localeOf(path.split('/')[1]?.replace(/\.data$/, '')) ?? negotiate(acceptLanguage ?? null)
  const say = sayWith(intlOf(locale))
  const title = say(`problem.${code}.title`)
  return `<!doctype html><html lang="${languageOf(locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · Maillage</title></head>
<body><main><h1>${title}</h1><p>${code === 'too_many' && detail.seconds !== undefined ? say('problem.too_many.wait', { seconds: Number(detail.seconds) }) : say(`problem.${code}.what`)}</p><p><a href="/${segmentOf(locale)}">${say('problem.home')}</a></p></main></body></html>`
}
