// What must hold of every object that a migration makes, asked of PostgreSQL's own catalogue. Each rule has an offence: SQL that
// breaks it, so that a rule which finds nothing is proved to look. Sources: PostgreSQL manual, "Row Security Policies" and
// "Writing SECURITY DEFINER Functions Safely"; docs/security.md.
import { REVIEWED_DEFINERS } from './reviewed-definers.test-support.ts'

export type Rule = { title: string; offenders: string; offence: string }

const OURS = `n.nspname !~ '^pg_|^information_schema$'`
const NOT_OF_AN_EXTENSION = (catalogue: string, oid: string) =>
  `not exists (select from pg_depend d where d.classid = '${catalogue}'::regclass and d.objid = ${oid} and d.deptype = 'e')`
const TABLES = `pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} and ${NOT_OF_AN_EXTENSION('pg_class', 'c.oid')}`
const FUNCTIONS = `pg_proc f join pg_namespace n on n.oid = f.pronamespace where ${OURS} and ${NOT_OF_AN_EXTENSION('pg_proc', 'f.oid')}`
const list = (names: string[]) => `(${names.map((name) => `'${name}'`).join(', ')})`

/** Holds no data of anybody, and the application may not even read it. */
const WITHOUT_POLICY = ['public.platform_migration']

/** What a network's row may refer to without its network: the map is the same for all, and accounts belong to people, not to networks. */
const SHARED = ['directory.territory', 'identity.person']

/** Nothing of these is the application's to touch, not even one column. */
const SEALED = [
  'public.platform_migration',
  'identity.session',
  'identity.attempt',
  'identity.spent',
  'identity.closing',
  'identity.link',
  'platform.audit_head',
  'platform.installation_audit_head',
  'platform.rate',
]

