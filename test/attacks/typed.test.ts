import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { describe, expect, test, vi } from 'vitest'
import { addressesOf } from './addresses.test-support.ts'
import { useSite } from './site.test-support.ts'

vi.setConfig({ testTimeout: 120_000 })
const site = useSite()

describe('words in an address', () => {
  // What closes a script, an attribute, a text, a comment and a template, around something that would run.
  const EVIL = `</script><img src=x onerror=alert(1)><!--'"\`\${1}`
  const NAMES = ['q', 'search', 'name', 'person', 'about', 'actor', 'action', 'from', 'to', 'kind', 'next', 'draft', 'page', 'network', 'x']

  test('come back as words or not at all, on every page and in what its program reads', async () => {
    const search = NAMES.map((name) => `${name}=${encodeURIComponent(EVIL)}`).join('&')
    let told = 0
    for (const { path } of await addressesOf(site)) {
      const { body, headers } = await site.ask(`/fr${path}?${search}`, { cookie: site.members.administrator.cookie })
      if (headers.get('content-type')?.startsWith('text/html') !== true) continue
      expect(body, path).not.toContain('<img src=x')
      expect(body, path).not.toContain('<!--\'"')
      told += Number(body.includes('onerror'))
    }
    expect(told, 'no page says what was searched for').toBeGreaterThan(0)
  })
})

describe('signing out', () => {
  test('has the browser forget what it kept of the site', async () => {
    const { headers } = await site.ask('/fr/sign-out', { form: [], cookie: site.members.reader.cookie })
    expect(headers.get('clear-site-data')).toContain('"cache"')
    expect(headers.getSetCookie().join()).toMatch(/session=; .*Max-Age=0/)
    await site.renew()
  })
})

describe('a link of another site', () => {
  test('signs nobody in at a provider that knows them: the sign-in page comes first', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'maillage-link-'))
    const former = process.env.MAILLAGE_SETTINGS
    const file = join(folder, 'settings.json')
    writeFileSync(
      file,
      JSON.stringify({ openid: { one: { name: 'One', issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'y' } } }),
    )
    process.env.MAILLAGE_SETTINGS = file
    try {
      const led = async (from: string, act = 'enter') =>
        (await site.ask(`/fr/sign-in/with?provider=one&act=${act}&next=/fr/journal`, { headers: { 'sec-fetch-site': from } })).headers.get(
          'location',
        )
      for (const from of ['cross-site', 'same-site'])
        for (const act of ['enter', 'confirm', 'connect']) expect(await led(from, act), `${from} ${act}`).toMatch(/^\/fr\/sign-in\?next=/)
      // From our own page, or typed by the person, it goes on: to a provider that does not answer here.
      for (const from of ['same-origin', 'none']) expect(await led(from), from).toBe('/fr/sign-in?failure=unavailable')
    } finally {
      rmSync(folder, { recursive: true })
      if (former === undefined) delete process.env.MAILLAGE_SETTINGS
      else process.env.MAILLAGE_SETTINGS = former
    }
  })
})

describe('a request that says its length in two ways', () => {
  test('is refused before anything of it is done, so that two servers in a row never read it differently', async () => {
    const done: string[] = []
    const answer = getRequestListener((request) => {
      done.push(new URL(request.url).pathname)
      return new Response('done')
    })
    const server = createServer(answer).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    const told = (lines: string[]) =>
      new Promise<string>((resolve, reject) => {
        let text = ''
        const after = '0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n'
        const socket = connect(port, '127.0.0.1', () => socket.end(`POST / HTTP/1.1\r\nHost: x\r\n${lines.join('\r\n')}\r\n\r\n${after}`))
        socket
          .on('data', (chunk) => (text += chunk))
          .on('end', () => resolve(text))
          .on('error', reject)
      })
    try {
      for (const lines of [
        ['Content-Length: 5', 'Transfer-Encoding: chunked'],
        ['Transfer-Encoding: chunked', 'Content-Length: 5'],
        ['Content-Length: 5', 'Content-Length: 6'],
        ['Transfer-Encoding: chunked, identity'],
      ])
        expect(await told(lines), lines.join()).toMatch(/^HTTP\/1\.1 400 /)
      expect(done).toEqual([])
      // What follows a plain one is a request of its own: the test would see it.
      expect(await told(['Content-Length: 5'])).toMatch(/done/)
      expect(done).toEqual(['/', '/smuggled'])
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })
})
