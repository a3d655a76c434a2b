import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { projectRoot } from '#platform/root.server.ts'

// HL7's own schema (content/fhir/README.md). Its patterns are those of XML Schema, which JavaScript reads as they are meant.
const validate = new Ajv({ allErrors: true, strict: false }).compile(
  JSON.parse(readFileSync(join(projectRoot(), 'content/fhir/audit-event-4.0.schema.json'), 'utf8')),
)

type Found = { agent?: unknown[]; entity?: { name?: unknown; query?: unknown }[] }
const strings = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : []
const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (Object.keys(value).length === 0 || Object.values(value).some(isEmpty))

/** What the schema of FHIR R4, and the rules that a JSON schema does not say, find wrong with an AuditEvent; nothing when it is one. */
export const faultsOf = (event: object): string[] => {
  const isValid = validate(event)
  const { agent = [], entity = [] }: Found = event
  return [
    ...(isValid ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)),
    ...(agent.length === 0 ? ['agent: 1..*'] : []),
    ...(isEmpty(event) ? ['ele-1: an element has a value or children'] : []),
    ...(entity.some(({ name, query }) => name !== undefined && query !== undefined) ? ['sev-1: either a name or a query'] : []),
    ...(strings(event).some((text) => /(?![\r\n\t])\p{Cc}/u.test(text)) ? ['string: no control character'] : []),
  ]
}

// The codes of the systems that are used: DICOM part 16 (audit event types), ISO 21089 life-cycle events, kinds of object and source.
export const KNOWN_CODES: Readonly<Record<string, readonly string[]>> = {
  'http://dicom.nema.org/resources/ontology/DCM': ['110101', '110106', '110107', '110114', '110122', '110123'],
  'http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle': ['access', 'originate', 'amend', 'destroy'],
  'http://terminology.hl7.org/CodeSystem/audit-entity-type': ['1', '2', '3', '4'],
  'http://terminology.hl7.org/CodeSystem/object-role': ['1', '6'],
  'http://terminology.hl7.org/CodeSystem/security-source-type': ['4'],
}
