import { get } from 'node:http'
import { describe, expect, test } from 'vitest'
import { examples, LANGUAGES } from './addresses.ts'
import { at, signedIn, useBrowser, visit } from './journey.ts'

const browser = useBrowser()
const KB = 1000
const MOST = 130 * KB

const sizes = new Map<string, Promise<number>>()
/** Bytes of a script on the way to a browser of today, which reads brotli. */
const weightOf = (address: string) => {
  const known =
    sizes.get(address) ??
    new Promise<number>((resolve, reject) => {
      get(address, { headers: { 'accept-encoding': 'gzip, deflate, br, zstd' } }, (answer) => {
        let bytes = 0
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length
        })
        answer.on('end', () => resolve(bytes))
      }).on('error', reject)
    })
  sizes.set(address, known)
  return known
}

describe('weight', () => {
  test('no page needs more than 130 kB of compressed JavaScript, in any language', { timeout: 120_000 }, async () => {
    const page = await signedIn(await browser.open({ viewport: { width: 360, height: 740 } }), 'administrator')
    const heavy: string[] = []
    let heaviest = 0
    for (const { path, kind } of await examples()) {
      if (kind !== 'page') continue
      for (const language of LANGUAGES) {
        const scripts = new Set<string>()
        const note = (request: { url(): string }) => {
          if (/\.js(\?|$)/.test(request.url())) scripts.add(request.url())
        }
        page.on('request', note)
        await visit(page, `/${language}${path}`)
        page.off('request', note)
        const weights = await Promise.all([...scripts].map(weightOf))
        const weight = weights.reduce((sum, size) => sum + size, 0)
        heaviest = Math.max(heaviest, weight)
        expect(scripts.size, 'a page without a script was not measured').toBeGreaterThan(3)
        if (weight > MOST) heavy.push(`/${language}${path}: ${Math.round(weight / KB)} kB`)
      }
    }
    expect(heavy).toEqual([])
    expect(heaviest).toBeGreaterThan(50 * KB)
  })

  test('the server sends scripts, styles and pages compressed, and lets a browser keep what never changes', async () => {
    const html = await (await fetch(at('/fr'))).text()
    const script = /\/assets\/entry\.client-[\w-]+\.js/.exec(html)?.[0] ?? ''
    const style = /\/assets\/root-[\w-]+\.css/.exec(html)?.[0] ?? ''
    for (const path of ['/fr', script, style]) {
      const response = await fetch(at(path), { headers: { 'accept-encoding': 'gzip' } })
      expect(response.headers.get('content-encoding'), path).toBe('gzip')
      expect(response.headers.get('vary') ?? '', path).toMatch(/accept-encoding/i)
    }
    const packed = await fetch(at(script), { headers: { 'accept-encoding': 'gzip, deflate, br' } })
    expect(packed.headers.get('content-encoding')).toBe('br')
    expect(await packed.text()).toBe(await (await fetch(at(script), { headers: { 'accept-encoding': 'identity' } })).text())
    expect((await fetch(at('/assets/none.js'), { headers: { 'accept-encoding': 'br' } })).status).toBe(404)
    expect((await fetch(at(script))).headers.get('cache-control')).toMatch(/immutable/)
    expect((await fetch(at('/fr'))).headers.get('cache-control')).toBe('no-store')
  })

  test('letters come from here, and not more files of them than a page needs', async () => {
    const page = await browser.open()
    const fonts: string[] = []
    page.on('response', (response) => {
      if (response.request().resourceType() === 'font') fonts.push(response.url())
    })
    await visit(page, '/fr/accounts/ccoms/2025')
    await page.evaluate(() => document.fonts.ready)
    expect(fonts.length).toBeGreaterThan(0)
    expect(fonts.length).toBeLessThanOrEqual(6)
    for (const font of fonts) expect(font.startsWith(at('/assets/'))).toBe(true)
  })
})
