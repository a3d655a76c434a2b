-- Accounts: roles that are held in an organisation for a period, invitations, and links that work once.
-- Functions in plpgsql may speak of the trail (0010) and of second factors (0009): they are read when they are called.

-- A role is held in an organisation of the network, or in the network as a whole. A person may hold one twice, one after the other.
alter table identity.role drop constraint role_pkey, drop constraint role_check;
alter table identity.role
  add column id uuid not null default gen_random_uuid(),
  add column organisation_id platform.slug,
  -- The OpenID provider whose claims gave it, and take it back when they no longer do; null: people of the network gave it.
  add column provider text,
  add column version integer not null default 1,
  add primary key (network_id, id),
  add foreign key (network_id, organisation_id) references directory.organisation (network_id, id),
  -- One that ends on the day before its first was taken back before it held for a day.
  add check (valid_to >= valid_from - 1),
  add constraint role_once exclude using gist (network_id with =, person_id with =, role with =,
    (coalesce(organisation_id::text, '')) with =, (coalesce(provider, '')) with =, daterange(valid_from, valid_to + 1) with &&);

-- Nobody raises their own rights, and a network that has an administrator keeps one: whatever way a role is changed or a person goes.
create function identity.guard_role() returns trigger security definer set search_path = '' language plpgsql as $$
declare before datemultirange; after datemultirange := '{}'; others datemultirange; today datemultirange := datemultirange(daterange(current_date, null));
begin
  -- One after the other: of two administrators who end each other's role at the same moment, the second is no longer one.
  perform from platform.network n where n.id = old.network_id for no key update;
  before := datemultirange(daterange(old.valid_from, old.valid_to + 1));
  if tg_op = 'UPDATE' then
    after := datemultirange(daterange(new.valid_from, new.valid_to + 1));
    if platform.person() is not null and old.provider is null then
      if old.person_id = platform.person() then
        if not before @> after or new.organisation_id is distinct from old.organisation_id then
          raise exception 'nobody raises their own rights' using errcode = '42501';
        end if;
      elsif not old.network_id = any (array(select platform.networks_as('administrator'))) then
        raise exception 'no longer an administrator' using errcode = '42501';
      end if;
    end if;
  end if;
  -- A role that a provider gave counts for nobody else's: the provider may take it back at any moment.
  if old.role = 'administrator' and old.provider is null then
    select coalesce(range_agg(daterange(r.valid_from, r.valid_to + 1)), '{}') into others from identity.role r
     where r.network_id = old.network_id and r.role = 'administrator' and r.provider is null and r.id <> old.id;
    if not others @> (before - after) * today then
      raise exception 'the last administrator stays' using errcode = '23514', constraint = 'last_administrator';
    end if;
  end if;
  return null;
end $$;
create trigger guard after update or delete on identity.role for each row execute function identity.guard_role();

create policy grant_role  on identity.role for insert with check (
  network_id = any (array(select platform.networks_as('administrator'))) and person_id <> platform.person() and provider is null);
create policy change_role on identity.role for update using (
  provider is null and network_id = any (array(select platform.networks_as('administrator'))));
grant insert (network_id, person_id, role, organisation_id, valid_from, valid_to) on identity.role to :app;
grant update (organisation_id, valid_from, valid_to, version) on identity.role to :app;

-- One's own name, language and password; that it is asked for once more who acts is the command's part.
create policy self on identity.person for update using (id = platform.person());
grant update (name, locale, password_hash) on identity.person to :app;

-- An invitation by mail. Only the hash of its token is kept; it is good once, for some days, and until it is revoked.
create table identity.invitation (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  email text not null check (email = lower(email) and email like '_%@_%' and length(email) <= 254),
  locale text not null check (locale in ('fr', 'nl', 'en', 'fr-x-falc')),
  organisation_id platform.slug,
  roles text[] not null check (cardinality(roles) between 1 and 4 and roles <@ array['administrator', 'programme_manager', 'coordinator', 'reader']),
  valid_from date not null default current_date,
  valid_to date check (valid_to >= valid_from),
  token_hash bytea not null check (octet_length(token_hash) = 32),
  invited_by uuid not null references identity.person on delete cascade,
  invited_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references identity.person on delete set null,
  revoked_at timestamptz,
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, organisation_id) references directory.organisation (network_id, id)
);
-- Two administrators who invite the same person: the second is told.
create unique index invitation_open on identity.invitation (network_id, email) where accepted_at is null and revoked_at is null;
create index invitation_token on identity.invitation (token_hash);
create index on identity.invitation (invited_by);
create index on identity.invitation (accepted_by);

-- Other links that work once: a new password, a new address, the first administrator.
create table identity.link (
  hash bytea primary key check (octet_length(hash) = 32),
  kind text not null check (kind in ('password', 'address', 'first')),
  person_id uuid references identity.person on delete cascade,
  -- The address that is to be confirmed.
  email text check (email = lower(email) and email like '_%@_%' and length(email) <= 254),
  expires_at timestamptz not null,
  check ((kind = 'first') = (person_id is null)),
  check ((kind = 'address') = (email is not null))
);
create index on identity.link (person_id);

