import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanText } from '../drawing/svg.server.ts'
import { expectSafeSvg, HOSTILE, withoutSpaces, wordsIn } from '../drawing/svg.test-support.ts'
import { widthOf } from '../drawing/text-width.ts'
import { LABEL_LEADING, LABEL_SIZE, placeLabels } from './label-placement.ts'
import { projectMap } from './layout.server.ts'
import { mapSvg } from './map.server.ts'
import { sampleMap } from './map.test-support.ts'
import type { MapPicture } from './map-picture.ts'

const mapOf = (...points: MapPicture['points'][number][]): MapPicture => ({ id: 'm', title: 'Où', summary: 'Partout.', points })
const point = (label: string, latitude: number, longitude: number, more: Partial<MapPicture['points'][number]> = {}) => ({
  label,
  group: 'Membre',
  latitude,
  longitude,
  ...more,
})
const LILLE = point('Lille', 50.63, 3.06)
const MARSEILLE = point('Marseille', 43.3, 5.37)

describe('the map', () => {
  test('is a safe picture at both widths, with every place named', () => {
    for (const width of [296, 680]) {
      const svg = mapSvg(sampleMap, { width, theme: 'screen' })
      expectSafeSvg(svg)
      for (const { label } of sampleMap.points) expect(wordsIn(svg)).toContain(withoutSpaces(label))
      expect(svg.length).toBeLessThan(40_000)
    }
  })

  test('north is up and the scale is true: Lille lies above Marseille, Brest left of Strasbourg, 1 degree is about 111 km', () => {
    const { frames } = projectMap(
      mapOf(LILLE, MARSEILLE, point('Brest', 48.39, -4.49), point('Strasbourg', 48.57, 7.75), point('Sud de Lille', 49.63, 3.06)),
      { width: 680 },
    )
    const [lille, marseille, brest, strasbourg, south] = frames[0]?.marks ?? []
    expect(lille?.y).toBeLessThan(marseille?.y ?? 0)
    expect(brest?.x).toBeLessThan(strasbourg?.x ?? 0)
    expect(south?.x).toBeCloseTo(lille?.x ?? 0, 0)
    // Lille–Marseille is 834 km as the crow flies.
    const pixels = Math.hypot((lille?.x ?? 0) - (marseille?.x ?? 0), (lille?.y ?? 0) - (marseille?.y ?? 0))
    expect((834 / pixels) * ((south?.y ?? 0) - (lille?.y ?? 0))).toBeCloseTo(111, -1)
  })

  test('land lies where it should: Lille is on it, the Bay of Biscay is not', () => {
    const base = projectMap(mapOf(LILLE), { width: 560 }).frames[0]?.base
    const isLand = (longitude: number, latitude: number) => {
      const [x = 0, y = 0] = base?.project(longitude, latitude) ?? []
      return ringsOf(base?.land ?? '').reduce((count, ring) => count + (holds(ring, x, y) ? 1 : 0), 0) % 2 === 1
    }
    expect([isLand(3.06, 50.5), isLand(2.35, 47), isLand(4.4, 50.6), isLand(9.1, 42.1)]).toEqual([true, true, true, true])
    expect([isLand(-4, 45.5), isLand(6.5, 42.6), isLand(0, 50.2), isLand(7.6, 47.4)]).toEqual([false, false, false, false])
  })

  test('coasts lie where they should: Finistère, the Basque coast, Cap Corse, the Belgian beach', () => {
    const base = projectMap(mapOf(LILLE), { width: 560 }).frames[0]?.base
    const outline = ringsOf(base?.land ?? '').flat()
    for (const [longitude, latitude] of [
      [-4.78, 48.4],
      [-1.78, 43.38],
      [9.4, 43],
      [2.9, 51.24],
    ] as const) {
      const [x = 0, y = 0] = base?.project(longitude, latitude) ?? []
      expect(Math.min(...outline.map(([px, py]) => Math.hypot(px - x, py - y)))).toBeLessThan(7)
    }
  })

  test('a frame for overseas and for the world appears only when somebody is there', () => {
    const namesOf = (map: MapPicture, locale: 'fr' | 'nl' | 'en' = 'fr') =>
      projectMap(map, { width: 680, locale }).frames.map(({ name }) => name)
    expect(namesOf(mapOf(LILLE))).toEqual([null])
    expect(namesOf(sampleMap)).toEqual([null, 'Guadeloupe', 'Guyane', 'La Réunion', 'Ailleurs dans le monde'])
    expect(namesOf(sampleMap, 'nl')).toContain('Frans-Guyana')
    expect(namesOf(mapOf(point('Montréal', 45.5, -73.6)))).toEqual([null])
  })

  test('points of one group at one place are one mark with their count', () => {
    const marks = projectMap(mapOf(LILLE, LILLE, { ...LILLE, label: 'Loos' }, { ...LILLE, group: 'Partenaire' }), {
      width: 680,
    }).frames.flatMap((frame) => frame.marks)
    expect(marks.map(({ label, points }) => [label, points.length])).toEqual([
      ['Lille + 2', 3],
      ['Lille', 1],
    ])
    expect(projectMap(mapOf(LILLE, LILLE), { width: 680 }).frames[0]?.marks[0]?.label).toBe('Lille (2)')
  })

  test('groups differ by sign, not only by colour', () => {
    const svg = mapSvg(mapOf(LILLE, { ...MARSEILLE, group: 'Partenaire' }), { width: 680, theme: 'print' })
    const shapes = [...svg.matchAll(/class="point point-\d" d="([^"]+)"/g)].map(([, d = '']) => d.replace(/[-\d.,]/g, ''))
    expect(new Set(shapes).size).toBe(2)
  })

  test('a point with an address is a link with a name, and the picture then hides nothing from screen readers', () => {
    const svg = mapSvg(mapOf({ ...LILLE, href: '/fr/a?b=1&c="2"' }), { width: 680, theme: 'screen' })
    expect(svg).toContain('<a class="place" href="/fr/a?b=1&amp;c=&quot;2&quot;"><title>Lille</title>')
    expect(svg).toContain('role="group"')
    expect(mapSvg(mapOf(LILLE), { width: 680, theme: 'screen' })).toContain('role="img"')
  })

  test('what finds no room on the map is in the list under it', () => {
    const crowd = Array.from({ length: 40 }, (_, i) => point(`Établissement ${i}`, 50.6 + (i % 7) * 0.03, 3 + (i % 6) * 0.03))
    const layout = projectMap(mapOf(...crowd), { width: 296 })
    const marks = layout.frames.flatMap((frame) => frame.marks)
    expect(layout.listed.length).toBeGreaterThan(5)
    expect(layout.listed.map(({ number }) => number)).toEqual(layout.listed.map((_, i) => i + 1))
    expect(marks.filter((mark) => mark.number !== null)).toHaveLength(layout.listed.length)
    const words = wordsIn(mapSvg(mapOf(...crowd), { width: 296, theme: 'print' }))
    for (const { label } of marks) expect(words).toContain(withoutSpaces(label))
  })

  test('text that looks like markup is text, and a place that is none is left out', () => {
    const svg = mapSvg(
      {
        ...mapOf(point(HOSTILE, 48, 2, { group: HOSTILE }), point('x', Number.NaN, 2, { group: 'y' })),
        title: HOSTILE,
        summary: HOSTILE,
        id: HOSTILE,
      },
      { width: 680, theme: 'screen' },
    )
    expectSafeSvg(svg)
    expect(wordsIn(svg)).toContain(withoutSpaces(cleanText(HOSTILE)))
    expect(svg).not.toContain('NaN')
  })

  test('labels touch neither each other nor a point', () => {
    const points = fc.array(
      fc.record({
        x: fc.integer({ min: 10, max: 390 }),
        y: fc.integer({ min: 10, max: 390 }),
        radius: fc.constant(5),
        text: fc.stringMatching(/^[A-Za-z -]{1,24}$/),
      }),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(points, (given) => {
        const frame = { x0: 0, y0: 0, x1: 400, y1: 400 }
        const boxes = placeLabels(given, { frame, widest: 120, firstNumber: 1, numbersOnly: false }).flatMap(({ label }) =>
          label === null ? [] : [boxOf(label)],
        )
        for (const [i, a] of boxes.entries()) {
          expect(a.x0 >= 0 && a.x1 <= 400 && a.y0 >= 0 && a.y1 <= 400).toBe(true)
          expect(boxes.slice(i + 1).some((b) => a.x0 < b.x1 && a.x1 > b.x0 && a.y0 < b.y1 && a.y1 > b.y0)).toBe(false)
          expect(given.some(({ x, y }) => x > a.x0 && x < a.x1 && y > a.y0 && y < a.y1)).toBe(false)
        }
      }),
      { numRuns: 60 },
    )
  })
})

