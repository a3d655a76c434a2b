-- How a network steers itself: beds that are converted, places and load, the strategic plan, committees and training.
-- No table here names anybody: who did what is in the trail, and whoever sits, answers or waits is told by college, function and count.
create schema network;
grant usage on schema network to :app;

-- What visitors of a public network may read. Without a row they read nothing of this module.
create table network.publication (
  network_id platform.slug primary key references platform.network,
  shows_plan boolean not null default false,
  shows_committees boolean not null default false,
  version integer not null default 1
);

-- ---------------------------------------------------------------------------------------------------------------------------
-- Conversion of beds: one agreement (article 107 of the Belgian hospital act), its staff by profession, and its dated states.
-- ---------------------------------------------------------------------------------------------------------------------------
create table network.conversion (
  network_id platform.slug not null references platform.network,
  id platform.slug not null default gen_random_uuid()::text,
  hospital_id platform.slug not null,
  bed_kind text not null check (bed_kind in ('A', 'T', 'Tg', 'Tf', 'other')),
  beds integer not null check (beds between 1 and 9999),
  -- The team that receives the staff; null for means that go elsewhere, such as more intensive care in the hospital.
  team_id platform.slug,
  source_id platform.slug,
  source_locator text,
  note text,
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, hospital_id) references directory.organisation,
  foreign key (network_id, team_id) references directory.service,
  foreign key (network_id, source_id) references journal.source
);
create index on network.conversion (network_id, hospital_id);
create index on network.conversion (network_id, team_id);

create table network.conversion_fte (
  network_id platform.slug not null,
  conversion_id platform.slug not null,
  profession text not null check (profession in ('nurse', 'psychologist', 'social_worker', 'psychiatrist', 'educator', 'occupational_therapist', 'peer_support_worker', 'coordinator', 'other')),
  fte numeric(7, 2) not null check (fte > 0),
  primary key (network_id, conversion_id, profession),
  foreign key (network_id, conversion_id) references network.conversion on delete cascade
);

-- A freeze is no closure: it may be undone. A closure is final. The state of a day is the one of the last transition up to that day.
create function network.may_follow(former text, next text) returns boolean immutable parallel safe language sql
  return case coalesce(former, '')
    when '' then next in ('planned', 'frozen')
    when 'planned' then next in ('frozen', 'closed')
    when 'frozen' then next in ('closed', 'reopened')
    when 'reopened' then next in ('planned', 'frozen', 'closed')
    else false end;

create table network.conversion_event (
  network_id platform.slug not null,
  conversion_id platform.slug not null,
  on_day date not null,
  state text not null check (state in ('planned', 'frozen', 'closed', 'reopened')),
  reason text not null check (reason <> ''),
  recorded_at timestamptz not null default now(),
  primary key (network_id, conversion_id, on_day),
  foreign key (network_id, conversion_id) references network.conversion on delete cascade
);
create function network.guard_event() returns trigger language plpgsql as $$
declare last record;
begin
  -- Two transitions at once wait for each other here; a conversion that is being deleted takes its transitions along.
  perform from network.conversion c where c.network_id = coalesce(new.network_id, old.network_id) and c.id = coalesce(new.conversion_id, old.conversion_id) for update;
  if tg_op = 'DELETE' then
    if found and exists (select from network.conversion_event e where e.network_id = old.network_id and e.conversion_id = old.conversion_id and e.on_day > old.on_day) then
      raise exception 'only the last transition can be taken back' using errcode = 'check_violation';
    end if;
    return old;
  end if;
  select e.on_day, e.state into last from network.conversion_event e
   where e.network_id = new.network_id and e.conversion_id = new.conversion_id order by e.on_day desc limit 1;
  if last.on_day >= new.on_day then
    raise exception 'a transition comes after the ones before it' using errcode = 'check_violation';
  end if;
  if not network.may_follow(last.state, new.state) then
    raise exception '% does not follow %', new.state, coalesce(last.state, 'nothing') using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger guard before insert or delete on network.conversion_event for each row execute function network.guard_event();
create function network.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what happened is not rewritten' using errcode = 'check_violation';
end $$;
create trigger kept before update on network.conversion_event for each row execute function network.refuse_change();

