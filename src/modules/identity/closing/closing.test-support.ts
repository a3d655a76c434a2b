import { randomUUID } from 'node:crypto'
import '../../../personal-data.server.ts'
import { LEFT_ON_PATHS } from '../../paths/left.test-support.ts'
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
         cv as (insert into care.contact_version (network_id, contact_id, version, person_id, service_id, at, mode, workers, who, replaced_by)
           values ($2, $3, 0, $3, 'team', now(), 'home', '{}', '{}', $1)),
         g as (insert into care.consent (network_id, person_id, to_words, sections, purpose, how, noted_by, until)
           values ($2, $3, 'la mairie', '{identity}', 'un logement', 'self', $1, '2100-01-01')),
         r as (insert into care.request (network_id, person_id, chain_id, from_kind, channel, urgency, reason_kind, agreement, state)
           values ($2, $3, $3, 'person', 'form', 'days', 'housing', 'yes', 'draft')),
         m as (insert into measures.answering (network_id, id, person_id, instrument, pack_version, language, started_by) values ($2, $3, $3, 'phq-9', '1', 'fr', $1)),
         a as (insert into measures.alert (network_id, id, person_id, service_id, due_at) values ($2, $3, $3, 'team', '2200-01-01')),
         d as (insert into boards.discussed (network_id, id, person_id, service_id, reason, intensity, put_on_by, taken_off_at, taken_off_by)
           values ($2, $3, $3, 'team', 'new', 'daily', $1, now(), $1)),
         h as (insert into boards.agreement (network_id, id, discussed_id, person_id, service_id, what, by_id)
           values ($2, $3, $3, $3, 'team', decode('01' || repeat('00', 44), 'hex'), $1)),
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
         t as (insert into plans.told (network_id, account_id, service_id, topics, by_id) select n, $1, 'team', '{rights}', $1 from f),
         l as (insert into plans.looked (network_id, person_id) select n, p from f),
        o as (insert into plans.opening (network_id, person_id, seq, by_id, service_id, reason) select n, p, 1, $1, 'team', 'call' from f),
         x as (insert into plans.proposal (network_id, person_id, kind, content, by_id) select n, p, 'recovery', decode('01' || repeat('00', 44), 'hex'), $1 from f),
         q as (insert into plans.invite (network_id, person_id, code_hash, relation, sections, until, made_by) select n, p, sha256('a'), 'peer', '{identity}', '2100-01-01', $1 from f)
       insert into plans.question (network_id, person_id, question, asked_by) select n, p, decode('01' || repeat('00', 44), 'hex'), $1 from f`,
      [id],
    ],
    [
      `with v as (insert into boards.visit (network_id, id, person_id, service_id, starts_at, ends_at, first_id, made_by)
           values ($2, $3, (select id from care.person where account_id = $1), 'team', now(), now() + interval '1 hour', $1, $1) returning id),
         w as (insert into boards.away (network_id, worker_id, from_day, to_day, noted_by) values ($2, $1, current_date - 9, current_date - 8, $1)),
         r as (insert into boards.reach (network_id, worker_id, phone) values ($2, $1, '0470 00 00 00')),
         s as (insert into boards.shift (network_id, id, service_id, worker_id, starts_at, ends_at, made_by)
           values ($2, $3, 'team', $1, now(), now() + interval '1 hour', $1))
       insert into boards.visit_step (network_id, visit_id, seq, at, by_id, what) select $2, id, 9, now(), $1, 'safe' from v`,
      [id, network, randomUUID()],
    ],
    [
      `insert into boards.swap (network_id, shift_id, service_id, offered_by) select network_id, id, service_id, worker_id from boards.shift where worker_id = $1`,
      [id],
    ],
    [
      `with f as (select network_id as n, id as p from care.person where account_id = $1),
         s as (insert into stays.stay (network_id, id, person_id, episode_id, service_id, way) select n, p, p, p, 'team', 'voluntary' from f),
         l as (insert into stays.leave (network_id, stay_id, person_id, service_id, from_at, back_at, company, noted_by)
           select n, p, p, 'team', now(), now() + interval '1 hour', 'alone', $1 from f),
         d as (insert into stays.discharge (network_id, stay_id, person_id, service_id, planned_on, receiver, made_by) select n, p, p, 'team', '2100-01-01', 'other', $1 from f),
         w as (insert into stays.path (network_id, id, person_id, service_id, made_by) select n, p, p, 'team', $1 from f),
         j as (insert into stays.subject (network_id, id, service_id, what) select n, p, 'team', 'Texte' from f returning network_id, id),
         k as (insert into stays.subject_asker (network_id, subject_id, person_id) select network_id, id, id from j),
         t as (insert into stays.turn (network_id, id, service_id, on_day, what) select n, p, 'team', current_date, 'Texte' from f returning network_id, id),
         u as (insert into stays.turn_taker (network_id, turn_id, person_id) select network_id, id, id from t)
       insert into stays.waiting (network_id, person_id, service_id, reason, noted_by) select n, p, 'team', 'place', $1 from f`,
      [id],
    ],
    [
      `with f as (select network_id as n, id as p from care.person where account_id = $1), x as (select decode('01' || repeat('00', 44), 'hex') as t)
       insert into stays.measure (network_id, id, person_id, episode_id, service_id, kind, started_at, decided_by, alternatives, reason, written_by)
         select n, p, p, p, 'team', 'seclusion', now(), $1, '{talk}', t, $1 from f, x`,
      [id],
    ],
    [
      `with f as (select network_id as n, id as p from care.person where account_id = $1), x as (select decode('01' || repeat('00', 44), 'hex') as t),
         c as (insert into stays.measure_check (network_id, measure_id, person_id, service_id, at, what, by_id) select n, p, p, 'team', now(), 'presence', $2 from f),
         g as (insert into stays.measure_renewal (network_id, measure_id, person_id, service_id, at, decided_by, reason, written_by) select n, p, p, 'team', now(), $1, t, $1 from f, x),
         r as (insert into stays.measure_review (network_id, measure_id, person_id, service_id, finding, by_id) select n, p, p, 'team', 'avoidable', $2 from f)
       insert into stays.debriefing (network_id, measure_id, person_id, service_id, what, happened_at, words, by_id) select n, p, p, 'team', 'words', now(), t, $1 from f, x`,
      [id, other.personId],
    ],
    [
      `with f as (select network_id as n, id as p, decode('01' || repeat('00', 44), 'hex') as t from care.person where account_id = $1),
         s as (insert into situations.situation (network_id, id, person_id, service_id, called_by, made_by, subject, said, days_after) select n, p, p, 'team', 'person', $1, t, t, 14 from f),
         a as (insert into situations.agreement (network_id, situation_id, person_id, answer, how, noted_by, until) select n, p, p, 'yes', 'self', $1, '2100-01-01' from f),
         i as (insert into situations.invitation (network_id, situation_id, person_id, words) select n, p, p, 'la mairie' from f),
         w as (insert into situations.words (network_id, situation_id, person_id, content, how, by_id) select n, p, p, t, 'self', $1 from f),
         l as (insert into situations.lesson (network_id, situation_id, person_id, content, written_by) select n, p, p, t, $1 from f)
       insert into situations.decision (network_id, situation_id, person_id, what, who, made_by) select n, p, p, t, t, $1 from f`,
      [id],
    ],
  ]
  statements.push([LEFT_ON_PATHS, [id]])
  statements.push([
    `with f as (select network_id as n, id as p from care.person where account_id = $1),
       d as (insert into field.device (person_id, id, secret) values ($1, $1, '\\x00')),
       c as (insert into field.carried (network_id, by_id, device_id, person_id, stamp, seq) select n, $1, $1, p, 'a', 1 from f),
       k as (insert into field.carried_plan (network_id, by_id, person_id, until) select n, $1, p, now() from f),
       m as (insert into field.command (network_id, by_id, id, kind) select n, $1, p, 'contact' from f)
     insert into field.attachment (network_id, id, contact_id, person_id, service_id, name, type, bytes, content, by_id)
       select n, p, p, p, 'team', '\\x00', 'image/png', 1, '\\x00', $1 from f`,
    [id],
  ])
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
