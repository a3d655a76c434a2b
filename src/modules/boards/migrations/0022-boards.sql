-- Boards of teams: who visits whom today and is back safe, who is on duty, whom a team talks about. Who sees what: docs/access.md.
create schema boards;
grant usage on schema boards to :app;

-- The rules of a team, where it set its own; without a row those of boards/rules.ts, which the defaults here repeat.
create table boards.team_rule (
  network_id platform.slug not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  -- Visits are made by two.
  pairs boolean not null default true,
  -- Minutes after the expected end until a visit is overdue; then until the leads and who is on duty are told; between two further times; how often at most.
  grace_minutes integer not null default 15 check (grace_minutes between 0 and 240),
  lead_minutes integer not null default 15 check (lead_minutes between 0 and 240),
  again_minutes integer not null default 15 check (again_minutes between 5 and 240),
  most_times integer not null default 4 check (most_times between 1 and 20),
  -- When somebody should be on duty: hours of the day there, and days of the week (1 is Monday).
  duty_from time not null default '08:30',
  duty_to time not null default '16:30',
  duty_days integer[] not null default '{1,2,3,4,5,6,7}' check (duty_days <@ array[1, 2, 3, 4, 5, 6, 7]),
  -- A swap counts once a lead has said yes.
  lead_confirms boolean not null default true,
  -- How long somebody is meant to stay on the board of those who are discussed.
  discussed_days integer not null default 14 check (discussed_days between 1 and 366),
  version integer not null default 1,
  primary key (network_id, service_id),
  foreign key (network_id, service_id) references care.team on delete cascade,
  check (duty_from < duty_to)
);

-- The clock of a network's country, as care/teams/working-days.ts knows it.
create function boards.zone_of(network text) returns text stable set search_path = '' language sql begin atomic
  select coalesce((select case n.country when 'BE' then 'Europe/Brussels' when 'NL' then 'Europe/Amsterdam' end from platform.network n where n.id = network), 'Europe/Paris');
end;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Duty
-- ---------------------------------------------------------------------------------------------------------------------------
create table boards.shift (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  worker_id uuid not null references identity.person,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  made_by uuid not null references identity.person,
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, service_id) references care.team on delete cascade,
  check (ends_at > starts_at and ends_at <= starts_at + interval '26 hours'),
  -- Nobody is on duty twice at the same time, also not in two teams.
  constraint shift_once exclude using gist (network_id with =, worker_id with =, tstzrange(starts_at, ends_at) with &&)
);
create index on boards.shift (team, starts_at);
create index on boards.shift (worker_id, starts_at);

create table boards.swap (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  shift_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  offered_by uuid not null references identity.person,
  -- Null: to anybody of the team.
  offered_to uuid references identity.person,
  taken_by uuid references identity.person,
  answered_by uuid references identity.person,
  state text not null default 'offered' check (state in ('offered', 'taken', 'confirmed', 'refused', 'withdrawn')),
  made_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, shift_id) references boards.shift on delete cascade,
  foreign key (network_id, service_id) references care.team on delete cascade,
  check (taken_by <> offered_by and offered_to <> offered_by),
  check (taken_by is not null or state not in ('taken', 'confirmed'))
);
create unique index swap_once on boards.swap (network_id, shift_id) where state in ('offered', 'taken');
create index on boards.swap (team, state);

-- Whether somebody works in a team on a day, and holds a role in its network.
create function boards.works(network text, service text, worker uuid, on_day date) returns boolean stable set search_path = '' language sql begin atomic
  select exists (select from care.worker w where w.network_id = network and w.service_id = service and w.person_id = worker
      and on_day >= w.valid_from and (w.valid_to is null or on_day <= w.valid_to))
    and exists (select from identity.role r where r.network_id = network and r.person_id = worker
      and on_day >= r.valid_from and (r.valid_to is null or on_day <= r.valid_to));
end;

