import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Example } from '../journeys/addresses.ts'
import { addressesOf } from './addresses.test-support.ts'
import { HOST, ORIGIN, type Told, useSite } from './site.test-support.ts'

vi.setConfig({ testTimeout: 120_000 })
const site = useSite()
let all: Example[] = []
const pages: (Told & { where: string; isSignedIn: boolean })[] = []

// Addresses below no language, with what stands for their parameters.
const OTHERS = [
  '/',
  '/openid/return/nobody',
  '/openid/keys.json',
  '/dev/ui',
  '/healthz',
  '/readyz',
  '/metrics',
  '/favicon.svg',
  '/nothing',
  '/assets/nothing.js',
  '/__manifest?p=/fr&version=test',
]
const AREA = '/fr/field'
const EVIL = 'evil.example'

beforeAll(async () => {
  all = await addressesOf(site)
  const known = Object.keys(site.build.routes)
    .map((id) => site.build.routes[id])
    .filter((route) => route?.path?.startsWith(':lang') === false && route.parentId === 'root')
  expect(
    known.map((route) => route?.path ?? '').filter((path) => !OTHERS.some((other) => other.startsWith(`/${path.split('/:')[0]}`))),
    'an address below no language without an example',
  ).toEqual([])
  const { administrator } = site.members
  for (const { path } of all)
    for (const cookie of ['', administrator.cookie])
      pages.push({ ...(await site.ask(`/fr${path}`, { cookie })), where: `/fr${path}`, isSignedIn: cookie !== '' })
  for (const where of OTHERS) pages.push({ ...(await site.ask(where)), where, isSignedIn: false })
})

