-- Published figures and the accounts that were frozen. Indicators and relations are defined in code.
create schema account;
grant usage on schema account to :app;

-- A number that a document states without the records behind it.
create table account.statement (
  network_id platform.slug not null references platform.network,
  id platform.slug not null default gen_random_uuid()::text,
  indicator text not null,
  -- The part of the indicator that is meant: {"category": "carers"}; {} is the whole.
  dimensions jsonb not null default '{}' check (jsonb_typeof(dimensions) = 'object'),
  value numeric, -- null: stated to exist, without its number
  value_to numeric check (value_to >= value), -- for "50 to 70"
  exactness text not null default 'exact' check (exactness in ('exact', 'about', 'nearly', 'over', 'between', 'unknown')),
  rounding numeric check (rounding > 0), -- the unit that it was rounded to, where the digits do not tell
  period_kind text not null check (period_kind in ('year', 'span', 'since', 'as_of')),
  period_from date, -- null for as_of, and for "since" an unknown beginning
  period_to date not null,
  source_id platform.slug not null,
  locator text not null check (locator <> ''), -- page or section
  note platform.words,
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, source_id) references journal.source,
  check (period_from <= period_to),
  check ((value is null) = (exactness = 'unknown')),
  check ((value_to is not null) = (exactness = 'between')),
  check ((period_kind in ('year', 'span')) <= (period_from is not null))
);
create index on account.statement (network_id, period_to);
create index on account.statement (network_id, indicator);

-- An account as it stood on a day: nothing in it changes afterwards, later corrections are shown against it.
create table account.snapshot (
  network_id platform.slug not null references platform.network,
  year integer not null check (year between 1900 and 2200),
  edition integer not null,
  frozen_at timestamptz not null default now(),
  frozen_by uuid not null references identity.person,
  content jsonb not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  is_public boolean not null default false,
  primary key (network_id, year, edition)
);

call platform.protect('account.statement', 'account.snapshot');
create policy see    on account.statement for select using (network_id = any (array(select platform.my_networks())));
create policy add    on account.statement for insert with check (network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));
create policy alter_ on account.statement for update using (network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));
create policy drop_  on account.statement for delete using (network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));
create policy see    on account.snapshot for select using (network_id = any (array(select platform.my_networks()))
                                            or (is_public and network_id = any (array(select platform.open_networks()))));
create policy freeze_ on account.snapshot for insert with check (frozen_by = platform.person()
                                            and network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));
create policy publish on account.snapshot for update using (network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));
grant select, insert, update, delete on account.statement to :app;
grant select, insert on account.snapshot to :app;
grant update (is_public) on account.snapshot to :app;

-- The text of a network's account: chapters with figures by reference, in Markdown with directives (docs/account-templates.md).
create table account.template (
  network_id platform.slug not null references platform.network,
  -- fr-x-falc is the easy-to-read account: a text of its own, short, and not a translation.
  language text not null check (language in ('fr', 'nl', 'en', 'fr-x-falc')),
  body text not null check (body <> ''),
  version integer not null default 1,
  primary key (network_id, language)
);
call platform.protect('account.template');
create policy see    on account.template for select using (network_id = any (array(select platform.my_networks())));
create policy add    on account.template for insert with check (network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));
create policy alter_ on account.template for update using (network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));
grant select, insert, update on account.template to :app;
