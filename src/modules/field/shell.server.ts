import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalogueOf } from '#platform/languages/catalogue.ts'
import type { Language } from '#platform/languages/locales.ts'
import { projectRoot } from '#platform/root.server.ts'

/** What the build left of the area for the road (src/offline/build.ts). Paths are addresses of this site. */
export type Built = { version: string; script: string; style: string; files: string[] }
const CLIENT = () => join(projectRoot(), 'build', 'client')

let known: Built | undefined
export const built = (): Built => (known ??= JSON.parse(readFileSync(join(CLIENT(), 'field.json'), 'utf8')) as Built)

/** The words of the area, and no others: every device keeps them. */
const SAID =
  /^(field\.|care\.(mode|who|missed)\.|care\.field\.(mode|at|time|minutes|note|who|with|missed|next_on|phone|email|address|how|third)$|care\.contact\.(took|keep|minutes|next)$|care\.hint\.(note|third)$|care\.fault\.past$|care\.(unnamed|person\.interpreter)$|crisisPlan\.part\.|duty\.reason\.|platform\.ui\.|form\.(wrong|cancel)$|nav\.signIn$|nav\.signOut$)/
const wordsOf = (language: Language): Record<string, string> =>
  Object.fromEntries(Object.entries(catalogueOf(language)).filter(([id]) => SAID.test(id)))

/** No script but the area's own files, nothing from elsewhere, photographs from memory; nothing of a person is in this page. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
// In a script that is no program: only the end of the element must not stand in it.
const asData = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c')

/** The one page of the area, the same for everybody: data come later, and are closed on the device. */
export const shellPage = (language: Language): string => {
  const { script, style, version } = built()
  const title = escaped(catalogueOf(language)['field.title'] ?? '')
  const words = asData({ language, version, words: wordsOf(language) })
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#faf6ef" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#1d1a16" media="(prefers-color-scheme: dark)">
<title>${title} · Maillage</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="apple-touch-icon" href="/pictures/field-192.png">
<link rel="manifest" href="/${language}/field/manifest.webmanifest">
<link rel="stylesheet" href="${style}">
<script type="application/json" id="words">${words}</script>
<script type="module" src="${script}"></script>
</head>
<body><div id="field"><noscript><p class="field-shut">${escaped(catalogueOf(language)['field.noscript'] ?? '')}</p></noscript></div></body>
</html>
`
}

/** The service worker, with what it keeps: another version of any file makes it another program, which is how a browser learns of it. */
export const workerProgram = (language: Language): string => {
  const { version, files } = built()
  const kept = {
    shell: `/${language}/field`,
    cache: `field-${language}-${versionOf(language, version)}`,
    files: [...files, '/favicon.svg'],
  }
  return `const FIELD = ${JSON.stringify(kept)};\n${readFileSync(join(CLIENT(), 'field-worker.js'), 'utf8')}`
}
// The words stand in the page: they change it as well.
const versionOf = (language: Language, version: string): string => {
  let sum = 0
  for (const letter of JSON.stringify(wordsOf(language))) sum = (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) >>> 0
  return `${version}-${sum.toString(36)}`
}

export const manifestOf = (language: Language) => {
  const words = catalogueOf(language)
  return {
    id: `/${language}/field`,
    name: `${words['field.title'] ?? ''} · Maillage`,
    short_name: words['field.short'] ?? 'Maillage',
    description: words['field.purpose'] ?? '',
    lang: language,
    dir: 'ltr',
    start_url: `/${language}/field`,
    scope: `/${language}/field`,
    display: 'standalone',
    background_color: '#faf6ef',
    theme_color: '#0b5d5a',
    icons: [
      { src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      { src: '/pictures/field-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: '/pictures/field-512.png', sizes: '512x512', type: 'image/png', purpose: 'any maskable' },
    ],
  }
}