describe('every answer', () => {
  test('lets nothing in from elsewhere and has the other safety headers', () => {
    for (const { headers, where } of pages) {
      const policy = headers.get('content-security-policy') ?? ''
      for (const part of [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "style-src 'self'",
        // The page that devices keep carries no nonce, which is good for one answer: it lets in files of this site, and no others.
        where === AREA ? "script-src 'self';" : "'strict-dynamic'",
      ])
        expect(policy, where).toContain(part)
      expect(policy, where).not.toMatch(/unsafe|\*|https?:/)
      expect(headers.get('x-content-type-options'), where).toBe('nosniff')
      expect(headers.get('x-frame-options'), where).toBe('DENY')
      expect(headers.get('referrer-policy'), where).toBe('same-origin')
      expect(headers.get('cross-origin-opener-policy'), where).toBe('same-origin')
      expect(headers.get('cross-origin-resource-policy'), where).toBe('same-origin')
      expect(headers.get('strict-transport-security'), where).toMatch(/max-age=\d{8,}/)
      expect(headers.get('access-control-allow-origin'), where).toBeNull()
      for (const telltale of ['server', 'x-powered-by']) expect(headers.get(telltale), where).toBeNull()
    }
  })

  test('says what it is, and is kept by nobody when somebody is signed in', () => {
    for (const { headers, where, isSignedIn, body, status } of pages) {
      if (body !== '')
        expect(headers.get('content-type'), where).toMatch(
          /^((text\/(html|plain|csv|javascript|calendar)|image\/svg\+xml); ?charset=utf-8|application\/[\w.-]+(\+(nd)?json)?(; ?charset=utf-8)?)$/i,
        )
      if (isSignedIn) expect(headers.get('cache-control'), where).toMatch(/no-store|private/)
      expect(status, where).toBeLessThan(500)
    }
  })

  test('has no script, style or picture but its own, and no script without its nonce', () => {
    for (const { body, headers, where } of pages.filter(({ headers }) => headers.get('content-type')?.startsWith('text/html'))) {
      const nonce = /'nonce-([\w-]+)'/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? '-'
      for (const [script] of body.matchAll(/<script\b[^>]*>/g))
        if (where === AREA)
          expect(script, where).toMatch(/^<script type="(application\/json" id="words"|module" src="\/assets\/[\w.-]+")>$/)
        else expect(script, where).toContain(`nonce="${nonce}"`)
      const html = body.replaceAll(/<script\b[\s\S]*?<\/script>/g, '')
      expect(html, where).not.toMatch(/<[^>]+\s(style|on[a-z]+)="/)
      expect(html, where).not.toMatch(/<(img|link|source|iframe|object|embed|video|audio|use)\b[^>]+(src|href|data)="(https?:)?\/\//)
      expect(html, where).not.toMatch(/href="(javascript|data|vbscript):/i)
      // A page of another site must not be able to reach back.
      for (const [link] of html.matchAll(/<a\b[^>]*target="_blank"[^>]*>/g)) expect(link, where).toMatch(/rel="[^"]*noopener/)
    }
  })

  test('leads to no other site, wherever somebody wants to go on to', async () => {
    const wishes = [
      `//${EVIL}`,
      `https://${EVIL}`,
      `/\\${EVIL}`,
      `/fr//${EVIL}`,
      `/fr/../..//${EVIL}`,
      `javascript:alert(1)//${EVIL}`,
      `/fr?x=\r\nset-cookie: a=${EVIL}`,
    ]
    const names = ['next', 'back', 'to', 'url', 'redirect', 'return']
    let led = 0
    for (const { path, kind } of all.filter(({ pattern }) => !pattern.startsWith('accounts/:network/:year')))
      for (const cookie of ['', site.members.administrator.cookie])
        for (const wish of wishes) {
          const search = names.map((name) => `${name}=${encodeURIComponent(wish)}`).join('&')
          const { headers, status, body } = await site.ask(`/fr${path}${kind === 'page' ? '.data' : ''}?${search}`, { cookie })
          const location = headers.get('location') ?? (status === 202 ? (/"(\/[^"]*|https?:[^"]*)"/.exec(body)?.[1] ?? '/') : '/')
          expect(new URL(location.replaceAll('\\\\', '\\'), ORIGIN).origin, `${path}?next=${wish}: ${location}`).toBe(ORIGIN)
          expect(headers.get('set-cookie') ?? '', path).not.toContain(EVIL)
          // Where one wish leads nowhere, another does not either.
          if (status !== 202 && status !== 302) break
          led += 1
        }
    expect(led).toBeGreaterThan(50)
  })

  test('does not repeat a name of the server that somebody made up', async () => {
    const headers = {
      host: EVIL,
      'x-forwarded-host': EVIL,
      forwarded: `host=${EVIL};proto=https`,
      'x-original-url': `https://${EVIL}/fr`,
      'x-rewrite-url': `https://${EVIL}/fr`,
    }
    for (const { path, kind } of all) {
      const told = await site.ask(`/fr${path}${kind === 'page' ? '.data' : ''}`, { headers, cookie: site.members.administrator.cookie })
      expect(`${told.body}${JSON.stringify([...told.headers])}`.includes(EVIL), path).toBe(false)
    }
  })
})

describe('cookies', () => {
  test('are for the server alone, and for no other site', () => {
    const set = pages.flatMap(({ headers, where }) => headers.getSetCookie().map((cookie) => ({ cookie, where })))
    expect(set.length).toBeGreaterThan(0)
    for (const { cookie, where } of set)
      expect(cookie, where).toMatch(/^[\w-]+=[^;]*; Path=\/; HttpOnly; SameSite=(Lax|Strict); Max-Age=\d+$/)
  })
})

describe('a form from elsewhere', () => {
  const KINDS = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain', 'application/json', '']
  const asked = (path: string, method: string, type: string, headers: Record<string, string>) =>
    site.ask(path, {
      method,
      cookie: site.members.administrator.cookie,
      body: new Uint8Array(
        Buffer.from(
          type.startsWith('multipart')
            ? '--x\r\ncontent-disposition: form-data; name="intent"\r\n\r\nremove\r\n--x--\r\n'
            : type === 'application/json'
              ? '{"intent":"remove"}'
              : 'intent=remove&name=x',
        ),
      ),
      headers: { origin: '', ...(type === '' ? {} : { 'content-type': type }), ...headers },
    })

  test('is refused at every address that takes one, whatever its form, and whatever it says of where it comes from', async () => {
    const taking = all.filter(({ pattern }) => site.actions.includes(pattern === '' ? ':lang' : `:lang/${pattern}`))
    expect(taking.length).toBeGreaterThan(25)
    const origins: Record<string, string>[] = [
      { origin: `https://${EVIL}` },
      { origin: 'null' },
      { origin: `${ORIGIN}.${EVIL}` },
      { origin: `https://${EVIL}`, 'sec-fetch-site': 'cross-site' },
      { origin: `http://sub.${HOST}`, 'sec-fetch-site': 'same-site' },
      { origin: `https://${EVIL}`, 'x-forwarded-host': EVIL },
      {},
    ]
    for (const { path } of taking)
      for (const suffix of ['', '.data'])
        for (const origin of origins)
          for (const type of KINDS) {
            const where = `${JSON.stringify(origin)} ${type} at ${path}${suffix}`
            const { status } = await asked(`/fr${path}${suffix}`, 'POST', type, origin)
            expect(status, where).toBeGreaterThanOrEqual(400)
            expect(status, where).toBeLessThan(500)
          }
  })
})

describe('what is too large or too much', () => {
  const LIMIT = 8 * 1024 * 1024
  const stream = (bytes: number) =>
    new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (let sent = 0; sent < bytes; sent += 1024 * 1024) controller.enqueue(new Uint8Array(1024 * 1024).fill(97))
        controller.close()
      },
    })
  const type = 'application/x-www-form-urlencoded'

  test('a body over 8 MB is refused, also when it does not say how long it is', async () => {
    expect((await site.ask('/fr/sign-in', { body: 'a'.repeat(LIMIT + 1), headers: { 'content-type': type } })).status).toBe(413)
    expect((await site.ask('/fr/sign-in', { body: stream(LIMIT + 1024 * 1024), headers: { 'content-type': type } })).status).toBe(413)
  })

  test('a hundred thousand fields, or one of many letters, are no work', async () => {
    const started = performance.now()
    const many = Array.from({ length: 100_000 }, (_, n) => `f${n}=1`).join('&')
    for (const body of [many, `email=${'a'.repeat(1_000_000)}&password=x`, `email=${'a@'.repeat(500_000)}&password=x`])
      expect((await site.ask('/fr/sign-in', { body, headers: { 'content-type': type } })).status).toBe(422)
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  test('a body that is none of a form is told so', async () => {
    for (const [kind, body] of [
      ['application/json', '{"email":1}'],
      ['multipart/form-data', 'no boundary'],
      ['multipart/form-data; boundary=x', '--x\r\nbroken'],
      ['text/xml', '<a/>'],
      [type, '%E0%A4%A&=&&&=x&%00=%00'],
    ] as const) {
      const { status } = await site.ask('/fr/sign-in', { body, headers: { 'content-type': kind } })
      expect(status, kind).toBeGreaterThanOrEqual(400)
      expect(status, kind).toBeLessThan(500)
    }
  })
})