-- Only who works in the team that day is put on duty there. With the rights of the owner: a lead reads no roles.
create function boards.guard_shift() returns trigger security definer set search_path = '' language plpgsql as $$
begin
  if not boards.works(new.network_id, new.service_id, new.worker_id, (new.starts_at at time zone boards.zone_of(new.network_id))::date) then
    raise exception 'who is on duty works in the team' using errcode = '23514', constraint = 'shift_worker';
  end if;
  return new;
end $$;
create trigger guard before insert or update of worker_id, starts_at on boards.shift for each row execute function boards.guard_shift();

-- The way of a swap, and who goes which part of it: the same pairs as in duty/machine.ts.
create function boards.guard_swap() returns trigger set search_path = '' language plpgsql as $$
declare me uuid := platform.person(); leads boolean; confirms boolean;
begin
  if tg_op = 'INSERT' then
    if new.state <> 'offered' or not exists (select from boards.shift s where s.network_id = new.network_id and s.id = new.shift_id
        and s.service_id = new.service_id and s.worker_id = new.offered_by) then
      raise exception 'who offers a shift has it' using errcode = '23514', constraint = 'swap_way';
    end if;
    return new;
  end if;
  if new.state = old.state then return new; end if;
  if not (old.state, new.state) in (('offered', 'taken'), ('offered', 'confirmed'), ('offered', 'withdrawn'), ('taken', 'confirmed'), ('taken', 'refused'), ('taken', 'withdrawn')) then
    raise exception 'a swap does not go from % to %', old.state, new.state using errcode = '23514', constraint = 'swap_way';
  end if;
  leads := old.team in (select care.my_led_teams());
  confirms := coalesce((select r.lead_confirms from boards.team_rule r where r.network_id = old.network_id and r.service_id = old.service_id), true);
  if (new.state = 'taken' and not (new.taken_by = me and coalesce(old.offered_to, me) = me and confirms))
     or (old.state = 'offered' and new.state = 'confirmed' and not (new.taken_by = me and coalesce(old.offered_to, me) = me and not confirms))
     or (old.state = 'taken' and new.state in ('confirmed', 'refused') and not leads)
     or (new.state = 'withdrawn' and old.offered_by <> me) then
    raise exception 'somebody else decides that' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guard before insert or update on boards.swap for each row execute function boards.guard_swap();
create function boards.settle_swap() returns trigger security definer set search_path = '' language plpgsql as $$
begin
  update boards.shift s set worker_id = new.taken_by, version = s.version + 1 where s.network_id = new.network_id and s.id = new.shift_id;
  return null;
end $$;
create trigger settle after update on boards.swap for each row when (new.state = 'confirmed' and old.state <> 'confirmed') execute function boards.settle_swap();

-- Work that ends in a team ends the shifts there that had not begun by then.
create function boards.end_shifts() returns trigger security definer set search_path = '' language plpgsql as $$
begin
  delete from boards.shift s where s.network_id = new.network_id and s.service_id = new.service_id and s.worker_id = new.person_id
    and not exists (select from care.worker w where w.network_id = s.network_id and w.service_id = s.service_id and w.person_id = s.worker_id
      and (s.starts_at at time zone boards.zone_of(s.network_id))::date >= w.valid_from
      and (w.valid_to is null or (s.starts_at at time zone boards.zone_of(s.network_id))::date <= w.valid_to))
    and s.ends_at > now();
  return null;
end $$;
create trigger end_shifts after update of valid_to, valid_from on care.worker for each row execute function boards.end_shifts();

