import pictures from '#platform/drawing/pictures.css?raw'
import type { AccountDocument, PlaceView, RelationView } from '../document.ts'
import style from './account.css?raw'
import { meshPaths } from './cover-mesh.ts'
import { dayOf } from './dates.ts'
import { blockOf, dataOf, type HtmlContext, scrolling, tableOf } from './html-blocks.server.ts'
import { labelsOf } from './labels.ts'
import { cssString, type Markup, markup, trusted } from './markup.server.ts'
import { type Note, notesOf } from './notes.ts'
import { originIn, type Reference, referenceIn, relationGroups, stateOf } from './standing.ts'
import { colon, typeset } from './typography.ts'
import { webAddress } from './web-address.ts'

const COVER = { width: 1200, height: 200, rows: 5, wave: 80, gap: 3.4 }
const cover = () =>
  `<svg class="cover" viewBox="0 0 ${COVER.width} ${COVER.height}" preserveAspectRatio="xMidYMid slice" fill="none" stroke-width="1.8" stroke-linecap="round" aria-hidden="true" focusable="false">` +
  `${meshPaths(COVER)
    .map((d, row) => `<path class="thread-${row === 2 ? 1 : 0}" d="${d}"/>`)
    .join('')}</svg>`

const pageStyle = ({ title, network }: AccountDocument, page: string) =>
  `@page{size:A4;margin:24mm 24mm 22mm;@top-left{content:${cssString(title)};font:8pt sans-serif;color:#5c564c}@top-right{content:${cssString(network.name)};font:8pt sans-serif;color:#5c564c}` +
  `@bottom-right{content:${cssString(`${page} `)} counter(page) " / " counter(pages);font:8pt sans-serif;color:#5c564c}}@page:first{@top-left{content:none}@top-right{content:none}@bottom-right{content:none}}`

const section = (
  id: string,
  title: string,
  body: unknown,
): Markup => markup`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${body}</section>
`

/** A place in a source with the number of the source in place of its title, which leads to the list. */
const placeOf = ({ source, rest }: Reference) =>
  source === null ? markup`${rest}` : markup`<a href="#source-${source}">[${source}]</a>${rest === '' ? '' : `, ${rest}`}`

/** A number with the place where it stands: "74 (2025): [1], p. 27"; a note that was made of it comes last. */
const standing = ({ said, records, document, note }: PlaceView, reference: (place: string) => Reference): Markup => {
  const where = document === '' ? '' : placeOf(reference(document))
  const counted = records === '' ? where : markup`${records}${where === '' ? '' : markup` (${where})`}`
  return markup`${said}${said === '' ? '' : ' '}${counted}${note === '' ? '' : markup` – <i>${note}</i>`}`
}

const relationsBody = (document: AccountDocument, { say }: HtmlContext) => {
  const groups = relationGroups(document)
  if (groups.length === 0) return markup`<p>${say('noRelations')}</p>`
  const reference = referenceIn(document)
  const placesIn = (places: readonly PlaceView[]) => places.map((place, i) => markup`${i === 0 ? '' : ' · '}${standing(place, reference)}`)
  const one = ({ verdict, formula, sentence, places }: RelationView) =>
    markup`<div class="relation ${verdict}"><p class="words">${sentence}</p><p class="formula">${formula}</p>${
      places.length === 0 ? '' : markup`<p class="quiet">${say('places')}${colon(document.locale)}${placesIn(places)}</p>`
    }</div>`
  const columns = [say('meaning'), say('check'), say('places')].map((label) => ({ label, numeric: false }))
  const row = ({ sentence, formula, places }: RelationView) => [sentence, formula, placesIn(places)]
  const holding = (label: string, items: readonly RelationView[]) =>
    scrolling(label, tableOf(markup`<span class="hidden">${label}</span>`, columns, items.map(row)))
  return markup`<p>${say('relationsIntro')}</p>${groups.map(
    ({ verdict, label, items }) => markup`<h3>${label}</h3>${verdict === 'holds' ? holding(label, items) : items.map(one)}`,
  )}`
}

const gapsBody = (document: AccountDocument, { say }: HtmlContext) =>
  document.gaps.length === 0 ? markup`<p>${say('noGaps')}</p>` : markup`<ul>${document.gaps.map((gap) => markup`<li>${gap}</li>`)}</ul>`

const definitionsBody = (document: AccountDocument, { say }: HtmlContext) =>
  markup`<dl>${document.definitions.map(
    ({ label, unitLabel, definition, how }) =>
      markup`<dt>${label} <span class="quiet">${unitLabel}</span></dt><dd>${definition}</dd><dd class="quiet">${say('how')}${colon(document.locale)}${how}</dd>`,
  )}</dl>${abbreviationsBody(document, say('abbreviations'))}`

