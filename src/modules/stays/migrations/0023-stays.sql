-- Staying somewhere: intensive residential care (function 4), the register of coercive measures, housing and therapeutic communities (5).
-- Who sees what, when: docs/access.md; texts are sealed with the key of the person's file (src/platform/keys).
create schema stays;
grant usage on schema stays to :app;

-- ---------------------------------------------------------------------------------------------------------------------------
-- States: the same pairs stand in the machines of this module, and a test compares them.
-- ---------------------------------------------------------------------------------------------------------------------------
create function stays.may_follow(machine text, before text, after text) returns boolean immutable parallel safe set search_path = '' language sql
  return (machine, before, after) in (
    ('leave', 'agreed', 'back'), ('leave', 'agreed', 'cancelled'),
    ('discharge', 'planned', 'agreed'), ('discharge', 'agreed', 'planned'), ('discharge', 'planned', 'left'), ('discharge', 'agreed', 'left'),
    ('discharge', 'planned', 'withdrawn'), ('discharge', 'agreed', 'withdrawn'),
    ('debriefing', 'waiting', 'offered'), ('debriefing', 'waiting', 'held'), ('debriefing', 'waiting', 'refused'), ('debriefing', 'offered', 'offered'),
    ('debriefing', 'offered', 'held'), ('debriefing', 'offered', 'refused'), ('debriefing', 'refused', 'offered'), ('debriefing', 'refused', 'held'),
    ('path', 'asked', 'visit'), ('path', 'asked', 'trial'), ('path', 'asked', 'stay'), ('path', 'visit', 'trial'), ('path', 'visit', 'stay'),
    ('path', 'trial', 'stay'), ('path', 'trial', 'visit'), ('path', 'stay', 'trial'),
    ('path', 'asked', 'ended'), ('path', 'visit', 'ended'), ('path', 'trial', 'ended'), ('path', 'stay', 'ended'));
-- A step towards a house that leaves out the one before it: possible, and never without a reason.
create function stays.leaves_out(before text, after text) returns boolean immutable parallel safe set search_path = '' language sql
  return (before, after) in (('asked', 'trial'), ('asked', 'stay'), ('visit', 'stay'));

-- ---------------------------------------------------------------------------------------------------------------------------
-- Tables
-- ---------------------------------------------------------------------------------------------------------------------------
-- What a team sets of its own. Null: the example in stays/vocabulary.ts.
create table stays.setting (
  network_id platform.slug not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  soon_days integer check (soon_days between 1 and 90),
  contact_days integer check (contact_days between 1 and 90),
  seclusion_hours integer check (seclusion_hours between 1 and 8760),
  mechanical_hours integer check (mechanical_hours between 1 and 8760),
  physical_hours integer check (physical_hours between 1 and 8760),
  chemical_hours integer check (chemical_hours between 1 and 8760),
  admission_hours integer check (admission_hours between 1 and 8760),
  review_days integer check (review_days between 1 and 90),
  debriefing_days integer check (debriefing_days between 1 and 90),
  -- Whoever waits is told how many wait before them.
  shows_queue boolean not null default true,
  version integer not null default 1,
  primary key (network_id, service_id),
  foreign key (network_id, service_id) references care.team on delete cascade
);

create table stays.stay (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  episode_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  admitted_on date not null default current_date,
  way text not null check (way in ('voluntary', 'without_consent')),
  -- The ground in law on which somebody came without their consent: of France, of Belgium, or in words of the register.
  legal_basis text check (legal_basis in ('fr_third_party', 'fr_third_party_urgent', 'fr_imminent_danger', 'fr_state', 'fr_court',
    'be_assessment', 'be_observation', 'be_continued', 'other')),
  -- The bed or room as the house calls it. How many there are is in the directory, how many are free is stated in the guide.
  place text not null default '' check (length(place) <= 40),
  left_on date check (left_on >= admitted_on),
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, episode_id) references care.episode,
  foreign key (network_id, service_id) references care.team,
  check ((way = 'without_consent') = (legal_basis is not null)),
  constraint stay_once exclude using gist (network_id with =, person_id with =, service_id with =, daterange(admitted_on, left_on) with &&)
);
create index on stays.stay (team, left_on);
create index on stays.stay (person_id);

