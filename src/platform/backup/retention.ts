/** How many backups stay: the newest of as many days, weeks and months that have one. */
export type Keep = { days: number; weeks: number; months: number }
export const KEEP: Keep = { days: 7, weeks: 4, months: 12 }

const DAY = 86_400_000
const MONDAY = 4 // 1970-01-05 was a Monday

const dayOf = (at: Date) => Math.floor(at.getTime() / DAY)
const weekOf = (at: Date) => Math.floor((dayOf(at) - MONDAY) / 7)
const monthOf = (at: Date) => at.getUTCFullYear() * 12 + at.getUTCMonth()

/**
 * Which of these backups stay. Days without a backup do not count, so that a server that was off for a year still has as many;
 * the newest always stays. Days, weeks (from Monday) and months are those of UTC.
 */
export const stayingOf = <T extends { at: Date }>(backups: readonly T[], keep: Keep = KEEP): T[] => {
  const newestFirst = [...backups].sort((a, b) => b.at.getTime() - a.at.getTime())
  const staying = new Set(newestFirst.slice(0, 1))
  for (const [count, periodOf] of [
    [keep.days, dayOf],
    [keep.weeks, weekOf],
    [keep.months, monthOf],
  ] as const) {
    const newestOf = new Map<number, T>()
    for (const backup of newestFirst) {
      const period = periodOf(backup.at)
      if (!newestOf.has(period) && newestOf.size < count) newestOf.set(period, backup)
    }
    for (const backup of newestOf.values()) staying.add(backup)
  }
  return newestFirst.filter((backup) => staying.has(backup))
}
