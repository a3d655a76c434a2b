-- Data keys, with which fields that need more are encrypted (src/platform/keys), and what became of each backup.
-- Runs as the owner.

-- A key for each person in each network, and one for the account itself (network_id null). It is wrapped with a master key that the
-- database does not know. No reference to identity.person: somebody who is supported need not have an account.
create table platform.data_key (
  network_id platform.slug references platform.network,
  person_id uuid not null,
  -- Stands at the head of everything that this key closes.
  id uuid not null default gen_random_uuid(),
  made_at timestamptz not null default now(),
  -- Which master key opens it. Both are null only while a backup, which never holds them, is being restored.
  kek_id text check (kek_id ~ '^[0-9a-f]{16}$'),
  wrapped bytea,
  unique nulls not distinct (network_id, person_id, id),
  check ((kek_id is null) = (wrapped is null))
);
create index data_key_id  on platform.data_key (id);
create index data_key_kek on platform.data_key (kek_id);

-- Keys that were erased, by their number alone: nothing says any more whose they were. What a restore brings is held against this.
create table platform.erased_key (id uuid primary key, erased_at timestamptz not null default now());

create function platform.note_erased_key() returns trigger set search_path = '' language plpgsql as $$
begin
  insert into platform.erased_key (id) values (old.id) on conflict do nothing;
  return null;
end $$;
revoke execute on function platform.note_erased_key from public;
create trigger erased after delete on platform.data_key for each row execute function platform.note_erased_key();

-- Each attempt at a backup: when, how large, with what result. The name is that of the file; where it lies is nobody's business here.
create table platform.backup (
  id uuid primary key default gen_random_uuid(),
  begun_at timestamptz not null,
  ended_at timestamptz not null default now(),
  origin text not null check (origin in ('schedule', 'command')),
  file text check (length(file) <= 200),
  bytes bigint check (bytes >= 0),
  tables integer check (tables >= 0),
  row_count bigint check (row_count >= 0),
  -- Null: it went well. Else a word for the reason, never a message, which may quote a path or a value.
  why text check (why ~ '^[a-z_]{1,40}$'),
  -- When it was removed because its time was over.
  removed_at timestamptz
);
create index backup_begun on platform.backup (begun_at);

call platform.protect('platform.data_key', 'platform.erased_key', 'platform.backup');

-- A wrapped key is of no use without the master key; who may read what it closes is for the table that holds that.
create policy own    on platform.data_key for select using (network_id is null and person_id = platform.person());
create policy within on platform.data_key for select using (network_id = any (array(select platform.my_networks())));
create policy make   on platform.data_key for insert with check (wrapped is not null
  and (network_id = any (array(select platform.my_networks())) or (network_id is null and person_id = platform.person())));
-- That of an account by its person; that of a network's records by its administrators and the operator, who keeps the rules of retention.
create policy erase  on platform.data_key for delete using ((network_id is null and person_id = platform.person())
  or network_id = any (array(select platform.networks_as('administrator'))));
create policy note   on platform.erased_key for insert with check (true);
-- All administrators may know whether the data of their people are safe; there is one backup for all networks.
create policy look   on platform.backup for select using (exists (select platform.networks_as('administrator')) or (select platform.is_operator()));
grant select, insert, delete on platform.data_key to :app;
grant insert on platform.erased_key to :app;
grant select on platform.backup to :app;
