-- Second factors, passkeys, OpenID Connect, and sessions that know how sure they are of who holds them.

alter table identity.session
  -- 'second': the password was right, the second factor is awaited. 'open': all that this person has was given.
  add column step text not null default 'open' check (step in ('second', 'open')),
  -- Two factors, a passkey, or a provider that vouches for as much.
  add column is_strong boolean not null default false,
  -- When the holder last proved who they are with the strongest means that they have.
  add column fresh_at timestamptz,
  add column provider text,
  -- The provider's own note of this sign-in, sealed; needed to sign out there as well.
  add column provider_note bytea;

-- The secret is sealed with a key that the database does not know. A code is good for one use: the last step that was used is kept.
create table identity.totp (
  person_id uuid primary key references identity.person on delete cascade,
  secret bytea not null,
  last_step bigint not null,
  -- Wrong codes in a row: after a hundred the app counts no more (NIST SP 800-63B-4, section 3.2.2).
  wrong_codes integer not null default 0,
  created_at timestamptz not null default now()
);
create table identity.recovery_code (
  person_id uuid not null references identity.person on delete cascade,
  hash bytea not null,
  salt bytea not null,
  used_at timestamptz,
  primary key (person_id, hash)
);
create table identity.passkey (
  id bytea primary key check (octet_length(id) between 1 and 1023),
  person_id uuid not null references identity.person on delete cascade,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null check (name <> '' and length(name) <= 100),
  created_at timestamptz not null default now(),
  used_at timestamptz
);
create index on identity.passkey (person_id);

-- An identity is an issuer and a subject; an address that a provider tells is never one.
create table identity.openid (
  issuer text not null,
  subject text not null,
  person_id uuid not null references identity.person on delete cascade,
  provider text not null,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  primary key (issuer, subject)
);
create index on identity.openid (person_id);

-- Of whom a second factor is required. Without a row: of everybody but persons supported, carers and the demonstration's people.
create table identity.factor_rule (
  network_id platform.slug not null references platform.network,
  role text not null,
  is_required boolean not null,
  primary key (network_id, role)
);

