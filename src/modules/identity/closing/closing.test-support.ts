import { randomUUID } from 'node:crypto'
import '../../../personal-data.server.ts'
import { alsoServe, newBrowser, newPerson, owner, type Someone, withPassword } from '../factors/factors.test-support.ts'
import * as close from './routes/close.tsx'
import * as data from './routes/data.tsx'
import * as dataJson from './routes/data-json.ts'
import * as dataPdf from './routes/data-pdf.ts'
import * as proof from './routes/proof.tsx'
import * as proofJson from './routes/proof-json.ts'
import * as proofPdf from './routes/proof-pdf.ts'

export const serveClosing = () =>
  alsoServe({
    '/fr/account/close': close,
    '/fr/account/data': data,
    '/fr/account/data.json': dataJson,
    '/fr/account/data.pdf': dataPdf,
    '/fr/proof': proof,
    '/fr/proof.json': proofJson,
    '/fr/proof.pdf': proofPdf,
  })

/** Somebody who left something of every kind: rows in each table that names a person. */
export const somebodyWithEverything = async () => {
  const person = await newPerson({ role: 'programme_manager' })
  const { personId: id, network } = person
  const browser = newBrowser()
  // Without a second factor of their own, the role asks for none here.
  await owner("insert into identity.factor_rule (network_id, role, is_required) values ($1, 'programme_manager', false)", [network])
  await browser.post('/fr/sign-in', withPassword(person))
  await leave(id, network)
  return { ...person, browser }
}

