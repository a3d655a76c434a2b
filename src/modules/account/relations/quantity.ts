import type { Quantity } from '../vocabulary.ts'

/** All values that a number may have in truth; both ends belong to it, `high` may be Infinity. */
export type Interval = { readonly low: number; readonly high: number }

export const point = (value: number): Interval => ({ low: value, high: value })
export const ZERO = point(0)

/** Decimal fractions are not exact in binary: 0.1 + 0.2 must still equal 0.3. */
export const tidy = (value: number) => (Number.isFinite(value) ? Math.round(value * 1e9) / 1e9 || 0 : value)

export const add = (a: Interval, b: Interval): Interval => ({ low: tidy(a.low + b.low), high: tidy(a.high + b.high) })
export const scale = (a: Interval, by: number): Interval => {
  const [one, other] = [a.low * by, a.high * by].map((end) => tidy(Number.isNaN(end) ? 0 : end)) as [number, number]
  return one <= other ? { low: one, high: other } : { low: other, high: one }
}
export const subtract = (a: Interval, b: Interval): Interval => add(a, scale(b, -1))
export const contains = ({ low, high }: Interval, value: number) => low <= value && value <= high

// A percentage is always rounded by whoever computed it; so is a rate. A count that is stated as exact is exact.
const ROUNDED_UNITS: readonly string[] = ['percent', 'ratio']

/** The largest power of ten that divides the number: 17000 → 1000, 454 → 1, 2.5 → 0.1, 0 → 1. */
const lastPlaceOf = (value: number) => {
  const [digits = '', exponent = '0'] = value.toExponential().split('e')
  const fraction = digits.split('.')[1]?.length ?? 0
  return 10 ** (Number(exponent) - fraction)
}

/** The step in which a number seems to be stated: `rounding` where it is given, else read from its digits; fifteen or thirty-five are stated in fives. */
export const granularityOf = ({ value, rounding }: Quantity): number => {
  if (rounding != null) return rounding
  const place = lastPlaceOf(value ?? 0)
  return place === 1 && value !== null && value !== 0 && value % 5 === 0 ? 5 : place
}

type Reading = {
  /** Percentages and ratios are read as rounded to their last digit. */
  unit: string
  /** `over` says "at least", not "a little more than": a sum of records of which some have no number. */
  lowerBound?: boolean
}

/**
 * The values that a stated number leaves possible.
 * - exact: the value; for a percentage or ratio, or with `rounding`, half a step to each side
 * - about: half a step to each side · nearly ("près de", just under): one step below · between: from one to the other
 * - over ("plus de"): up to ten steps above, for people state round numbers well below the truth
 * - unknown: anything from 0
 * Nothing counted is below 0.
 */
export const intervalOf = (quantity: Quantity, { unit, lowerBound = false }: Reading): Interval => {
  const { value, exactness, rounding } = quantity
  if (value === null || exactness === 'unknown') return { low: 0, high: Infinity }
  const step = granularityOf(quantity)
  switch (exactness) {
    case 'exact':
      if (rounding != null) return around(value, rounding)
      return ROUNDED_UNITS.includes(unit) ? around(value, Math.min(1, lastPlaceOf(value))) : point(value)
    case 'about':
      return around(value, step)
    case 'nearly':
      return { low: floored(value, value - step), high: value }
    case 'over':
      return { low: value, high: lowerBound ? Infinity : tidy(value + 10 * step) }
    case 'between':
      return { low: value, high: quantity.valueTo ?? value }
  }
}

const floored = (value: number, low: number) => tidy(value >= 0 ? Math.max(0, low) : low)
const around = (value: number, step: number): Interval => ({ low: floored(value, value - step / 2), high: tidy(value + step / 2) })

/** The number as it reads, without what rounding hides; null when nobody says how much. */
export const nominalOf = ({ value, valueTo, exactness }: Quantity): Interval | null =>
  value === null || exactness === 'unknown' ? null : { low: value, high: exactness === 'between' ? (valueTo ?? value) : value }
