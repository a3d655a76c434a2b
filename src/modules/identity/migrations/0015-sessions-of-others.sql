-- What administrators do for the people of their network: they see and end their sessions, and help whoever lost a second factor. And
-- how often somebody tried an account that nobody has.

-- ---------------------------------------------------------------------------------------------------------------------------
-- Sessions of others: of people who hold a role today in a network that the one who acts administers (members_of asks both). One's own
-- are ended where everybody ends theirs.
-- ---------------------------------------------------------------------------------------------------------------------------
create function identity.sessions_of(network text, person uuid) returns table (id uuid, created_at timestamptz, seen_at timestamptz, expires_at timestamptz,
    how text, with_second boolean, provider text, browser text, system text)
  stable security definer set search_path = '' language sql begin atomic
  select s.id, s.created_at, s.seen_at, s.expires_at, s.how, s.with_second, s.provider, s.browser, s.system from identity.session s
   where s.person_id = person and person = any (array(select platform.members_of(network))) and person is distinct from platform.person()
     and identity.lasts(s) and s.step = 'open' order by s.seen_at desc, s.id;
end;
-- Ends one, or (null) all, also those that still wait for a second factor. How many there were.
create function identity.end_sessions_of(network text, person uuid, session uuid) returns integer
  security definer set search_path = '' language plpgsql as $$
declare ended integer;
begin
  if not person = any (array(select platform.members_of(network))) or person is not distinct from platform.person() then return 0; end if;
  delete from identity.session s where s.person_id = person and (session is null or s.id = session);
  get diagnostics ended = row_count;
  return ended;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------------
-- A second factor that was lost. An administrator lays a link, which goes to the address of the account and is shown to nobody else;
-- whoever opens it takes the old means away, and can do nothing but set up a new one afterwards, whatever the rules say.
-- ---------------------------------------------------------------------------------------------------------------------------
alter table identity.person add column must_renew_factor boolean not null default false;
create or replace function identity.must_be_strong(person uuid) returns boolean stable language sql begin atomic
  select exists (select from identity.person p where p.id = person and p.must_renew_factor)
    or exists (select from identity.role r where r.person_id = person
      and current_date >= r.valid_from and (r.valid_to is null or current_date <= r.valid_to) and identity.asks_factor(r.network_id, r.role));
end;
create function identity.note_new_factor() returns trigger security definer set search_path = '' language plpgsql as $$
begin
  update identity.person set must_renew_factor = false where id = new.person_id and must_renew_factor;
  return null;
end $$;
create trigger renewed after insert on identity.totp    for each row execute function identity.note_new_factor();
create trigger renewed after insert on identity.passkey for each row execute function identity.note_new_factor();

alter table identity.link drop constraint link_kind_check;
alter table identity.link add constraint link_kind_check check (kind in ('password', 'address', 'first', 'factor'));
create function identity.has_factor(person uuid) returns boolean stable language sql begin atomic
  select exists (select from identity.totp t where t.person_id = person) or exists (select from identity.passkey k where k.person_id = person);
end;
-- No link for oneself, for somebody without a role in the network, without an address, or without anything that could be lost.
create function identity.lay_factor_link(its_hash bytea, network text, person uuid, minutes integer) returns boolean
  security definer set search_path = '' language plpgsql as $$
begin
  if not person = any (array(select platform.members_of(network))) or person is not distinct from platform.person() or not identity.has_factor(person)
    or not exists (select from identity.person p where p.id = person and p.email is not null) then return false; end if;
  delete from identity.link l where l.expires_at < now() or (l.kind = 'factor' and l.person_id = person);
  insert into identity.link (hash, kind, person_id, expires_at) values (its_hash, 'factor', person, now() + make_interval(mins => minutes));
  return true;
end $$;
-- Takes away what was lost, and what could be left of it: all sessions, the recovery codes, the waits after wrong codes. A provider and
-- the password stay: neither is a second factor that gets lost.
create function identity.use_factor_link(its_hash bytea) returns table (person_id uuid, email text, locale text)
  security definer set search_path = '' language plpgsql as $$
declare person uuid;
begin
  delete from identity.link l where l.hash = its_hash and l.kind = 'factor' and l.expires_at > now() returning l.person_id into person;
  if person is null then return; end if;
  delete from identity.session s where s.person_id = person;
  delete from identity.totp t where t.person_id = person;
  delete from identity.passkey k where k.person_id = person;
  delete from identity.recovery_code c where c.person_id = person;
  delete from identity.attempt a where a.person_id = person;
  perform platform.append_audit(null, person, 'write', 'identity.resetFactors', 'person/' || person, person, null, 'success');
  return query update identity.person p set must_renew_factor = true where p.id = person returning p.id, p.email, p.locale;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Tries on accounts that nobody has, by day: numbers only. No address is in the trail, and nobody's network is concerned, so whoever
-- administers all of them is told.
-- ---------------------------------------------------------------------------------------------------------------------------
create index tried_in_vain on platform.installation_audit (at) where kind = 'sign_in' and outcome = 'failure' and person_id is null;
create function platform.unknown_sign_ins(days integer) returns table (day date, attempts integer)
  stable security definer set search_path = '' language sql begin atomic
  select (a.at at time zone 'Europe/Paris')::date, count(*)::integer from platform.installation_audit a
   where a.kind = 'sign_in' and a.outcome = 'failure' and a.person_id is null and a.at > now() - make_interval(days => days)
     and (select platform.administers_all())
   group by 1 order by 1 desc;
end;

revoke execute on function identity.sessions_of, identity.end_sessions_of, identity.note_new_factor, identity.has_factor, identity.lay_factor_link,
  identity.use_factor_link, platform.unknown_sign_ins from public;
grant execute on function identity.sessions_of, identity.end_sessions_of, identity.lay_factor_link, identity.use_factor_link,
  platform.unknown_sign_ins to :app;
