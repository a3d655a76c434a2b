-- Territories, organisations, services, teams and people in public roles.
create schema directory;
grant usage on schema directory to :app;

-- The map of countries, regions, departments, provinces and municipalities is the same for every network.
-- Ids: FR, FR-R32 (region), FR-D59 (department), FR-59350 (municipality, INSEE code), BE, BE-WHT (province, ISO 3166-2) …
create table directory.territory (
  id text primary key check (id ~ '^[A-Z]{2}(-[A-Z0-9]{1,6})?$'),
  kind text not null check (kind in ('country', 'region', 'department', 'province', 'municipality')),
  parent_id text references directory.territory,
  name text not null,
  population integer check (population >= 0),
  latitude numeric(7, 4) check (latitude between -90 and 90),
  longitude numeric(7, 4) check (longitude between -180 and 180),
  folded text generated always as (platform.folded(name)) stored
);
create index on directory.territory (parent_id);
create index on directory.territory using gin (folded gin_trgm_ops);
-- The country itself and all that lies above a territory: what "in the region" means for a municipality.
create function directory.ancestors(place text) returns table (id text) stable language sql begin atomic
  with recursive up as (
    select t.id, t.parent_id from directory.territory t where t.id = place
    union all select t.id, t.parent_id from directory.territory t join up on t.id = up.parent_id)
  select up.id from up;
end;

create table directory.organisation (
  network_id platform.slug not null references platform.network,
  id platform.slug not null default gen_random_uuid()::text,
  name text not null check (name <> ''),
  kind text not null check (kind in ('hospital', 'association', 'network', 'municipality', 'university', 'ministry', 'agency', 'centre', 'service_provider', 'foundation', 'professional_body', 'user_association', 'carer_association', 'company', 'other')),
  parent_id platform.slug,
  territory_id text references directory.territory,
  place text,
  country text not null check (country ~ '^[A-Z]{2}$'),
  address text, postal_code text,
  latitude numeric(7, 4) check (latitude between -90 and 90),
  longitude numeric(7, 4) check (longitude between -180 and 180),
  phone text, email text, website text check (website ~ '^https?://'),
  former_names text[] not null default '{}',
  note platform.words,
  version integer not null default 1,
  folded text generated always as (platform.folded(name || ' ' || coalesce(place, ''))) stored,
  primary key (network_id, id),
  foreign key (network_id, parent_id) references directory.organisation,
  check ((latitude is null) = (longitude is null))
);
create index on directory.organisation (network_id, territory_id);
create index on directory.organisation (network_id, parent_id);

create table directory.identifier (
  network_id platform.slug not null,
  organisation_id platform.slug not null,
  scheme text not null check (scheme in ('finess', 'siret', 'kbo', 'riziv', 'other')),
  value text not null check (value <> ''),
  primary key (network_id, organisation_id, scheme, value),
  foreign key (network_id, organisation_id) references directory.organisation on delete cascade
);

-- Who belongs to which group, from when to when. A change of the group's size always has a dated row here.
create table directory.membership (
  network_id platform.slug not null,
  organisation_id platform.slug not null,
  group_id platform.slug not null,
  -- The day may be unknown: valid_from null = since before the records began.
  valid_from date, valid_to date,
  reason text check (reason in ('joined', 'left', 'merged', 'renamed')),
  source_id platform.slug, source_locator text,
  primary key (network_id, organisation_id, group_id),
  foreign key (network_id, organisation_id) references directory.organisation on delete cascade,
  foreign key (network_id, group_id) references directory.organisation on delete cascade,
  check (valid_to >= valid_from)
);
create index on directory.membership (network_id, group_id);

-- A psychiatric sector or the catchment of a network: a set of territories (municipalities, or provinces until these are known).
create table directory.area (
  network_id platform.slug not null references platform.network,
  id platform.slug not null default gen_random_uuid()::text,
  kind text not null check (kind in ('sector', 'catchment')),
  name text not null check (name <> ''),
  code text,
  organisation_id platform.slug,
  primary key (network_id, id),
  foreign key (network_id, organisation_id) references directory.organisation on delete cascade
);
create table directory.area_territory (
  network_id platform.slug not null,
  area_id platform.slug not null,
  territory_id text not null references directory.territory,
  primary key (network_id, area_id, territory_id),
  foreign key (network_id, area_id) references directory.area on delete cascade
);
create index on directory.area_territory (territory_id);

