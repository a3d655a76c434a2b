-- Sessions that their holder sees and ends one by one, sign-in that slows down whoever guesses and not whoever is guessed at, accounts of
-- people who are supported and of carers, and accounts that their people close.

-- ---------------------------------------------------------------------------------------------------------------------------
-- Sessions. No address is kept with them: family of browser and system are enough to know one's own devices again.
-- ---------------------------------------------------------------------------------------------------------------------------
alter table identity.session
  -- What a page may say of a session; the hash of the token stays inside.
  add column id uuid not null default gen_random_uuid(),
  add column how text not null default 'password' check (how in ('password', 'passkey', 'provider', 'paper')),
  add column with_second boolean not null default false,
  add column browser text check (browser ~ '^[a-z]{1,20}$'),
  add column system text check (system ~ '^[a-z]{1,20}$');
update identity.session set how = case when provider is not null then 'provider' when is_strong then 'passkey' else 'password' end;
create unique index session_id on identity.session (id);

create or replace function identity.begin_session(hash bytea, person uuid, new_step text, strong boolean, minutes integer, former bytea, provider_name text, note bytea) returns void
  security definer set search_path = '' language sql begin atomic
  delete from identity.session where expires_at < now() or token_hash = former;
  insert into identity.session (token_hash, person_id, step, is_strong, fresh_at, expires_at, provider, provider_note, how)
    values (hash, person, new_step, strong, case new_step when 'open' then now() end, now() + make_interval(mins => minutes), provider_name, note,
      case when provider_name is not null then 'provider' when strong then 'passkey' else 'password' end);
end;
create or replace function identity.renew_session(former bytea, hash bytea, strong boolean, minutes integer) returns boolean
  security definer set search_path = '' language sql begin atomic
  update identity.session set token_hash = hash, step = 'open', seen_at = now(), is_strong = is_strong or strong, fresh_at = now(), with_second = with_second or step = 'second',
      expires_at = case step when 'second' then now() + make_interval(mins => minutes) else expires_at end
    where token_hash = former and expires_at > now() and person_id = platform.person() returning true;
end;

-- Who holds this session, and whether it is time to note that it was seen: every five minutes, so that reading a page writes nothing.
drop function identity.actor_of(bytea);
create function identity.actor_of(hash bytea) returns table (person_id uuid, name text, locale text, roles jsonb, is_due boolean)
  stable security definer set search_path = '' language sql begin atomic
  select p.id, p.name, p.locale,
    coalesce((select jsonb_object_agg(x.network_id, x.roles) from (
      select r.network_id, jsonb_agg(distinct r.role) as roles from identity.role r
       where r.person_id = p.id and current_date >= r.valid_from and (r.valid_to is null or current_date <= r.valid_to)
       group by r.network_id) x), '{}'),
    s.browser is null or s.seen_at < now() - interval '5 minutes'
  from identity.session s join identity.person p on p.id = s.person_id
  where s.token_hash = hash and identity.lasts(s) and s.step = 'open' and (s.is_strong or not identity.must_be_strong(p.id));
end;
create function identity.see_session(hash bytea, its_browser text, its_system text) returns void
  security definer set search_path = '' language sql begin atomic
  update identity.session set seen_at = now(), browser = its_browser, system = its_system where token_hash = hash;
end;
create function identity.mark_paper_session(hash bytea) returns void security definer set search_path = '' language sql begin atomic
  update identity.session set how = 'paper' where token_hash = hash and person_id = platform.person();
end;
create function identity.my_sessions(own bytea) returns table (id uuid, is_own boolean, created_at timestamptz, seen_at timestamptz, expires_at timestamptz,
    how text, with_second boolean, provider text, browser text, system text)
  stable security definer set search_path = '' language sql begin atomic
  select s.id, s.token_hash is not distinct from own, s.created_at, s.seen_at, s.expires_at, s.how, s.with_second, s.provider, s.browser, s.system
    from identity.session s where s.person_id = platform.person() and identity.lasts(s) and s.step = 'open' order by s.seen_at desc, s.id;
end;
create function identity.end_my_session(session uuid) returns boolean security definer set search_path = '' language sql begin atomic
  delete from identity.session s where s.id = session and s.person_id = platform.person() returning true;
end;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Attempts. An account waits as before; an address is a bucket of 60 that loses one every 15 seconds, so that a hospital behind one
-- address is not locked out by one of its people; a browser that signed in before has a count of its own, which strangers cannot fill.
-- ---------------------------------------------------------------------------------------------------------------------------
alter table identity.attempt
  add column level double precision not null default 0,
  -- Whose account it was, where there is one: for the notice to them and for administrators who unlock.
  add column person_id uuid references identity.person on delete cascade,
  add column told_at timestamptz;
