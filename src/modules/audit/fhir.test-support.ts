// The rules of FHIR R4 (4.0.1) for an AuditEvent that can be checked without a terminology server: which elements there are, how often,
// of what type, the codes of required bindings, and the invariant sev-1. Elements that are not named here fail.
import { z } from 'zod'

const text = z
  .string()
  .regex(/^[ \r\n\t\S]+$/)
  .refine((value) => value.trim() !== '')
const code = z.string().regex(/^[^\s]+(\s[^\s]+)*$/)
const uri = z.string().regex(/^\S+$/)
const id = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/)
const instant = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-](0\d|1[0-3]):[0-5]\d)$/)
const coding = z.strictObject({ system: uri, code, display: text.optional() })
const concept = z
  .strictObject({ coding: z.array(coding).min(1).optional(), text: text.optional() })
  .refine((value) => Object.keys(value).length > 0)
const reference = z
  .strictObject({ identifier: z.strictObject({ system: uri, value: text }).optional(), display: text.optional() })
  .refine((value) => Object.keys(value).length > 0, 'ref: at least a reference, an identifier or a display')
const entity = z
  .strictObject({
    what: reference.optional(),
    type: coding.optional(),
    role: coding.optional(),
    name: text.optional(),
    query: z.base64().optional(),
    detail: z
      .array(z.strictObject({ type: text, valueString: text }))
      .min(1)
      .optional(),
  })
  .refine(({ name, query }) => name === undefined || query === undefined, 'sev-1: either a name or a query')

export const AuditEventR4 = z.strictObject({
  resourceType: z.literal('AuditEvent'),
  id,
  type: coding,
  subtype: z.array(coding).min(1).optional(),
  action: z.enum(['C', 'R', 'U', 'D', 'E']),
  recorded: instant,
  outcome: z.enum(['0', '4', '8', '12']),
  purposeOfEvent: z.array(concept).min(1).optional(),
  agent: z.array(z.strictObject({ who: reference.optional(), role: z.array(concept).min(1).optional(), requestor: z.boolean() })).min(1),
  source: z.strictObject({ site: text.optional(), observer: reference, type: z.array(coding).min(1).optional() }),
  entity: z.array(entity).min(1).optional(),
})

// The codes of the systems that are used: DICOM part 16 (audit event types), ISO 21089 life-cycle events, kinds of object and source.
export const KNOWN_CODES: Readonly<Record<string, readonly string[]>> = {
  'http://dicom.nema.org/resources/ontology/DCM': ['110101', '110106', '110107', '110114', '110122', '110123'],
  'http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle': ['access', 'originate', 'amend', 'destroy'],
  'http://terminology.hl7.org/CodeSystem/audit-entity-type': ['1', '2', '3', '4'],
  'http://terminology.hl7.org/CodeSystem/object-role': ['1'],
  'http://terminology.hl7.org/CodeSystem/security-source-type': ['4'],
}
