import { z } from 'zod'
import { anyText, matching, oneOf, optional, text, wordsOf } from '#platform/cells.ts'
import type { Words } from '#platform/words.ts'
import type { OrganisationCells, OrganisationColumn } from './columns.ts'
import { faultsOf, type Read } from './faults.ts'
import { country, email, website } from './folder.ts'
import { halfPoint, phone, several, short, within } from './shared-cells.server.ts'
import { IDENTIFIER_SCHEMES, type IdentifierScheme, ORGANISATION_KINDS, type OrganisationKind } from './vocabulary.ts'

/** An organisation as the database keeps it. `parent` and `territory` are still as they were written: looking them up needs the database. */
export type OrganisationInput = {
  name: string
  kind: OrganisationKind
  parent: string | null
  territory: string | null
  place: string | null
  country: string
  address: string | null
  postal_code: string | null
  latitude: number | null
  longitude: number | null
  phone: string | null
  email: string | null
  website: string | null
  former_names: string[]
  note: Words | null
  identifiers: { scheme: IdentifierScheme; value: string }[]
}

const numbers = (pattern: RegExp, message: string) =>
  several
    .transform((values) => values.map((value) => value.replaceAll(/[\s.]/g, '')))
    .refine((values) => values.every((value) => pattern.test(value)), message)

const schema = z.object({
  name: short,
  kind: oneOf(ORGANISATION_KINDS),
  parent: optional(text),
  territory: optional(text),
  place: optional(short),
  country,
  address: optional(short),
  postal_code: optional(matching(/^[0-9A-Za-z -]{2,12}$/, 'directory.fault.postalCode')),
  latitude: optional(within(90)),
  longitude: optional(within(180)),
  phone: optional(phone),
  email: optional(email),
  website: optional(website),
  former_names: several,
  note_fr: anyText,
  note_nl: anyText,
  note_en: anyText,
  // FINESS: nine figures, with a letter in Corsica. SIRET: fourteen. KBO/BCE: ten.
  finess: numbers(/^[0-9AB]{9}$/, 'directory.fault.finess'),
  siret: numbers(/^\d{14}$/, 'directory.fault.siret'),
  kbo: numbers(/^\d{10}$/, 'directory.fault.kbo'),
  riziv: several,
  other: several,
} satisfies Record<OrganisationColumn, z.ZodType<unknown, string>>)

/** Reads the cells of an organisation. @returns it, or what is wrong by column */
export const parseOrganisation = (cells: OrganisationCells): Read<OrganisationInput> => {
  const parsed = schema.safeParse(cells)
  if (!parsed.success) return { faults: faultsOf(parsed.error.issues) }
  const { note_fr, note_nl, note_en, finess, siret, kbo, riziv, other, ...rest } = parsed.data
  const faults = halfPoint(rest)
  if (faults !== null) return { faults }
  const of = { finess, siret, kbo, riziv, other }
  return {
    value: {
      ...rest,
      note: wordsOf(note_fr, note_nl, note_en),
      identifiers: IDENTIFIER_SCHEMES.toSorted().flatMap((scheme) =>
        [...new Set(of[scheme])].toSorted().map((value) => ({ scheme, value })),
      ),
    },
  }
}

/** Writes an organisation as cells; `parseOrganisation` of them gives it back. */
export const formatOrganisation = (input: OrganisationInput): OrganisationCells => {
  const numbered = (scheme: IdentifierScheme) =>
    input.identifiers
      .filter((identifier) => identifier.scheme === scheme)
      .map(({ value }) => value)
      .join(' | ')
  return {
    name: input.name,
    kind: input.kind,
    parent: input.parent ?? '',
    territory: input.territory ?? '',
    place: input.place ?? '',
    country: input.country,
    address: input.address ?? '',
    postal_code: input.postal_code ?? '',
    latitude: String(input.latitude ?? ''),
    longitude: String(input.longitude ?? ''),
    phone: input.phone ?? '',
    email: input.email ?? '',
    website: input.website ?? '',
    former_names: input.former_names.join(' | '),
    note_fr: input.note?.fr ?? '',
    note_nl: input.note?.nl ?? '',
    note_en: input.note?.en ?? '',
    finess: numbered('finess'),
    siret: numbered('siret'),
    kbo: numbered('kbo'),
    riziv: numbered('riziv'),
    other: numbered('other'),
  }
}