create index on identity.attempt (person_id);
create index on identity.attempt (last_at);

-- Takes one from the bucket of an address before the attempt is made. 0, or the seconds until there is one again.
create function identity.take_address(k bytea) returns integer security definer set search_path = '' language plpgsql as $$
declare filled double precision;
begin
  insert into identity.attempt (key) values (k) on conflict do nothing;
  select greatest(0, a.level - extract(epoch from now() - a.last_at) / 15) into strict filled from identity.attempt a where a.key = k for update;
  if filled > 59 then return ceil((filled - 59) * 15); end if;
  update identity.attempt set level = filled + 1, last_at = now() where key = k;
  return 0;
end $$;
create function identity.give_back_address(k bytea) returns void security definer set search_path = '' language sql begin atomic
  update identity.attempt set level = greatest(0, level - 1) where key = k;
end;
-- Notes whose account was meant; the same work for an account that does not exist (null). True once a day: this person is to be told.
create function identity.note_failure(k bytea, person uuid) returns boolean security definer set search_path = '' language plpgsql as $$
declare is_told boolean;
begin
  update identity.attempt a set person_id = person,
      told_at = case when a.failures >= 10 and coalesce(a.told_at, '-infinity') < now() - interval '1 day' then now() else a.told_at end
    where a.key = k returning a.told_at is not distinct from now() into is_told;
  return coalesce(is_told, false) and person is not null;
end $$;
create function identity.waiting_members(network text) returns table (person_id uuid, name text, failures integer, seconds integer)
  stable security definer set search_path = '' language sql begin atomic
  select p.id, p.name, sum(a.failures)::integer, max(coalesce(identity.wait_of(a.key), 0)) from identity.attempt a join identity.person p on p.id = a.person_id
   where network = any (array(select platform.networks_as('administrator'))) and p.id = any (array(select platform.members_of(network)))
     and a.failures >= 5 and a.last_at > now() - interval '1 hour'
   group by p.id, p.name order by p.name collate platform.names, p.id;
end;
create function identity.unlock(network text, person uuid) returns boolean security definer set search_path = '' language plpgsql as $$
begin
  if not network = any (array(select platform.networks_as('administrator'))) or not person = any (array(select platform.members_of(network))) then return false; end if;
  delete from identity.attempt a where a.person_id = person;
  return found;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Accounts of people who are supported and of carers. They hold no role: a role opens a network's data, a tie opens nothing.
-- ---------------------------------------------------------------------------------------------------------------------------
-- A code given by hand. It says for what kind of account, and not for whom: nobody's name is written here.
create table identity.card (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('person', 'carer')),
  code_hash bytea not null,
  made_by uuid not null references identity.person,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz,
  primary key (network_id, id)
);
create index on identity.card (code_hash);
create index on identity.card (network_id, made_at);
create index on identity.card (made_by);

create table identity.tie (
  network_id platform.slug not null references platform.network,
  person_id uuid not null references identity.person on delete cascade,
  kind text not null check (kind in ('person', 'carer')),
  card_id uuid not null,
  since date not null default current_date,
  primary key (network_id, person_id),
  foreign key (network_id, card_id) references identity.card
);
create index on identity.tie (person_id);
create index on identity.tie (network_id, card_id);

-- A key on paper, for whoever has neither an address nor the device with the passkey any more. Good for one use.
create table identity.paper_key (
  person_id uuid primary key references identity.person on delete cascade,
  hash bytea not null unique,
  made_at timestamptz not null default now()
);

call platform.protect('identity.card', 'identity.tie', 'identity.paper_key');
create policy see      on identity.card for select using (made_by = platform.person() or network_id = any (array(select platform.networks_as('administrator'))));
create policy make     on identity.card for insert with check (made_by = platform.person()
  and network_id = any (array(select platform.networks_as('administrator', 'programme_manager', 'coordinator'))));
create policy withdraw on identity.card for update using (made_by = platform.person() or network_id = any (array(select platform.networks_as('administrator'))));
create policy mine on identity.tie       for select using (person_id = platform.person());
create policy mine on identity.paper_key using (person_id = platform.person()) with check (person_id = platform.person());
grant select (network_id, id, kind, made_by, made_at, expires_at, used_at, withdrawn_at) on identity.card to :app;
grant insert (network_id, id, kind, code_hash, made_by, expires_at) on identity.card to :app;
grant update (withdrawn_at) on identity.card to :app;
grant select on identity.tie to :app;
grant select (person_id, made_at), insert, delete on identity.paper_key to :app;

