import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanText, drawingDocument, innerOf } from '#platform/drawing/svg.server.ts'
import { expectSafeSvg, withoutSpaces, wordsIn } from '#platform/drawing/svg.test-support.ts'
import { widthOf } from '#platform/drawing/text-width.ts'
import { PICTURE_WIDTHS } from '#platform/drawing/widths.ts'
import type { Chart } from '../document.ts'
import { chartPair, chartSvg } from './chart.server.ts'
import { HOSTILE, sampleCharts } from './sample.test-support.ts'

const chartOf = (kind: Chart['kind'], rows: Chart['rows']): Chart => ({
  id: 'c',
  kind,
  title: 'Qui vient',
  summary: 'Beaucoup de monde.',
  unitLabel: 'personnes',
  rows,
})
const row = fc.record(
  {
    label: fc.string({ unit: 'binary' }),
    part: fc.string({ unit: 'binary' }),
    value: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    shown: fc.string({ unit: 'binary' }),
    low: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    emphasis: fc.boolean(),
  },
  { requiredKeys: ['label', 'value', 'shown'] },
)
const anyChart = fc.record({
  id: fc.string({ unit: 'binary' }),
  kind: fc.constantFrom('bars', 'stacked', 'columns', 'dots'),
  title: fc.string({ unit: 'binary' }),
  summary: fc.string({ unit: 'binary' }),
  unitLabel: fc.string(),
  rows: fc.array(row, { maxLength: 8 }),
}) as fc.Arbitrary<Chart>

