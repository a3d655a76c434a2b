// What must hold of every object that a migration makes, asked of PostgreSQL's own catalogue. Each rule has an offence: SQL that
// breaks it, so that a rule which finds nothing is proved to look. Sources: PostgreSQL manual, "Row Security Policies" and
// "Writing SECURITY DEFINER Functions Safely"; docs/security.md.
export type Rule = { title: string; offenders: string; offence: string }

const OURS = `n.nspname !~ '^pg_|^information_schema$'`
const NOT_OF_AN_EXTENSION = (catalogue: string, oid: string) =>
  `not exists (select from pg_depend d where d.classid = '${catalogue}'::regclass and d.objid = ${oid} and d.deptype = 'e')`
const TABLES = `pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} and ${NOT_OF_AN_EXTENSION('pg_class', 'c.oid')}`
const FUNCTIONS = `pg_proc f join pg_namespace n on n.oid = f.pronamespace where ${OURS} and ${NOT_OF_AN_EXTENSION('pg_proc', 'f.oid')}`
const list = (names: string[]) => `(${names.map((name) => `'${name}'`).join(', ')})`

/** Holds no data of anybody, and the application may not even read it. */
const WITHOUT_POLICY = ['public.platform_migration']

/** Each is reviewed in docs/security.md: what it gives away to somebody who is not known, and why it may. */
const REVIEWED_DEFINERS = [
  'platform.my_networks()',
  'platform.open_networks()',
  'platform.networks_as(text[])',
  'platform.is_operator()',
  'platform.administers_all()',
  'platform.record(text,text,text)',
  'platform.record_event(text,text,text,text,uuid,text)',
  'platform.record_sign_in(uuid,text,text,boolean)',
  'platform.audit_heads()',
  'platform.people_answered_for()',
  'platform.names_in_trail(text,uuid[])',
  'platform.people_in_trail(text,text)',
  'platform.members_of(text)',
  'platform.take_turn(bytea[],double precision[],double precision[])',
  'platform.operation_figures()',
  'platform.unknown_sign_ins(integer)',
  'identity.login_of(text)',
  'identity.begin_session(bytea,uuid,text,boolean,integer,bytea,text,bytea)',
  'identity.renew_session(bytea,bytea,boolean,integer)',
  'identity.end_session(bytea)',
  'identity.end_other_sessions(bytea,boolean)',
  'identity.standing_of(bytea)',
  'identity.password_of(uuid)',
  'identity.try_attempt(bytea[])',
  'identity.spend(bytea,integer)',
  'identity.passkey_of(bytea)',
  'identity.openid_person(text,text,text)',
  'identity.admit_openid(text,text,text,text,text,jsonb)',
  'identity.give_openid_roles(uuid,text,jsonb,integer)',
  'identity.actor_of(bytea)',
  'identity.wait_of(bytea)',
  'identity.note_attempt(bytea,boolean)',
  'identity.guard_role()',
  'identity.invitation_of(bytea)',
  'identity.accept_invitation(bytea,text,text,text)',
  'identity.lay_link(bytea,text,uuid,text,integer)',
  'identity.link_of(bytea,text)',
  'identity.use_password_link(bytea,text)',
  'identity.use_address_link(bytea)',
  'identity.has_administrator()',
  'identity.use_first_link(bytea,text,text,text,text,text,jsonb,text)',
  'identity.people_of(text)',
  'identity.rotate_session(bytea,bytea)',
  'identity.see_session(bytea,text,text)',
  'identity.mark_paper_session(bytea)',
  'identity.my_sessions(bytea)',
  'identity.end_my_session(uuid)',
  'identity.sessions_of(text,uuid)',
  'identity.end_sessions_of(text,uuid,uuid)',
  'identity.note_new_factor()',
  'identity.lay_factor_link(bytea,text,uuid,integer)',
  'identity.use_factor_link(bytea)',
  'identity.take_address(bytea)',
  'identity.give_back_address(bytea)',
  'identity.note_failure(bytea,uuid)',
  'identity.waiting_members(text)',
  'identity.unlock(text,uuid)',
  'identity.card_of(bytea)',
  'identity.open_account(text,text,text,text,text,uuid)',
  'identity.my_ties()',
  'identity.space_is_shut(text,bytea)',
  'identity.use_own_paper_key(bytea)',
  'identity.use_paper_key(bytea)',
  'identity.rows_of_mine()',
  'identity.my_trail(integer)',
  'identity.networks_that_need_me()',
  'identity.close_account(text,text,bytea)',
  'identity.closing_of(text)',
  'identity.sweep()',
  'mail.forget_me()',
  'directory.enter(text,text,text)',
  'directory.enter_organisation()',
  'directory.enter_service()',
  'directory.enter_territory()',
  'directory.find(text,text)',
  'directory.know_places()',
  'directory.learn()',
  'care.my_teams()',
  'care.my_led_teams()',
  'care.my_networks()',
  'care.asked_networks()',
  'care.my_files()',
  'care.shared(text)',
  'care.behind_glass()',
  'care.followed()',
  'care.in_hand()',
  'care.known()',
  'care.note_request()',
  'care.end_with_consent()',
  'care.keep_contact()',
  'care.asked_by_code()',
  'care.turn_away(text,uuid,integer,text,text,bytea,text,uuid,bytea,timestamp with time zone)',
  'care.ask(text,text,uuid,uuid,text,text,date,text,text,boolean,bytea,text,text,text,text,boolean,bytea,timestamp with time zone,bytea,boolean)',
  'care.is_asked(text,text)',
  'care.request_of(bytea)',
  'care.withdraw_request(bytea)',
  'care.name_of_team(text)',
  'care.withdraw_mine(text,uuid)',
  'care.take_reminders()',
  'care.take_arrivals()',
  'care.delays(text,date,date)',
  'care.caseload(text,date)',
  'care.emptied_on(text,uuid)',
  'care.empty_files(timestamp with time zone,integer)',
  'overview.count_year(text,integer,interval)',
  'care.names_of_workers(text)',
  'care.candidates(text)',
  'care.my_places()',
  'care.link_account(text,uuid,uuid)',
  'care.cards_to_link(text)',
  'boards.guard_shift()',
  'boards.settle_swap()',
  'boards.end_shifts()',
  'boards.guard_visit()',
  'boards.note_visit()',
  'boards.take_overdue(timestamp with time zone)',
  'boards.coverage(text,date,date)',
  'boards.may_watch(bytea[],text)',
  'boards.mates(boolean)',
  'boards.tell_teams_of()',
  'outreach.forget_days()',
  'measures.in_charge()',
  'measures.teams_of_mine(text)',
  'measures.raise_alert(text,uuid)',
  'measures.ask_to_speak(text,uuid)',
  'measures.escalate_due()',
  'plans.my_duty_teams()',
  'plans.of_my_teams()',
  'plans.of_my_circle(text)',
  'plans.opened()',
  'plans.last_crisis(text,uuid)',
  'plans.write_crisis(text,uuid,integer,text,text,bytea,date,text[],jsonb,bytea[],boolean)',
  'plans.set_crisis(text,uuid,boolean,boolean)',
  'plans.find_on_duty(text,text,date)',
  'plans.open_in_crisis(text,uuid,uuid,text)',
  'plans.opened_person(text,uuid)',
  'plans.invite_of(bytea)',
  'plans.join_circle(bytea)',
  'plans.leave_circle(text,uuid)',
  'plans.my_circle()',
  'plans.shared_with_me()',
  'plans.who_follows()',
  'plans.who_looked(text)',
  'plans.to_tell(text,text)',
  'plans.find_for_glass(text,text,date)',
  'plans.glass_to_review(text)',
  'plans.due_for_renewal(date)',
  'plans.rules(text)',
  'plans.add_to_recovery(text,uuid,uuid,bytea)',
  'plans.recovery_writers(text,uuid,timestamp with time zone)',
  'plans.recovery_of(text,uuid)',
  'plans.asked_about(text)',
  'plans.tell_carer(text,text,text,text[])',
  'plans.told_to_me()',
  'paths.in_charge()',
  'paths.note_step()',
  'paths.end_referrals()',
  'paths.open_referral(bytea)',
  'paths.answer_referral(bytea,text,text)',
  'paths.name_of_partner(text,uuid)',
  'paths.sweep()',
  'paths.count_early(text,date,date)',
  'paths.count_referrals(text,date,date)',
  'stays.keep_measure()',
  'stays.take_step()',
  'stays.my_houses()',
  'stays.agree_to_leave(text,uuid,integer)',
  'stays.my_waiting()',
  'stays.my_house_names()',
  'stays.share_turn(text,uuid,integer,text,boolean)',
  'stays.measure_counts(text,date,date)',
  'stays.measure_counts_by_team(text,integer)',
  'situations.agreed_today()',
  'situations.invited()',
  'situations.open_to_me()',
  'situations.people_open_to_me()',
  'situations.prepared()',
  'situations.clear_situation()',
  'situations.names_of_met(text)',
  'situations.names_of_teams(text)',
  'situations.to_tell(text,uuid,text)',
  'situations.raise_lesson(text,uuid,integer,text)',
  'outreach.counts(text,date,date)',
  'outreach.of_year(text,integer)',
  'field.take_plans(text,integer)',
  'field.tell_opening(text,uuid,timestamp with time zone,text)',
  'field.sweep(timestamp with time zone)',
]

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
