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
