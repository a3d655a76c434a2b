import type { Say } from '#platform/languages/intl.tsx'
import type { FromKind } from '../../vocabulary.ts'
import type { DelayLine } from '../delays.server.ts'

/** What a line of the delays is called: the whole, a function, a team, or who asked. */
export const delayLabel = (say: Say, { level, key, name }: Pick<DelayLine, 'level' | 'key' | 'name'>): string => {
  if (level === 'all') return say('ask.delays.all')
  if (level === 'from') return say(`ask.delays.who.${key as FromKind}`)
  if (level === 'team') return name
  return key === '' ? say('ask.delays.function.none') : say('ask.delays.function', { code: key })
}
