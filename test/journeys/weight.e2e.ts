import { describe, expect, test } from 'vitest'
import { at, useBrowser, visit } from './journey.ts'

const browser = useBrowser()
describe('weight', () => {
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