-- ---------------------------------------------------------------------------------------------------------------------------
-- Visits
-- ---------------------------------------------------------------------------------------------------------------------------
create table boards.visit (
  network_id platform.slug not null references platform.network,
  id uuid not null,
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  -- When it should begin, and by when it should be over.
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  first_id uuid not null references identity.person,
  second_id uuid references identity.person,
  -- Why somebody goes alone although visits are made by two.
  alone_reason text check (alone_reason in ('urgent', 'colleague_away', 'person_wishes', 'known_well', 'other')),
  -- What for; sealed, and read by the person as well.
  purpose bytea,
  state text not null default 'planned' check (state in ('planned', 'on_the_way', 'there', 'safe', 'outcome', 'called_off')),
  on_the_way_at timestamptz,
  there_at timestamptz,
  safe_at timestamptz,
  -- Null with the state outcome: it took place.
  missed text check (missed in ('not_there', 'refused', 'by_us')),
  contact_id uuid,
  -- 0: nothing; 1: overdue on the board; from 2 on: the leads and who is on duty were told so often, the last time at.
  told smallint not null default 0,
  told_at timestamptz,
  made_by uuid not null references identity.person,
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team,
  foreign key (network_id, contact_id) references care.contact,
  check (ends_at > starts_at and ends_at <= starts_at + interval '24 hours'),
  check (first_id <> second_id)
);
create index on boards.visit (team, starts_at);
create index on boards.visit (network_id, person_id);
create index on boards.visit (person_id);
create index on boards.visit (ends_at) where state in ('on_the_way', 'there');

create table boards.visit_step (
  network_id platform.slug not null,
  visit_id uuid not null,
  seq integer not null,
  at timestamptz not null,
  -- Null: the clock.
  by_id uuid references identity.person,
  what text not null check (what in ('planned', 'on_the_way', 'there', 'safe', 'outcome', 'called_off', 'extended', 'overdue', 'told')),
  primary key (network_id, visit_id, seq),
  foreign key (network_id, visit_id) references boards.visit on delete cascade
);

-- The way of a visit: the same pairs as in visits/machine.ts. Its moments are those of the database.
create function boards.guard_visit() returns trigger security definer set search_path = '' language plpgsql as $$
declare on_day date := (new.starts_at at time zone boards.zone_of(new.network_id))::date;
begin
  if tg_op = 'INSERT' then
    if new.state <> 'planned' then raise exception 'a visit begins as planned' using errcode = '23514', constraint = 'visit_way'; end if;
  elsif new.state <> old.state and not (old.state, new.state) in (('planned', 'on_the_way'), ('planned', 'called_off'), ('on_the_way', 'there'),
      ('on_the_way', 'safe'), ('there', 'safe'), ('safe', 'outcome')) then
    raise exception 'a visit does not go from % to %', old.state, new.state using errcode = '23514', constraint = 'visit_way';
  end if;
  if tg_op = 'INSERT' or (new.first_id, new.second_id) is distinct from (old.first_id, old.second_id) then
    if not boards.works(new.network_id, new.service_id, new.first_id, on_day)
       or (new.second_id is not null and not boards.works(new.network_id, new.service_id, new.second_id, on_day)) then
      raise exception 'who visits works in the team' using errcode = '23514', constraint = 'visit_worker';
    end if;
  end if;
  if tg_op = 'UPDATE' then
    if new.state <> old.state then
      new.on_the_way_at := case when new.state = 'on_the_way' then now() else old.on_the_way_at end;
      new.there_at := case when new.state = 'there' then now() else old.there_at end;
      new.safe_at := case when new.state = 'safe' then now() else old.safe_at end;
    end if;
    -- More time: what was overdue is not any more.
    if new.ends_at > old.ends_at then
      new.told := 0;
      new.told_at := null;
    end if;
  end if;
  return new;
end $$;
create trigger guard before insert or update on boards.visit for each row execute function boards.guard_visit();

create function boards.note_step(network text, visit uuid, moment timestamptz, who uuid, step text) returns void set search_path = '' language sql begin atomic
  insert into boards.visit_step (network_id, visit_id, seq, at, by_id, what)
    select network, visit, coalesce(max(s.seq), 0) + 1, moment, who, step from boards.visit_step s where s.network_id = network and s.visit_id = visit;
end;
create function boards.note_visit() returns trigger security definer set search_path = '' language plpgsql as $$
begin
  if tg_op = 'INSERT' or new.state <> old.state then
    perform boards.note_step(new.network_id, new.id, clock_timestamp(), platform.person(), new.state);
  elsif new.ends_at > old.ends_at and new.state in ('on_the_way', 'there') then
    perform boards.note_step(new.network_id, new.id, clock_timestamp(), platform.person(), 'extended');
  end if;
  return null;
