import { dayAfter } from '#platform/today.ts'

export { dayAfter }
/** The Monday of the week in which a day lies. */
export const mondayOf = (day: string): string => {
  const date = new Date(`${day}T00:00:00Z`)
  return dayAfter(day, -((date.getUTCDay() + 6) % 7))
}
/** The seven days from a Monday on. */
export const weekFrom = (monday: string): string[] => Array.from({ length: 7 }, (_, at) => dayAfter(monday, at))
/** 1 is Monday. */
export const weekdayOf = (day: string): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
