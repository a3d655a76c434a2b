import { catalogueOf } from '#platform/languages/catalogue.ts'
import type { Locale } from '#platform/languages/locales.ts'
import { abbreviationsIn } from '../abbreviations.ts'
import type { AccountData } from '../data.server.ts'
import type { AccountDocument, DefinitionView, DocumentLocale } from '../document.ts'
import { type Figure, figuresOf } from '../figures.ts'
import { INDICATORS, indicatorOf, wordsOf } from '../indicators/index.ts'
import { documentLabels } from '../render/labels.ts'
import { readTemplate } from '../template.ts'
import { chaptersOf, gapsOf, plainChapters } from './chapters.ts'
import { figureViews } from './figure-views.ts'
import { hiddenFigures } from './hidden.ts'
import type { Material } from './pictures.ts'
import { impliedGaps, relationViews } from './relation-views.ts'
import { type Speaker, speaker } from './speak.ts'

export type Edition = AccountDocument['edition']

/** What an account is made from in one language: its figures, in words, and those that are kept back. */
export const materialOf = (data: AccountData, locale: Locale): Material & { hidden: ReadonlySet<string> } => {
  const speak = speaker(locale)
  const figures = figuresOf(INDICATORS, data.statements)
  const hidden = hiddenFigures(figures, data.network.threshold)
  return { data, figures, hidden, views: figureViews(data, figures, hidden, speak), speak }
}

/** An account in one language: the same document whether it is shown, printed or exported. */
export const documentOf = (data: AccountData, language: DocumentLocale, edition: Edition = null): AccountDocument => {
  const material = materialOf(data, language)
  const { figures, views, hidden, speak } = material
  const missing: string[] = []
  const written = data.templates[language] ?? data.templates.fr
  const template = written === undefined ? null : readTemplate(written)
  return {
    network: { id: data.network.id, name: speak.words(data.network.name), isDemonstration: data.network.isDemonstration },
    year: data.year,
    locale: language,
    title: speak.say('account.document.title', { year: String(data.year) }),
    subtitle: template?.subtitle || speak.say('account.document.subtitle', { network: speak.words(data.network.name) }),
    computedAt: data.computedAt,
    edition,
    labels: documentLabels(catalogueOf(language)),
    chapters: template === null ? plainChapters(material) : chaptersOf(template, material, missing),
    figures: views,
    relations: relationViews(data, hidden, speak),
    gaps: [...gapsOf(missing, material), ...impliedGaps(data, hidden, speak)],
    definitions: definitionsOf(figures, speak),
    abbreviations: abbreviationsIn(Object.values(views).map(({ label }) => label)).map((short) => ({
      short,
      long: speak.say(`account.abbreviation.${short}`),
    })),
    sources: data.sources,
  }
}

/** The definition of every indicator that the account uses, in the order of the programmes. */
const definitionsOf = (figures: readonly Figure[], speak: Speaker): DefinitionView[] => {
  // The whole says how an indicator is known, rather than one of its parts: the figure with the fewest dimensions comes last and stays.
  const wholeLast = figures.toSorted((a, b) => Object.keys(b.dimensions).length - Object.keys(a.dimensions).length)
  const used = new Map(wholeLast.map((figure) => [figure.indicator, figure]))
  return INDICATORS.flatMap(({ id }) => used.get(id) ?? []).map(({ indicator, origin }) => ({
    indicator,
    label: wordsOf(speak.language).label(indicator),
    definition: wordsOf(speak.language).definition(indicator),
    unitLabel: speak.unit(indicatorOf(indicator).unit, null),
    how: speak.say(origin.kind === 'computed' ? 'account.how.computed' : 'account.how.published'),
  }))
}

/** The figures of an account in words, without the chapters around them. */
export const figuresInWords = (data: AccountData, language: DocumentLocale): AccountDocument['figures'] => {
  const figures = figuresOf(INDICATORS, data.statements)
  return figureViews(data, figures, hiddenFigures(figures, data.network.threshold), speaker(language))
}

/** Figures of a frozen edition that are different today, or gone. */
export const correctionsOf = (frozen: AccountDocument, now: AccountDocument['figures']) =>
  Object.values(frozen.figures).flatMap((figure) => {
    const today = now[figure.id]
    return today?.shown === figure.shown
      ? []
      : [{ id: figure.id, label: `${figure.label} (${figure.periodLabel})`, was: figure.shown, now: today?.shown ?? '—' }]
  })
