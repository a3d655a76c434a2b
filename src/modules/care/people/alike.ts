/** What is known of somebody when two files are compared: no number identifies people across mental-health care (domain facts 0.1). */
export type Known = { given: string; family: string; birthDate: string | null }
export type Likeness = 'same' | 'likely' | 'possible' | null

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
/** The words of a name without accents, in an order of their own: "Dupont Marie" is "Marie Dupont". */
export const nameKey = ({ given, family }: Pick<Known, 'given' | 'family'>): string =>
  fold(`${given} ${family}`)
    .split(' ')
    .filter((word) => word !== '')
    .sort()
    .join(' ')

/** How many letters must be changed, added, dropped or swapped with their neighbour (optimal string alignment). */
export const typingErrors = (one: string, other: string): number => {
  const [a, b] = [[...one], [...other]]
  let [before, last]: [number[], number[]] = [[], b.map((_, at) => at + 1)]
  last.unshift(0)
  for (const [i, letter] of a.entries()) {
    const row = [i + 1]
    for (const [j, against] of b.entries()) {
      const cost = letter === against ? 0 : 1
      const swapped = i > 0 && j > 0 && letter === b[j - 1] && a[i - 1] === against ? (before[j - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY
      row.push(Math.min((last[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1, (last[j] ?? 0) + cost, swapped))
    }
    ;[before, last] = [last, row]
  }
  return last[b.length] ?? a.length
}

type Dates = 'equal' | 'near' | 'unknown' | 'other'
// Day and month changed places, or one digit is wrong: how dates of birth are mistaken.
const compareDates = (one: string | null, other: string | null): Dates => {
  if (one === null || other === null) return 'unknown'
  if (one === other) return 'equal'
  const [year, month, day] = one.split('-')
  return `${year}-${day}-${month}` === other || typingErrors(one, other) === 1 ? 'near' : 'other'
}

/**
 * Whether two files may be of one person: accents, order and typing errors do not count much, dates of birth count much. It proposes;
 * people decide, and can take it back.
 */
export const likeness = (one: Known, other: Known): Likeness => {
  const [a, b] = [nameKey(one), nameKey(other)]
  if (a === '' || b === '') return null
  const errors = typingErrors(a, b)
  const isClose = errors <= Math.max(1, Math.floor(Math.min(a.length, b.length) / 6))
  const dates = compareDates(one.birthDate, other.birthDate)
  if (dates === 'equal') return errors === 0 ? 'same' : isClose ? 'likely' : sharesWord(a, b) ? 'possible' : null
  if (!isClose) return null
  if (dates === 'near') return 'likely'
  return dates === 'unknown' ? 'possible' : null
}
const sharesWord = (a: string, b: string) => a.split(' ').some((word) => word.length > 2 && b.split(' ').includes(word))
