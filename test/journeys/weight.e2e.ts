import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '#platform/root.server.ts'
import { foldersOf } from '../../src/catalogues/browser.ts'
import { at, sessionFor, useBrowser, visit } from './journey.ts'
import { weightOf } from './look.ts'

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

  // Read on the oldest telephones, by their owners alone: the look at every screen sees none of these.
  const ANA = '00000000-0000-4000-8000-00000000a11a'
  const MINE = ['', '/crisis', '/crisis/edit', '/recovery', '/circle', '/looked', '/written', '/stays'].map((path) => `my/ccoms${path}`)
  const OWN: readonly (readonly [email: string, paths: readonly string[]])[] = [
    ['personne@demo.example', ['my', 'my/lock', ...MINE, 'my/path/ccoms', 'my/measures/ccoms', 'my/situations', 'account', 'account/data']],
    ['proche@demo.example', ['circle', 'circle/join', `circle/ccoms/${ANA}`, `circle/ccoms/${ANA}/recovery`]],
  ]
  test('a page of one’s own needs at most 130 kB of compressed JavaScript, words included, in easy-to-read French', async () => {
    const assets = join(projectRoot(), 'build/client/assets')
    const list = readFileSync(join(assets, readdirSync(assets).find((name) => /^browser-.*js$/.test(name)) ?? ''), 'utf8')
    const wordsOf = (folder: string) =>
      new RegExp(`/src/${folder}/messages/fr-x-falc\\.json":\\(\\)=>[^,]*?\\./([\\w-]+\\.js)`).exec(list)?.[1]
    const heavy: string[] = []
    let said = 0
    for (const [email, paths] of OWN) {
      const cookie = await sessionFor(email)
      for (const path of paths) {
        const page = await fetch(at(`/falc/${path}`), { headers: { cookie } })
        expect(page.status, path).toBe(200)
        // What a browser fetches for it: the page also names the scripts of pages that it leads to.
        const scripts = [...(await page.text()).matchAll(/(?:href=|from |import\(?\s*)"\/assets\/([\w.-]+\.js)/g)].map(([, name]) => name)
        const words = foldersOf(path).map(wordsOf)
        said += words.filter((name) => name !== undefined).length
        const names = new Set([...scripts, ...words].filter((name) => name !== undefined && !name.startsWith('manifest-')))
        const sizes = await Promise.all([...names].map((name) => weightOf(at(`/assets/${name}`))))
        const weight = sizes.reduce((sum, size) => sum + size, 0)
        expect(weight, `${path} was not weighed whole`).toBeGreaterThan(100_000)
        if (weight > 130_000) heavy.push(`${path}: ${Math.round(weight / 1000)} kB`)
      }
    }
    expect(heavy).toEqual([])
    expect(said).toBeGreaterThan(50)
  })
})
