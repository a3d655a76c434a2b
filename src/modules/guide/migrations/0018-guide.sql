-- Who does what: what the guide knows of teams besides the directory. Places and waiting as teams state them, whom they take, what is usual.
create schema guide;
grant usage on schema guide to :app;

-- What a team stated of its places. Appended only; the latest counts, and its age is always told with it.
create table guide.availability (
  network_id platform.slug not null,
  service_id platform.slug not null,
  as_of timestamptz not null default clock_timestamp(),
  state text not null check (state in ('open', 'waiting', 'full', 'closed')),
  places_free integer check (places_free between 0 and 999),
  waiting_days integer check (waiting_days between 0 and 1500),
  note platform.words,
  stated_by uuid not null default platform.person() references identity.person,
  primary key (network_id, service_id, as_of),
  foreign key (network_id, service_id) references directory.service on delete cascade,
  -- "Open" with no place, or "closed" with some, would be two statements at once.
  check (case state when 'open' then places_free is distinct from 0 when 'waiting' then true else places_free is null end),
  check (waiting_days is null or state = 'waiting')
);

-- Whom a team takes, in its own words: rules differ by network and team (docs/glossary.md).
create table guide.team_rule (
  network_id platform.slug not null,
  service_id platform.slug not null,
  age_from integer check (age_from between 0 and 120),
  age_to integer check (age_to between 0 and 120),
  for_whom platform.words,
  -- What a partner outside of the five functions helps with.
  fields text[] not null default '{}' check (fields <@ array['housing', 'work', 'learning', 'sport', 'culture']),
  needs_agreement boolean not null default false,
  version integer not null default 1,
  primary key (network_id, service_id),
  foreign key (network_id, service_id) references directory.service on delete cascade,
  check (age_to >= age_from)
);

-- What is usual in this network for teams of a function that state no ages of their own.
create table guide.age_rule (
  network_id platform.slug not null references platform.network,
  care_function text not null check (care_function in ('1', '2A', '2B', '3', '4', '5')),
  age_from integer check (age_from between 0 and 120),
  age_to integer check (age_to between 0 and 120),
  primary key (network_id, care_function),
  check (age_to >= age_from)
);
create table guide.setting (
  network_id platform.slug primary key references platform.network,
  -- How many days a statement of places is taken for what holds now.
  confirmed_days integer not null check (confirmed_days between 1 and 365),
  version integer not null default 1
);

call platform.protect('guide.availability', 'guide.team_rule', 'guide.age_rule', 'guide.setting');
do $$
declare t text;
begin
  foreach t in array array['availability', 'team_rule', 'age_rule', 'setting'] loop
    execute format('create policy see on guide.%I for select using (network_id = any (array(select platform.open_networks())))', t);
  end loop;
  foreach t in array array['team_rule', 'age_rule', 'setting'] loop
    execute format('create policy add    on guide.%I for insert with check (network_id = any (array(select platform.networks_as(''administrator'', ''programme_manager''))))', t);
    execute format('create policy alter_ on guide.%I for update using (network_id = any (array(select platform.networks_as(''administrator'', ''programme_manager''))))', t);
  end loop;
end $$;
-- Everybody states in their own name, and now: the moment and the name are the database's.
create policy state on guide.availability for insert with check (stated_by = platform.person()
  and network_id = any (array(select platform.networks_as('administrator', 'programme_manager', 'coordinator'))));
grant select on guide.availability to :app;
grant insert (network_id, service_id, state, places_free, waiting_days, note) on guide.availability to :app;
grant select, insert, update on guide.team_rule, guide.age_rule, guide.setting to :app;
