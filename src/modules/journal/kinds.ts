import type { Say } from '#platform/languages/intl.tsx'
import { isKnownKind } from './vocabulary.ts'

/** A kind of activity in words; one that only this network uses is shown as it is written. */
export const kindInWords = (say: Say, kind: string): string => {
  if (isKnownKind(kind)) return say(`journal.kind.${kind}`)
  const words = kind.replaceAll('_', ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