end $$;
create trigger note after insert or update on boards.visit for each row execute function boards.note_visit();

-- By the clock: a visit whose end and grace are over is overdue on the board; after a while its leads and who is on duty are told, again and
-- again, so often at most, until somebody says safe or asks for more time. Returns whom to tell. `moment`: now, but for tests.
create function boards.take_overdue(moment timestamptz) returns table (network_id text, visit_id uuid, person_id uuid)
  security definer set search_path = '' language plpgsql as $$
#variable_conflict use_column
declare it record;
begin
  if not platform.is_operator() then raise exception 'for the clock only' using errcode = '42501'; end if;
  for it in select v.network_id, v.id, v.service_id, v.team, v.told, v.told_at, v.ends_at + make_interval(mins => coalesce(r.grace_minutes, 15)) as overdue_at,
        make_interval(mins => coalesce(r.lead_minutes, 15)) as wait, make_interval(mins => coalesce(r.again_minutes, 15)) as again, coalesce(r.most_times, 4) as most
      from boards.visit v left join boards.team_rule r on r.network_id = v.network_id and r.service_id = v.service_id
     where v.state in ('on_the_way', 'there') and v.ends_at <= moment for update of v skip locked loop
    if it.told = 0 and moment >= it.overdue_at then
      update boards.visit v set told = 1, told_at = moment where v.network_id = it.network_id and v.id = it.id;
      perform boards.note_step(it.network_id, it.id, moment, null, 'overdue');
    elsif it.told > 0 and it.told <= it.most and moment >= it.overdue_at + it.wait and (it.told = 1 or moment >= it.told_at + it.again) then
      update boards.visit v set told = it.told + 1, told_at = moment where v.network_id = it.network_id and v.id = it.id;
      perform boards.note_step(it.network_id, it.id, moment, null, 'told');
      return query
        with working as (
          select w.person_id, w.is_lead, exists (select from boards.shift s where s.network_id = it.network_id and s.service_id = it.service_id
              and s.worker_id = w.person_id and s.starts_at <= moment and s.ends_at > moment) as on_duty
            from care.worker w where w.team = it.team and boards.works(it.network_id, it.service_id, w.person_id, moment::date)
              and moment::date >= w.valid_from and (w.valid_to is null or moment::date <= w.valid_to))
        select distinct it.network_id::text, it.id, w.person_id from working w
         where w.is_lead or w.on_duty or not exists (select from working x where x.is_lead or x.on_duty);
    end if;
  end loop;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Whom a team discusses
-- ---------------------------------------------------------------------------------------------------------------------------
create table boards.discussed (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  reason text not null check (reason in ('new', 'crisis', 'early_signs', 'admission', 'back_home', 'out_of_touch', 'treatment', 'life_event', 'housing', 'other')),
  intensity text not null check (intensity in ('daily', 'several_a_week', 'weekly', 'as_needed')),
  put_on_at timestamptz not null default now(),
  put_on_by uuid not null references identity.person,
  taken_off_at timestamptz check (taken_off_at >= put_on_at),
  taken_off_by uuid references identity.person,
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team
);
create unique index discussed_once on boards.discussed (network_id, service_id, person_id) where taken_off_at is null;
create index on boards.discussed (team) where taken_off_at is null;
create index on boards.discussed (network_id, person_id);
create index on boards.discussed (person_id);

-- What the team agreed on, each time that it spoke: sealed. Nothing is written over.
create table boards.agreement (
  network_id platform.slug not null,
  id uuid not null,
  discussed_id uuid not null,
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  what bytea not null,
  at timestamptz not null default now(),
  by_id uuid not null references identity.person,
  primary key (network_id, id),
  foreign key (network_id, discussed_id) references boards.discussed on delete cascade,
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team
);
create index on boards.agreement (network_id, discussed_id, at);
create index on boards.agreement (person_id);
create index on boards.agreement (team);