-- ---------------------------------------------------------------------------------------------------------------------------
-- Load: what a team states for a day. Counts, never names. What is computed from episodes has a place of its own elsewhere.
-- ---------------------------------------------------------------------------------------------------------------------------
create table network.stated_load (
  network_id platform.slug not null,
  service_id platform.slug not null,
  on_day date not null,
  occupied integer check (occupied between 0 and 99999),
  followed integer check (followed between 0 and 99999),
  -- Null: nobody said. The reasons are parts of it, and need not explain it whole.
  waiting integer check (waiting between 0 and 99999),
  waiting_place integer not null default 0 check (waiting_place >= 0),
  waiting_staff integer not null default 0 check (waiting_staff >= 0),
  waiting_partner integer not null default 0 check (waiting_partner >= 0),
  waiting_person integer not null default 0 check (waiting_person >= 0),
  version integer not null default 1,
  primary key (network_id, service_id, on_day),
  foreign key (network_id, service_id) references directory.service,
  check (occupied is not null or followed is not null or waiting is not null),
  check (waiting_place::bigint + waiting_staff + waiting_partner + waiting_person <= coalesce(waiting, 0))
);
create index on network.stated_load (network_id, on_day);

-- ---------------------------------------------------------------------------------------------------------------------------
-- Strategic plan: aims, actions, indicators; every former version is kept.
-- ---------------------------------------------------------------------------------------------------------------------------
create table network.aim (
  network_id platform.slug not null references platform.network,
  id platform.slug not null default gen_random_uuid()::text,
  position integer not null default 1 check (position between 1 and 999),
  title text not null check (title <> ''),
  what text,
  -- Indicators of the account by their id: their value is read when the plan is.
  indicators text[] not null default '{}',
  version integer not null default 1,
  primary key (network_id, id)
);
create table network.plan_action (
  network_id platform.slug not null,
  id platform.slug not null default gen_random_uuid()::text,
  aim_id platform.slug not null,
  title text not null check (title <> ''),
  organisation_id platform.slug,
  -- A function ("coordination of the 2B teams"), never a person.
  responsible text not null check (responsible <> ''),
  starts_on date not null,
  ends_on date not null,
  state text not null default 'not_begun' check (state in ('not_begun', 'under_way', 'done', 'stopped')),
  -- The day from which the state holds: what was done in a year is counted by it.
  state_since date not null,
  stopped_because text check (stopped_because <> ''),
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, aim_id) references network.aim,
  foreign key (network_id, organisation_id) references directory.organisation,
  check (ends_on >= starts_on),
  check ((state = 'stopped') = (stopped_because is not null))
);
create index on network.plan_action (network_id, aim_id);
create table network.plan_history (
  network_id platform.slug not null references platform.network,
  kind text not null check (kind in ('aim', 'action')),
  record_id platform.slug not null,
  version integer not null,
  content jsonb not null,
  changed_at timestamptz not null default now(),
  primary key (network_id, kind, record_id, version)
);
create function network.keep_history() returns trigger language plpgsql as $$
begin
  insert into network.plan_history (network_id, kind, record_id, version, content)
    values (new.network_id, tg_argv[0], new.id, new.version, to_jsonb(new) - array['network_id', 'id', 'version']);
  return null;
end $$;
create trigger begun after insert on network.aim for each row execute function network.keep_history('aim');
create trigger begun after insert on network.plan_action for each row execute function network.keep_history('action');
create trigger changed after update on network.aim for each row when (new.version <> old.version) execute function network.keep_history('aim');
create trigger changed after update on network.plan_action for each row when (new.version <> old.version) execute function network.keep_history('action');

-- ---------------------------------------------------------------------------------------------------------------------------
-- Committees, seats, meetings, decisions, training.
-- ---------------------------------------------------------------------------------------------------------------------------
create table network.committee (
  network_id platform.slug not null references platform.network,
  id platform.slug not null default gen_random_uuid()::text,
  kind text not null check (kind in ('network', 'function', 'working_group')),
  care_function text check (care_function in ('1', '2A', '2B', '3', '4', '5')),
  name text not null check (name <> ''),
  purpose text,
  closed_on date,
  version integer not null default 1,
  primary key (network_id, id),
  check ((kind = 'function') = (care_function is not null))
);
create unique index on network.committee (network_id, care_function) where care_function is not null and closed_on is null;