-- For whom an account may be opened with this code now; nothing for one that was used, withdrawn, is over or never was.
create function identity.card_of(hash bytea) returns table (network_id text, card_id uuid, kind text)
  stable security definer set search_path = '' language sql begin atomic
  select c.network_id, c.id, c.kind from identity.card c
   where c.code_hash = hash and c.used_at is null and c.withdrawn_at is null and c.expires_at > now();
end;
-- Opens an account, in the name of the one who acts: 'opened', 'card' (no longer good) or 'address' (somebody has it).
create function identity.open_account(its_name text, its_email text, its_password_hash text, its_locale text, its_network text, its_card uuid) returns text
  security definer set search_path = '' language plpgsql as $$
declare me uuid := platform.person(); of_kind text;
begin
  if its_card is not null then
    update identity.card c set used_at = now() where c.network_id = its_network and c.id = its_card
      and c.used_at is null and c.withdrawn_at is null and c.expires_at > now() returning c.kind into of_kind;
    if not found then return 'card'; end if;
  end if;
  insert into identity.person (id, name, email, password_hash, locale) values (me, its_name, lower(its_email), its_password_hash, its_locale)
    on conflict (email) do nothing;
  if not found then raise exception 'somebody has this address' using errcode = '23505', constraint = 'person_email_key'; end if;
  if its_card is not null then insert into identity.tie (network_id, person_id, kind, card_id) values (its_network, me, of_kind, its_card); end if;
  return 'opened';
end $$;
create function identity.my_ties() returns table (network_id text, name jsonb, kind text, since date)
  stable security definer set search_path = '' language sql begin atomic
  select t.network_id, n.name::jsonb, t.kind, t.since from identity.tie t join platform.network n on n.id = t.network_id where t.person_id = platform.person() order by t.since;
end;
-- Whose key on paper this is; from now on it is used. Of nobody whose role asks for a second factor: paper is none.
create function identity.use_paper_key(its_hash bytea) returns uuid security definer set search_path = '' language sql begin atomic
  delete from identity.paper_key k where k.hash = its_hash and not identity.must_be_strong(k.person_id) returning k.person_id;
end;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Accounts that close. The row of the person stays, empty: what others rely on names it by its number.
-- ---------------------------------------------------------------------------------------------------------------------------
alter table identity.person add column closed_at timestamptz;

