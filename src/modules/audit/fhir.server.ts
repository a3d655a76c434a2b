import type { ChainRow } from './chain.server.ts'

// HL7 FHIR R4 (4.0.1), resource AuditEvent, and the code systems that its value sets name: DICOM part 16 (DCM), ISO 21089 life-cycle
// events, kinds of object and of source.
const DCM = 'http://dicom.nema.org/resources/ontology/DCM'
const LIFECYCLE = 'http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle'
const OBJECT = 'http://terminology.hl7.org/CodeSystem/audit-entity-type'
const OBJECT_ROLE = 'http://terminology.hl7.org/CodeSystem/object-role'
const SOURCE = 'http://terminology.hl7.org/CodeSystem/security-source-type'
const UUID = 'urn:ietf:rfc:3986'

type Coding = { system: string; code: string; display?: string }
type Reference = { identifier?: { system: string; value: string }; display?: string }
type Concept = { coding?: Coding[]; text?: string }
type Entity = {
  what?: Reference
  type?: Coding
  role?: Coding
  name?: string
  detail?: { type: string; valueString: string }[]
}
export type AuditEvent = {
  resourceType: 'AuditEvent'
  id: string
  type: Coding
  subtype?: Coding[]
  action: 'C' | 'R' | 'U' | 'D' | 'E'
  recorded: string
  outcome: '0' | '4' | '8' | '12'
  purposeOfEvent?: Concept[]
  agent: { who?: Reference; role?: Concept[]; requestor: boolean }[]
  source: { site?: string; observer: Reference; type?: Coding[] }
  entity?: Entity[]
}

type Meaning = Pick<AuditEvent, 'type' | 'action'> & { subtype?: Coding[] }
const dcm = (code: string, display: string): Coding => ({ system: DCM, code, display })
const lifecycle = (code: string): Coding => ({ system: LIFECYCLE, code })

// What a verb does to its record: what begins with none of these changes one.
const CREATES = /^(add|record|state|name|create|open|invite|give|freeze|draft|set[A-Z]?)/
const DESTROYS = /^(remove|delete|discard|undo|retire|close|revoke|end|take)/

const meaningOf = ({ kind, action }: ChainRow): Meaning => {
  const verb = action.split('.')[1] ?? ''
  if (kind === 'sign_in') {
    const subtype = verb === 'signOut' ? dcm('110123', 'Logout') : dcm('110122', 'Login')
    return { type: dcm('110114', 'User Authentication'), subtype: [subtype], action: 'E' }
  }
  if (kind === 'export') return { type: dcm('110106', 'Export'), action: 'R' }
  if (action.startsWith('audit.') && kind === 'read') return { type: dcm('110101', 'Audit Log Used'), action: 'R' }
  if (kind === 'read') return { type: lifecycle('access'), action: 'R' }
  if (verb.startsWith('import')) return { type: dcm('110107', 'Import'), action: 'C' }
  if (CREATES.test(verb)) return { type: lifecycle('originate'), action: 'C' }
  if (DESTROYS.test(verb)) return { type: lifecycle('destroy'), action: 'D' }
  return { type: lifecycle('amend'), action: 'U' }
}

// A string of FHIR has no control characters and no space but the plain one, and is never empty.
const plain = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
const told = <K extends string>(key: K, text: string | null | undefined): { [key in K]?: string } => {
  const words = plain(text ?? '')
  return words === '' ? {} : ({ [key]: words } as { [key in K]?: string })
}

type Names = Readonly<Record<string, string>>
const somebody = (id: string | null, names: Names): Reference =>
  id === null ? { display: 'unknown' } : { identifier: { system: UUID, value: `urn:uuid:${id}` }, ...told('display', names[id]) }

// Whose account, mail or sign-in it is: a user. Of everything else, the person whom a record is about.
const roleOf = (action: string): Coding =>
  /^(identity|notices|audit)\./.test(action)
    ? { system: OBJECT_ROLE, code: '6', display: 'User' }
    : { system: OBJECT_ROLE, code: '1', display: 'Patient' }

const entitiesOf = (row: ChainRow, names: Names): Entity[] => {
  const place = [
    { type: 'action', valueString: row.action },
    { type: 'seq', valueString: String(row.seq) },
    ...(row.prev === null || row.prev.length === 0 ? [] : [{ type: 'prev', valueString: row.prev.toString('hex') }]),
    { type: 'hash', valueString: row.hash.toString('hex') },
  ]
  const record: Entity = {
    type: { system: OBJECT, code: '2', display: 'System Object' },
    ...told('name', row.target),
    detail: place,
  }
  const concerned: Entity = {
    what: somebody(row.about, names),
    type: { system: OBJECT, code: '1', display: 'Person' },
    role: roleOf(row.action),
  }
  return row.about === null ? [record] : [record, concerned]
}

/**
 * A row of the trail as a FHIR R4 AuditEvent. Its id is the row's own hash, so that the same row is the same resource in every export.
 * The person concerned is an entity too: a user, or whom FHIR calls a patient.
 */
export const auditEventOf = (network: string | null, row: ChainRow, names: Names): AuditEvent => {
  const { type, subtype, action } = meaningOf(row)
  return {
    resourceType: 'AuditEvent',
    id: row.hash.toString('hex'),
    type,
    ...(subtype === undefined ? {} : { subtype }),
    action,
    recorded: row.at,
    outcome: row.outcome === 'success' ? '0' : '4',
    ...(plain(row.reason ?? '') === '' ? {} : { purposeOfEvent: [told('text', row.reason)] }),
    agent: [
      {
        who: somebody(row.person, names),
        ...(row.roles.length === 0 ? {} : { role: row.roles.map((text) => ({ text })) }),
        requestor: true,
      },
    ],
    source: {
      ...(network === null ? {} : { site: network }),
      observer: { display: 'Maillage' },
      type: [{ system: SOURCE, code: '4', display: 'Application Server' }],
    },
    entity: entitiesOf(row, names),
  }
}
