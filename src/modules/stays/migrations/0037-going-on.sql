-- What the register lacked: a new decision where a measure goes on, how often somebody looks in, how long a trial and a leave usually are;
-- what residents do with the tasks of their house; and counts by team for who steers a network.

-- ---------------------------------------------------------------------------------------------------------------------------
-- What a team sets of its own. Null: the example in stays/vocabulary.ts.
-- ---------------------------------------------------------------------------------------------------------------------------
alter table stays.setting
  add column check_minutes integer check (check_minutes between 1 and 1440),
  add column trial_days integer check (trial_days between 1 and 366),
  add column leave_hours integer check (leave_hours between 1 and 8760);
grant update (check_minutes, trial_days, leave_hours) on stays.setting to :app;

-- ---------------------------------------------------------------------------------------------------------------------------
-- A measure goes on: somebody decides it anew, with a reason, and the person reads it. Added at the end only.
-- ---------------------------------------------------------------------------------------------------------------------------
create table stays.measure_renewal (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  measure_id uuid not null,
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  at timestamptz not null,
  decided_by uuid not null references identity.person,
  -- Why it has to go on, sealed.
  reason bytea not null,
  written_by uuid not null references identity.person,
  written_at timestamptz not null default clock_timestamp(),
  primary key (network_id, id),
  foreign key (network_id, measure_id) references stays.measure on delete cascade
);
create index on stays.measure_renewal (network_id, measure_id, at);
create index on stays.measure_renewal (person_id);

create function stays.guard_renewal() returns trigger set search_path = '' language plpgsql as $$
declare it stays.measure;
begin
  -- Waits for whoever ends it at this moment: what has ended does not go on.
  select * into it from stays.measure m where m.network_id = new.network_id and m.id = new.measure_id for update;
  if it.ended_at is not null or it.is_void then
    raise exception 'what has ended does not go on' using errcode = '23514', constraint = 'renewal_over';
  end if;
  if new.at < it.started_at or exists (select from stays.measure_renewal r where r.network_id = new.network_id and r.measure_id = new.measure_id and r.at >= new.at) then
    raise exception 'a decision to go on comes after the one before it' using errcode = '23514', constraint = 'renewal_order';
  end if;
  if exists (select from stays.measure_review r where r.network_id = new.network_id and r.measure_id = new.measure_id and r.by_id = new.decided_by) then
    raise exception 'nobody reviews what they decided' using errcode = '23514', constraint = 'review_other';
  end if;
  return new;
end $$;
create trigger guard before insert on stays.measure_renewal for each row execute function stays.guard_renewal();

create or replace function stays.guard_review() returns trigger set search_path = '' language plpgsql as $$
begin
  if exists (select from stays.measure m where m.network_id = new.network_id and m.id = new.measure_id and m.decided_by = new.by_id)
     or exists (select from stays.measure_renewal r where r.network_id = new.network_id and r.measure_id = new.measure_id and r.decided_by = new.by_id) then
    raise exception 'nobody reviews what they decided' using errcode = '23514', constraint = 'review_other';
  end if;
  return new;
end $$;

call platform.protect('stays.measure_renewal');
create policy see   on stays.measure_renewal for select using (team = any (array(select care.my_teams())) or person_id = any (array(select care.my_files())));
create policy write on stays.measure_renewal for insert with check (team = any (array(select care.my_teams())) and written_by = platform.person()
  and exists (select from stays.measure m where m.network_id = measure_renewal.network_id and m.id = measure_renewal.measure_id
    and m.person_id = measure_renewal.person_id and m.service_id = measure_renewal.service_id));
grant select, insert on stays.measure_renewal to :app;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Whoever lives in a house, or tries to, takes a task, leaves it again, and says that it is done: as on a sheet on the door of the fridge.
-- ---------------------------------------------------------------------------------------------------------------------------
-- Null: stays as it is. No more of a task than this is theirs to change; what there is to do the house says together.
create function stays.share_turn(network text, its_id uuid, seen integer, whose text, done boolean) returns text security definer set search_path = '' language sql begin atomic
  update stays.turn t set who = coalesce(left(whose, 60), t.who), is_done = coalesce(done, t.is_done), version = t.version + 1
   where t.network_id = network and t.id = its_id and t.version = seen and t.team in (select stays.my_houses()) returning t.service_id;
end;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Counts by team for who steers a network: of a whole year, by kind, with the days that people stayed there.
-- ---------------------------------------------------------------------------------------------------------------------------
-- The same year is told by month (stays.measure_counts), so what is hidden there must not follow from here, nor the other way round. Within
-- one kind, with the teams in the order of how many people their measures concern, the first ones are hidden: all below the threshold; and
-- where any is, at least two that concern as many people as the threshold together, whose sum alone could be taken from elsewhere. Where
-- months are hidden of which the sum would tell something (one month, or fewer people than the threshold), the sum of the teams is not told either.
create function stays.measure_counts_by_team(network text, of_year integer) returns table (service_id text, kind text, measures bigint, days bigint)
  stable security definer set search_path = '' language sql begin atomic
  with w as (select n.disclosure_threshold as n from platform.network n where n.id = network
      and network in (select platform.networks_as('administrator', 'programme_manager', 'coordinator'))),
    m as (select x.service_id, x.kind, extract(month from x.started_at at time zone 'Europe/Paris') as month, coalesce(p.merged_into, p.id) as file
      from stays.measure x join care.person p on p.network_id = x.network_id and p.id = x.person_id
     where x.network_id = network and not x.is_void and extract(year from x.started_at at time zone 'Europe/Paris') = of_year),
    t as (select m.kind, m.service_id, count(*) as measures, count(distinct m.file) as people,
        row_number() over (partition by m.kind order by count(distinct m.file), m.service_id) as place
      from m group by m.kind, m.service_id),
    small as (select m.kind, m.month from m, w group by m.kind, m.month, w.n having count(distinct m.file) < w.n),
    telling as (select m.kind from m join small s on s.kind = m.kind and s.month = m.month, w
     group by m.kind, w.n having count(distinct m.month) = 1 or count(distinct m.file) < w.n),
    together as (select t.kind, t.place, (select count(distinct m.file) from m join t o on o.kind = m.kind and o.service_id = m.service_id
        where m.kind = t.kind and o.place <= t.place) as people from t),
    cut as (select t.kind, case when not exists (select from t o, w where o.kind = t.kind and o.people < w.n) and not exists (select from telling g where g.kind = t.kind) then 0
        else coalesce((select min(a.place) from together a, w where a.kind = t.kind and a.place >= 2 and a.people >= w.n
            and a.place >= (select count(*) from t o where o.kind = t.kind and o.people < w.n)), max(t.place)) end as place
      from t group by t.kind)
  select t.service_id, t.kind, case when t.place > c.place then t.measures end,
      case when t.place > c.place then (select coalesce(sum(least(coalesce(s.left_on, current_date), make_date(of_year, 12, 31)) - greatest(s.admitted_on, make_date(of_year, 1, 1)) + 1), 0)
        from stays.stay s where s.network_id = network and s.service_id = t.service_id and s.admitted_on <= make_date(of_year, 12, 31)
          and coalesce(s.left_on, current_date) >= make_date(of_year, 1, 1)) end
    from t join cut c on c.kind = t.kind, w
   order by t.service_id, t.kind;
end;
revoke execute on function stays.share_turn, stays.measure_counts_by_team from public;
grant execute on function stays.share_turn, stays.measure_counts_by_team to :app;
