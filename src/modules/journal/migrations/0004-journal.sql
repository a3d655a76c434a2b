-- What happened: the record of every programme that has no module of its own yet.
create schema journal;
grant usage on schema journal to :app;

-- A document that figures and entries refer to.
create table journal.source (
  network_id platform.slug not null references platform.network,
  id platform.slug not null default gen_random_uuid()::text,
  title text not null check (title <> ''),
  publisher text,
  published text check (published ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),
  language text check (language ~ '^[a-z]{2}$'),
  address text,
  primary key (network_id, id)
);

create table journal.programme (
  network_id platform.slug not null references platform.network,
  id platform.slug not null,
  name platform.words not null,
  position integer not null default 0,
  primary key (network_id, id)
);

create table journal.activity (
  network_id platform.slug not null,
  id platform.slug not null default gen_random_uuid()::text,
  programme_id platform.slug not null,
  kind text not null check (kind ~ '^[a-z]+(_[a-z]+)*$'),
  title platform.words not null,
  -- From the first to the last day; a month or a year that is known only as such spans the whole of it.
  starts_on date not null,
  ends_on date not null,
  precision text not null default 'day' check (precision in ('day', 'month', 'year')),
  part_of platform.slug,
  territory_id text references directory.territory,
  place text,
  country text check (country ~ '^[A-Z]{2}$'),
  online boolean not null default false,
  -- How many alike this one record stands for (nine monthly meetings without their dates).
  occurrences integer not null default 1 check (occurrences > 0),
  source_id platform.slug,
  source_locator text,
  note platform.words,
  version integer not null default 1,
  recorded_by uuid references identity.person,
  folded text generated always as (platform.folded(coalesce(title->>'fr', '') || ' ' || coalesce(title->>'nl', '') || ' ' || coalesce(title->>'en', '') || ' ' || coalesce(place, ''))) stored,
  primary key (network_id, id),
  unique (network_id, id, starts_on), -- for attendance, which carries the day
  foreign key (network_id, programme_id) references journal.programme,
  foreign key (network_id, part_of) references journal.activity,
  foreign key (network_id, source_id) references journal.source,
  check (ends_on >= starts_on)
);
-- A year is found by its index however many other years there are.
create index on journal.activity (network_id, starts_on, kind);
create index on journal.activity (network_id, programme_id, starts_on desc);
create index on journal.activity (network_id, part_of) where part_of is not null;

create table journal.activity_organisation (
  network_id platform.slug not null,
  activity_id platform.slug not null,
  organisation_id platform.slug not null,
  role text not null default 'partner' check (role in ('organiser', 'partner', 'host', 'guest', 'employer', 'member', 'funder')),
  primary key (network_id, activity_id, organisation_id, role),
  foreign key (network_id, activity_id) references journal.activity on delete cascade,
  foreign key (network_id, organisation_id) references directory.organisation
);
create index on journal.activity_organisation (network_id, organisation_id);

-- Who came, by category, as counts. A null count: some came, how many is not known.
create table journal.attendance (
  network_id platform.slug not null,
  activity_id platform.slug not null,
  category text not null check (category in ('everyone', 'professionals', 'persons_concerned', 'carers', 'elected_officials', 'students', 'officials', 'researchers', 'peer_support_workers', 'coordinators', 'observers', 'citizens', 'learners')),
  country text not null default '' check (country ~ '^([A-Z]{2})?$'),
  count integer check (count >= 0),
  exactness text not null default 'exact' check (exactness in ('exact', 'about', 'nearly', 'over', 'unknown')),
  -- The day of the activity, kept by the database alone: a year's account then reads the rows of that year and no others.
  starts_on date,
  primary key (network_id, activity_id, category, country),
  foreign key (network_id, activity_id) references journal.activity on delete cascade,
  foreign key (network_id, activity_id, starts_on) references journal.activity (network_id, id, starts_on) on update cascade on delete cascade,
  check ((count is null) = (exactness = 'unknown'))
);
create index on journal.attendance (network_id, starts_on);
create function journal.date_attendance() returns trigger language plpgsql as $$
begin
  update journal.attendance t set starts_on = a.starts_on
    from inserted i join journal.activity a on a.network_id = i.network_id and a.id = i.activity_id
   where t.network_id = i.network_id and t.activity_id = i.activity_id and t.category = i.category and t.country = i.country and t.starts_on is distinct from a.starts_on;
  return null;