const BRUSSELS = point('Bruxelles', 50.85, 4.35)
const SIX_IN_LILLE = [
  [50.63, 3.06],
  [50.69, 3.17],
  [50.72, 3.16],
  [50.62, 3.14],
  [50.69, 2.9],
  [50.6, 3.0],
].map(([latitude = 0, longitude = 0], i) => point(`Lille ${i}`, latitude, longitude))

describe('what is crowded on the map', () => {
  test('is drawn again, larger, under a letter that stands where it lies', () => {
    const { frames } = projectMap(mapOf(...SIX_IN_LILLE, MARSEILLE), { width: 680, locale: 'en' })
    expect(frames.map(({ name, marks }) => [name, marks.length])).toEqual([
      [null, 1],
      ['A · Lille area', 6],
    ])
    expect(frames.map(({ windows }) => windows.map(({ letter }) => letter))).toEqual([['A'], []])
    const svg = mapSvg(mapOf(...SIX_IN_LILLE, MARSEILLE), { width: 680, theme: 'screen' })
    expectSafeSvg(svg)
    expect(svg).toContain('class="window"')
  })
  test('stays where it is while there is room for it', () => {
    expect(projectMap(mapOf(...SIX_IN_LILLE.slice(0, 3), MARSEILLE), { width: 680 }).frames).toHaveLength(1)
  })
  test('has towns around it to find the way by, in the reader’s language, and none that covers a mark', () => {
    const frameOf = (locale: 'fr' | 'nl') => projectMap({ ...mapOf(...SIX_IN_LILLE), view: 'points' }, { width: 680, locale }).frames[0]
    expect(frameOf('fr')?.landmarks.map(({ name }) => name)).toContain('Seclin')
    const belgium = { ...mapOf(BRUSSELS, point('Arlon', 49.68, 5.82)), view: 'points' as const }
    expect(projectMap(belgium, { width: 680, locale: 'nl' }).frames[0]?.landmarks.map(({ name }) => name)).toContain('Luik')
    for (const { x, y } of frameOf('fr')?.landmarks ?? [])
      for (const mark of frameOf('fr')?.marks ?? []) expect(Math.hypot(mark.x - x, mark.y - y)).toBeGreaterThan(mark.radius)
  })
})

