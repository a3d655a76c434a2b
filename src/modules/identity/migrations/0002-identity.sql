-- Accounts, sessions and roles. A session token or a password is never stored, only its hash.
create schema identity;
grant usage on schema identity to :app;

create table identity.person (
  id uuid primary key default gen_random_uuid(),
  name text not null check (name <> ''),
  email text unique check (email = lower(email) and email like '_%@_%'),
  password_hash text,
  locale text not null default 'fr',
  -- The operator acts from the command line and never signs in (decision 0005).
  is_operator boolean not null default false,
  created_at timestamptz not null default now()
);

create table identity.role (
  network_id platform.slug not null references platform.network,
  person_id uuid not null references identity.person on delete cascade,
  role text not null check (role in ('administrator', 'programme_manager', 'coordinator', 'reader')),
  valid_from date not null default current_date,
  valid_to date check (valid_to >= valid_from),
  primary key (network_id, person_id, role)
);
create index on identity.role (person_id);

create table identity.session (
  token_hash bytea primary key,
  person_id uuid not null references identity.person on delete cascade,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index on identity.session (person_id);
create index on identity.session (expires_at);

-- Failed attempts, to slow down guessing: per address hash and per account.
create table identity.attempt (
  key bytea primary key,
  failures integer not null default 0,
  last_at timestamptz not null default now()
);

-- Row-level security asks these. They are security definer because the roles of a person decide what the person may see,
-- roles included. Policies use them as column = any(array(select …)): asked once a statement, not once a row.
create function platform.my_networks() returns setof text stable security definer set search_path = '' language sql begin atomic
  select n.id::text from platform.network n
   where exists (select from identity.person p where p.id = platform.person() and p.is_operator)
      or exists (select from identity.role r where r.network_id = n.id and r.person_id = platform.person()
                  and current_date >= r.valid_from and (r.valid_to is null or current_date <= r.valid_to));
end;
create function platform.open_networks() returns setof text stable security definer set search_path = '' language sql begin atomic
  select id::text from platform.network where is_public union select platform.my_networks();
end;
create function platform.networks_as(variadic roles text[]) returns setof text stable security definer set search_path = '' language sql begin atomic
  select n.id::text from platform.network n
   where exists (select from identity.person p where p.id = platform.person() and p.is_operator)
      or exists (select from identity.role r where r.network_id = n.id and r.person_id = platform.person() and r.role = any (roles)
                  and current_date >= r.valid_from and (r.valid_to is null or current_date <= r.valid_to));
end;

create function platform.is_operator() returns boolean stable security definer set search_path = '' language sql begin atomic
  select exists (select from identity.person p where p.id = platform.person() and p.is_operator);
end;

call platform.protect('platform.network', 'identity.person', 'identity.role', 'identity.session', 'identity.attempt');
-- A network that is being made is not in open_networks() yet, and an upsert must see what it writes.
create policy see    on platform.network for select using (id = any (array(select platform.open_networks())) or (select platform.is_operator()));
create policy change on platform.network for update using (id = any (array(select platform.networks_as('administrator'))));
create policy found  on platform.network for insert with check ((select platform.is_operator()));
create policy me     on identity.person  for select using (id = platform.person());
create policy mine   on identity.role    for select using (person_id = platform.person()
                                                         or network_id = any (array(select platform.networks_as('administrator'))));
create policy none   on identity.session for select using (false);
create policy none   on identity.attempt for select using (false);
grant select, insert on platform.network to :app;
grant update (name, country, is_public, disclosure_threshold) on platform.network to :app;
grant select (id, name, email, locale, is_operator) on identity.person to :app;
grant select on identity.role to :app;

-- The few doors that must work before anybody is known. Each is reviewed in docs/security.md.
create function identity.login_of(address text) returns table (person_id uuid, password_hash text)
  stable security definer set search_path = '' language sql begin atomic
  select id, p.password_hash from identity.person p where p.email = lower(address) and p.password_hash is not null and not p.is_operator;
end;
create function identity.open_session(hash bytea, person uuid, hours integer) returns void
  security definer set search_path = '' language sql begin atomic
  delete from identity.session where expires_at < now();
  insert into identity.session (token_hash, person_id, expires_at) values (hash, person, now() + make_interval(hours => hours));
end;
create function identity.close_session(hash bytea) returns void
  security definer set search_path = '' language sql begin atomic
  delete from identity.session where token_hash = hash;
end;
-- Who holds this session: the person, and the roles valid today as {"network": ["role", …]}.
create function identity.actor_of(hash bytea) returns table (person_id uuid, name text, locale text, roles jsonb)
  stable security definer set search_path = '' language sql begin atomic
  select p.id, p.name, p.locale,
    coalesce((select jsonb_object_agg(x.network_id, x.roles) from (
      select r.network_id, jsonb_agg(r.role order by r.role) as roles from identity.role r
       where r.person_id = p.id and current_date >= r.valid_from and (r.valid_to is null or current_date <= r.valid_to)
       group by r.network_id) x), '{}')
  from identity.session s join identity.person p on p.id = s.person_id
  where s.token_hash = hash and s.expires_at > now();
end;
-- How long this key (a hash of the address, or of the account) must still wait, in seconds: 0, or 2^failures up to 15 minutes after the fifth.
create function identity.wait_of(k bytea) returns integer stable security definer set search_path = '' language sql begin atomic
  select greatest(0, ceil(extract(epoch from a.last_at + make_interval(secs => case when a.failures < 5 then 0 else least(900, 2 ^ (a.failures - 3)) end) - now())))::integer
    from identity.attempt a where a.key = k;
end;
create function identity.note_attempt(k bytea, succeeded boolean) returns void security definer set search_path = '' language sql begin atomic
  insert into identity.attempt as a (key, failures) values (k, case when succeeded then 0 else 1 end)
    on conflict (key) do update set last_at = now(), failures = case when succeeded then 0 when a.last_at < now() - interval '1 hour' then 1 else a.failures + 1 end;
end;
revoke execute on all functions in schema identity from public;
grant execute on function identity.login_of, identity.open_session, identity.close_session, identity.actor_of, identity.wait_of, identity.note_attempt to :app;
revoke execute on function platform.my_networks, platform.open_networks, platform.networks_as, platform.is_operator from public;
grant execute on function platform.my_networks, platform.open_networks, platform.networks_as, platform.is_operator to :app;

-- The trail: who did what to which record. Appended by the function only; one chain of hashes for each network, so that a
-- changed, removed or reordered row can be found.
create table platform.audit (
  network_id platform.slug not null references platform.network,
  seq bigint not null,
  at timestamptz not null,
  person_id uuid not null,
  action text not null check (action ~ '^[a-z]+\.[a-zA-Z]+$'),
  target text not null,
  hash bytea not null,
  primary key (network_id, seq)
);
create table platform.audit_head (network_id platform.slug primary key references platform.network, seq bigint not null, hash bytea not null);
call platform.protect('platform.audit', 'platform.audit_head');
create policy read on platform.audit      for select using (network_id = any (array(select platform.networks_as('administrator'))));
create policy none on platform.audit_head for select using (false);
grant select on platform.audit to :app;

create function platform.record(network text, action text, target text) returns void
  security definer set search_path = '' language plpgsql as $$
declare head record; moment timestamptz := clock_timestamp(); link bytea;
begin
  if platform.person() is null then raise exception 'nobody acts' using errcode = '42501'; end if;
  if not network = any (array(select platform.open_networks())) then raise exception 'not of this network' using errcode = '42501'; end if;
  insert into platform.audit_head values (network, 0, '\x') on conflict do nothing;
  select h.seq, h.hash into head from platform.audit_head h where h.network_id = network for update;
  link := sha256(head.hash || convert_to(jsonb_build_array(network, head.seq + 1, extract(epoch from moment), platform.person(), action, target)::text, 'UTF8'));
  insert into platform.audit values (network, head.seq + 1, moment, platform.person(), action, target, link);
  update platform.audit_head h set seq = head.seq + 1, hash = link where h.network_id = network;
end $$;
revoke execute on function platform.record from public;
grant execute on function platform.record to :app;

insert into identity.person (id, name, is_operator) values ('00000000-0000-4000-8000-000000000001', 'Operator', true);
