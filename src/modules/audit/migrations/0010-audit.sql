-- The trail, complete: in which role, about whom, why, reads and exports besides writes; a chain for what belongs to no network
-- (sign-ins, accounts); and the way rows leave it when their time is over. How a row is hashed: src/modules/audit/README.md.

-- Rows of before have form 1 (migration 0002) and are not touched. From here on rows have form 2.
alter table platform.audit
  add column form smallint not null default 1 check (form in (1, 2)),
  add column kind text not null default 'write' check (kind in ('write', 'read', 'export', 'sign_in')),
  -- What the actor was in this network at that moment.
  add column roles text[] not null default '{}',
  -- The person concerned, where there is one with an account.
  add column about uuid,
  add column outcome text not null default 'success' check (outcome in ('success', 'failure')),
  -- Why, in the actor's words. The chain holds only its salted digest: the words can be erased when they must, and the chain still holds.
  add column reason text,
  add column reason_salt bytea,
  add column reason_digest bytea,
  add column prev bytea;

-- Where a page of the trail begins and what it is narrowed to: each filter has an index that gives its rows in order.
create index audit_time   on platform.audit (network_id, at, seq);
create index audit_person on platform.audit (network_id, person_id, at, seq);
create index audit_action on platform.audit (network_id, action, at, seq);
create index audit_both   on platform.audit (network_id, person_id, action, at, seq);
create index audit_about  on platform.audit (network_id, about, at, seq) where about is not null;
create index audit_target on platform.audit (network_id, target, at);

-- Rows up to base_seq have left the chain because their time was over; base_hash is the hash of the last of them.
alter table platform.audit_head add column base_seq bigint not null default 0, add column base_hash bytea not null default '\x';

-- The chain of the installation: what belongs to no network.
create table platform.installation_audit (
  seq bigint primary key,
  at timestamptz not null,
  -- Null: somebody whom nobody knows, such as a sign-in with an unknown address.
  person_id uuid,
  action text not null check (action ~ '^[a-z]+\.[a-zA-Z]+$'),
  target text not null,
  hash bytea not null,
  form smallint not null check (form = 2),
  kind text not null check (kind in ('write', 'read', 'export', 'sign_in')),
  roles text[] not null,
  about uuid,
  outcome text not null check (outcome in ('success', 'failure')),
  reason text,
  reason_salt bytea,
  reason_digest bytea,
  prev bytea not null
);
create index installation_audit_time   on platform.installation_audit (at, seq);
create index installation_audit_person on platform.installation_audit (person_id, at, seq);
create table platform.installation_audit_head (
  only_one boolean primary key default true check (only_one),
  seq bigint not null default 0,
  hash bytea not null default '\x',
  base_seq bigint not null default 0,
  base_hash bytea not null default '\x'
);

-- The people whose sign-ins an administrator answers for: those who hold a role today in a network that he administers.
create function platform.people_answered_for() returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select r.person_id from identity.role r
   where r.network_id = any (array(select platform.networks_as('administrator')))
     and current_date >= r.valid_from and (r.valid_to is null or current_date <= r.valid_to);
end;

call platform.protect('platform.installation_audit', 'platform.installation_audit_head');
create policy read on platform.installation_audit for select using (
  person_id = any (array(select platform.people_answered_for())) or about = any (array(select platform.people_answered_for()))
  or person_id = platform.person() or (select platform.is_operator()));
create policy none on platform.installation_audit_head for select using (false);
grant select on platform.installation_audit to :app;
insert into platform.installation_audit_head default values;

-- The text of a row that is hashed, form 2: canonical JSON (RFC 8785) of an object with these members, in this order.
create function platform.audit_canonical(network text, seq bigint, at timestamptz, person uuid, roles text[], kind text, action text, target text,
    about uuid, outcome text, reason_digest bytea) returns text stable language sql
  return concat('{"about":', coalesce(to_json(about::text)::text, 'null'), ',"action":', to_json(action), ',"at":"',
    to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '","form":2,"kind":', to_json(kind), ',"network":',
    coalesce(to_json(network)::text, 'null'), ',"outcome":', to_json(outcome), ',"person":', coalesce(to_json(person::text)::text, 'null'),
    ',"reason":', coalesce(to_json(encode(reason_digest, 'hex'))::text, 'null'), ',"roles":', array_to_json(roles), ',"seq":', seq,
    ',"target":', to_json(target), '}');

-- Adds a row to the end of a chain; the head of the chain is locked until the transaction ends, so that no number is left out.
-- Nobody but the functions below calls it.
create function platform.append_audit(network text, actor uuid, kind text, action text, target text, about uuid, reason text, outcome text)
  returns void set search_path = '' language plpgsql as $$
