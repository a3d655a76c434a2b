import { request as httpRequest } from 'node:http'
import { describe, expect, inject, test } from 'vitest'
import { withClient } from '#platform/database/client.server.ts'
import { at, emailOf, PASSWORD, sayIn, sessionOf, useBrowser } from './journey.ts'

const browser = useBrowser()

const asset = async () => /\/assets\/entry\.client-[\w-]+\.js/.exec(await (await fetch(at('/fr'))).text())?.[0] ?? ''
const post = (path: string, body: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(at(path), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(body),
    headers: { origin: inject('address'), ...headers },
  })
const good = { email: emailOf('reader'), password: PASSWORD }

/** A request as it is written, without a library that tidies its path or method. */
const raw = (method: string, path: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const { hostname, port } = new URL(inject('address'))
    const asking = httpRequest({ hostname, port, method, path, headers }, (answer) => {
      let body = ''
      answer.on('data', (chunk: Buffer) => (body += chunk.toString()))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }))
    })
    asking.on('error', reject)
    asking.end()
  })

// What no answer may show: a stack trace, a statement, a path of the machine, a library's own error.
const TELLTALE = /\bat [\w.<>]+ \(|node_modules|\/src\/|select .+ from|syntax error at|kysely|ECONNREFUSED|build\/server/i

describe('safety: what every answer carries', () => {
  test('a policy that lets nothing in from elsewhere, and the other safety headers, on every kind of answer', async () => {
    const answers = {
      page: '/fr',
      data: '/fr.data',
      asset: await asset(),
      file: '/fr/accounts/ccoms/2025/export/json',
      missing: '/fr/nothing-here',
      elsewhere: '/nothing',
      led: '/',
    }
    for (const [kind, path] of Object.entries(answers)) {
      const { headers } = await fetch(at(path), { redirect: 'manual' })
      const policy = headers.get('content-security-policy') ?? ''
      for (const part of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"])
        expect(policy, kind).toContain(part)
      expect(policy, kind).not.toMatch(/unsafe|\*|https?:/)
      expect(headers.get('x-content-type-options'), kind).toBe('nosniff')
      expect(headers.get('x-frame-options'), kind).toBe('DENY')
      expect(headers.get('referrer-policy'), kind).toBe('same-origin')
      expect(headers.get('cross-origin-opener-policy'), kind).toBe('same-origin')
      expect(headers.get('strict-transport-security'), kind).toMatch(/max-age=\d{7,}/)
      expect(headers.get('x-powered-by'), kind).toBeNull()
    }
  })

  test('each answer has a nonce of its own, and every script of the page carries it', async () => {
    const nonces = new Set<string>()
    for (const path of ['/fr', '/fr', '/fr/accounts/ccoms/2025', '/fr/nothing-here']) {
      const response = await fetch(at(path))
      const nonce = /'nonce-([\w-]+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1] ?? ''
      expect(nonce.length).toBeGreaterThanOrEqual(22)
      nonces.add(nonce)
      const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? []
      expect(scripts.length).toBeGreaterThan(0)
      for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`)
    }
    expect(nonces.size).toBe(4)
  })

  test('a script that somebody managed to write into a page does not run', async () => {
    const page = await browser.open()
    await page.route(at('/fr'), async (route) => {
      const response = await route.fetch()
      const written = '<script>globalThis.wasRun = true</script><img src="/none.png" alt="" onerror="globalThis.wasRun = true"><main'
      await route.fulfill({ response, body: (await response.text()).replace('<main', written) })
    })
    await page.goto('/fr')
    expect(await page.locator('img[src="/none.png"], script:not([nonce])').count(), 'the page was not changed').toBeGreaterThan(0)
    await page.waitForLoadState('load')
    expect(await page.evaluate(() => 'wasRun' in globalThis)).toBe(false)
    // The browser says what it refused; and our program finds another page than the one that it knows.
    browser.forgive(/Content Security Policy|status of 404|React error/)
  })
})

describe('safety: forms and sessions', () => {
  test('a form that another site sends is refused, whatever it looks like', async () => {
    for (const origin of ['https://evil.example', 'null', `${inject('address')}.evil.example`, 'http://127.0.0.1:1']) {
      expect((await post('/fr/sign-in', good, { origin })).status, origin).toBe(403)
    }
    const other = await fetch(at('/fr/sign-in'), {
      method: 'POST',
      body: new URLSearchParams(good),
      headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    })
    expect(other.status).toBe(403)
  })

  test('a session cookie is kept from scripts and from other sites, and is new at every sign-in', async () => {
    const planted = `session=${'A'.repeat(43)}`
    const first = await post('/fr/sign-in', good, { cookie: planted })
    const [cookie = ''] = first.headers.getSetCookie()
    expect(cookie).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/)
    expect(cookie).not.toContain('A'.repeat(43))
    const second = await sessionOf('reader')
    expect(cookie).not.toContain(second)
    const stranger = await fetch(at('/fr'), { headers: { cookie: planted } })
    expect(await stranger.text()).not.toContain('Noor')
  })

  test('only the hash of a session is kept', async () => {
    const token = (await sessionOf('reader')).split('=')[1] ?? ''
    const kept = await withClient(inject('ownerUrl'), (owner) =>
      owner.query<{ hash: string }>(
        "select encode(token_hash, 'escape') || encode(token_hash, 'base64') || encode(token_hash, 'hex') as hash from identity.session",
      ),
    )
    expect(kept.rows.length).toBeGreaterThan(0)
    for (const { hash } of kept.rows) expect(hash).not.toContain(token)
  })

  test('signing in leads to an address of this site only', async () => {
    const led = async (next: string) => (await post(`/fr/sign-in?next=${encodeURIComponent(next)}`, good)).headers.get('location')
    expect(await led('/nl/accounts/ccoms/2025')).toBe('/nl/accounts/ccoms/2025')
    for (const next of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/fr//evil.example/..',
      'javascript:alert(1)',
      '/fr/../../evil',
      '/fr\n//evil.example',
      '/@evil.example',
    ]) {
      const where = new URL((await led(next)) ?? '', inject('address'))
      expect(where.origin, next).toBe(inject('address'))
      expect(where.pathname.startsWith('//'), next).toBe(false)
    }
  })

  test('after five wrong passwords an account must wait, and so must the right password; another account need not', async () => {
    const email = emailOf('administrator')
    const forget = () => withClient(inject('ownerUrl'), (owner) => owner.query('delete from identity.attempt'))
    // The first wait is of four seconds, which a busy machine may spend on a password.
    const stillWaits = () =>
      withClient(inject('ownerUrl'), (owner) =>
        owner.query("update identity.attempt set last_at = last_at + interval '10 minutes' where failures = 5"),
      )
    await forget()
    try {
      const wrong = () => post('/fr/sign-in', { email, password: 'wrong' }).then(({ status }) => status)
      for (let attempt = 0; attempt < 5; attempt += 1) expect(await wrong()).toBe(422)
      await stillWaits()
      expect(await wrong()).toBe(429)
      const right = await post('/fr/sign-in', { email, password: PASSWORD })
      expect(right.status).toBe(429)
      expect(await right.text()).toMatch(/Trop d’essais/)
    } finally {
      await forget()
    }
    expect((await post('/fr/sign-in', { email, password: PASSWORD })).status).toBe(302)
  })

  test('an unknown account and a wrong password get the same answer', async () => {
    // Each page has its nonce and repeats what was typed, in its data too: the rest must be the same.
    const answer = async (email: string) =>
      (await (await post('/fr/sign-in', { email, password: 'wrong' })).text())
        .replaceAll(/<script[\s\S]*?<\/script>|nonce="[^"]*"/g, '')
        .replaceAll(/\w*@demo\.example/g, '')
    expect(await answer('nobody@demo.example')).toBe(await answer(emailOf('reader')))
    await withClient(inject('ownerUrl'), (owner) => owner.query('delete from identity.attempt'))
  })
})

describe('safety: odd requests', () => {
  test('a body over 8 MB is refused', async () => {
    const response = await fetch(at('/fr/sign-in'), {
      method: 'POST',
      headers: { origin: inject('address') },
      body: new URLSearchParams({ email: 'x'.repeat(9_000_000) }),
    })
    expect(response.status).toBe(413)
  })

  test('an unknown address is a page in the language of its first part, in French elsewhere, never a bare error', async () => {
    for (const [path, locale] of [
      ['/en/nothing', 'en'],
      ['/nl/nothing/at/all', 'nl'],
      ['/falc/rien', 'fr-x-falc'],
      ['/de/nichts', 'fr'],
      ['/nothing', 'fr'],
      ['/fr/accounts/ccoms/1', 'fr'],
      ['/fr/accounts/no-such/2025', 'fr'],
      ['/fr/accounts/ccoms/2025/figures/no.such', 'fr'],
    ] as const) {
      const response = await fetch(at(path), { redirect: 'manual' })
      expect(response.status, path).toBe(404)
      const html = await response.text()
      expect(html, path).toContain(sayIn(locale)('problem.not_found.title'))
      expect(html, path).not.toMatch(TELLTALE)
    }
  })

  test('odd methods are answered calmly and change nothing', async () => {
    expect((await raw('HEAD', '/fr')).status).toBe(200)
    expect((await raw('HEAD', '/fr')).body).toBe('')
    for (const method of ['OPTIONS', 'PUT', 'DELETE', 'PATCH', 'PROPFIND', 'TRACE']) {
      for (const path of ['/fr', '/fr/accounts/ccoms/2025', '/fr/accounts/ccoms/2025/export/json', '/assets/none.js']) {
        for (const site of ['none', 'same-origin']) {
          const { status, body } = await raw(method, path, { 'sec-fetch-site': site, 'x-told': 'only to the server' })
          expect([200, 204, 400, 403, 404, 405, 415, 501], `${method} ${path}`).toContain(status)
          expect(body, `${method} ${path}`).not.toMatch(TELLTALE)
          expect(body, `${method} ${path}`).not.toContain('only to the server')
          if (method === 'TRACE') expect([403, 405]).toContain(status)
        }
      }
    }
  })

  test('hostile addresses get no error of ours and show nothing of the machine', async () => {
    const hostile = [
      '/fr/accounts?x=%00',
      '/fr/accounts/%00/2025',
      '/fr/accounts/ccoms/2025?edition=1%27%20or%201=1--',
      '/fr/accounts/ccoms/2025?edition=99999999999999999999',
      '/fr/accounts/ccoms/9999',
      '/fr/accounts/ccoms%27/2025',
      '/fr/accounts/ccoms/2025/figures/%ff',
      '/fr/accounts/ccoms/2025/figures/__proto__',
      '/fr/accounts/ccoms/2025/export/constructor',
      '/fr/accounts/ccoms/2025/export/exe',
      '/fr/directory?q=%27%3B%20drop%20table%20x--',
      `/fr/directory?q=${'a'.repeat(5000)}`,
      '/fr/directory?page=-1',
      '/fr/directory?page=1e309',
      '/fr/directory?q=%F0%9F%92%A9&page=999999',
      '/fr/journal/ccoms?from=2025-99-99',
      '/fr/sign-in?next=%00',
      '/%',
      '/fr/%E0%A4%A',
      '/fr/%2e%2e/%2e%2e/etc/passwd',
      '//evil.example',
      '/fr//accounts',
      '/__manifest?paths=/fr&version=x',
      '/fr.data?_routes=nope',
      '/_root.data',
      '/fr/accounts.data?_routes=%00',
    ]
    for (const path of hostile) {
      const { status, body } = await raw('GET', path)
      expect(status, path).toBeLessThan(500)
      expect(status, path).toBeGreaterThanOrEqual(200)
      expect(body, path).not.toMatch(TELLTALE)
    }
  })

  test('no file outside of the served folder is reached', async () => {
    for (const path of [
      '/assets/../../package.json',
      '/assets/..%2f..%2f..%2fpackage.json',
      '/assets/%2e%2e/%2e%2e/server/index.js',
      '/assets/....//....//package.json',
      '/assets/..%5c..%5cpackage.json',
      '/pictures/../../../etc/passwd',
      '/assets/',
      '/assets/.vite/manifest.json',
      '/.vite/manifest.json',
      '/build/server/index.js',
      '/package.json',
      '/.git/config',
    ]) {
      const { status, body } = await raw('GET', path)
      expect([400, 403, 404], path).toContain(status)
      expect(body, path).not.toMatch(/"name":\s*"maillage"|root:x:|isDynamicEntry|\[core\]/)
    }
  })

  test('the kit of components is shown in development only', async () => {
    expect((await fetch(at('/dev/ui'))).status).toBe(404)
  })
})