create table stays.leave (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  stay_id uuid not null,
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  state text not null default 'agreed' check (state in ('agreed', 'back', 'cancelled')),
  from_at timestamptz not null,
  back_at timestamptz not null check (back_at > from_at),
  came_back_at timestamptz,
  company text not null check (company in ('alone', 'relatives', 'team', 'other')),
  -- With whom and where, sealed.
  words bytea,
  noted_by uuid not null references identity.person,
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, stay_id) references stays.stay on delete cascade,
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team,
  check ((state = 'back') = (came_back_at is not null))
);
create index on stays.leave (team, state);
create index on stays.leave (person_id);
create index on stays.leave (network_id, stay_id);

create table stays.discharge (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  stay_id uuid not null,
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  state text not null default 'planned' check (state in ('planned', 'agreed', 'left', 'withdrawn')),
  planned_on date not null,
  receiver text not null check (receiver in ('team', 'general_practitioner', 'housing', 'relatives', 'other', 'none')),
  receiver_service_id platform.slug,
  -- The first appointment after, and the day on which it took place.
  first_on date,
  met_on date,
  -- With whom and where, sealed.
  words bytea,
  sealed_as integer,
  checks text[] not null default '{}' check (checks <@ array['with_me', 'crisis_plan', 'medicines', 'papers', 'home', 'carers', 'receiver', 'appointment']),
  agreed_how text check (agreed_how in ('self', 'spoken', 'written', 'together')),
  left_on date,
  made_by uuid not null references identity.person,
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, stay_id) references stays.stay on delete cascade,
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team,
  foreign key (network_id, receiver_service_id) references care.team,
  check (receiver = 'team' or receiver_service_id is null),
  check ((state = 'left') = (left_on is not null)),
  check (state <> 'agreed' or agreed_how is not null),
  check (met_on is null or (state = 'left' and met_on >= left_on))
);
create unique index on stays.discharge (network_id, stay_id) where state in ('planned', 'agreed');
create index on stays.discharge (team, state);
create index on stays.discharge (person_id);

-- One coercive measure. A row is never deleted; whatever is changed leaves the version before it in stays.measure_version.
create table stays.measure (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  episode_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  -- What it is called in the register of the team: the year and a number.
  year integer not null,
  rank integer not null,
  kind text not null check (kind in ('seclusion', 'mechanical', 'physical', 'chemical', 'admission')),
  legal_basis text check (legal_basis in ('fr_third_party', 'fr_third_party_urgent', 'fr_imminent_danger', 'fr_state', 'fr_court',
    'be_assessment', 'be_observation', 'be_continued', 'other')),
  started_at timestamptz not null,
  ended_at timestamptz check (ended_at >= started_at),
  decided_by uuid not null references identity.person,
  alternatives text[] not null default '{}' check (alternatives <@ array['talk', 'calm_place', 'company', 'outside', 'activity', 'crisis_plan',
    'trusted_person', 'medicine_offered', 'choice_offered', 'other']),
  -- The reason, and what was tried in words; sealed for the version in which they were written.
  reason bytea not null,
  tried bytea,
  sealed_as integer not null default 1,
  is_void boolean not null default false,
  -- Why it was corrected, sealed for its own version.
  why bytea,
  written_by uuid not null references identity.person,
  written_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (network_id, id),
  unique (network_id, service_id, year, rank),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, episode_id) references care.episode,
  foreign key (network_id, service_id) references care.team,
  check (kind <> 'admission' or legal_basis is not null),
  -- Nothing is done to somebody before anything else was tried, or it is said in words why nothing could be.
  check (cardinality(alternatives) > 0 or tried is not null),
  check (version = 1 or ended_at is not null or why is not null)
);
create index on stays.measure (team, started_at);
create index on stays.measure (network_id, started_at);
create index on stays.measure (person_id);

create table stays.measure_version (
  network_id platform.slug not null,
  measure_id uuid not null,
  version integer not null,
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  kind text not null,
  legal_basis text,
  started_at timestamptz not null,
  ended_at timestamptz,
  decided_by uuid not null references identity.person,
  alternatives text[] not null,
  reason bytea not null,
  tried bytea,
  sealed_as integer not null,
  is_void boolean not null,
  why bytea,
  written_by uuid not null references identity.person,
  written_at timestamptz not null,
  primary key (network_id, measure_id, version),
  foreign key (network_id, measure_id) references stays.measure on delete cascade
);
create index on stays.measure_version (person_id);