export const rulesFor = (app: string): Rule[] => [
  {
    title: 'every table has row-level security, also for its owner',
    offenders: `select c.oid::regclass::text as name from ${TABLES} and c.relkind in ('r', 'p')
      and not (c.relrowsecurity and c.relforcerowsecurity) and c.oid::regclass::text not in ${list(WITHOUT_POLICY.map((name) => name.replace('public.', '')))}`,
    offence:
      'create table platform.open (id integer); alter table platform.open enable row level security; create policy see on platform.open using (true)',
  },
  {
    title: 'every table has a policy besides the owner’s',
    offenders: `select c.oid::regclass::text as name from ${TABLES} and c.relkind in ('r', 'p') and c.relrowsecurity
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname <> 'owner')`,
    offence: "create table platform.shut (id integer); call platform.protect('platform.shut')",
  },
  {
    title: 'the owner’s policy is for the owner alone',
    offenders: `select p.polrelid::regclass::text as name from pg_policy p join pg_class c on c.oid = p.polrelid
      where p.polname = 'owner' and p.polroles <> array[c.relowner]`,
    offence: 'create table platform.lent (id integer); create policy owner on platform.lent using (true)',
  },
  {
    title: 'every view asks for the rights of its reader',
    offenders: `select c.oid::regclass::text as name from ${TABLES} and c.relkind = 'v' and not coalesce(c.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1']`,
    offence: 'create view platform.peephole as select id from platform.network',
  },
  {
    title: 'no stored view (which knows no row-level security) is open to the application',
    offenders: `select c.oid::regclass::text as name from ${TABLES} and c.relkind in ('m', 'f') and has_any_column_privilege('${app}', c.oid, 'select')`,
    offence: `create materialized view platform.stored as select id from platform.network; grant select on platform.stored to ${app}`,
  },
  {
    title: 'every function with its owner’s rights is a reviewed one',
    offenders: `select f.oid::regprocedure::text as name from ${FUNCTIONS} and f.prosecdef and f.oid::regprocedure::text not in ${list(REVIEWED_DEFINERS)}`,
    offence: "create function platform.door() returns integer security definer set search_path = '' language sql return 1",
  },
  {
    title: 'every function with its owner’s rights finds names by nothing that the caller sets',
    offenders: `select f.oid::regprocedure::text as name from ${FUNCTIONS} and f.prosecdef and not coalesce(f.proconfig, '{}') @> array['search_path=""']`,
    offence: 'create function platform.door() returns integer security definer language sql return 1',
  },
  {
    title: 'no function with its owner’s rights can be called by everybody',
    offenders: `select f.oid::regprocedure::text as name from ${FUNCTIONS} and f.prosecdef
      and exists (select from aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) a where a.grantee = 0)`,
    offence: "create function platform.door() returns integer security definer set search_path = '' language sql return 1",
  },
  {
    title: 'no function of ours is trusted not to leak',
    offenders: `select f.oid::regprocedure::text as name from ${FUNCTIONS} and f.proleakproof`,
    offence: 'create function platform.leak() returns integer leakproof language sql return 1',
  },
  {
    title: 'every key of a network’s table begins with the network',
    offenders: `select i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
      where ${OURS} and (i.indisunique or i.indisexclusion)
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'network_id' and not a.attisdropped)
      and pg_get_indexdef(i.indexrelid, 1, true) !~ '^[(]*network_id\\M'`,
    offence: 'create table platform.loose (network_id platform.slug, id integer unique, primary key (network_id, id))',
  },
  {
    title: 'every reference between tables of networks begins with the network',
    offenders: `select k.conrelid::regclass || ' ' || k.conname as name from pg_constraint k
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
      where k.contype = 'f' and exists (select from pg_attribute b where b.attrelid = k.conrelid and b.attname = 'network_id' and not b.attisdropped)
      and k.confrelid::regclass::text not in ${list(SHARED)}
      and (a.attname <> 'network_id' or not (k.confrelid = 'platform.network'::regclass
        or exists (select from pg_attribute b where b.attrelid = k.confrelid and b.attnum = k.confkey[1] and b.attname = 'network_id')))`,
    offence: `create table platform.target (network_id platform.slug, id integer unique, primary key (network_id, id));
      create table platform.loose (network_id platform.slug, id integer references platform.target (id), primary key (network_id, id))`,
  },
  {
    title: 'the application owns nothing',
    offenders: `select d.classid::regclass || ' ' || d.objid as name from pg_shdepend d where d.refobjid = '${app}'::regrole and d.deptype = 'o'
      and d.dbid in (0, (select oid from pg_database where datname = current_database()))`,
    offence: `create table platform.given (id integer); grant create on schema platform to ${app}; grant ${app} to current_user; alter table platform.given owner to ${app}`,
  },
  {
    title: 'the application belongs to no other role',
    offenders: `select m.roleid::regrole::text as name from pg_auth_members m where m.member = '${app}'::regrole`,
    offence: `grant pg_read_all_data to ${app}`,
  },
  {
    title: 'the application makes nothing in any schema',
    offenders: `select n.nspname::text as name from pg_namespace n where ${OURS} and has_schema_privilege('${app}', n.oid, 'create')`,
    offence: `grant create on schema platform to ${app}`,
  },
  {
    title: 'the application reads and writes rows, and does nothing else to a table',
    offenders: `select c.oid::regclass || ' ' || a.privilege_type as name from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
      where ${OURS} and a.grantee = '${app}'::regrole and (a.is_grantable or a.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'USAGE'))`,
    offence: `grant truncate on platform.network to ${app}`,
  },
  {
    title: 'nothing is given to everybody',
    offenders: `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
      where ${OURS} and ${NOT_OF_AN_EXTENSION('pg_class', 'c.oid')} and a.grantee = 0`,
    offence: 'grant select on platform.network to public',
  },
  {
    title: 'what is sealed stays sealed',
    offenders: `select t || ' ' || p as name from unnest(array${JSON.stringify(SEALED).replaceAll('"', "'")}) t, unnest(array['select', 'insert', 'update', 'references']) p
      where has_any_column_privilege('${app}', t, p) or has_table_privilege('${app}', t, 'delete, truncate, trigger')
      union all select 'identity.person.password_hash' where has_column_privilege('${app}', 'identity.person', 'password_hash', 'select')
      union all select t || ' ' || p from unnest(array['platform.audit', 'platform.installation_audit']) t, unnest(array['insert', 'update', 'delete', 'truncate']) p
        where has_table_privilege('${app}', t, p)`,
    offence: `grant select (key) on identity.attempt to ${app}`,
  },
]