-- What may be used once (the challenge of a passkey, the state of a provider's answer): its hash, until it would be too old anyway.
create table identity.spent (hash bytea primary key, expires_at timestamptz not null);
create index on identity.spent (expires_at);

call platform.protect('identity.totp', 'identity.recovery_code', 'identity.passkey', 'identity.openid', 'identity.factor_rule', 'identity.spent');
create policy mine on identity.totp          using (person_id = platform.person()) with check (person_id = platform.person());
create policy mine on identity.recovery_code using (person_id = platform.person()) with check (person_id = platform.person());
create policy mine on identity.passkey       using (person_id = platform.person()) with check (person_id = platform.person());
create policy mine on identity.openid        using (person_id = platform.person()) with check (person_id = platform.person());
create policy none on identity.spent for select using (false);
create policy see    on identity.factor_rule for select using (network_id = any (array(select platform.networks_as('administrator'))));
create policy add    on identity.factor_rule for insert with check (network_id = any (array(select platform.networks_as('administrator'))));
create policy change on identity.factor_rule for update using (network_id = any (array(select platform.networks_as('administrator'))));
grant select, insert, delete on identity.totp, identity.recovery_code, identity.passkey, identity.openid to :app;
grant update (last_step, wrong_codes) on identity.totp to :app;
grant update (used_at) on identity.recovery_code to :app;
grant update (name, counter, used_at) on identity.passkey to :app;
grant select, insert on identity.factor_rule to :app;
grant update (is_required) on identity.factor_rule to :app;

-- Whether a role in a network asks for a second factor.
create function identity.asks_factor(network text, wanted text) returns boolean stable language sql begin atomic
  select coalesce((select f.is_required from identity.factor_rule f where f.network_id = network and f.role = wanted),
    wanted not in ('person', 'carer') and not (select n.is_demonstration from platform.network n where n.id = network));
end;
-- Whether one of the roles that this person holds today does.
create function identity.must_be_strong(person uuid) returns boolean stable language sql begin atomic
  select exists (select from identity.role r where r.person_id = person
    and current_date >= r.valid_from and (r.valid_to is null or current_date <= r.valid_to) and identity.asks_factor(r.network_id, r.role));
end;

-- Who holds this session: nobody, while a second factor is awaited or has yet to be set up.
create or replace function identity.actor_of(hash bytea) returns table (person_id uuid, name text, locale text, roles jsonb)
  stable security definer set search_path = '' language sql begin atomic
  select p.id, p.name, p.locale,
    coalesce((select jsonb_object_agg(x.network_id, x.roles) from (
      select r.network_id, jsonb_agg(r.role order by r.role) as roles from identity.role r
       where r.person_id = p.id and current_date >= r.valid_from and (r.valid_to is null or current_date <= r.valid_to)
       group by r.network_id) x), '{}')
  from identity.session s join identity.person p on p.id = s.person_id
  where s.token_hash = hash and s.expires_at > now() and s.step = 'open' and (s.is_strong or not identity.must_be_strong(p.id));
end;

-- How far the holder of this session has come, and by what means they can go on.
-- A session ends at its hour, and after two hours without a page: somebody may have left the desk.
create function identity.lasts(s identity.session) returns boolean stable set search_path = '' language sql
  return s.expires_at > now() and s.seen_at > now() - interval '2 hours';

create function identity.standing_of(hash bytea) returns table (person_id uuid, name text, email text, locale text, step text, is_strong boolean,
    must_be_strong boolean, fresh_seconds double precision, provider text, has_password boolean, has_totp boolean, passkeys integer, recovery_codes integer, identities integer)
  stable security definer set search_path = '' language sql begin atomic
  select p.id, p.name, p.email, p.locale, s.step, s.is_strong, identity.must_be_strong(p.id), extract(epoch from clock_timestamp() - s.fresh_at)::double precision, s.provider,
    p.password_hash is not null, exists (select from identity.totp t where t.person_id = p.id),
    (select count(*)::integer from identity.passkey k where k.person_id = p.id),
    (select count(*)::integer from identity.recovery_code c where c.person_id = p.id and c.used_at is null),
    (select count(*)::integer from identity.openid o where o.person_id = p.id)
  from identity.session s join identity.person p on p.id = s.person_id where s.token_hash = hash and identity.lasts(s);
end;
create function identity.password_of(person uuid) returns text stable security definer set search_path = '' language sql begin atomic
  select p.password_hash from identity.person p where p.id = person and p.id = platform.person();
end;

-- A session begins under a new token; the one that this browser held before, whoever gave it, ends.
drop function identity.open_session, identity.close_session;
create function identity.begin_session(hash bytea, person uuid, new_step text, strong boolean, minutes integer, former bytea, provider_name text, note bytea) returns void
  security definer set search_path = '' language sql begin atomic
  delete from identity.session where expires_at < now() or token_hash = former;
  insert into identity.session (token_hash, person_id, step, is_strong, fresh_at, expires_at, provider, provider_note)
    values (hash, person, new_step, strong, case new_step when 'open' then now() end, now() + make_interval(mins => minutes), provider_name, note);
end;
-- The holder proved who they are: the session goes on under a new token. Only the wait for a second factor turns into a whole session's time.
create function identity.renew_session(former bytea, hash bytea, strong boolean, minutes integer) returns boolean
  security definer set search_path = '' language sql begin atomic
  update identity.session set token_hash = hash, step = 'open', is_strong = is_strong or strong, fresh_at = now(),
      expires_at = case step when 'second' then now() + make_interval(mins => minutes) else expires_at end
    where token_hash = former and expires_at > now() and person_id = platform.person() returning true;
end;
create function identity.end_session(hash bytea) returns table (provider text, provider_note bytea)
  security definer set search_path = '' language sql begin atomic
  delete from identity.session where token_hash = hash returning provider, provider_note;
end;
create function identity.end_other_sessions(hash bytea, only_weak boolean) returns void
  security definer set search_path = '' language sql begin atomic
  delete from identity.session where person_id = platform.person() and token_hash <> hash and not (only_weak and is_strong);
end;

-- Counts an attempt before it is made, so that many at once are not all free. 0, or the seconds to wait.
create function identity.try_attempt(keys bytea[]) returns integer security definer set search_path = '' language plpgsql as $$
declare k bytea; longest integer := 0;
begin
  foreach k in array (select array_agg(distinct x order by x) from unnest(keys) x) loop
    insert into identity.attempt (key) values (k) on conflict do nothing;
    perform from identity.attempt a where a.key = k for update;
    longest := greatest(longest, identity.wait_of(k));
  end loop;
  if longest = 0 then perform identity.note_attempt(x, false) from unnest(keys) x; end if;
  return longest;
end $$;
create function identity.spend(secret bytea, minutes integer) returns boolean security definer set search_path = '' language plpgsql as $$
begin
  delete from identity.spent where expires_at < now();
  insert into identity.spent values (secret, now() + make_interval(mins => minutes)) on conflict do nothing;
  return found;
end $$;

create function identity.passkey_of(credential bytea) returns table (person_id uuid, public_key bytea, counter bigint, transports text[])
  stable security definer set search_path = '' language sql begin atomic
  select k.person_id, k.public_key, k.counter, k.transports from identity.passkey k where k.id = credential;
end;
create function identity.openid_person(its_issuer text, its_subject text, its_provider text) returns uuid security definer set search_path = '' language sql begin atomic
  update identity.openid set seen_at = now(), provider = its_provider where issuer = its_issuer and subject = its_subject returning person_id;
end;
-- Somebody new whom a provider names and a rule gives a role in a network that there is; else null. Two who come at once are one.
create function identity.admit_openid(its_issuer text, its_subject text, its_provider text, its_name text, its_locale text, given jsonb) returns uuid
  security definer set search_path = '' language plpgsql as $$
declare person uuid := gen_random_uuid();
begin
  if not exists (select from jsonb_to_recordset(given) g(network text) join platform.network n on n.id = g.network) then return null; end if;
  insert into identity.person (id, name, locale) values (person, its_name, its_locale);
  insert into identity.openid (issuer, subject, person_id, provider) values (its_issuer, its_subject, person, its_provider) on conflict do nothing;
  if found then return person; end if;
  delete from identity.person where id = person;
  return identity.openid_person(its_issuer, its_subject, its_provider);
end $$;
-- The roles that a provider's claims give ([{"network": …, "role": …}]), for so many days: no more than these, and none that was given
-- otherwise. Whoever gets or loses one finds it in the trail of the network; that it goes on for some days more does not stand there.
create function identity.give_openid_roles(person uuid, its_provider text, given jsonb, days integer) returns void
  security definer set search_path = '' language plpgsql as $$
declare r record;
begin
  if not exists (select from identity.openid o where o.person_id = person and o.provider = its_provider) then
    raise exception 'not of this provider' using errcode = '42501';
  end if;
  for r in delete from identity.role h where h.person_id = person and h.provider = its_provider
      and not exists (select from jsonb_to_recordset(given) g(network text, role text) where g.network = h.network_id and g.role = h.role)
      returning h.network_id, h.role loop
    perform platform.append_audit(r.network_id, person, 'write', 'identity.loseRole', r.role || ' provider ' || its_provider, person, null, 'success');
  end loop;
  for r in select distinct n.id, g.role, exists (select from identity.role h where h.network_id = n.id and h.person_id = person and h.role = g.role
        and current_date >= h.valid_from and (h.valid_to is null or current_date <= h.valid_to)) as is_held
      from jsonb_to_recordset(given) g(network text, role text) join platform.network n on n.id = g.network order by n.id, g.role loop
    update identity.role h set valid_to = current_date + days
      where h.network_id = r.id and h.person_id = person and h.role = r.role and h.provider = its_provider;
    if not found then
      insert into identity.role (network_id, person_id, role, valid_from, valid_to, provider)
        values (r.id, person, r.role, current_date, current_date + days, its_provider) on conflict do nothing;
    end if;
    if found and not r.is_held then
      perform platform.append_audit(r.id, person, 'write', 'identity.gainRole', r.role || ' provider ' || its_provider, person, null, 'success');
    end if;
  end loop;
end $$;

revoke execute on all functions in schema identity from public;
grant execute on function identity.actor_of, identity.standing_of, identity.password_of, identity.begin_session, identity.renew_session, identity.end_session,
  identity.end_other_sessions, identity.try_attempt, identity.spend, identity.passkey_of, identity.openid_person, identity.admit_openid, identity.give_openid_roles,
  identity.asks_factor to :app;
