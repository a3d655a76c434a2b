import { get } from 'node:http'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { examples, isForTeams, LANGUAGES } from './addresses.ts'
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

/** Who reads which pages: some are for who works in a team, all others an administrator reads. */
const READERS = [
  ['worker', isForTeams],
  ['administrator', (pattern: string) => !isForTeams(pattern)],
] as const

const weightOfPage = async (page: Page, path: string): Promise<number> => {
  const scripts = new Set<string>()
  const note = (request: { url(): string }) => {
    if (/\.js(\?|$)/.test(request.url())) scripts.add(request.url())
  }
  page.on('request', note)
  await visit(page, path)
  page.off('request', note)
  expect(scripts.size, 'a page without a script was not measured').toBeGreaterThan(3)
  return (await Promise.all([...scripts].map(weightOf))).reduce((sum, size) => sum + size, 0)
}

describe('weight', () => {
  // Each language in a tab of its own, at the same time.
  test('no page needs more than 130 kB of compressed JavaScript, in any language', { timeout: 240_000 }, async () => {
    const pages = (await examples()).filter(({ kind }) => kind === 'page')
    const weighed = await Promise.all(
      LANGUAGES.map(async (language) => {
        const found: [where: string, weight: number][] = []
        for (const [role, isTheirs] of READERS) {
          const page = await signedIn(await browser.open({ viewport: { width: 360, height: 740 } }), role)
          for (const { path, pattern } of pages)
            if (isTheirs(pattern)) found.push([`/${language}${path}`, await weightOfPage(page, `/${language}${path}`)])
        }
        return found
      }),
    )
    const all = weighed.flat()
    expect(all.length).toBe(pages.length * LANGUAGES.length)
    expect(all.filter(([, weight]) => weight > MOST).map(([where, weight]) => `${where}: ${Math.round(weight / KB)} kB`)).toEqual([])
    expect(Math.max(...all.map(([, weight]) => weight))).toBeGreaterThan(50 * KB)
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