declare head record; moment timestamptz; held text[]; salt bytea; digest bytea; link bytea; why text := nullif(btrim(left(reason, 2000)), '');
        what text := left(target, 500);
begin
  if network is null then
    select h.seq, h.hash into strict head from platform.installation_audit_head h for update;
  else
    select h.seq, h.hash into head from platform.audit_head h where h.network_id = network for update;
    if not found then
      insert into platform.audit_head (network_id, seq, hash) values (network, 0, '\x') on conflict do nothing;
      select h.seq, h.hash into strict head from platform.audit_head h where h.network_id = network for update;
    end if;
  end if;
  -- Only now: whoever waited for the head comes after the one who had it.
  moment := clock_timestamp();
  if exists (select from identity.person p where p.id = actor and p.is_operator) then held := array['operator'];
  else
    select coalesce(array_agg(distinct r.role collate "C" order by r.role collate "C"), '{}') into held from identity.role r
     where r.network_id = network and r.person_id = actor and current_date >= r.valid_from and (r.valid_to is null or current_date <= r.valid_to);
  end if;
  if why is not null then
    salt := uuid_send(gen_random_uuid());
    digest := sha256(salt || convert_to(why, 'UTF8'));
  end if;
  link := sha256(head.hash || convert_to(
    platform.audit_canonical(network, head.seq + 1, moment, actor, held, kind, action, what, about, outcome, digest), 'UTF8'));
  if network is null then
    insert into platform.installation_audit (seq, at, person_id, action, target, hash, form, kind, roles, about, outcome, reason, reason_salt, reason_digest, prev)
      values (head.seq + 1, moment, actor, action, what, link, 2, kind, held, about, outcome, why, salt, digest, head.hash);
    update platform.installation_audit_head h set seq = head.seq + 1, hash = link;
  else
    insert into platform.audit (network_id, seq, at, person_id, action, target, hash, form, kind, roles, about, outcome, reason, reason_salt, reason_digest, prev)
      values (network, head.seq + 1, moment, actor, action, what, link, 2, kind, held, about, outcome, why, salt, digest, head.hash);
    update platform.audit_head h set seq = head.seq + 1, hash = link where h.network_id = network;
  end if;
end $$;

-- The doors to the trail. What a person did, read or took away; without a network, what belongs to none.
create function platform.record_event(network text, kind text, action text, target text, about uuid, reason text) returns void
  security definer set search_path = '' language plpgsql as $$
begin
  if platform.person() is null then
    -- What a visitor reads or takes is public, and nobody knows whom to name.
    if kind in ('read', 'export') then return; end if;
    raise exception 'nobody acts' using errcode = '42501';
  end if;
  if network is not null and not network = any (array(select platform.open_networks())) then raise exception 'not of this network' using errcode = '42501'; end if;
  if kind not in ('write', 'read', 'export') then raise exception 'a person writes, reads or exports' using errcode = '22023'; end if;
  perform platform.append_audit(network, platform.person(), kind, action, target, about, reason, 'success');
end $$;
create or replace function platform.record(network text, action text, target text) returns void
  security definer set search_path = '' language plpgsql as $$
begin
  perform platform.record_event(network, 'write', action, target, null, null);
end $$;
-- Somebody tried to sign in: nobody is known yet, and perhaps nobody ever will be.
create function platform.record_sign_in(person uuid, action text, target text, succeeded boolean) returns void
  security definer set search_path = '' language plpgsql as $$
begin
  perform platform.append_audit(null, person, 'sign_in', action, target, null, null, case when succeeded then 'success' else 'failure' end);
end $$;

-- Whatever opens or ends a session, now or later, leaves a row: no way to sign in can forget it. A session that still waits for a
-- second factor is none yet.
create function platform.note_session() returns trigger set search_path = '' language plpgsql as $$
declare was text := to_jsonb(old) ->> 'step'; now_is text := to_jsonb(new) ->> 'step'; how text;
begin
  if tg_op = 'DELETE' then
    if old.expires_at > now() and was is distinct from 'second' then
      perform platform.append_audit(null, old.person_id, 'sign_in', 'identity.signOut', 'session', null, null, 'success');
    end if;
  elsif now_is is distinct from 'second' and (tg_op = 'INSERT' or was = 'second') then
    how := coalesce('provider ' || (to_jsonb(new) ->> 'provider'), case when (to_jsonb(new) ->> 'is_strong')::boolean then 'strong' else 'password' end);
    perform platform.append_audit(null, new.person_id, 'sign_in', 'identity.signIn', how, null, null, 'success');
  end if;
  return null;