-- ---------------------------------------------------------------------------------------------------------------------------
-- Who
-- ---------------------------------------------------------------------------------------------------------------------------
call platform.protect('boards.team_rule', 'boards.shift', 'boards.swap', 'boards.visit', 'boards.visit_step', 'boards.discussed', 'boards.agreement');

create policy see    on boards.team_rule for select using (team = any (array(select care.my_teams())));
create policy add    on boards.team_rule for insert with check (team = any (array(select care.my_led_teams())));
create policy change on boards.team_rule for update using (team = any (array(select care.my_led_teams())));

create policy see    on boards.shift for select using (team = any (array(select care.my_teams())) or worker_id = platform.person());
create policy plan   on boards.shift for insert with check (made_by = platform.person() and team = any (array(select care.my_led_teams())));
create policy change on boards.shift for update using (team = any (array(select care.my_led_teams())));
create policy remove on boards.shift for delete using (team = any (array(select care.my_led_teams())));

create policy see    on boards.swap for select using (team = any (array(select care.my_teams())));
create policy offer  on boards.swap for insert with check (offered_by = platform.person() and team = any (array(select care.my_teams())));
create policy answer on boards.swap for update using (team = any (array(select care.my_teams())) and state in ('offered', 'taken'))
  with check (team = any (array(select care.my_teams())));

create policy see    on boards.visit for select using (team = any (array(select care.my_teams())) or person_id = any (array(select care.my_files())));
create policy plan   on boards.visit for insert with check (made_by = platform.person() and team = any (array(select care.my_teams()))
  and person_id = any (array(select care.in_hand())));
create policy change on boards.visit for update using (team = any (array(select care.my_teams())));
-- The minutes of a visit follow the workers: for their team. When somebody came and left stands in the visit, which the person reads.
create policy see    on boards.visit_step for select using (exists (select from boards.visit v where v.network_id = visit_step.network_id
  and v.id = visit_step.visit_id and v.team = any (array(select care.my_teams()))));

create policy see    on boards.discussed for select using (team = any (array(select care.my_teams())) or person_id = any (array(select care.my_files())));
create policy put_on on boards.discussed for insert with check (put_on_by = platform.person() and team = any (array(select care.my_teams()))
  and exists (select from care.episode e where e.network_id = discussed.network_id and e.service_id = discussed.service_id and e.person_id = discussed.person_id
    and (e.left_on is null or e.left_on >= current_date)));
create policy change on boards.discussed for update using (taken_off_at is null and team = any (array(select care.my_teams())))
  with check (team = any (array(select care.my_teams())));

create policy see    on boards.agreement for select using (team = any (array(select care.my_teams())) or person_id = any (array(select care.my_files())));
create policy agree  on boards.agreement for insert with check (by_id = platform.person() and team = any (array(select care.my_teams()))
  and exists (select from boards.discussed d where d.network_id = agreement.network_id and d.id = agreement.discussed_id
    and d.person_id = agreement.person_id and d.service_id = agreement.service_id and d.taken_off_at is null));

grant select, insert on boards.team_rule, boards.swap, boards.visit, boards.discussed, boards.agreement to :app;
grant select, insert, delete on boards.shift to :app;
grant select on boards.visit_step to :app;
grant update (pairs, grace_minutes, lead_minutes, again_minutes, most_times, duty_from, duty_to, duty_days, lead_confirms, discussed_days, version) on boards.team_rule to :app;
grant update (worker_id, starts_at, ends_at, version) on boards.shift to :app;
grant update (state, taken_by, answered_by, version) on boards.swap to :app;
grant update (starts_at, ends_at, first_id, second_id, alone_reason, purpose, state, missed, contact_id, version) on boards.visit to :app;
grant update (reason, intensity, taken_off_at, taken_off_by, version) on boards.discussed to :app;

