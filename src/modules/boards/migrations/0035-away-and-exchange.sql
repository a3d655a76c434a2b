-- Boards, continued: who is away and by which number, exchanges of two shifts, how long an intensity stands unasked, and what a team means
-- by "came back", "missed again" and "not heard of for long". Who sees what: docs/access.md.

-- The clock of a network's country: the only place that knows it. What is read for a screen reads it from here (care/teams/teams.queries.server.ts).
create function care.zone_of(network text) returns text stable set search_path = '' language sql begin atomic
  select coalesce((select case n.country when 'BE' then 'Europe/Brussels' when 'NL' then 'Europe/Amsterdam' end from platform.network n where n.id = network), 'Europe/Paris');
end;
create or replace function boards.zone_of(network text) returns text stable set search_path = '' language sql begin atomic
  select care.zone_of(network);
end;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Rules
-- ---------------------------------------------------------------------------------------------------------------------------
alter table boards.team_rule
  -- Days after which the board asks whether somebody is still to be seen as often.
  add column intensity_days integer not null default 7 check (intensity_days between 1 and 366),
  -- Somebody who comes back to the team within so many days came back soon, or from the same: re-referral as the evaluation of mobile teams counts it.
  add column back_soon_days integer not null default 30 check (back_soon_days between 1 and 366),
  add column back_days integer not null default 90 check (back_days between 1 and 730),
  -- Missed so often in a row, or not met for so many days: somebody to speak of.
  add column missed_times integer not null default 2 check (missed_times between 1 and 20),
  add column silent_days integer not null default 14 check (silent_days between 1 and 366),
  add constraint team_rule_back check (back_soon_days <= back_days);
-- A number of a team's rules for whom another module asks: its own, else the example.
create function boards.limit_of(network text, service text, rule text) returns integer stable set search_path = '' language sql begin atomic
  select coalesce((select case rule when 'back_soon' then r.back_soon_days when 'back' then r.back_days when 'missed' then r.missed_times when 'silent' then r.silent_days end
      from boards.team_rule r where r.network_id = network and r.service_id = service),
    case rule when 'back_soon' then 30 when 'back' then 90 when 'missed' then 2 when 'silent' then 14 end);
end;
grant update (intensity_days, back_soon_days, back_days, missed_times, silent_days) on boards.team_rule to :app;

-- When the intensity was decided, or last found right.
alter table boards.discussed add column intensity_at timestamptz not null default now();
update boards.discussed set intensity_at = put_on_at;
grant update (intensity_at) on boards.discussed to :app;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Whoever is out alone gives a sign in between
-- ---------------------------------------------------------------------------------------------------------------------------
alter table boards.team_rule add column alone_minutes integer not null default 60 check (alone_minutes between 5 and 720);
grant update (alone_minutes) on boards.team_rule to :app;
-- The last word from whoever is out: on the way, there, more time, or that all is well.
alter table boards.visit add column sign_at timestamptz;
grant update (sign_at) on boards.visit to :app;
alter table boards.visit_step drop constraint visit_step_what_check;
alter table boards.visit_step add constraint visit_step_what_check
  check (what in ('planned', 'on_the_way', 'there', 'safe', 'outcome', 'called_off', 'extended', 'fine', 'overdue', 'told'));

-- By when somebody must hear of a visit: by its end, and from somebody alone as well within the minutes of the team after their last word.
create function boards.due_of(v boards.visit) returns timestamptz stable set search_path = '' language sql begin atomic
  select case when v.second_id is null then least(v.ends_at, coalesce(v.sign_at, v.on_the_way_at, v.ends_at) + make_interval(mins => coalesce(
      (select r.alone_minutes from boards.team_rule r where r.network_id = v.network_id and r.service_id = v.service_id), 60))) else v.ends_at end;
end;
create or replace function boards.guard_visit() returns trigger security definer set search_path = '' language plpgsql as $$
declare on_day date := (new.starts_at at time zone care.zone_of(new.network_id))::date;
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
    -- Each word from there is a sign.
    if new.state <> old.state or new.ends_at > old.ends_at or new.sign_at is distinct from old.sign_at then
      new.sign_at := clock_timestamp();
    end if;
    -- More time, or a sign: what was overdue is not any more.
    if new.ends_at > old.ends_at or (new.state = old.state and new.sign_at is distinct from old.sign_at) then
      new.told := 0;
      new.told_at := null;
    end if;
  end if;
  return new;
