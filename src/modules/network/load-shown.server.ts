import { intlOf, sayWith } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, languageOf, localeOf } from '#platform/languages/locales.ts'
import type { Stated } from './load.ts'
import { loadCourse, type Series } from './render/load-course.server.ts'

/**
 * What a team stated over time, in the reader's language: beds and places taken where it has some, else persons followed; and who waits.
 * @param days the latest first
 */
export const drawLoad = (days: readonly Stated[], hasRoom: boolean, segment: string | undefined) => {
  const locale = localeOf(segment) ?? DEFAULT_LOCALE
  const say = sayWith(intlOf(locale))
  const inOrder = days.toReversed()
  const pointsOf = (count: 'occupied' | 'followed' | 'waiting') =>
    inOrder.flatMap(({ on, [count]: value }) => (value === null ? [] : [{ on, value }]))
  const series = ([hasRoom ? 'occupied' : 'followed', 'waiting'] as const).flatMap((count): Series[] => {
    const points = pointsOf(count)
    const last = points.at(-1)
    return last === undefined ? [] : [{ label: say(`network.load.label.${count}`, { n: last.value }), points }]
  })
  return loadCourse({
    id: 'load',
    title: say('network.load.course'),
    summary: say('network.load.course.what', { labels: series.map(({ label }) => label).join(', ') }),
    language: languageOf(locale),
    series,
  })
}
