import { DAY_MINUTES, DAYS, parseHours, timeOf, weekOf } from '#modules/directory/hours.ts'
import { hsdsId } from './uuid.server.ts'

export type Schedule = {
  id: string
  service_id: string
  freq?: 'WEEKLY'
  byday?: string
  opens_at?: string
  closes_at?: string
  description: string
}

/**
 * Opening hours as HSDS schedules: one for each span of the days that have the same hours (RFC 5545, weekly). What a weekly rule
 * cannot say, public holidays and hours that are not of our notation, stands in the description of every schedule.
 */
export const schedulesOf = (serviceId: string, notation: string | null): Schedule[] => {
  if (notation === null) return []
  const hours = parseHours(notation)
  const id = (...parts: string[]) => hsdsId('schedule', serviceId, ...parts)
  if (hours === null) return [{ id: id('words'), service_id: serviceId, description: notation }]
  const weekly = weekOf(hours).flatMap(({ days, spans }) => {
    const byday = DAYS.filter((day) => days.includes(day))
      .map((day) => day.toUpperCase())
      .join(',')
    if (byday === '') return []
    return spans.map(({ from, to }) => ({
      id: id(byday, String(from)),
      service_id: serviceId,
      freq: 'WEEKLY' as const,
      byday,
      opens_at: timeOf(from),
      closes_at: to === DAY_MINUTES ? '23:59' : timeOf(to),
      description: notation,
    }))
  })
  return weekly.length > 0 ? weekly : [{ id: id('closed'), service_id: serviceId, description: notation }]
}