create table network.seat (
  network_id platform.slug not null,
  committee_id platform.slug not null,
  id platform.slug not null default gen_random_uuid()::text,
  college text not null check (college in ('organisations', 'professionals', 'persons_concerned', 'carers', 'elected_officials')),
  -- What the seat stands for ("teams 2A of the north"), never who sits on it.
  label text,
  valid_from date not null,
  valid_to date,
  primary key (network_id, committee_id, id),
  foreign key (network_id, committee_id) references network.committee on delete cascade,
  check (valid_to >= valid_from)
);
-- From when to when a seat was filled, and by which organisation if one sends somebody. An empty time is a time without a row.
create table network.holding (
  network_id platform.slug not null,
  committee_id platform.slug not null,
  seat_id platform.slug not null,
  valid_from date not null,
  valid_to date,
  organisation_id platform.slug,
  primary key (network_id, committee_id, seat_id, valid_from),
  foreign key (network_id, committee_id, seat_id) references network.seat on delete cascade,
  foreign key (network_id, organisation_id) references directory.organisation,
  check (valid_to >= valid_from),
  exclude using gist ((network_id::text) with =, (committee_id::text) with =, (seat_id::text) with =, daterange(valid_from, valid_to, '[]') with &&)
);

create table network.meeting (
  network_id platform.slug not null,
  id platform.slug not null default gen_random_uuid()::text,
  committee_id platform.slug not null,
  held_on date not null,
  state text not null default 'planned' check (state in ('planned', 'held', 'cancelled')),
  place text,
  agenda text,
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, committee_id) references network.committee
);
create index on network.meeting (network_id, committee_id, held_on);
create index on network.meeting (network_id, held_on);
create table network.attendance (
  network_id platform.slug not null,
  meeting_id platform.slug not null,
  college text not null check (college in ('organisations', 'professionals', 'persons_concerned', 'carers', 'elected_officials')),
  count integer not null check (count between 0 and 9999),
  primary key (network_id, meeting_id, college),
  foreign key (network_id, meeting_id) references network.meeting on delete cascade
);
create table network.decision (
  network_id platform.slug not null,
  id platform.slug not null default gen_random_uuid()::text,
  meeting_id platform.slug not null,
  what text not null check (what <> ''),
  responsible text not null check (responsible <> ''),
  until date,
  state text not null default 'open' check (state in ('open', 'under_way', 'done', 'dropped')),
  settled_on date,
  -- What came of it; why, where it was dropped.
  outcome text check (outcome <> ''),
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, meeting_id) references network.meeting,
  check ((state in ('done', 'dropped')) = (settled_on is not null)),
  check (state <> 'dropped' or outcome is not null)
);
create index on network.decision (network_id, meeting_id);

create table network.training (
  network_id platform.slug not null references platform.network,
  id platform.slug not null default gen_random_uuid()::text,
  title text not null check (title <> ''),
  audience text[] not null check (cardinality(audience) > 0 and audience <@ array['everyone', 'professionals', 'persons_concerned', 'carers', 'elected_officials', 'students', 'officials', 'peer_support_workers', 'coordinators', 'citizens']),
  organisation_id platform.slug,
  starts_on date not null,
  ends_on date not null,
  seats integer check (seats between 1 and 9999),
  taken integer check (taken between 0 and 9999),
  state text not null default 'planned' check (state in ('planned', 'open', 'held', 'cancelled')),
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, organisation_id) references directory.organisation,
  check (ends_on >= starts_on)
);
create index on network.training (network_id, starts_on);

-- ---------------------------------------------------------------------------------------------------------------------------
-- Who may: those who steer or run the network write, its members read, and visitors what was published.
-- ---------------------------------------------------------------------------------------------------------------------------
call platform.protect('network.publication', 'network.conversion', 'network.conversion_fte', 'network.conversion_event', 'network.stated_load',
  'network.aim', 'network.plan_action', 'network.plan_history', 'network.committee', 'network.seat', 'network.holding', 'network.meeting',
  'network.attendance', 'network.decision', 'network.training');