-- How much of the hours in which somebody should be on duty is covered, by team and day: for who steers the network. Nobody is named.
create function boards.coverage(network text, from_day date, to_day date) returns table (service_id text, name text, care_function text, on_day date,
    wanted integer, covered integer) stable security definer set search_path = '' language sql begin atomic
  select t.service_id, s.name, s.care_function, d.on_day, (extract(epoch from upper(d.hours) - lower(d.hours)) / 60)::integer,
      coalesce((select sum(extract(epoch from upper(part) - lower(part)) / 60)::integer
        from unnest((select range_agg(tstzrange(x.starts_at, x.ends_at)) from boards.shift x where x.network_id = t.network_id and x.service_id = t.service_id
            and tstzrange(x.starts_at, x.ends_at) && d.hours and boards.works(x.network_id, x.service_id, x.worker_id, d.on_day)) * tstzmultirange(d.hours)) part), 0)
    from care.team t join directory.service s on s.network_id = t.network_id and s.id = t.service_id
    left join boards.team_rule r on r.network_id = t.network_id and r.service_id = t.service_id
    cross join lateral (select day::date as on_day, tstzrange((day::date + coalesce(r.duty_from, '08:30')) at time zone boards.zone_of(network),
        (day::date + coalesce(r.duty_to, '16:30')) at time zone boards.zone_of(network)) as hours
      from generate_series(from_day::timestamp, least(to_day, from_day + 31)::timestamp, interval '1 day') day
     where extract(isodow from day)::integer = any (coalesce(r.duty_days, '{1,2,3,4,5,6,7}'))) d
   where t.network_id = network and network in (select platform.networks_as('coordinator', 'programme_manager', 'administrator'))
     and (s.care_function = '2A' or exists (select from boards.shift x where x.network_id = t.network_id and x.service_id = t.service_id))
   order by s.name collate platform.names, t.service_id, d.on_day;
end;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Live
-- ---------------------------------------------------------------------------------------------------------------------------
-- That something of a team's board has changed: network and team, and nothing else. Whoever is told reads with their own rights.
create function boards.tell_team() returns trigger set search_path = '' language plpgsql as $$
begin
  if tg_op <> 'INSERT' then perform pg_notify('maillage_live', 'boards ' || old.team); end if;
  if tg_op <> 'DELETE' then perform pg_notify('maillage_live', 'boards ' || new.team); end if;
  return null;
end $$;
create function boards.tell_request() returns trigger set search_path = '' language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.to_team is not null then perform pg_notify('maillage_live', 'boards ' || old.to_team); end if;
  if new.to_team is not null then perform pg_notify('maillage_live', 'boards ' || new.to_team); end if;
  return null;
end $$;
create trigger tell after insert or update or delete on boards.team_rule for each row execute function boards.tell_team();
create trigger tell after insert or update or delete on boards.shift for each row execute function boards.tell_team();
create trigger tell after insert or update or delete on boards.swap for each row execute function boards.tell_team();
create trigger tell after insert or update or delete on boards.visit for each row execute function boards.tell_team();
create trigger tell after insert or update or delete on boards.discussed for each row execute function boards.tell_team();
create trigger tell after insert or update on care.episode for each row execute function boards.tell_team();
create trigger tell after insert or update on care.contact for each row execute function boards.tell_team();
create trigger tell after insert or update on care.worker for each row execute function boards.tell_team();
create trigger tell after insert or update on care.request for each row execute function boards.tell_request();

-- Which of these sessions may go on watching a team's board: they last, and whoever holds them works in the team today.
create function boards.may_watch(hashes bytea[], its_team text) returns setof bytea stable security definer set search_path = '' language sql begin atomic
  select s.token_hash from identity.session s
   where s.token_hash = any (hashes) and identity.lasts(s) and s.step = 'open' and (s.is_strong or not identity.must_be_strong(s.person_id))
     and boards.works(split_part(its_team, '/', 1), split_part(its_team, '/', 2), s.person_id, current_date);
end;

revoke execute on function boards.guard_shift, boards.settle_swap, boards.end_shifts, boards.guard_visit, boards.note_visit, boards.take_overdue, boards.coverage, boards.may_watch from public;
grant execute on function boards.take_overdue, boards.coverage, boards.may_watch to :app;