create table stays.measure_check (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  measure_id uuid not null,
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  at timestamptz not null,
  what text not null check (what in ('presence', 'somatic', 'psychiatric')),
  by_id uuid not null references identity.person,
  written_at timestamptz not null default now(),
  primary key (network_id, id),
  foreign key (network_id, measure_id) references stays.measure on delete cascade
);
create index on stays.measure_check (network_id, measure_id, at);
create index on stays.measure_check (person_id);

create table stays.measure_review (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  measure_id uuid not null,
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  finding text not null check (finding in ('needed', 'avoidable', 'wrong')),
  words bytea,
  by_id uuid not null references identity.person,
  at timestamptz not null default now(),
  primary key (network_id, id),
  foreign key (network_id, measure_id) references stays.measure on delete cascade
);
create index on stays.measure_review (network_id, measure_id);
create index on stays.measure_review (person_id);

-- Talking about it afterwards. Added at the end only; what the person writes is theirs, and shown to the team when they say so.
create table stays.debriefing (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  measure_id uuid not null,
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  what text not null check (what in ('offered', 'held', 'refused', 'words')),
  happened_at timestamptz not null,
  words bytea,
  for_team boolean not null default true,
  by_id uuid not null references identity.person,
  written_at timestamptz not null default clock_timestamp(),
  primary key (network_id, id),
  foreign key (network_id, measure_id) references stays.measure on delete cascade,
  check (what <> 'words' or words is not null),
  check (for_team or what = 'words')
);
create index on stays.debriefing (network_id, measure_id, written_at);
create index on stays.debriefing (person_id);

-- A way into a house, step by step; the state is that of the last step.
create table stays.path (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  state text not null default 'asked' check (state in ('asked', 'visit', 'trial', 'stay', 'ended')),
  -- What the house offers next, from when to when: it waits for the person's yes.
  offered text check (offered in ('visit', 'trial', 'stay')),
  offered_from date,
  offered_until date check (offered_until >= offered_from),
  place text not null default '' check (length(place) <= 40),
  began_on date not null default current_date,
  ended_on date,
  made_by uuid not null references identity.person,
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team,
  check ((offered is null) = (offered_from is null)),
  check ((state = 'ended') = (ended_on is not null))
);
create unique index on stays.path (network_id, service_id, person_id) where state <> 'ended';
create index on stays.path (team, state);
create index on stays.path (person_id);

create table stays.path_step (
  network_id platform.slug not null,
  path_id uuid not null,
  seq integer not null,
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  before text not null,
  after text not null,
  on_day date not null default current_date,
  until date check (until >= on_day),
  -- How the person said yes, or that they stop. Null: the house ended it.
  how text check (how in ('self', 'spoken', 'written', 'together')),
  -- Why a step was left out, or why it ended.
  because text check (because in ('by_choice', 'moved_on', 'not_fitting', 'other')),
  reason bytea,
  by_id uuid not null references identity.person,
  at timestamptz not null default clock_timestamp(),
  primary key (network_id, path_id, seq),
  foreign key (network_id, path_id) references stays.path on delete cascade,
  check ((after = 'ended') = (because is not null)),
  check (after = 'ended' or how is not null)
);
create index on stays.path_step (person_id);

-- Whoever waits for a place, since when and why: in the order of the days and of nothing else.
create table stays.waiting (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  since date not null default current_date,
  reason text not null check (reason in ('place', 'staff', 'partner', 'person')),
  ended_on date check (ended_on >= since),
  ended_because text check (ended_because in ('came', 'by_choice', 'elsewhere', 'other')),
  noted_by uuid not null references identity.person,
  noted_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team,
  check ((ended_on is null) = (ended_because is null))
);
create unique index on stays.waiting (network_id, service_id, person_id) where ended_on is null;
create index on stays.waiting (team, since) where ended_on is null;
create index on stays.waiting (person_id);

-- Who does what in the house: by the first name or the word that each chose. Nobody's file is named here.
create table stays.turn (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  on_day date not null,
  what text not null check (length(what) between 1 and 80),
  who text not null default '' check (length(who) <= 60),
  is_done boolean not null default false,
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, service_id) references care.team on delete cascade
);
create index on stays.turn (team, on_day);