end $$;
create trigger trail after insert or update or delete on identity.session for each row execute function platform.note_session();

-- The ends of all chains, for the anchors and the verifier.
create function platform.audit_heads() returns table (network_id text, seq bigint, hash bytea, base_seq bigint, base_hash bytea)
  stable security definer set search_path = '' language sql begin atomic
  select h.network_id::text, h.seq, h.hash, h.base_seq, h.base_hash from platform.audit_head h where platform.is_operator()
  union all select null, h.seq, h.hash, h.base_seq, h.base_hash from platform.installation_audit_head h where platform.is_operator();
end;

-- Names for the page of the trail, to its administrators only, and only of people who stand in it or hold a role there.
create index person_name on identity.person using gin (platform.folded(name) gin_trgm_ops);
create function platform.names_in_trail(network text, people uuid[]) returns table (id uuid, name text)
  stable security definer set search_path = '' language sql begin atomic
  select p.id, p.name from identity.person p
   where p.id = any (people) and network = any (array(select platform.networks_as('administrator')))
     and (exists (select from platform.audit a where a.network_id = network and a.person_id = p.id)
       or exists (select from platform.audit a where a.network_id = network and a.about = p.id)
       or exists (select from identity.role r where r.network_id = network and r.person_id = p.id));
end;
create function platform.people_in_trail(network text, words text) returns table (id uuid, name text)
  stable security definer set search_path = '' language sql begin atomic
  select p.id, p.name from identity.person p
   where platform.folded(p.name) like '%' || btrim(platform.folded(words)) || '%' and network = any (array(select platform.networks_as('administrator')))
     and (exists (select from platform.audit a where a.network_id = network and a.person_id = p.id)
       or exists (select from platform.audit a where a.network_id = network and a.about = p.id)
       or exists (select from identity.role r where r.network_id = network and r.person_id = p.id))
   order by p.name collate platform.names, p.id limit 20;
end;
create function platform.members_of(network text) returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select distinct r.person_id from identity.role r
   where r.network_id = network and network = any (array(select platform.networks_as('administrator')))
     and current_date >= r.valid_from and (r.valid_to is null or current_date <= r.valid_to);
end;

-- Takes the rows before a day out of a chain when their time is over; the chain goes on from the hash of the last of them, and a row
-- says so. For the owner, by the command `audit retire`; the application cannot call it. A year at least is kept (CNIL, 2021-122).
create function platform.retire_audit(network text, before timestamptz) returns table (last_seq bigint, removed bigint)
  set search_path = '' language plpgsql as $$
declare head record; upto bigint; link bytea; gone bigint;
begin
  if before > now() - interval '1 year' then raise exception 'the trail of the last year is kept' using errcode = '22023'; end if;
  if network is null then
    select h.seq, h.hash, h.base_seq into strict head from platform.installation_audit_head h for update;
    select coalesce(min(a.seq) - 1, head.seq) into upto from platform.installation_audit a where a.at >= before;
    select a.hash into link from platform.installation_audit a where a.seq = upto;
  else
    select h.seq, h.hash, h.base_seq into strict head from platform.audit_head h where h.network_id = network for update;
    select coalesce(min(a.seq) - 1, head.seq) into upto from platform.audit a where a.network_id = network and a.at >= before;
    select a.hash into link from platform.audit a where a.network_id = network and a.seq = upto;
  end if;
  if upto <= head.base_seq then return query select head.base_seq::bigint, 0::bigint; return; end if;
  if link is null then raise exception 'row % of this trail is missing: verify it first', upto; end if;
  if network is null then
    delete from platform.installation_audit a where a.seq <= upto;
    get diagnostics gone = row_count;
    update platform.installation_audit_head h set base_seq = upto, base_hash = link;
  else
    delete from platform.audit a where a.network_id = network and a.seq <= upto;
    get diagnostics gone = row_count;
    update platform.audit_head h set base_seq = upto, base_hash = link where h.network_id = network;
  end if;
  perform platform.append_audit(network, '00000000-0000-4000-8000-000000000001', 'write', 'audit.retire', upto || ':' || encode(link, 'hex'), null, null, 'success');
  return query select upto, gone;
end $$;

revoke execute on function platform.people_answered_for, platform.append_audit, platform.record_event, platform.record_sign_in, platform.note_session,
  platform.audit_heads, platform.names_in_trail, platform.people_in_trail, platform.members_of, platform.retire_audit, platform.audit_canonical from public;
grant execute on function platform.people_answered_for, platform.record_event, platform.record_sign_in, platform.audit_heads, platform.names_in_trail,
  platform.people_in_trail, platform.members_of to :app;
