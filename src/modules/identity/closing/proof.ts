import type { Rule } from '#platform/personal-data.server.ts'

/**
 * What a closed account leaves as proof: numbers of rows, rules and days, and nothing that says whose it was. It is kept as the text
 * that was hashed (SHA-256 of its UTF-8 bytes): JSON with the members in this order, without spaces.
 */
export type Proof = {
  form: 1
  reference: string
  /** The day, in UTC. */
  closedOn: string
  erased: { what: string; rows: number }[]
  kept: { what: string; rows: number; rule: Rule; atLeastUntil: string | null; until: string | null }[]
}

export const textOf = ({ form, reference, closedOn, erased, kept }: Proof): string =>
  JSON.stringify({
    form,
    reference,
    closedOn,
    erased: erased.map(({ what, rows }) => ({ what, rows })),
    kept: kept.map(({ what, rows, rule, atLeastUntil, until }) => ({ what, rows, rule, atLeastUntil, until })),
  })

const dayIn = (from: Date, { years = 0, months = 0, days = 0 }) =>
  new Date(Date.UTC(from.getUTCFullYear() + years, from.getUTCMonth() + months, from.getUTCDate() + days)).toISOString().slice(0, 10)

/**
 * How long a rule keeps something, counted from the day of the closing. The trail: a year at least, three at most (CNIL, deliberation
 * 2021-122; src/modules/audit/README.md). The note that a mail was asked for: ninety days. Files of
 * persons: twenty years after the last visit in a French hospital (Code de la santé publique, R1112-7), thirty to fifty in Belgium (law of
 * 22 April 2019, article 35). Records of work have no end of their own.
 */
export const termOf = (rule: Rule, closed: Date, backupMonths: number | null) => {
  if (rule === 'trail') return { atLeastUntil: dayIn(closed, { years: 1 }), until: dayIn(closed, { years: 3 }) }
  if (rule === 'care') return { atLeastUntil: dayIn(closed, { years: 20 }), until: dayIn(closed, { years: 50 }) }
  if (rule === 'mails') return { atLeastUntil: null, until: dayIn(closed, { days: 90 }) }
  if (rule === 'backups') return { atLeastUntil: null, until: backupMonths === null ? null : dayIn(closed, { months: backupMonths }) }
  return { atLeastUntil: null, until: null }
}