call platform.protect('identity.invitation', 'identity.link');
create policy see    on identity.invitation for select using (network_id = any (array(select platform.networks_as('administrator'))));
create policy invite on identity.invitation for insert with check (
  network_id = any (array(select platform.networks_as('administrator'))) and invited_by = platform.person());
-- Sent again it is an invitation of whoever sends it.
create policy change on identity.invitation for update using (network_id = any (array(select platform.networks_as('administrator'))))
  with check (network_id = any (array(select platform.networks_as('administrator'))) and (invited_by = platform.person() or revoked_at is not null));
create policy none   on identity.link for select using (false);
grant select (network_id, id, email, locale, organisation_id, roles, valid_from, valid_to, invited_by, invited_at, expires_at, accepted_at, accepted_by,
  revoked_at, version) on identity.invitation to :app;
grant insert (network_id, id, email, locale, organisation_id, roles, valid_from, valid_to, token_hash, invited_by, expires_at) on identity.invitation to :app;
grant update (token_hash, invited_by, invited_at, expires_at, revoked_at, version) on identity.invitation to :app;

-- Whether an invitation still holds: as long as whoever made it may invite. The rights of now, not those of then.
create function identity.holds(i identity.invitation) returns boolean stable set search_path = '' language sql
  return i.accepted_at is null and i.revoked_at is null and i.expires_at > now() and (i.valid_to is null or i.valid_to >= current_date)
    and (exists (select from identity.person p where p.id = i.invited_by and p.is_operator)
      or exists (select from identity.role r where r.network_id = i.network_id and r.person_id = i.invited_by and r.role = 'administrator'
                  and current_date >= r.valid_from and (r.valid_to is null or current_date <= r.valid_to)));

-- What an invitation says, to whoever has its token.
create function identity.invitation_of(hash bytea) returns table (id uuid, network_id text, network jsonb, organisation text, roles text[], valid_from date,
    valid_to date, expires_at timestamptz, email text, locale text) stable security definer set search_path = '' language sql
  begin atomic
  select i.id, i.network_id::text, n.name::jsonb, o.name, i.roles, greatest(i.valid_from, current_date), i.valid_to, i.expires_at, i.email, i.locale
    from identity.invitation i join platform.network n on n.id = i.network_id
    left join directory.organisation o on o.network_id = i.network_id and o.id = i.organisation_id
   where i.token_hash = hash and identity.holds(i);
end;

-- Takes up the roles of an invitation: with the account of whoever acts, else with a new one. Null when it does not hold (any more).
-- A new account has the id of its invitation: a passkey can be made for it beforehand.
create function identity.accept_invitation(hash bytea, its_name text, its_password text, its_locale text)
  returns table (person_id uuid, network_id text) security definer set search_path = '' language plpgsql as $$
declare i identity.invitation; person uuid := platform.person();
begin
  select * into i from identity.invitation x where x.token_hash = hash for update;
  if i.id is null or not identity.holds(i) then return; end if;
  if person = i.invited_by then raise exception 'nobody raises their own rights' using errcode = '42501'; end if;
  if person is null then
    person := i.id;
    insert into identity.person (id, name, email, password_hash, locale) values (person, its_name, i.email, its_password, its_locale);
  end if;
  insert into identity.role (network_id, person_id, role, organisation_id, valid_from, valid_to)
    select i.network_id, person, r, i.organisation_id, greatest(i.valid_from, current_date), i.valid_to from unnest(i.roles) r on conflict do nothing;
  update identity.invitation x set accepted_at = now(), accepted_by = person, version = version + 1 where x.network_id = i.network_id and x.id = i.id;
  perform platform.append_audit(i.network_id, person, 'write', 'identity.acceptInvitation', 'invitation/' || i.id, person, null, 'success');
  return query select person, i.network_id::text;
end $$;

-- Makes a link good: a new one of a kind for a person ends the former one.
create function identity.lay_link(new_hash bytea, new_kind text, person uuid, address text, minutes integer) returns void
  security definer set search_path = '' language plpgsql as $$
begin
  if not (platform.is_operator() or (new_kind = 'address' and person = platform.person())) then
    raise exception 'not for this person' using errcode = '42501';
  end if;
  delete from identity.link l where l.expires_at < now() or (l.kind = new_kind and l.person_id is not distinct from person);
  insert into identity.link (hash, kind, person_id, email, expires_at) values (new_hash, new_kind, person, address, now() + make_interval(mins => minutes));
end $$;
create function identity.link_of(its_hash bytea, its_kind text) returns table (person_id uuid, name text, email text, new_email text)
  stable security definer set search_path = '' language sql begin atomic
  select l.person_id, p.name, p.email, l.email from identity.link l left join identity.person p on p.id = l.person_id
   where l.hash = its_hash and l.kind = its_kind and l.expires_at > now();
