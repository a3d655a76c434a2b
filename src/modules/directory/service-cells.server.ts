import { z } from 'zod'
import { anyText, decimal, isDay, matching, oneOf, optional, slug, text, wordsOf } from '#platform/cells.ts'
import type { Words } from '#platform/words.ts'
import type { ServiceCells, ServiceColumn } from './columns.ts'
import { faultsOf, type Read } from './faults.ts'
import { email, website } from './folder.ts'
import { parseHours } from './hours.ts'
import { halfPoint, phone, several, short, within } from './shared-cells.server.ts'
import { CAPACITY_UNITS, CARE_FUNCTIONS, type CapacityUnit, type CareFunction, SERVICE_STATUSES, type ServiceStatus } from './vocabulary.ts'

/** A service as the database keeps it; `organisation` and `territory` are still as they were written. */
export type ServiceInput = {
  organisation: string
  name: string
  care_function: CareFunction | null
  status: ServiceStatus
  desde_code: string | null
  languages: string[]
  opening_hours: string | null
  phone: string | null
  email: string | null
  website: string | null
  territory: string | null
  area: string | null
  latitude: number | null
  longitude: number | null
  description: Words | null
}

const languages = several
  .transform((codes) => [...new Set(codes.flatMap((part) => part.split(/[\s,;]+/)).map((code) => code.toLowerCase()))])
  .refine((codes) => codes.every((code) => /^[a-z]{2,3}$/.test(code)), 'directory.fault.languages')

const schema = z.object({
  organisation: text,
  name: short,
  care_function: optional(oneOf(CARE_FUNCTIONS)),
  status: oneOf(SERVICE_STATUSES),
  desde_code: optional(matching(/^[IASODR][0-9]{1,2}(\.[0-9]{1,2}){0,2}$/, 'cell.desde')),
  languages,
  opening_hours: optional(text.refine((value) => parseHours(value) !== null, 'directory.fault.hours')),
  phone: optional(phone),
  email: optional(email),
  website: optional(website),
  territory: optional(text),
  area: optional(slug),
  latitude: optional(within(90)),
  longitude: optional(within(180)),
  description_fr: anyText,
  description_nl: anyText,
  description_en: anyText,
} satisfies Record<ServiceColumn, z.ZodType<unknown, string>>)

/** Reads the cells of a service. @returns it, or what is wrong by field */
export const parseService = (cells: ServiceCells): Read<ServiceInput> => {
  const parsed = schema.safeParse(cells)
  if (!parsed.success) return { faults: faultsOf(parsed.error.issues) }
  const { description_fr, description_nl, description_en, ...rest } = parsed.data
  const faults = halfPoint(rest)
  return faults === null ? { value: { ...rest, description: wordsOf(description_fr, description_nl, description_en) } } : { faults }
}

/** Writes a service as cells; `parseService` of them gives it back. */
export const formatService = (input: ServiceInput): ServiceCells => ({
  organisation: input.organisation,
  name: input.name,
  care_function: input.care_function ?? '',
  status: input.status,
  desde_code: input.desde_code ?? '',
  languages: input.languages.join(', '),
  opening_hours: input.opening_hours ?? '',
  phone: input.phone ?? '',
  email: input.email ?? '',
  website: input.website ?? '',
  territory: input.territory ?? '',
  area: input.area ?? '',
  latitude: String(input.latitude ?? ''),
  longitude: String(input.longitude ?? ''),
  description_fr: input.description?.fr ?? '',
  description_nl: input.description?.nl ?? '',
  description_en: input.description?.en ?? '',
})

export type CapacityInput = { unit: CapacityUnit; value: number; valid_from: string; valid_to: string | null }
const MOST = 999_999
const day = text.refine(isDay, 'cell.day')
const capacity = z.object({
  unit: oneOf(CAPACITY_UNITS),
  value: decimal
    .refine((value) => value >= 0 && value <= MOST, 'directory.fault.capacity')
    .transform((value) => Math.round(value * 100) / 100),
  valid_from: day,
  valid_to: optional(day),
})

/** Reads a period of capacity from its form. */
export const parseCapacity = (cells: Record<string, string>): Read<CapacityInput> => {
  const parsed = capacity.safeParse(Object.fromEntries(Object.keys(capacity.shape).map((name) => [name, cells[name] ?? ''])))
  if (!parsed.success) return { faults: faultsOf(parsed.error.issues) }
  const { valid_from, valid_to } = parsed.data
  return valid_to !== null && valid_to < valid_from ? { faults: { valid_to: { id: 'directory.fault.period' } } } : { value: parsed.data }
}