create table stays.meeting (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  on_day date not null,
  chaired text not null check (chaired in ('resident', 'worker', 'together')),
  chair text not null default '' check (length(chair) <= 60),
  about text not null default '' check (length(about) <= 2000),
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, service_id) references care.team on delete cascade
);
create index on stays.meeting (team, on_day);

create table stays.decision (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  meeting_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  what text not null check (length(what) between 1 and 500),
  state text not null default 'open' check (state in ('open', 'done', 'dropped')),
  became text not null default '' check (length(became) <= 500),
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, meeting_id) references stays.meeting on delete cascade,
  foreign key (network_id, service_id) references care.team on delete cascade
);
create index on stays.decision (network_id, meeting_id);
create index on stays.decision (team);

-- ---------------------------------------------------------------------------------------------------------------------------
-- What the database holds to
-- ---------------------------------------------------------------------------------------------------------------------------
create function stays.guard_state() returns trigger set search_path = '' language plpgsql as $$
begin
  if new.state <> old.state and not stays.may_follow(tg_argv[0], old.state, new.state) then
    raise exception 'a % does not go from % to %', tg_argv[0], old.state, new.state using errcode = '23514', constraint = tg_argv[0] || '_way';
  end if;
  if new.state = old.state and not exists (select where stays.may_follow(tg_argv[0], old.state, 'back') or stays.may_follow(tg_argv[0], old.state, 'withdrawn'))
     and not (tg_argv[0] = 'discharge' and old.state = 'left') then
    raise exception 'what is over stays' using errcode = '23514', constraint = tg_argv[0] || '_over';
  end if;
  return new;
end $$;
create trigger guard before update on stays.leave for each row execute function stays.guard_state('leave');
create trigger guard before update on stays.discharge for each row execute function stays.guard_state('discharge');
create function stays.guard_begin() returns trigger set search_path = '' language plpgsql as $$
begin
  if new.state <> tg_argv[0] then raise exception 'it begins as %', tg_argv[0] using errcode = '23514', constraint = tg_table_name || '_way'; end if;
  return new;
end $$;
create trigger begun before insert on stays.leave for each row execute function stays.guard_begin('agreed');
create trigger begun before insert on stays.discharge for each row execute function stays.guard_begin('planned');
create trigger begun before insert on stays.path for each row execute function stays.guard_begin('asked');

-- The number of a measure is given here, one after the other within a team and a year.
create function stays.number_measure() returns trigger set search_path = '' language plpgsql as $$
begin
  new.year := extract(year from new.started_at at time zone 'Europe/Paris');
  perform pg_advisory_xact_lock(hashtextextended('stays.measure ' || new.network_id || '/' || new.service_id || ' ' || new.year, 0));
  select coalesce(max(m.rank), 0) + 1 into new.rank from stays.measure m
   where m.network_id = new.network_id and m.service_id = new.service_id and m.year = new.year;
  return new;
end $$;
create trigger numbered before insert on stays.measure for each row execute function stays.number_measure();
create function stays.guard_measure() returns trigger set search_path = '' language plpgsql as $$
begin
  if old.is_void then raise exception 'what was struck out stays' using errcode = '23514', constraint = 'measure_void'; end if;
  if new.version <> old.version + 1 then raise exception 'each change is a version' using errcode = '23514', constraint = 'measure_version'; end if;
  -- Only the end may be added without a reason: every other change is a correction.
  if new.why is null and (old.ended_at is not null or new.ended_at is null or (new.kind, new.started_at, new.decided_by, new.alternatives, new.sealed_as, new.is_void)
      is distinct from (old.kind, old.started_at, old.decided_by, old.alternatives, old.sealed_as, old.is_void) or new.legal_basis is distinct from old.legal_basis) then
    raise exception 'a correction has a reason' using errcode = '23514', constraint = 'measure_why';
  end if;
  if exists (select from stays.measure_review r where r.network_id = new.network_id and r.measure_id = new.id and r.by_id = new.decided_by) then
    raise exception 'nobody reviews what they decided' using errcode = '23514', constraint = 'review_other';
  end if;
  return new;