/** Words that begin at a place, with where they end. */
const lines = (svg: string) =>
  [...svg.matchAll(/<g ([^>]*)class="(?:label|value)">(.*?)<\/g>/g)].flatMap(([, attributes = '', texts = '']) =>
    [...texts.matchAll(/<text transform="translate\(([-\d.]+),[^>]*>(.*?)<\/text>/g)].flatMap(([, x, inner = '']) =>
      inner
        .split('</tspan>')
        .map((line) => line.replace(/<[^>]*>/g, '').replaceAll('&#160;', '\u00a0'))
        .filter((line) => line !== '')
        .map((line) => {
          const wide = widthOf(line, 14, attributes.includes('font-weight'))
          const from = attributes.includes('text-anchor="start"')
            ? Number(x)
            : attributes.includes('text-anchor="end"')
              ? Number(x) - wide
              : Number(x) - wide / 2
          return { line, from, to: from + wide }
        }),
    ),
  )

describe('charts', () => {
  test.each(['screen', 'print'] as const)('every sample is a safe picture for %s that prints each value at its mark', (theme) => {
    for (const chart of sampleCharts) {
      for (const width of [PICTURE_WIDTHS.narrow, PICTURE_WIDTHS.wide]) {
        const svg = chartSvg(chart, { width, theme })
        expectSafeSvg(svg)
        for (const { shown, label, part } of chart.rows)
          for (const word of [shown, label, part ?? '']) expect(wordsIn(svg)).toContain(withoutSpaces(word))
      }
    }
  })

  test('a reader who cannot see it gets the title and the sentence', () => {
    const svg = chartSvg(
      { ...chartOf('bars', [{ label: 'a', value: 1, shown: '1' }]), id: 'peers & carers' },
      { width: 300, theme: 'screen' },
    )
    const [, title, desc] = /role="img" aria-labelledby="([^"]+)" aria-describedby="([^"]+)"/.exec(svg) ?? []
    expect(svg).toContain(`<title id="${title}">Qui vient</title>`)
    expect(svg).toContain(`<desc id="${desc}">Beaucoup de monde.</desc>`)
  })

  test('the two widths of one chart can stand on one page: no id is used twice', () => {
    const { narrow, wide } = chartPair(sampleCharts[1] as Chart, 'fr')
    expectSafeSvg(`<svg>${narrow}${wide}</svg>`)
  })

  test('nothing runs off the picture, on a phone either', () => {
    for (const chart of sampleCharts) {
      for (const width of [296, 680]) {
        const found = lines(chartSvg(chart, { width, theme: 'print' }))
        expect(found.length).toBeGreaterThan(3)
        for (const { line, from, to } of found) expect({ line, inside: from >= -1 && to <= width + 1 }).toEqual({ line, inside: true })
      }
    }
  })

  test('columns are as tall as their values, from zero', () => {
    const rows = [50, 100, 25].map((value) => ({ label: `${value}`, value, shown: `${value}` }))
    const svg = chartSvg(chartOf('columns', rows), { width: 680, theme: 'print' })
    const heights = [...svg.matchAll(/<rect height="([\d.]+)"/g)].map((match) => Number(match[1]))
    expect(heights).toHaveLength(3)
    expect((heights[1] ?? 0) / (heights[0] ?? 1)).toBeCloseTo(2, 1)
    expect((heights[1] ?? 0) / (heights[2] ?? 1)).toBeCloseTo(4, 1)
  })

  test('a range is drawn from its low to its high end on the scale of the value', () => {
    const svg = chartSvg(chartOf('dots', [{ label: 'Lille', value: 50, shown: '50 %', low: 40, high: 60 }]), { width: 680, theme: 'print' })
    const [, x1, x2] = /class="range"><path d="M([\d.]+),[\d.]+L([\d.]+),/.exec(svg) ?? []
    const [, dot] = /<circle[^>]*cx="([\d.]+)"/.exec(svg) ?? []
    expect(Number(x2) - Number(dot)).toBeCloseTo(Number(dot) - Number(x1), 0)
    expect(Number(x2)).toBeGreaterThan(Number(x1) + 50)
  })

  test('columns that have no room for their words lie down as bars', () => {
    const rows = ['Professionnels de la psychiatrie', 'Personnes concernées', 'Élus', 'Étudiants', 'Aidants'].map((label, i) => ({
      label,
      value: i + 1,
      shown: String(i + 1),
    }))
    const leftmost = (width: number) =>
      new Set(lines(chartSvg(chartOf('columns', rows), { width, theme: 'print' })).map(({ from }) => Math.round(from))).size
    expect(leftmost(296)).toBeLessThan(leftmost(1000))
  })

  test('parts of a whole differ by pattern too, so that a grey print reads', () => {
    const svg = chartSvg(sampleCharts[1] as Chart, { width: 680, theme: 'print' })
    expect(svg.match(/url\(#/g)?.length).toBe(2)
    expect(svg).toMatch(/class="mark-1".*class="mark-2".*class="mark-3"/)
  })

  test('text that looks like markup is text', () => {
    for (const kind of ['bars', 'stacked', 'columns', 'dots'] as const) {
      const svg = chartSvg(
        { ...chartOf(kind, [{ label: HOSTILE, part: HOSTILE, value: 3, shown: HOSTILE }]), title: HOSTILE, summary: HOSTILE, id: HOSTILE },
        { width: 296, theme: 'screen' },
      )
      expectSafeSvg(svg)
      expect(wordsIn(svg)).toContain(withoutSpaces(cleanText(HOSTILE)))
    }
  })

  test('no style leaves the drawing, whatever the library writes', () => {
    const drawn = drawingDocument.createElementNS('http://www.w3.org/2000/svg', 'svg')
    drawn.innerHTML = '<style>a{}</style><g class="plot-1" aria-label="bar"><rect style="fill:red" x="1.23456" class="mark-1"></rect></g>'
    expect(innerOf(drawn)).toMatch(/^<g><rect (?=.*class="mark-1")(?=.*x="1\.23")[^>]*(?:\/>|><\/rect>)<\/g>$/)
    expect(innerOf(drawn)).not.toContain('style')
  })

  test.each(['bars', 'stacked', 'columns', 'dots'] as const)('the least numbers that there are stand at zero: %s', (kind) => {
    for (const value of [Number.MIN_VALUE, -Number.MIN_VALUE, 2e-310, 1e-12, 0]) {
      const rows = ['a', 'b', 'c'].map((label) => ({ label, part: label, value, shown: '0', low: -value }))
      expect(chartSvg(chartOf(kind, rows), { width: 680, theme: 'print' })).not.toMatch(/NaN|Infinity|undefined/)
    }
  })

  test('any chart of any words and values is a safe picture', () => {
    fc.assert(
      fc.property(anyChart, fc.integer({ min: 200, max: 900 }), (chart, width) => {
        const svg = chartSvg(chart, { width, theme: 'print' })
        expectSafeSvg(svg)
        expect(svg).not.toMatch(/NaN|Infinity|undefined/)
        for (const { shown } of chart.rows) expect(wordsIn(svg)).toContain(withoutSpaces(cleanText(shown)))
      }),
      { numRuns: 150 },
    )
  })
})