do $$
declare
  t text;
  mine constant text := 'array(select platform.my_networks())';
  open constant text := 'array(select platform.open_networks())';
  writers constant text := 'network_id = any (array(select platform.networks_as(''administrator'', ''programme_manager'', ''coordinator'')))';
  published constant text := 'network_id = any (array(select platform.my_networks()) || array(select p.network_id::text from network.publication p where p.%I))';
begin
  foreach t in array array['publication', 'conversion', 'conversion_fte', 'conversion_event', 'stated_load', 'aim', 'plan_action', 'plan_history',
    'committee', 'seat', 'holding', 'meeting', 'attendance', 'decision', 'training'] loop
    execute format('create policy see on network.%I for select using (%s)', t, case
      when t = 'publication' then 'network_id = any (' || open || ')'
      when t in ('aim', 'plan_action') then format(published, 'shows_plan')
      when t in ('committee', 'seat', 'holding') then format(published, 'shows_committees')
      else 'network_id = any (' || mine || ')' end);
    execute format('create policy add on network.%I for insert with check (%s)', t, writers);
    execute format('grant select, insert on network.%I to :app', t);
    -- What happened and what was written before stay as they are.
    if t not in ('conversion_event', 'plan_history') then
      execute format('create policy alter_ on network.%I for update using (%s)', t, writers);
      execute format('grant update on network.%I to :app', t);
    end if;
    if t in ('conversion', 'conversion_fte', 'conversion_event', 'attendance') then
      execute format('create policy drop_ on network.%I for delete using (%s)', t, writers);
      execute format('grant delete on network.%I to :app', t);
    end if;
  end loop;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------------
-- What the account reads, and nothing else.
-- ---------------------------------------------------------------------------------------------------------------------------
-- One row for each time that an agreement was in one state: from the day of its transition to the day before the next.
create view network.conversion_fact with (security_invoker = true) as
  select c.network_id, c.id, h.name || ' (' || c.bed_kind || ', ' || c.beds || ')' as title, e.state, e.on_day as valid_from,
    lead(e.on_day) over (partition by e.network_id, e.conversion_id order by e.on_day) - 1 as valid_to, c.beds,
    (select sum(f.fte) from network.conversion_fte f where f.network_id = c.network_id and f.conversion_id = c.id) as fte, c.source_id, c.source_locator
    from network.conversion_event e
    join network.conversion c on c.network_id = e.network_id and c.id = e.conversion_id
    join directory.organisation h on h.network_id = c.network_id and h.id = c.hospital_id;
create view network.meeting_fact with (security_invoker = true) as
  select m.network_id, m.id, c.name as title, c.kind, m.held_on from network.meeting m
    join network.committee c on c.network_id = m.network_id and c.id = m.committee_id where m.state = 'held';
create view network.decision_fact with (security_invoker = true) as
  select d.network_id, d.id, d.meeting_id, d.what as title, m.held_on as decided_on, d.state, d.settled_on from network.decision d
    join network.meeting m on m.network_id = d.network_id and m.id = d.meeting_id where m.state = 'held';
create view network.action_fact with (security_invoker = true) as
  select a.network_id, a.id, a.title, a.state, a.state_since from network.plan_action a;
-- A seat ends with its committee at the latest. Whether somebody held it on a day is asked of network.holding.
create view network.seat_fact with (security_invoker = true) as
  select s.network_id, s.committee_id, s.id, c.name || coalesce(' – ' || s.label, '') as title, s.college, s.valid_from, least(s.valid_to, c.closed_on) as valid_to
    from network.seat s join network.committee c on c.network_id = s.network_id and c.id = s.committee_id;
create view network.training_fact with (security_invoker = true) as
  select t.network_id, t.id, t.title, t.starts_on, t.state, t.taken from network.training t;
grant select on network.conversion_fact, network.meeting_fact, network.decision_fact, network.action_fact, network.seat_fact, network.training_fact to :app;