end $$;
create trigger guard before update on stays.measure for each row execute function stays.guard_measure();
create function stays.keep_measure() returns trigger security definer set search_path = '' language plpgsql as $$
begin
  insert into stays.measure_version (network_id, measure_id, version, person_id, service_id, kind, legal_basis, started_at, ended_at, decided_by, alternatives,
      reason, tried, sealed_as, is_void, why, written_by, written_at)
    values (new.network_id, new.id, new.version, new.person_id, new.service_id, new.kind, new.legal_basis, new.started_at, new.ended_at, new.decided_by,
      new.alternatives, new.reason, new.tried, new.sealed_as, new.is_void, new.why, new.written_by, new.written_at);
  return null;
end $$;
create trigger kept after insert or update on stays.measure for each row execute function stays.keep_measure();

create function stays.guard_review() returns trigger set search_path = '' language plpgsql as $$
begin
  if exists (select from stays.measure m where m.network_id = new.network_id and m.id = new.measure_id and m.decided_by = new.by_id) then
    raise exception 'nobody reviews what they decided' using errcode = '23514', constraint = 'review_other';
  end if;
  return new;
end $$;
create trigger guard before insert on stays.measure_review for each row execute function stays.guard_review();

create function stays.guard_debriefing() returns trigger set search_path = '' language plpgsql as $$
declare last text;
begin
  if new.what = 'words' then return new; end if;
  perform from stays.measure m where m.network_id = new.network_id and m.id = new.measure_id for update;
  select d.what into last from stays.debriefing d where d.network_id = new.network_id and d.measure_id = new.measure_id and d.what <> 'words'
   order by d.written_at desc limit 1;
  if not stays.may_follow('debriefing', coalesce(last, 'waiting'), new.what) then
    raise exception 'a debriefing does not go from % to %', coalesce(last, 'waiting'), new.what using errcode = '23514', constraint = 'debriefing_way';
  end if;
  return new;
end $$;
create trigger guard before insert on stays.debriefing for each row execute function stays.guard_debriefing();

-- A step moves the path, for the house or for the person: with the rights of neither, because neither may move it otherwise.
create function stays.take_step() returns trigger security definer set search_path = '' language plpgsql as $$
declare way stays.path;
begin
  select * into way from stays.path p where p.network_id = new.network_id and p.id = new.path_id for update;
  if not found then return null; end if;
  new.before := way.state;
  new.person_id := way.person_id;
  new.service_id := way.service_id;
  select coalesce(max(s.seq), 0) + 1 into new.seq from stays.path_step s where s.network_id = new.network_id and s.path_id = new.path_id;
  if not stays.may_follow('path', way.state, new.after) then
    raise exception 'a path does not go from % to %', way.state, new.after using errcode = '23514', constraint = 'path_way';
  end if;
  if stays.leaves_out(way.state, new.after) and new.reason is null then
    raise exception 'a step is left out with a reason' using errcode = '23514', constraint = 'path_reason';
  end if;
  if new.how = 'self' and new.after <> 'ended' and new.after is distinct from way.offered then
    raise exception 'a person says yes to what is offered' using errcode = '23514', constraint = 'path_offered';
  end if;
  if new.after = 'stay' and not exists (select from care.episode e where e.network_id = way.network_id and e.service_id = way.service_id and e.left_on is null
      and e.person_id in (select care.with_merged(array[way.person_id]))) then
    raise exception 'whoever stays is followed by the house' using errcode = '23514', constraint = 'path_episode';
  end if;
  update stays.path p set state = new.after, offered = null, offered_from = null, offered_until = null,
      ended_on = case when new.after = 'ended' then new.on_day end, version = p.version + 1
    where p.network_id = new.network_id and p.id = new.path_id;
  return new;
end $$;
create trigger taken before insert on stays.path_step for each row execute function stays.take_step();

-- ---------------------------------------------------------------------------------------------------------------------------
-- Who sees what
-- ---------------------------------------------------------------------------------------------------------------------------
-- The houses in which the one who acts stays, or tries to.
create function stays.my_houses() returns setof text stable security definer set search_path = '' language sql begin atomic
  select p.team from stays.path p where p.person_id in (select care.my_files()) and p.state in ('trial', 'stay')
  union select s.team from stays.stay s where s.person_id in (select care.my_files()) and (s.left_on is null or s.left_on >= current_date);