end;

-- A new password. All sessions end, and so do all other links of this account.
create function identity.use_password_link(its_hash bytea, new_password text) returns table (person_id uuid, email text, locale text)
  security definer set search_path = '' language plpgsql as $$
declare person uuid;
begin
  delete from identity.link l where l.hash = its_hash and l.kind = 'password' and l.expires_at > now() returning l.person_id into person;
  if person is null then return; end if;
  delete from identity.link l where l.person_id = person;
  delete from identity.session s where s.person_id = person;
  perform platform.append_audit(null, person, 'write', 'identity.resetPassword', 'person/' || person, person, null, 'success');
  return query update identity.person p set password_hash = new_password where p.id = person returning p.id, p.email, p.locale;
end $$;

-- A new address takes the place of the former one, and a new password can no longer be had by a mail to that. 23505: somebody else has it.
create function identity.use_address_link(its_hash bytea) returns table (person_id uuid, former text, locale text)
  security definer set search_path = '' language plpgsql as $$
declare l record; p record;
begin
  delete from identity.link x where x.hash = its_hash and x.kind = 'address' and x.expires_at > now() returning x.person_id, x.email into l;
  if l.person_id is null then return; end if;
  delete from identity.link x where x.person_id = l.person_id;
  select x.email, x.locale into p from identity.person x where x.id = l.person_id for update;
  update identity.person x set email = l.email where x.id = l.person_id;
  perform platform.append_audit(null, l.person_id, 'write', 'identity.changeAddress', 'person/' || l.person_id, l.person_id, null, 'success');
  return query select l.person_id, p.email, p.locale;
end $$;

-- Whether somebody administers something today.
create function identity.has_administrator() returns boolean stable security definer set search_path = '' language sql begin atomic
  select exists (select from identity.role r where r.role = 'administrator'
    and current_date >= r.valid_from and (r.valid_to is null or current_date <= r.valid_to));
end;
-- The first administrator: of the network that is made here when there is none yet, else of all that there are. Nothing once there is one.
create function identity.use_first_link(its_hash bytea, its_name text, address text, its_password text, its_locale text,
    network text, network_name jsonb, its_country text) returns uuid security definer set search_path = '' language plpgsql as $$
declare person uuid := gen_random_uuid(); n record;
begin
  delete from identity.link l where l.hash = its_hash and l.kind = 'first' and l.expires_at > now();
  if not found or identity.has_administrator() then return null; end if;
  insert into identity.person (id, name, email, password_hash, locale) values (person, its_name, address, its_password, its_locale);
  if not exists (select from platform.network) then
    insert into platform.network (id, name, country) values (network, network_name, its_country);
  end if;
  for n in select x.id from platform.network x order by x.id loop
    insert into identity.role (network_id, person_id, role) values (n.id, person, 'administrator');
    perform platform.append_audit(n.id, person, 'write', 'identity.beginAdministration', 'person/' || person, person, null, 'success');
  end loop;
  return person;
end $$;

-- Of attempts that come at once, one that began before another was noted must not wait for it: the first five never wait.
create or replace function identity.wait_of(k bytea) returns integer stable security definer set search_path = '' language sql begin atomic
  select case when a.failures < 5 then 0
      else greatest(0, ceil(extract(epoch from a.last_at + make_interval(secs => least(900, 2 ^ (a.failures - 3))) - now())))::integer end
    from identity.attempt a where a.key = k;
end;

-- The people of a network for its administrators: who they are, and whether they have a second factor.
create function identity.people_of(network text) returns table (person_id uuid, name text, email text, has_factor boolean)
  stable security definer set search_path = '' language plpgsql as $$
begin
  if not network = any (array(select platform.networks_as('administrator'))) then return; end if;
  return query select p.id, p.name, p.email, exists (select from identity.totp t where t.person_id = p.id)
      or exists (select from identity.passkey k where k.person_id = p.id) or exists (select from identity.openid o where o.person_id = p.id)
    from identity.person p where exists (select from identity.role r where r.network_id = network and r.person_id = p.id);
end $$;

-- The session goes on under a new token, no fresher than it was: its holder can do more than before.
create function identity.rotate_session(former bytea, hash bytea) returns boolean security definer set search_path = '' language sql begin atomic
  update identity.session set token_hash = hash where token_hash = former and expires_at > now() and person_id = platform.person() returning true;
end;

revoke execute on function identity.guard_role, identity.holds, identity.invitation_of, identity.accept_invitation, identity.lay_link, identity.link_of,
  identity.use_password_link, identity.use_address_link, identity.has_administrator, identity.use_first_link, identity.people_of, identity.rotate_session from public;
grant execute on function identity.invitation_of, identity.accept_invitation, identity.lay_link, identity.link_of, identity.use_password_link,
  identity.use_address_link, identity.has_administrator, identity.use_first_link, identity.people_of, identity.rotate_session to :app;
