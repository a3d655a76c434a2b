import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { cleanText } from '#platform/drawing/svg.server.ts'
import type { AccountDocument } from '../document.ts'
import { accountHtml } from './html.server.ts'
import { HOSTILE, sampleDocument } from './sample.test-support.ts'

const pageOf = (document: AccountDocument): Document => parseHTML(accountHtml(document)).document
const page = pageOf(sampleDocument())
const all = (selector: string, root: Document | Element = page) => [...root.querySelectorAll(selector)]
const textOf = (element: Element | null | undefined) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim()

/** Every text of a document replaced, so that one that is not escaped anywhere is found. */
const poisoned = (value: unknown, key = ''): unknown => {
  if (typeof value === 'string')
    return ['id', 'type', 'kind', 'verdict', 'locale', 'computedAt', 'frozenAt', 'emphasis', 'from', 'to', 'indicator'].includes(key)
      ? value
      : HOSTILE
  if (Array.isArray(value)) return value.map((inner) => poisoned(inner, key === 'ids' || key === 'figures' ? 'id' : key))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poisoned(inner, name)]))
}

describe('the account as one HTML file', () => {
  test('says its language and title, and asks for nothing from elsewhere', () => {
    const html = accountHtml(sampleDocument('nl'))
    expect(html).toMatch(/^<!doctype html>\n<html lang="nl">/)
    expect(html).toContain('<title>Compte de l’année 2025 – Réseau de santé mentale des Deux Rives</title>')
    expect(html).not.toMatch(/<script|<link|<img|@import|src=|url\((?!#)/)
    expect(html).not.toMatch(/\sstyle="/)
    expect(Buffer.byteLength(html)).toBeLessThan(300_000)
  })

  test('carries its styles: the tests must read style sheets too (css: true in the Vitest configuration)', () => {
    const style = textOf(page.querySelector('style'))
    expect(style).toContain('--mark-1:')
    expect(style).toContain('.chart .mark-1')
    expect(style).toContain('@media print')
    expect(style).toMatch(/@page\s*\{size:A4/)
  })

  test('its headings go down one step at a time, and the contents lead to every part', () => {
    expect(all('h1')).toHaveLength(1)
    const levels = all('h1, h2, h3').map((heading) => Number(heading.tagName.slice(1)))
    for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1)
    const targets = all('nav a').map((link) => link.getAttribute('href')?.slice(1) ?? '')
    expect(targets).toEqual(all('main > section').map((section) => section.getAttribute('id')))
    expect(targets.slice(0, 4).map((id) => textOf(page.getElementById(id)?.querySelector('h2')))).toEqual(
      sampleDocument().chapters.map(({ title }) => title),
    )
  })

  test('every figure leads to its note, and its note leads back', () => {
    const marks = all('.mark a')
    expect(marks.length).toBeGreaterThan(15)
    for (const mark of marks) expect(page.getElementById(mark.getAttribute('href')?.slice(1) ?? '')?.tagName).toBe('LI')
    const backs = all('.notes a.back')
    expect(backs).toHaveLength(Object.keys(sampleDocument().figures).length)
    for (const back of backs) expect(page.getElementById(back.getAttribute('href')?.slice(1) ?? '')).not.toBeNull()
    const ids = all('[id]').map((element) => element.getAttribute('id'))
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('a note says value, unit, label, period, kind and source', () => {
    const note = page.getElementById('note-1')
    expect(textOf(note)).toContain(
      '303 conseils – Conseils locaux de santé mentale actifs, au 31 décembre 2025. Publié : [1], p. 16 · 2024 : 298',
    )
    expect(note?.querySelector('data')?.getAttribute('value')).toBe('303')
  })

  test('a figure is read by people as it is written and by machines as a number; a suppressed one is not there', () => {
    const data = all('section#chapter-1 data').map((element) => [element.getAttribute('value'), textOf(element)])
    expect(data).toContainEqual(['25000000', 'près de 25 millions'])
    expect(all('data').some((element) => textOf(element) === 'moins de 5')).toBe(false)
    const [first] = Object.values(sampleDocument().figures)
    if (first === undefined) throw new Error('the sample has figures')
    const hidden = accountHtml(
      sampleDocument('fr', {
        figures: { ...sampleDocument().figures, [first.id]: { ...first, value: 4711, shown: 'moins de 5', suppressed: true } },
      }),
    )
    expect(hidden).not.toContain('4711')
    expect(textOf(all('.notes li').find((note) => textOf(note).startsWith('moins de 5')))).toContain(
      'Non montré, pour protéger les personnes',
    )
  })

  test('the numbers behind a picture are in a table beside it, with their ranges', () => {
    const figure = all('figure').find((element) => textOf(element).includes('bonne santé mentale'))
    expect(all('thead th', figure).map(textOf)).toEqual(['Élément', '% des habitants', 'Intervalle'])
    expect(all('tbody tr', figure).map(textOf)[0]).toBe('Lille61 % (57–65)57 à 65')
    expect(all('svg', figure)).toHaveLength(2)
    expect(all('th[scope="row"]', figure).map(textOf)).toContain('Antwerpen')
  })

  test('contradictions come first, with both places', () => {
    expect(all('#relations .relation').map((relation) => relation.getAttribute('class'))).toEqual([
      'relation contradicts',
      'relation implies',
      'relation holds-within-rounding',
    ])
    expect(all('#relations tbody tr').map((row) => [...row.children].map(textOf))).toEqual([
      ['Les trois groupes font le total des entretiens.', '310 + 124 + 20 = 454', '[1], p. 28'],
    ])
    const [first] = all('#relations .relation')
    expect(textOf(first).replaceAll('\u00a0', ' ')).toContain(
      'Où : 74 (2025) : [1], p. 27 · 64 (depuis 2017) : 12 enregistrements ([1], p. 28) – Tel qu’imprimé.',
    )
    expect([...(first?.children ?? [])].map((part) => part.className)).toEqual(['words', 'formula', 'quiet'])
  })

  test('an edition shows its hash, a working state says that it is none', () => {
    expect(textOf(page.querySelector('header')).replaceAll(' ', '')).toContain(sampleDocument().edition?.hash)
    expect(textOf(pageOf(sampleDocument('fr', { edition: null })).querySelector('header'))).toContain('État de travail, non figé')
  })

  test('a source is a link only when its address is one of the web', () => {
    const sources = [{ id: 's', title: 'Faux', publisher: null, published: null, address: 'javascript:alert(1)' }]
    expect(all('#sources a', pageOf(sampleDocument('fr', { sources })))).toEqual([])
    expect(all('#sources a').map((link) => link.getAttribute('href'))).toEqual(['https://example.org/bilan-2025.pdf'])
  })

  test('the same chart twice makes no id twice', () => {
    const [chapter] = sampleDocument().chapters
    if (chapter === undefined) throw new Error('the sample has chapters')
    const twice = pageOf(sampleDocument('fr', { chapters: [chapter, { ...chapter, id: 'again' }] }))
    const ids = all('[id]', twice).map((element) => element.getAttribute('id'))
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('text that looks like markup is text, wherever it stands', () => {
    const document = poisoned(sampleDocument()) as AccountDocument
    const html = accountHtml(document)
    expect(html).not.toMatch(/<script|<e>/)
    expect(html.match(/<\/style>/g)).toHaveLength(1)
    const hostile = parseHTML(html).document
    expect(textOf(hostile.querySelector('h1'))).toBe(cleanText(HOSTILE).replace(/\s+/g, ' '))
    expect(all('section', hostile)).toHaveLength(all('section').length)
    expect(all('*', hostile).some((element) => [...element.attributes].some(({ name }) => name.startsWith('on')))).toBe(false)
  })
})