end $$;
create or replace function boards.note_visit() returns trigger security definer set search_path = '' language plpgsql as $$
begin
  if tg_op = 'INSERT' or new.state <> old.state then
    perform boards.note_step(new.network_id, new.id, clock_timestamp(), platform.person(), new.state);
  elsif new.ends_at > old.ends_at and new.state in ('on_the_way', 'there') then
    perform boards.note_step(new.network_id, new.id, clock_timestamp(), platform.person(), 'extended');
  elsif new.sign_at is distinct from old.sign_at then
    perform boards.note_step(new.network_id, new.id, clock_timestamp(), platform.person(), 'fine');
  end if;
  return null;
end $$;
create or replace function boards.take_overdue(moment timestamptz) returns table (network_id text, visit_id uuid, person_id uuid)
  security definer set search_path = '' language plpgsql as $$
#variable_conflict use_column
declare it record;
begin
  if not platform.is_operator() then raise exception 'for the clock only' using errcode = '42501'; end if;
  for it in select v.network_id, v.id, v.service_id, v.team, v.told, v.told_at, boards.due_of(v) + make_interval(mins => coalesce(r.grace_minutes, 15)) as overdue_at,
        make_interval(mins => coalesce(r.lead_minutes, 15)) as wait, make_interval(mins => coalesce(r.again_minutes, 15)) as again, coalesce(r.most_times, 4) as most
      from boards.visit v left join boards.team_rule r on r.network_id = v.network_id and r.service_id = v.service_id
     where v.state in ('on_the_way', 'there') and boards.due_of(v) <= moment for update of v skip locked loop
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
-- Who is away, and by which number
-- ---------------------------------------------------------------------------------------------------------------------------
-- Days on which somebody does not work, in all their teams. Why is nobody's business here: often it is their health.
create table boards.away (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  worker_id uuid not null references identity.person,
  from_day date not null,
  to_day date not null check (to_day between from_day and from_day + 366),
  noted_by uuid not null references identity.person,
  primary key (network_id, id)
);
create index on boards.away (network_id, worker_id, to_day);
create index on boards.away (worker_id);

-- The telephone by which colleagues reach somebody at work: whoever is not back is called.
create table boards.reach (
  network_id platform.slug not null references platform.network,
  worker_id uuid not null references identity.person,
  phone text not null check (phone ~ '^[+0-9][0-9 ./()-]{3,29}$'),
  primary key (network_id, worker_id)
);
create index on boards.reach (worker_id);

-- Those with whom the one who acts works in a team today; `led`: in one that they lead.
create function boards.mates(led boolean) returns table (network_id text, person_id uuid) stable security definer set search_path = '' language sql begin atomic
  select distinct w.network_id::text, w.person_id from care.worker w
   where (w.team in (select care.my_led_teams()) or (not led and w.team in (select care.my_teams())))
     and current_date >= w.valid_from and (w.valid_to is null or current_date <= w.valid_to);
end;
create function boards.is_away(network text, worker uuid, on_day date) returns boolean stable set search_path = '' language sql begin atomic
  select exists (select from boards.away a where a.network_id = network and a.worker_id = worker and on_day between a.from_day and a.to_day);
end;

call platform.protect('boards.away', 'boards.reach');
create policy see  on boards.away for select using (worker_id = platform.person() or (network_id, worker_id) in (select m.network_id, m.person_id from boards.mates(false) m));
create policy note on boards.away for insert with check (noted_by = platform.person() and (
  (worker_id = platform.person() and network_id = any (array(select care.my_networks()))) or (network_id, worker_id) in (select m.network_id, m.person_id from boards.mates(true) m)));
create policy take_back on boards.away for delete using (worker_id = platform.person() or (network_id, worker_id) in (select m.network_id, m.person_id from boards.mates(true) m));
create policy see  on boards.reach for select using (worker_id = platform.person() or (network_id, worker_id) in (select m.network_id, m.person_id from boards.mates(false) m));
create policy note on boards.reach for insert with check (worker_id = platform.person() and network_id = any (array(select care.my_networks())));
create policy change on boards.reach for update using (worker_id = platform.person());
create policy take_back on boards.reach for delete using (worker_id = platform.person());
grant select, insert, delete on boards.away, boards.reach to :app;
grant update (phone) on boards.reach to :app;

create function boards.tell_teams_of() returns trigger security definer set search_path = '' language plpgsql as $$
declare one record := case when tg_op = 'DELETE' then old else new end;
begin
  perform pg_notify('maillage_live', 'boards ' || w.team) from care.worker w
    where w.network_id = one.network_id and w.person_id = one.worker_id and (w.valid_to is null or w.valid_to >= current_date);
  return null;