const leave = async (id: string, network: string) => {
  const other = await newPerson()
  const statements: [string, unknown[]][] = [
    ["insert into identity.recovery_code (person_id, hash, salt) values ($1, $2, '\\x00')", [id, Buffer.from(randomUUID())]],
    [
      "insert into identity.openid (issuer, subject, person_id, provider) values ('https://issuer.example', $2, $1, 'hospital')",
      [id, randomUUID()],
    ],
    ['insert into identity.paper_key (person_id, hash) values ($1, $2)', [id, Buffer.from(randomUUID())]],
    ['insert into identity.attempt (key, failures, person_id) values ($2, 3, $1)', [id, Buffer.from(randomUUID())]],
    [
      "insert into identity.link (hash, kind, person_id, expires_at) values (sha256($2), 'password', $1, now() + interval '1 hour')",
      [id, Buffer.from(randomUUID())],
    ],
    [
      `insert into identity.invitation (network_id, email, locale, roles, token_hash, invited_by, expires_at, accepted_at, accepted_by)
       values ($2, 'former@people.example', 'fr', '{reader}', sha256($3), $4, now(), now(), $1)`,
      [id, network, Buffer.from(randomUUID()), other.personId],
    ],
    [
      `insert into identity.invitation (network_id, email, locale, roles, token_hash, invited_by, expires_at)
       values ($2, 'guest@people.example', 'fr', '{reader}', sha256($3), $1, now() + interval '1 day')`,
      [id, network, Buffer.from(randomUUID())],
    ],
    [
      `with c as (insert into identity.card (network_id, kind, code_hash, made_by, expires_at) values ($2, 'person', $3, $1, now()) returning id)
       insert into identity.tie (network_id, person_id, kind, card_id) select $2, $1, 'person', id from c`,
      [id, network, Buffer.from(randomUUID())],
    ],
    ["insert into platform.data_key (person_id, kek_id, wrapped) values ($1, '0123456789abcdef', '\\x00')", [id]],
    ["insert into notices.preference (person_id, declined) values ($1, '{workFailed}')", [id]],
    [
      `insert into mail.message (id, asked_by, to_person, template, "values", state) values (gen_random_uuid(), $1, $1, 'factorChanged', '{"a": "Somebody"}', 'sent')`,
      [id],
    ],
    ["insert into directory.import (network_id, file_name, person_id) values ($2, 'tableau.csv', $1)", [id, network]],
    [
      "insert into account.snapshot (network_id, year, edition, frozen_by, content, hash) values ($2, 2025, 1, $1, '{}', $3)",
      [id, network, 'a'.repeat(64)],
    ],
    [
      `with o as (insert into directory.organisation (network_id, id, name, kind, country) values ($2, 'o', 'Organisation', 'other', 'FR') returning id),
       s as (insert into directory.service (network_id, id, organisation_id, name) select $2, 's', id, 'Service' from o returning id)
       insert into guide.availability (network_id, service_id, state, stated_by) select $2, id, 'open', $1 from s`,
      [id, network],
    ],
    [
      `with p as (insert into journal.programme (network_id, id, name) values ($2, 'p', '{"fr": "Programme"}') returning id)
       insert into journal.activity (network_id, programme_id, kind, title, starts_on, ends_on, recorded_by)
         select $2, id, 'meeting', '{"fr": "Réunion"}', '2026-01-01', '2026-01-01', $1 from p`,
      [id, network],
    ],
    [
      `with o as (insert into directory.organisation (network_id, id, name, kind, country) values ($2, 'house', 'Maison', 'association', 'FR')),
         s as (insert into directory.service (network_id, id, organisation_id, name) values ($2, 'team', 'house', 'Équipe')),
         t as (insert into care.team (network_id, service_id) values ($2, 'team')),
         f as (insert into care.person (network_id, id, given_name, account_id) values ($2, $3, 'Ana', $1)),
         e as (insert into care.episode (network_id, id, person_id, service_id) values ($2, $3, $3, 'team')),
         c as (insert into care.contact (network_id, id, episode_id, person_id, service_id, at, mode, written_by) values ($2, $3, $3, $3, 'team', now(), 'home', $1)),
         g as (insert into care.consent (network_id, person_id, to_words, sections, purpose, how, noted_by, until)
           values ($2, $3, 'la mairie', '{identity}', 'un logement', 'self', $1, '2100-01-01')),
         r as (insert into care.request (network_id, person_id, chain_id, from_kind, channel, urgency, reason_kind, agreement, state)
           values ($2, $3, $3, 'person', 'form', 'days', 'housing', 'yes', 'draft')),
         m as (insert into measures.answering (network_id, id, person_id, instrument, pack_version, language, started_by) values ($2, $3, $3, 'phq-9', '1', 'fr', $1)),
         a as (insert into measures.alert (network_id, id, person_id, service_id, due_at) values ($2, $3, $3, 'team', '2200-01-01')),
         b as (insert into measures.alert_step (network_id, alert_id, seq, what, by_id, happened_at) values ($2, $3, 1, 'tried', $1, now()))
       insert into care.worker (network_id, service_id, person_id, profession) values ($2, 'team', $1, 'nurse')`,
      [id, network, randomUUID()],
    ],
    [
      `with f as (select network_id as n, id as p from care.person where account_id = $1),
         c as (insert into plans.crisis_plan (network_id, person_id) select n, p from f),
         v as (insert into plans.crisis_version (network_id, person_id, seq, written_by, how) select n, p, 1, $1, 'alone' from f),
         w as (insert into plans.crisis_part (network_id, person_id, seq, section, for_whom, content, sealed_as) select n, p, 1, 'signs', '{}', decode('01' || repeat('00', 44), 'hex'), 1 from f),
         r as (insert into plans.recovery_plan (network_id, person_id, last_seq) select n, p, 1 from f),
         u as (insert into plans.recovery_update (network_id, person_id, seq, id, content, by_id) select n, p, 1, p, decode('01' || repeat('00', 44), 'hex'), $1 from f),
         l as (insert into plans.looked (network_id, person_id) select n, p from f),
        o as (insert into plans.opening (network_id, person_id, seq, by_id, service_id, reason) select n, p, 1, $1, 'team', 'call' from f),
         x as (insert into plans.proposal (network_id, person_id, kind, content, by_id) select n, p, 'recovery', decode('01' || repeat('00', 44), 'hex'), $1 from f),
         q as (insert into plans.invite (network_id, person_id, code_hash, relation, sections, until, made_by) select n, p, sha256('a'), 'peer', '{identity}', '2100-01-01', $1 from f)
       insert into plans.question (network_id, person_id, question, asked_by) select n, p, decode('01' || repeat('00', 44), 'hex'), $1 from f`,
      [id],
    ],
  ]
  for (const [statement, values] of statements) await owner(statement, values)
}

/** How often each place that names people names this one, asked of the owner. */
export const placesNaming = async (personId: string): Promise<Record<string, number>> => {
  const columns = await owner<{ place: string; table: string; column: string }>(NAMING)
  const counted: Record<string, number> = {}
  for (const { place, table, column } of columns) {
    const [row] = await owner<{ n: string }>(`select count(*) as n from ${table} where ${column} = $1`, [personId])
    if (Number(row?.n) > 0) counted[place] = Number(row?.n)
  }
  return counted
}

/** Every column that refers to a person or, by its name and type, may hold one's id. */
export const NAMING = `
  select c.oid::regclass || '.' || a.attname as place, c.oid::regclass::text as "table", quote_ident(a.attname) as "column"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
   where n.nspname !~ '^pg_|^information_schema$' and c.relkind in ('r', 'p') and c.oid <> 'identity.person'::regclass
     and (exists (select from pg_constraint k where k.contype = 'f' and k.conrelid = c.oid and k.confrelid = 'identity.person'::regclass and a.attnum = any (k.conkey))
       or (a.atttypid = 'uuid'::regtype and a.attname ~ '(^|_)(person|about|actor|user|by|author)(_id)?$'))
   order by 1`

export type { Someone }