-- The proofs: what was erased and kept, of nobody in particular. Whoever has the reference can have it verified.
create table identity.closing (
  reference text primary key check (reference ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  document text not null,
  hash bytea not null,
  closed_at timestamptz not null default now()
);
call platform.protect('identity.closing');
create policy none on identity.closing for select using (false);

-- How many rows of each column name the one who acts: every reference to a person that there is, and the ids that the trail and the
-- mails hold without one.
create function identity.rows_of_mine() returns table (place text, rows bigint) stable security definer set search_path = '' language plpgsql as $$
declare c record;
begin
  for c in
    select k.conrelid::regclass as its_table, a.attname as its_column from pg_catalog.pg_constraint k
      join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
      where k.contype = 'f' and k.confrelid = 'identity.person'::regclass and k.conparentid = 0
    union all
    select v.t::regclass, v.c from (values ('platform.audit', 'person_id'), ('platform.audit', 'about'), ('platform.installation_audit', 'person_id'),
      ('platform.installation_audit', 'about'), ('mail.message', 'asked_by')) v(t, c)
  loop
    place := c.its_table || '.' || c.its_column;
    execute format('select count(*) from %s where %I = $1', c.its_table, c.its_column) into rows using platform.person();
    return next;
  end loop;
  -- Those of a network's records about somebody are the network's, and outlast an account as these do.
  return query select 'platform.data_key.person_id', count(*) from platform.data_key k where k.network_id is null and k.person_id = platform.person();
end $$;
-- What the trail says of the one who acts: what they did, and what others did about them. Nobody else is named.
create function identity.my_trail(most integer) returns table (at timestamptz, network text, kind text, action text, was_me boolean, outcome text)
  stable security definer set search_path = '' language sql begin atomic
  select t.at, t.network, t.kind, t.action, t.person_id is not distinct from platform.person(), t.outcome from (
    (select a.at, a.network_id::text as network, a.kind, a.action, a.person_id, a.outcome from platform.audit a
      where a.person_id = platform.person() or a.about = platform.person() order by a.at desc limit most)
    union all
    (select a.at, null, a.kind, a.action, a.person_id, a.outcome from platform.installation_audit a
      where a.person_id = platform.person() or a.about = platform.person() order by a.at desc limit most)) t
   order by t.at desc limit most;
end;
-- The networks that would at some time have no administrator without the one who acts: what the guard of roles (0008) will not let happen.
create function identity.networks_that_need_me() returns table (network_id text, name jsonb) stable security definer set search_path = '' language sql begin atomic
  select n.id::text, n.name::jsonb from platform.network n join lateral (
      select range_agg(daterange(r.valid_from, r.valid_to + 1)) filter (where r.person_id = platform.person()) as mine,
        coalesce(range_agg(daterange(r.valid_from, r.valid_to + 1)) filter (where r.person_id <> platform.person()), '{}') as others
      from identity.role r where r.network_id = n.id and r.role = 'administrator' and r.provider is null) x on true
   where x.mine is not null and not x.others @> (x.mine * datemultirange(daterange(current_date, null))) order by n.id;
end;
-- Mails to the one who acts. Of those that lie in the folder of an installation without a mail server, the daily round removes the file,
-- which it finds by its row: these are taken for old, so that it does so the next night.
create function mail.forget_me() returns void security definer set search_path = '' language sql begin atomic
  delete from mail.message m where m.to_person = platform.person() and m.state <> 'kept';
  update mail.message m set to_person = null, done_at = least(m.done_at, now() - interval '15 days') where m.to_person = platform.person();
end;
revoke execute on function mail.forget_me from public;
grant execute on function mail.forget_me to :app;
create policy forget on notices.preference for delete using (person_id = platform.person());
grant delete on notices.preference to :app;

-- Empties the account of the one who acts, all at once, and keeps the proof. An administrator who is the last of a network stays.
create function identity.close_account(its_reference text, its_document text, its_hash bytea) returns void security definer set search_path = '' language plpgsql as $$
declare me uuid := platform.person();
begin
  perform from identity.person p where p.id = me and p.closed_at is null and not p.is_operator for update;
  if not found then raise exception 'no account to close' using errcode = '42501'; end if;
  delete from identity.session where person_id = me;
  delete from identity.totp where person_id = me;
  delete from identity.recovery_code where person_id = me;
  delete from identity.passkey where person_id = me;
  delete from identity.openid where person_id = me;
  delete from identity.paper_key where person_id = me;
  delete from identity.attempt where person_id = me;
  delete from identity.tie where person_id = me;
  delete from identity.link where person_id = me;
  delete from identity.invitation where accepted_by = me or (invited_by = me and accepted_at is null);
  delete from identity.link where person_id = me;
  -- They hold the address to which they were sent.
  delete from identity.invitation where accepted_by = me;
  update identity.invitation set revoked_at = now() where invited_by = me and accepted_at is null and revoked_at is null;
  -- Who held which right when is kept with the trail; no role outlasts its holder's account. The guard of roles keeps the last administrator.
  update identity.role set valid_to = greatest(valid_from, current_date) - 1 where person_id = me and (valid_to is null or valid_to >= current_date);
  update identity.card set withdrawn_at = now() where made_by = me and used_at is null and withdrawn_at is null;
  update identity.person set name = '—', email = null, password_hash = null, locale = 'fr', closed_at = now() where id = me;
  insert into identity.closing (reference, document, hash) values (its_reference, its_document, its_hash);
end $$;
create function identity.closing_of(its_reference text) returns table (document text, hash bytea, closed_at timestamptz)
  stable security definer set search_path = '' language sql begin atomic
  select c.document, c.hash, c.closed_at from identity.closing c where c.reference = its_reference;
end;

-- What is of no use any more: counts of a day ago (with the hashes of addresses in them), ended sessions, codes that were used up, cards
-- that nobody took.
create function identity.sweep() returns void security definer set search_path = '' language plpgsql as $$
begin
  if not platform.is_operator() then raise exception 'for the daily round only' using errcode = '42501'; end if;
  delete from identity.attempt where last_at < now() - interval '1 day';
  delete from identity.spent where expires_at < now();
  delete from identity.session s where not identity.lasts(s);
  delete from identity.card where used_at is null and least(expires_at, withdrawn_at) < now() - interval '30 days';
  delete from identity.link where expires_at < now();
  delete from identity.invitation where coalesce(accepted_at, revoked_at, expires_at) < now() - interval '90 days';
end $$;

revoke execute on all functions in schema identity from public;
grant execute on function identity.actor_of, identity.see_session, identity.mark_paper_session, identity.my_sessions, identity.end_my_session, identity.take_address,
  identity.give_back_address, identity.note_failure, identity.waiting_members, identity.unlock, identity.card_of, identity.open_account, identity.my_ties,
  identity.use_paper_key, identity.rows_of_mine, identity.my_trail, identity.networks_that_need_me, identity.close_account, identity.closing_of, identity.sweep to :app;
