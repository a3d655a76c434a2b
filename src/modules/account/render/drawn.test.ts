import { expect, test } from 'vitest'
import { drawn } from './drawn.server.ts'
import { sampleDocument } from './sample.test-support.ts'

const document = sampleDocument('fr')
const shown = drawn(document)
const blocks = shown.chapters.flatMap((chapter) => chapter.blocks)

test('every figure that a chapter names is there with what its tile shows', () => {
  const named = document.chapters.flatMap((chapter) =>
    chapter.blocks.flatMap((block) =>
      block.type === 'figures'
        ? block.ids
        : block.type === 'paragraph'
          ? block.inlines.flatMap((inline) => (inline.type === 'figure' ? [inline.id] : []))
          : block.type === 'list'
            ? block.items.flat().flatMap((inline) => (inline.type === 'figure' ? [inline.id] : []))
            : [],
    ),
  )
  expect(named.length).toBeGreaterThan(2)
  for (const id of named) {
    const { shown: words, label } = document.figures[id] ?? { shown: 'missing', label: 'missing' }
    expect(shown.figures[id]).toMatchObject({ shown: words, label })
  }
})

test('pictures are drawn twice, and what they are drawn from does not go to the browser', () => {
  const pictures = blocks.filter((block) => block.type === 'chart' || block.type === 'map')
  expect(pictures.map(({ type }) => type)).toEqual(expect.arrayContaining(['chart', 'map']))
  for (const { wide, narrow } of pictures) {
    expect(wide).toMatch(/^<svg/)
    expect(narrow).toMatch(/^<svg/)
  }
  const said = JSON.stringify(pictures.map((block) => (block.type === 'chart' ? block.chart : block.map)))
  expect(said).not.toMatch(/"(value|latitude|longitude|low|high)":/)
})

test('what the screen does not show stays on the server: values behind a figure, names of other figures', () => {
  const secret = {
    ...Object.values(document.figures)[0],
    id: 'nowhere',
    label: 'Compté à part',
    value: 3,
  } as (typeof document.figures)[string]
  const more = drawn({ ...document, figures: { ...document.figures, nowhere: secret } })
  expect(JSON.stringify(more)).toBe(JSON.stringify(shown))
  for (const figure of Object.values(shown.figures)) expect(figure).not.toHaveProperty('value')
})

test('a picture is told in words with all of its rows', () => {
  const given = document.chapters.flatMap((chapter) => chapter.blocks)
  const rows = given.flatMap((block) => (block.type === 'chart' ? [block.chart.rows.map((row) => [row.label, row.part, row.shown])] : []))
  expect(rows.length).toBeGreaterThan(2)
  expect(
    blocks.flatMap((block) => (block.type === 'chart' ? [block.chart.rows.map((row) => [row.label, row.part, row.shown])] : [])),
  ).toEqual(rows)
  const places = given.flatMap((block) => (block.type === 'map' ? block.map.points.map(({ label }) => label) : []))
  expect(blocks.flatMap((block) => (block.type === 'map' ? block.map.points.map(({ label }) => label) : []))).toEqual(places)
})