end $$;
create trigger date_attendance after insert on journal.attendance referencing new table as inserted for each statement execute function journal.date_attendance();

-- People by name: only those who agreed, only for members of the network, never in an account.
create table journal.participant (
  network_id platform.slug not null,
  activity_id platform.slug not null,
  id platform.slug not null default gen_random_uuid()::text,
  category text not null,
  name text not null check (name <> ''),
  organisation text,
  primary key (network_id, activity_id, id),
  foreign key (network_id, activity_id) references journal.activity on delete cascade
);

-- What came of it: a report, a guide, a publication.
create table journal.outcome (
  network_id platform.slug not null,
  id platform.slug not null default gen_random_uuid()::text,
  programme_id platform.slug not null,
  activity_id platform.slug,
  kind text not null check (kind in ('article', 'interview', 'report', 'guide', 'kit', 'thesis', 'newsletter', 'website', 'instruction', 'declaration', 'prize', 'poster', 'film', 'course_material', 'other')),
  title text not null check (title <> ''),
  language text check (language ~ '^[a-z]{2}$'),
  published_on date not null,
  precision text not null default 'day' check (precision in ('day', 'month', 'year')),
  publisher text,
  doi text check (doi ~ '^10\.\d{4,9}/\S+$'),
  address text check (address ~ '^https?://'),
  occurrences integer not null default 1 check (occurrences > 0),
  source_id platform.slug, source_locator text,
  primary key (network_id, id),
  foreign key (network_id, programme_id) references journal.programme,
  foreign key (network_id, activity_id) references journal.activity on delete cascade,
  foreign key (network_id, source_id) references journal.source
);
create index on journal.outcome (network_id, published_on, kind);
create unique index on journal.outcome (network_id, doi) where doi is not null;

call platform.protect('journal.source', 'journal.programme', 'journal.activity', 'journal.activity_organisation', 'journal.attendance', 'journal.participant', 'journal.outcome');
do $$
declare t text;
begin
  foreach t in array array['source', 'programme', 'activity', 'activity_organisation', 'attendance', 'participant', 'outcome'] loop
    -- The account that is published says what a visitor may know of the journal (account.snapshot); the records are the network's own.
    execute format('create policy see   on journal.%I for select using (network_id = any (array(select platform.my_networks())))', t);
    execute format('create policy add   on journal.%I for insert with check (network_id = any (array(select platform.networks_as(''administrator'', ''programme_manager'', ''coordinator''))))', t);
    execute format('create policy alter_ on journal.%I for update using (network_id = any (array(select platform.networks_as(''administrator'', ''programme_manager'', ''coordinator''))))', t);
    execute format('create policy drop_ on journal.%I for delete using (network_id = any (array(select platform.networks_as(''administrator'', ''programme_manager'', ''coordinator''))))', t);
    execute format('grant select, insert, update, delete on journal.%I to :app', t);
  end loop;
end $$;

-- What the account reads, and nothing else: one row for each activity, and one for each count of people.
create view journal.activity_fact with (security_invoker = true) as
  select a.network_id, a.id, a.programme_id, a.kind, a.title, a.starts_on, a.ends_on, a.precision, a.country, a.territory_id, a.occurrences, a.part_of, a.source_id, a.source_locator
    from journal.activity a;
-- began_on is the same day, from the other table: a range on both lets either be found by its index.
-- Where everybody was counted, counts by category are parts of that count: only `counted` rows add up.
create view journal.attendance_fact with (security_invoker = true) as
  select a.network_id, a.id, a.programme_id, a.kind, a.title, t.starts_on, a.starts_on as began_on, a.ends_on, t.category, coalesce(nullif(t.country, ''), a.country) as country, t.count, t.exactness,
    a.source_id, a.source_locator, a.precision,
    t.category = 'everyone' or not exists (
      select from journal.attendance e where e.network_id = t.network_id and e.activity_id = t.activity_id and e.category = 'everyone') as counted
    from journal.activity a join journal.attendance t on t.network_id = a.network_id and t.activity_id = a.id and t.starts_on = a.starts_on;
create view journal.outcome_fact with (security_invoker = true) as
  select o.network_id, o.id, o.programme_id, o.kind, o.title, o.published_on, o.precision, o.doi, o.occurrences, o.source_id, o.source_locator from journal.outcome o;
grant select on journal.activity_fact, journal.attendance_fact, journal.outcome_fact to :app;

alter table directory.membership add foreign key (network_id, source_id) references journal.source;