describe('a map of no more than its points', () => {
  const near = (map: MapPicture) => ({ ...map, view: 'points' as const })
  const apart = (map: MapPicture) => {
    const [a, b] = projectMap(map, { width: 680 }).frames[0]?.marks ?? []
    return Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0))
  }
  test('is drawn larger the nearer they are, on land and abroad', () => {
    const twoOfBelgium = mapOf(BRUSSELS, point('Namur', 50.47, 4.87))
    expect(apart(near(twoOfBelgium))).toBeGreaterThan(3 * apart(twoOfBelgium))
    const twoOfMexico = mapOf(point('Mexico', 19.43, -99.13), point('Monterrey', 25.67, -100.31))
    expect(apart(near(twoOfMexico))).toBeGreaterThan(3 * apart(twoOfMexico))
  })
  test('shows all of the land where they are all over it', () => {
    const all = mapOf(LILLE, MARSEILLE, point('Brest', 48.39, -4.49), point('Strasbourg', 48.57, 7.75))
    expect(apart(near(all))).toBeCloseTo(apart(all), 3)
  })
  test('is that of the crowd alone where they are all in one', () => {
    const { frames } = projectMap(near(mapOf(...SIX_IN_LILLE)), { width: 680 })
    expect(frames.map(({ name, marks }) => [name, marks.length])).toEqual([[null, 6]])
  })
  test('loses no point: each has its mark in one frame, and inside of it', () => {
    const somewhere = fc.record({
      latitude: fc.oneof(fc.double({ min: -50, max: 70, noNaN: true }), fc.double({ min: 48, max: 51.5, noNaN: true })),
      longitude: fc.oneof(fc.double({ min: -160, max: 170, noNaN: true }), fc.double({ min: 1, max: 6, noNaN: true })),
    })
    fc.assert(
      fc.property(
        fc.array(somewhere, { minLength: 1, maxLength: 25 }),
        fc.constantFrom('whole' as const, 'points' as const),
        (places, view) => {
          const points = places.map(({ latitude, longitude }, i) => point(`P${i}`, latitude, longitude))
          const { frames } = projectMap({ ...mapOf(...points), view }, { width: 296 })
          const labels = frames.flatMap(({ marks }) => marks.flatMap((mark) => mark.points.map(({ label }) => label)))
          expect(labels.sort()).toEqual(points.map(({ label }) => label).sort())
          for (const { base, marks } of frames)
            for (const { x, y } of marks) expect(x >= 0 && x <= base.width && y >= 0 && y <= base.height).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })
})

const boxOf = ({ x, y, lines, anchor }: { x: number; y: number; lines: readonly string[]; anchor: 'start' | 'middle' | 'end' }) => {
  const wide = Math.max(...lines.map((line) => widthOf(line, LABEL_SIZE)))
  const x0 = anchor === 'start' ? x : anchor === 'end' ? x - wide : x - wide / 2
  return { x0, x1: x0 + wide, y0: y, y1: y + lines.length * LABEL_LEADING }
}

/** Rings of a path of steps (M, l, z). */
const ringsOf = (path: string) =>
  path
    .split('M')
    .filter((part) => part !== '')
    .map((part) => {
      const [start = '', ...steps] = part.replace('z', '').split('l')
      const pair = (text: string) => (text.match(/-?\d*\.?\d+/g) ?? []).map(Number) as [number, number]
      let [x, y] = pair(start)
      return [
        [x, y] as const,
        ...steps.map((step) => {
          const [dx, dy] = pair(step)
          x += dx
          y += dy
          return [x, y] as const
        }),
      ]
    })
const holds = (ring: readonly (readonly [number, number])[], x: number, y: number) =>
  ring.reduce((inside, [x1, y1], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length] ?? [x1, y1]
    return y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1) ? !inside : inside
  }, false)