end;

call platform.protect('stays.setting', 'stays.stay', 'stays.leave', 'stays.discharge', 'stays.measure', 'stays.measure_version', 'stays.measure_check',
  'stays.measure_review', 'stays.debriefing', 'stays.path', 'stays.path_step', 'stays.waiting', 'stays.turn', 'stays.meeting', 'stays.decision');

create policy see    on stays.setting for select using (network_id = any (array(select care.my_networks())));
create policy add    on stays.setting for insert with check (team = any (array(select care.my_led_teams())));
create policy change on stays.setting for update using (team = any (array(select care.my_led_teams())));

create policy see    on stays.stay for select using (team = any (array(select care.my_teams())) or person_id = any (array(select care.my_files()))
  or person_id = any (array(select care.shared('episodes'))) or person_id = any (array(select care.behind_glass())));
create policy admit  on stays.stay for insert with check (team = any (array(select care.my_teams()))
  and exists (select from care.episode e where e.network_id = stay.network_id and e.id = stay.episode_id and e.person_id = stay.person_id
    and e.service_id = stay.service_id and e.left_on is null));
create policy change on stays.stay for update using (team = any (array(select care.my_teams())));

create policy see    on stays.leave for select using (team = any (array(select care.my_teams())) or person_id = any (array(select care.my_files()))
  or person_id = any (array(select care.behind_glass())));
create policy note   on stays.leave for insert with check (team = any (array(select care.my_teams())) and noted_by = platform.person()
  and exists (select from stays.stay s where s.network_id = leave.network_id and s.id = leave.stay_id and s.person_id = leave.person_id
    and s.service_id = leave.service_id and s.left_on is null));
create policy change on stays.leave for update using (team = any (array(select care.my_teams())));

create policy see    on stays.discharge for select using (team = any (array(select care.my_teams())) or person_id = any (array(select care.my_files())));
create policy plan   on stays.discharge for insert with check (team = any (array(select care.my_teams())) and made_by = platform.person()
  and exists (select from stays.stay s where s.network_id = discharge.network_id and s.id = discharge.stay_id and s.person_id = discharge.person_id
    and s.service_id = discharge.service_id and s.left_on is null));
create policy change on stays.discharge for update using (team = any (array(select care.my_teams())));

-- A measure is read by the team that answers for it and by the person; nobody else, also not behind the glass.
create policy see    on stays.measure for select using (team = any (array(select care.my_teams())) or person_id = any (array(select care.my_files())));
create policy write  on stays.measure for insert with check (team = any (array(select care.my_teams())) and written_by = platform.person() and version = 1
  and exists (select from care.episode e where e.network_id = measure.network_id and e.id = measure.episode_id and e.person_id = measure.person_id
    and e.service_id = measure.service_id));
create policy change on stays.measure for update using (team = any (array(select care.my_teams()))) with check (written_by = platform.person());
create policy see    on stays.measure_version for select using (team = any (array(select care.my_teams())) or person_id = any (array(select care.my_files())));
create policy see    on stays.measure_check for select using (team = any (array(select care.my_teams())) or person_id = any (array(select care.my_files())));
create policy write  on stays.measure_check for insert with check (team = any (array(select care.my_teams())) and by_id = platform.person()
  and exists (select from stays.measure m where m.network_id = measure_check.network_id and m.id = measure_check.measure_id
    and m.person_id = measure_check.person_id and m.service_id = measure_check.service_id));
create policy see    on stays.measure_review for select using (team = any (array(select care.my_teams())) or person_id = any (array(select care.my_files())));
create policy write  on stays.measure_review for insert with check (team = any (array(select care.my_teams())) and by_id = platform.person()
  and exists (select from stays.measure m where m.network_id = measure_review.network_id and m.id = measure_review.measure_id
    and m.person_id = measure_review.person_id and m.service_id = measure_review.service_id));
create policy see    on stays.debriefing for select using (person_id = any (array(select care.my_files()))
  or (for_team and team = any (array(select care.my_teams()))));
create policy write  on stays.debriefing for insert with check (by_id = platform.person()
  and ((what <> 'words' and team = any (array(select care.my_teams()))) or (what = 'words' and person_id = any (array(select care.my_files()))))
  and exists (select from stays.measure m where m.network_id = debriefing.network_id and m.id = debriefing.measure_id
    and m.person_id = debriefing.person_id and m.service_id = debriefing.service_id));

