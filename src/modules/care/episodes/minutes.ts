const A_TIME = /^(?:(\d{1,2})\s*(?:h|u(?:ur)?)(?:\s*(\d{1,2}))?|(\d{1,4}))\s*(?:min(?:ut(?:e|es|en))?\.?)?$/i
/** The longest contact, in minutes. */
export const A_DAY = 1440
/** A length as people write it ("45", "45 min", "1h", "1 h 30", in Dutch "1u30"), in minutes; null for what is none. Read alike by the page and on a device. */
export const minutesOf = (text: string): number | null => {
  const [, hours, rest, minutes] = A_TIME.exec(text.trim()) ?? []
  if (minutes !== undefined) return Number(minutes)
  if (hours === undefined || Number(rest ?? 0) > 59) return null
  return Number(hours) * 60 + Number(rest ?? 0)
}
