import { slugged } from '#platform/slug.ts'
import type { Block, Chapter, Inline } from '../document.ts'
import { type Figure, figureId } from '../figures.ts'
import { INDICATORS, wordsOf } from '../indicators/index.ts'
import { endOf, yearPeriod } from '../period.ts'
import type { Template, TemplateBlock, TemplateInline } from '../template.ts'
import { activitiesTable, changeChart, type Material, membersMap, membersTable, outcomesTable, partsChart } from './pictures.ts'

/** The chapters of a template with its figures filled in; `missing` gathers the numbers that the text asks for and nobody knows. */
export const chaptersOf = (template: Template, material: Material, missing: string[]): Chapter[] =>
  template.chapters.map(({ title, blocks }) => ({
    id: slugged(title),
    title,
    blocks: blocks.flatMap((block) => blockOf(block, material, missing)),
  }))

const blockOf = (block: TemplateBlock, material: Material, missing: string[]): Block[] => {
  switch (block.type) {
    case 'heading':
      return [{ type: 'heading', text: block.text }]
    case 'paragraph':
      return [{ type: 'paragraph', inlines: inlinesOf(block.inlines, material, missing) }]
    case 'list':
      return [{ type: 'list', items: block.items.map((item) => inlinesOf(item, material, missing)) }]
    case 'directive':
      return directiveOf(block, material, missing)
  }
}

export const inlinesOf = (inlines: readonly TemplateInline[], material: Material, missing: string[]): Inline[] =>
  inlines.map((inline) => {
    if (inline.type === 'text') return inline
    const figure = figureFor(material, inline.indicator, inline.attributes)
    if (figure !== undefined) return { type: 'figure', id: figureId(figure) }
    missing.push(inline.indicator)
    return { type: 'text', text: material.speak.say('account.shown.unknown'), emphasis: 'em' }
  })

/**
 * The figure that a template names: of the year or at its end, unless `of` says otherwise (`of=before` a year earlier, `of=since` the
 * longest period that ends with the year); the other attributes are dimensions.
 */
export const figureFor = (
  { figures, data }: Material,
  indicator: string,
  { of, ...dimensions }: Readonly<Record<string, string>>,
): Figure | undefined => {
  const same = figures.filter((figure) => figure.indicator === indicator && isSame(figure.dimensions, dimensions))
  const year = of === 'before' ? data.year - 1 : data.year
  if (of === 'since')
    return same
      .filter(({ period }) => period.kind === 'since' || period.kind === 'span')
      .toSorted((a, b) => ((a.period.from ?? '') < (b.period.from ?? '') ? -1 : 1))[0]
  const [whole, end] = [yearPeriod(year), endOf(year)]
  return (
    same.find(({ period }) => (period.kind === 'as_of' ? period.to === end.to : period.from === whole.from && period.to === whole.to)) ??
    (of === undefined ? same.find(({ period }) => period.to.startsWith(String(year))) : undefined)
  )
}

const isSame = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>) =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([key, value]) => b[key] === value)

const directiveOf = (
  { name, attributes }: Extract<TemplateBlock, { type: 'directive' }>,
  material: Material,
  missing: string[],
): Block[] => {
  const some = <T>(value: T | null, block: (value: T) => Block): Block[] => (value === null ? [] : [block(value)])
  switch (name) {
    case 'figures': {
      const ids = (attributes.ids ?? '').split(/\s+/).flatMap((reference) => {
        const [indicator = '', of] = reference.split('@')
        const figure = figureFor(material, indicator, of === undefined ? {} : { of })
        if (figure === undefined) missing.push(indicator)
        return figure === undefined ? [] : [figureId(figure)]
      })
      return ids.length === 0 ? [] : [{ type: 'figures', ids }]
    }
    case 'chart': {
      const indicator = attributes.of ?? ''
      return some(
        attributes.by === undefined ? changeChart(material, indicator) : partsChart(material, indicator, attributes.by),
        (chart) => ({ type: 'chart', chart }),
      )
    }
    case 'map':
      return some(membersMap(material, attributes.group ?? ''), (map) => ({ type: 'map', map }))
    case 'members':
      return some(membersTable(material, attributes.group ?? ''), (table) => ({ type: 'table', table }))
    case 'activities':
      return some(activitiesTable(material, attributes.programme ?? ''), (table) => ({ type: 'table', table }))
    case 'outcomes':
      return some(outcomesTable(material, attributes.programme ?? ''), (table) => ({ type: 'table', table }))
    default:
      return []
  }
}

/** For a network that has written no template: a chapter for each programme, with its figures, pictures and tables. */
export const plainChapters = (material: Material): Chapter[] => {
  const { data, speak, figures } = material
  return data.programmes.flatMap(({ id, name }) => {
    const own = INDICATORS.filter(({ programme }) => programme === id)
    const ids = figures
      .filter(
        ({ indicator, dimensions, period }) =>
          own.some((each) => each.id === indicator) && Object.keys(dimensions).length === 0 && period.to.startsWith(String(data.year)),
      )
      .map(figureId)
    const charts = own.flatMap(({ id: indicator, parts }) =>
      (parts ?? []).flatMap(({ dimension }) => partsChart(material, indicator, dimension) ?? []),
    )
    const tables = [activitiesTable(material, id), outcomesTable(material, id)].filter((table) => table !== null)
    const blocks: Block[] = [
      ...(ids.length === 0 ? [] : [{ type: 'figures' as const, ids }]),
      ...charts.map((chart) => ({ type: 'chart' as const, chart })),
      ...tables.map((table) => ({ type: 'table' as const, table })),
    ]
    return blocks.length === 0 ? [] : [{ id, title: speak.words(name), blocks }]
  })
}

/** The numbers that a text asked for in vain, in words. */
export const gapsOf = (missing: readonly string[], { speak }: Material) =>
  [...new Set(missing)].map((indicator) => speak.say('account.gap.missing', { name: wordsOf(speak.language).label(indicator) }))