create policy see    on stays.path for select using (person_id = any (array(select care.my_files()))
  or (team = any (array(select care.my_teams())) and person_id = any (array(select care.in_hand()))));
-- A house knows only those whom it follows or who asked it: working in two teams carries nobody's name from one to the other.
create policy begin_ on stays.path for insert with check (team = any (array(select care.my_teams())) and made_by = platform.person()
  and (exists (select from care.episode e where e.network_id = path.network_id and e.service_id = path.service_id and e.person_id = path.person_id and e.left_on is null)
    or exists (select from care.request r where r.network_id = path.network_id and r.to_service_id = path.service_id and r.person_id = path.person_id
      and r.state in ('sent', 'accepted', 'begun'))));
create policy change on stays.path for update using (team = any (array(select care.my_teams())));
create policy see    on stays.path_step for select using (person_id = any (array(select care.my_files()))
  or (team = any (array(select care.my_teams())) and person_id = any (array(select care.in_hand()))));
create policy take   on stays.path_step for insert with check (by_id = platform.person()
  and ((how is distinct from 'self' and team = any (array(select care.my_teams()))) or (how = 'self' and person_id = any (array(select care.my_files())))));

create policy see    on stays.waiting for select using (person_id = any (array(select care.my_files()))
  or (team = any (array(select care.my_teams())) and person_id = any (array(select care.in_hand()))));
create policy note   on stays.waiting for insert with check (team = any (array(select care.my_teams())) and noted_by = platform.person() and since <= current_date
  and (exists (select from care.episode e where e.network_id = waiting.network_id and e.service_id = waiting.service_id and e.person_id = waiting.person_id and e.left_on is null)
    or exists (select from care.request r where r.network_id = waiting.network_id and r.to_service_id = waiting.service_id and r.person_id = waiting.person_id
      and r.state in ('sent', 'accepted', 'begun'))));
create policy change on stays.waiting for update using (team = any (array(select care.my_teams())));

do $$
declare t text;
begin
  foreach t in array array['turn', 'meeting', 'decision'] loop
    execute format('create policy see    on stays.%I for select using (team = any (array(select care.my_teams())) or team = any (array(select stays.my_houses())))', t);
    execute format('create policy write  on stays.%I for insert with check (team = any (array(select care.my_teams())))', t);
    execute format('create policy change on stays.%I for update using (team = any (array(select care.my_teams())))', t);
  end loop;
end $$;
create policy drop_ on stays.turn for delete using (team = any (array(select care.my_teams())));

grant select, insert on stays.setting, stays.stay, stays.leave, stays.discharge, stays.measure_check, stays.measure_review, stays.debriefing, stays.path,
  stays.path_step, stays.waiting, stays.turn, stays.meeting, stays.decision to :app;
grant update (soon_days, contact_days, seclusion_hours, mechanical_hours, physical_hours, chemical_hours, admission_hours, review_days, debriefing_days, shows_queue, version)
  on stays.setting to :app;
grant update (place, left_on, version) on stays.stay to :app;
grant update (state, from_at, back_at, came_back_at, version) on stays.leave to :app;
grant update (state, planned_on, receiver, receiver_service_id, first_on, met_on, words, sealed_as, checks, agreed_how, left_on, version) on stays.discharge to :app;
grant select on stays.measure, stays.measure_version to :app;
grant insert (network_id, id, person_id, episode_id, service_id, kind, legal_basis, started_at, ended_at, decided_by, alternatives, reason, tried, written_by, written_at)
  on stays.measure to :app;
grant update (kind, legal_basis, started_at, ended_at, decided_by, alternatives, reason, tried, sealed_as, is_void, why, written_by, written_at, version) on stays.measure to :app;
grant update (offered, offered_from, offered_until, place, version) on stays.path to :app;
grant update (ended_on, ended_because, version) on stays.waiting to :app;
grant update (on_day, what, who, is_done, version) on stays.turn to :app;
grant delete on stays.turn to :app;
grant update (chaired, chair, about, version) on stays.meeting to :app;
grant update (state, became, version) on stays.decision to :app;

