/** How many letters must be put in, taken out or changed to make one word of another (Levenshtein 1965). */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length] ?? 0
}

const FIRST = 'MAILLAGE_'.length

/** The name that was probably meant: the nearest, where two letters differ at most, or a third of those that are not the same in all. */
export const nearest = (word: string, known: readonly string[]): string | undefined => {
  const [best] = known
    .map((candidate) => ({ candidate, far: distance(word.toUpperCase(), candidate) }))
    .sort((one, other) => one.far - other.far)
  return best !== undefined && best.far <= Math.max(2, (best.candidate.length - FIRST) / 3) ? best.candidate : undefined
}
