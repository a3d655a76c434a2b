import { dayOf } from '#platform/today.ts'
/** The year of a register that an address asks for; the present one where it asks for none that there can be. */
export const yearIn = (search: URLSearchParams, now: Date): number => {
  const text = search.get('year') ?? ''
  return /^20\d{2}$/.test(text) ? Number(text) : Number(dayOf(now).slice(0, 4))
}