-- ---------------------------------------------------------------------------------------------------------------------------
-- What the person does and learns
-- ---------------------------------------------------------------------------------------------------------------------------
-- The person says yes to the plan for their leaving, and to nothing else of that row: hence no plain update.
create function stays.agree_to_leave(network text, its_id uuid, seen integer) returns uuid security definer set search_path = '' language plpgsql as $$
declare whose uuid;
begin
  update stays.discharge d set state = 'agreed', agreed_how = 'self', version = d.version + 1
    where d.network_id = network and d.id = its_id and d.version = seen and d.state = 'planned' and d.person_id in (select care.my_files())
    returning d.person_id into whose;
  return whose;
end $$;

-- Where the one who acts waits, since when, and how many wait before them where the house lets that be known: a number, nobody else.
create function stays.my_waiting() returns table (network_id text, id uuid, team text, since date, reason text, before bigint)
  stable security definer set search_path = '' language sql begin atomic
  select w.network_id, w.id, s.name, w.since, w.reason,
      case when coalesce(t.shows_queue, true) then (select count(*) from stays.waiting o where o.network_id = w.network_id and o.service_id = w.service_id
        and o.ended_on is null and (o.since, o.noted_at, o.id) < (w.since, w.noted_at, w.id)) end
    from stays.waiting w join directory.service s on s.network_id = w.network_id and s.id = w.service_id
    left join stays.setting t on t.network_id = w.network_id and t.service_id = w.service_id
   where w.person_id in (select care.my_files()) and w.ended_on is null order by w.since, w.id;
end;
-- What the houses are called with which the one who acts has to do.
create function stays.my_house_names() returns table (team text, name text, phone text) stable security definer set search_path = '' language sql begin atomic
  select s.network_id || '/' || s.id, s.name, s.phone from directory.service s
   where s.network_id || '/' || s.id in (select y.team from stays.stay y where y.person_id in (select care.my_files())
     union select p.team from stays.path p where p.person_id in (select care.my_files()) union select m.team from stays.measure m where m.person_id in (select care.my_files()));
end;

-- Counts for who steers a network: whole months, by kind. A count of fewer people than the threshold is not given, nor a part of one whose
-- rest is; there are no sums, from which what is hidden could be taken. Hours of a measure that goes on are those until now.
create function stays.measure_counts(network text, since date, until date)
    returns table (month date, kind text, measures bigint, hours numeric, median_hours numeric, debriefed bigint)
  stable security definer set search_path = '' language sql begin atomic
  select c.month, c.kind, case when c.people >= t.n then c.measures end,
      case when c.people >= t.n then round(c.hours, 1) end, case when c.people >= t.n then round(c.median::numeric, 1) end,
      case when c.people >= t.n and (c.held = 0 or c.held >= t.n) and (c.held = c.measures or c.measures - c.held >= t.n) then c.held end
    from (select w.disclosure_threshold as n from platform.network w where w.id = network) t,
      (select m.month, m.kind, count(*) as measures, count(distinct m.file) as people, sum(m.hours) as hours,
          percentile_cont(0.5) within group (order by m.hours) as median, count(*) filter (where m.is_held) as held
        from (select date_trunc('month', x.started_at at time zone 'Europe/Paris')::date as month, x.kind, coalesce(p.merged_into, p.id) as file,
            extract(epoch from coalesce(x.ended_at, greatest(now(), x.started_at)) - x.started_at) / 3600 as hours,
            exists (select from stays.debriefing d where d.network_id = x.network_id and d.measure_id = x.id and d.what = 'held') as is_held
          from stays.measure x join care.person p on p.network_id = x.network_id and p.id = x.person_id
         where x.network_id = network and not x.is_void) m
       where m.month between date_trunc('month', since::timestamp)::date and until
       group by m.month, m.kind) c
   where network in (select platform.networks_as('administrator', 'programme_manager', 'coordinator'))
   order by c.month, c.kind;
end;

revoke execute on function stays.keep_measure, stays.take_step, stays.my_houses, stays.agree_to_leave, stays.my_waiting, stays.my_house_names, stays.measure_counts from public;
grant execute on function stays.my_houses, stays.agree_to_leave, stays.my_waiting, stays.my_house_names, stays.measure_counts to :app;
