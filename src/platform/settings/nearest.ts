import { distance } from '../distance.ts'

const FIRST = 'MAILLAGE_'.length

/** The name that was probably meant: the nearest, where two letters differ at most, or a third of those that are not the same in all. */
export const nearest = (word: string, known: readonly string[]): string | undefined => {
  const [best] = known
    .map((candidate) => ({ candidate, far: distance(word.toUpperCase(), candidate) }))
    .sort((one, other) => one.far - other.far)
  return best !== undefined && best.far <= Math.max(2, (best.candidate.length - FIRST) / 3) ? best.candidate : undefined
}