end $$;
create trigger tell after insert or delete on boards.away for each row execute function boards.tell_teams_of();
create trigger tell after insert or update or delete on boards.reach for each row execute function boards.tell_teams_of();

-- Only who works in the team that day, and is not away, is put on duty there. With the rights of the owner: a lead reads no roles.
create or replace function boards.guard_shift() returns trigger security definer set search_path = '' language plpgsql as $$
declare on_day date := (new.starts_at at time zone care.zone_of(new.network_id))::date;
begin
  if not boards.works(new.network_id, new.service_id, new.worker_id, on_day) then
    raise exception 'who is on duty works in the team' using errcode = '23514', constraint = 'shift_worker';
  end if;
  if boards.is_away(new.network_id, new.worker_id, on_day) then
    raise exception 'who is on duty is not away' using errcode = '23514', constraint = 'shift_away';
  end if;
  return new;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------------
-- An exchange: one shift for another
-- ---------------------------------------------------------------------------------------------------------------------------
alter table boards.swap
  add column for_shift_id uuid,
  add foreign key (network_id, for_shift_id) references boards.shift on delete cascade,
  -- What is asked for in return belongs to somebody.
  add constraint swap_return check (for_shift_id is null or offered_to is not null);
-- Two shifts that overlap change hands in one moment.
alter table boards.shift drop constraint shift_once;
alter table boards.shift add constraint shift_once
  exclude using gist (network_id with =, worker_id with =, tstzrange(starts_at, ends_at) with &&) deferrable initially immediate;

create function boards.guard_return() returns trigger set search_path = '' language plpgsql as $$
begin
  if new.for_shift_id is not null and not exists (select from boards.shift s where s.network_id = new.network_id and s.id = new.for_shift_id
      and s.service_id = new.service_id and s.worker_id = new.offered_to and s.starts_at > now()) then
    raise exception 'what is asked for in return is theirs and to come' using errcode = '23514', constraint = 'swap_return';
  end if;
  return new;
end $$;
create trigger guard_return before insert or update on boards.swap for each row when (new.state in ('offered', 'taken', 'confirmed')) execute function boards.guard_return();
create or replace function boards.settle_swap() returns trigger security definer set search_path = '' language plpgsql as $$
begin
  set constraints boards.shift_once deferred;
  update boards.shift s set worker_id = case s.id when new.shift_id then new.taken_by else new.offered_by end, version = s.version + 1
   where s.network_id = new.network_id and s.id in (new.shift_id, new.for_shift_id);
  set constraints boards.shift_once immediate;
  return null;
end $$;

-- The hours of those who are away are not covered.
create or replace function boards.coverage(network text, from_day date, to_day date) returns table (service_id text, name text, care_function text, on_day date,
    wanted integer, covered integer) stable security definer set search_path = '' language sql begin atomic
  select t.service_id, s.name, s.care_function, d.on_day, (extract(epoch from upper(d.hours) - lower(d.hours)) / 60)::integer,
      coalesce((select sum(extract(epoch from upper(part) - lower(part)) / 60)::integer
        from unnest((select range_agg(tstzrange(x.starts_at, x.ends_at)) from boards.shift x where x.network_id = t.network_id and x.service_id = t.service_id
            and tstzrange(x.starts_at, x.ends_at) && d.hours and boards.works(x.network_id, x.service_id, x.worker_id, d.on_day)
            and not boards.is_away(x.network_id, x.worker_id, (x.starts_at at time zone care.zone_of(x.network_id))::date)) * tstzmultirange(d.hours)) part), 0)
    from care.team t join directory.service s on s.network_id = t.network_id and s.id = t.service_id
    left join boards.team_rule r on r.network_id = t.network_id and r.service_id = t.service_id
    cross join lateral (select day::date as on_day, tstzrange((day::date + coalesce(r.duty_from, '08:30')) at time zone care.zone_of(network),
        (day::date + coalesce(r.duty_to, '16:30')) at time zone care.zone_of(network)) as hours
      from generate_series(from_day::timestamp, least(to_day, from_day + 31)::timestamp, interval '1 day') day
     where extract(isodow from day)::integer = any (coalesce(r.duty_days, '{1,2,3,4,5,6,7}'))) d
   where t.network_id = network and network in (select platform.networks_as('coordinator', 'programme_manager', 'administrator'))
     and (s.care_function = '2A' or exists (select from boards.shift x where x.network_id = t.network_id and x.service_id = t.service_id))
   order by s.name collate platform.names, t.service_id, d.on_day;
end;

revoke execute on function boards.mates, boards.tell_teams_of from public;
grant execute on function boards.mates to :app;