create table directory.service (
  network_id platform.slug not null,
  id platform.slug not null default gen_random_uuid()::text,
  organisation_id platform.slug not null,
  name text not null check (name <> ''),
  -- The five functions of the Belgian reform; 2A crisis and 2B long-term are teams of function 2. Null: outside of them.
  care_function text check (care_function in ('1', '2A', '2B', '3', '4', '5')),
  status text not null default 'active' check (status in ('active', 'inactive', 'defunct', 'temporarily_closed')),
  description platform.words,
  desde_code text check (desde_code ~ '^[IASODR][0-9]{1,2}(\.[0-9]{1,2}){0,2}$'),
  languages text[] not null default '{}',
  -- One of "Mo-Fr 08:30-16:30; Sa 09:00-12:00" (the opening_hours notation of OpenStreetMap).
  opening_hours text,
  phone text, email text, website text check (website ~ '^https?://'),
  territory_id text references directory.territory,
  area_id platform.slug,
  latitude numeric(7, 4), longitude numeric(7, 4),
  version integer not null default 1,
  folded text generated always as (platform.folded(name)) stored,
  primary key (network_id, id),
  foreign key (network_id, organisation_id) references directory.organisation on delete cascade,
  foreign key (network_id, area_id) references directory.area
);
create index on directory.service (network_id, organisation_id);
create index on directory.service (network_id, care_function);

-- How much a service can take, in one unit, for a period; two periods of one unit never overlap.
create table directory.capacity (
  network_id platform.slug not null,
  service_id platform.slug not null,
  unit text not null check (unit in ('beds', 'places', 'fte')),
  value numeric(8, 2) not null check (value >= 0),
  valid_from date not null, valid_to date,
  primary key (network_id, service_id, unit, valid_from),
  foreign key (network_id, service_id) references directory.service on delete cascade,
  check (valid_to >= valid_from),
  exclude using gist ((network_id::text) with =, (service_id::text) with =, unit with =, daterange(valid_from, valid_to, '[]') with &&)
);

-- People in public roles only (a president, an elected official): never staff, never persons supported.
create table directory.public_role (
  network_id platform.slug not null,
  id platform.slug not null default gen_random_uuid()::text,
  organisation_id platform.slug not null,
  person_name text not null check (person_name <> ''),
  role platform.words not null,
  valid_from date, valid_to date check (valid_to >= valid_from),
  primary key (network_id, id),
  foreign key (network_id, organisation_id) references directory.organisation on delete cascade
);
create index on directory.public_role (network_id, organisation_id);

-- A spreadsheet that was taken in: what each row was before, so that the whole can be undone.
create table directory.import (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  file_name text not null,
  at timestamptz not null default now(),
  person_id uuid not null references identity.person,
  undone_at timestamptz,
  primary key (network_id, id)
);
create table directory.import_row (
  network_id platform.slug not null,
  import_id uuid not null,
  line integer not null,
  organisation_id platform.slug not null,
  before jsonb, -- null: the row was new
  version integer not null, -- of the organisation after this row
  primary key (network_id, import_id, line),
  foreign key (network_id, import_id) references directory.import on delete cascade
);

call platform.protect('directory.territory', 'directory.organisation', 'directory.identifier', 'directory.membership', 'directory.area',
  'directory.area_territory', 'directory.service', 'directory.capacity', 'directory.public_role', 'directory.import', 'directory.import_row');
create policy see on directory.territory for select using (true);
create policy fill on directory.territory for insert with check ((select platform.is_operator()));
create policy correct on directory.territory for update using ((select platform.is_operator()));
grant select, insert, update on directory.territory to :app;

-- The directory of a public network is public; those who steer or administer the network write it.
do $$
declare t text;
begin
  foreach t in array array['organisation', 'identifier', 'membership', 'area', 'area_territory', 'service', 'capacity', 'public_role'] loop
    execute format('create policy see   on directory.%I for select using (network_id = any (array(select platform.open_networks())))', t);
    execute format('create policy add   on directory.%I for insert with check (network_id = any (array(select platform.networks_as(''administrator'', ''programme_manager''))))', t);
    execute format('create policy alter_ on directory.%I for update using (network_id = any (array(select platform.networks_as(''administrator'', ''programme_manager''))))', t);
    execute format('create policy drop_ on directory.%I for delete using (network_id = any (array(select platform.networks_as(''administrator'', ''programme_manager''))))', t);
  end loop;
  foreach t in array array['import', 'import_row'] loop
    execute format('create policy see on directory.%I for select using (network_id = any (array(select platform.networks_as(''administrator'', ''programme_manager''))))', t);
    execute format('create policy add on directory.%I for insert with check (network_id = any (array(select platform.networks_as(''administrator'', ''programme_manager''))))', t);
  end loop;
end $$;
create policy undo on directory.import for update using (network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));
grant select, insert, update, delete on directory.organisation, directory.identifier, directory.membership, directory.area,
  directory.area_territory, directory.service, directory.capacity, directory.public_role to :app;
grant select, insert on directory.import, directory.import_row to :app;
grant update (undone_at) on directory.import to :app;