const abbreviationsBody = ({ abbreviations }: AccountDocument, title: string) =>
  abbreviations.length === 0
    ? markup``
    : markup`<h3>${title}</h3><dl>${abbreviations.map(({ short, long }) => markup`<dt>${short}</dt><dd>${long}</dd>`)}</dl>`

const sourcesBody = ({ sources, locale }: AccountDocument) =>
  markup`<ol class="sources">${sources.map(({ title, publisher, published, address }, i) => {
    const details = [publisher, published === null ? null : dayOf(published, locale)].filter((part) => part !== null)
    const url = webAddress(address)
    return markup`<li id="source-${i + 1}"><cite>${title}</cite>${details.map((part) => `, ${part}`)}${url === null ? '' : markup`<br><a href="${url}">${url}</a>`}</li>`
  })}</ol>`

const notesBody = (document: AccountDocument, { notes, say }: HtmlContext) => {
  const origin = originIn(document)
  const one = ({ number, figure, mentioned }: Note) => {
    const previous =
      figure.previous === null ? '' : markup` · ${figure.previous.periodLabel}${colon(document.locale)}${figure.previous.shown}`
    const { kind, reference } = origin(figure.suppressed ? say('suppressed') : say(figure.kind), figure.sourceLabel)
    const back = mentioned
      ? markup` <a class="back" href="#mark-${number}"><span class="hidden">${say('back')}, ${say('note')} ${number}</span><span aria-hidden="true">↩</span></a>`
      : ''
    return markup`<li id="note-${number}">${dataOf(figure)} ${figure.unitLabel} – ${figure.label}, ${figure.periodLabel}.<br>
<span class="quiet">${kind}${placeOf(reference)}${previous}</span>${back}</li>`
  }
  return markup`<p>${say('notesIntro')}</p><ol class="notes">${[...notes.values()].map(one)}</ol>`
}

const contextOf = (document: AccountDocument): HtmlContext => {
  const seen = new Set<string>()
  let pictures = 0
  return {
    locale: document.locale,
    say: labelsOf(document),
    notes: notesOf(document),
    isFirst: (id) => !seen.has(id) && seen.add(id).has(id),
    nextPicture: () => ++pictures,
  }
}

/**
 * The account as one HTML file that needs nothing else: styles inside, pictures as SVG, no script, no font, no request. Each figure is a
 * `data` element with a link to its note (label, unit, period, kind, source) and back. Prints on A4 with running title and page numbers.
 * @throws when a text names a figure that the document does not hold.
 */
export const accountHtml = (given: AccountDocument): string => {
  const document = typeset(given)
  const context = contextOf(document)
  const { say } = context
  // The order matters: chapters first, so that the first mention of a figure is the one in the text.
  const sections: readonly (readonly [id: string, title: string, body: unknown])[] = [
    ...document.chapters.map(
      (chapter, i) => [`chapter-${i + 1}`, chapter.title, chapter.blocks.map((block) => blockOf(block, context))] as const,
    ),
    ['relations', say('relationsTitle'), relationsBody(document, context)],
    ['gaps', say('gapsTitle'), gapsBody(document, context)],
    ['sources', say('sourcesTitle'), sourcesBody(document)],
    ['definitions', say('definitionsTitle'), definitionsBody(document, context)],
    ['notes', say('notesTitle'), notesBody(document, context)],
  ]
  const page = markup`<!doctype html>
<html lang="${document.locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${document.title} – ${document.network.name}</title><meta name="description" content="${document.subtitle}"><meta name="author" content="${document.network.name}">
<style>${trusted(style)}${trusted(pictures)}${trusted(pageStyle(document, say('page')))}</style></head>
<body><a class="skip" href="#main">${say('skip')}</a>
${trusted(cover())}
<header><p class="network">${document.network.name}</p><h1>${document.title}</h1><p class="subtitle">${document.subtitle}</p>
<ul class="state">${stateOf(document).map((line) => markup`<li>${line}</li>`)}</ul></header>
<nav aria-labelledby="contents"><h2 id="contents">${say('contents')}</h2><ol>${sections.map(([id, title]) => markup`<li><a href="#${id}">${title}</a></li>`)}</ol></nav>
<main id="main">
${sections.map(([id, title, body]) => section(id, title, body))}</main>
</body></html>
`
  return page.toString()
}
