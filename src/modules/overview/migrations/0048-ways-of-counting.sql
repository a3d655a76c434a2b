-- How long a network waits for what it counts: whether somebody came back, went on, was seen after function 4. Each network decides, from a
-- calendar year on; without a row the examples hold.
create table overview.counting (
  network_id platform.slug not null references platform.network,
  from_year integer not null check (from_year between 2000 and 2200),
  -- Days: came back soon, came back at all, seen after function 4, goes on with another team.
  soon_days integer not null default 30 check (soon_days between 1 and 180),
  back_days integer not null default 90 check (back_days between 2 and 366),
  seen_days integer not null default 7 check (seen_days between 1 and 90),
  onward_days integer not null default 30 check (onward_days between 1 and 180),
  version integer not null default 1,
  primary key (network_id, from_year),
  check (soon_days < back_days)
);

-- A year keeps the days with which it was counted first. The same departures counted within 30 days and within 29, one taken from the other,
-- would be who came back on the thirtieth: one person, perhaps. What was counted before this migration was counted so.
alter table overview.count_run add column soon_days integer not null default 30, add column back_days integer not null default 90,
  add column seen_days integer not null default 7, add column onward_days integer not null default 30;

-- The days that hold for a year.
create function overview.counting_of(network text, of_year integer) returns table (soon_days integer, back_days integer, seen_days integer, onward_days integer)
  stable set search_path = '' language sql begin atomic
  select coalesce(c.soon_days, 30), coalesce(c.back_days, 90), coalesce(c.seen_days, 7), coalesce(c.onward_days, 30)
    from (select) one left join lateral (select * from overview.counting x where x.network_id = network and x.from_year <= of_year order by x.from_year desc limit 1) c on true;
end;
-- Whether nobody was told yet of that year or of one after it. In a demonstration everybody is invented, so it may be tried there.
create function overview.may_count_from(network text, year integer) returns boolean stable set search_path = '' language sql begin atomic
  select exists (select from platform.network n where n.id = network and n.is_demonstration)
    or not exists (select from overview.count_run c where c.network_id = network and c.year >= may_count_from.year);
end;

-- What the pages of a network show: how many days ahead a committee looks, and of how many teams the dashboard shows each.
create table network.setting (
  network_id platform.slug primary key references platform.network,
  ahead_days integer not null default 60 check (ahead_days between 1 and 366),
  most_teams integer not null default 40 check (most_teams between 1 and 200),
  version integer not null default 1
);
call platform.protect('overview.counting', 'network.setting');
-- How something is counted is for everybody who may read a count of it.
create policy see on overview.counting for select using (network_id = any (array(select platform.open_networks())));
create policy add on overview.counting for insert with check (network_id = any (array(select platform.networks_as('administrator', 'programme_manager')))
  and overview.may_count_from(network_id, from_year));
create policy change on overview.counting for update using (network_id = any (array(select platform.networks_as('administrator', 'programme_manager')))
  and overview.may_count_from(network_id, from_year));
create policy see on network.setting for select using (network_id = any (array(select platform.open_networks())));
create policy add on network.setting for insert with check (network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));
create policy change on network.setting for update using (network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));
grant select, insert on overview.counting, network.setting to :app;
grant update (soon_days, back_days, seen_days, onward_days, version) on overview.counting to :app;
grant update (ahead_days, most_teams, version) on network.setting to :app;

-- As in migration 0025, with the days of the year instead of 30, 90 and 7.
create or replace function overview.ways_of(network text, of_year integer) returns table (part text, a text, b text, n bigint)
  stable set search_path = '' language sql begin atomic
  with rule as materialized (
    select c.soon_days, c.back_days, c.seen_days, c.onward_days, make_date(of_year, 1, 1) as first, make_date(of_year, 12, 31) as last
      from overview.count_run c where c.network_id = network and c.year = of_year),
  episode as materialized (
    select e.id, coalesce(p.merged_into, p.id) as who, e.care_function, e.entered_on, e.left_on, e.exit_reason, e.destination
      from care.episode e join care.person p on p.network_id = e.network_id and p.id = e.person_id
     where e.network_id = network and e.care_function is not null and e.entered_on <= (select r.last + greatest(r.back_days, r.onward_days) from rule r)
       and (e.left_on is null or e.left_on >= (select r.first - r.onward_days from rule r))),
  gone as materialized (
    select * from episode e where e.left_on between (select r.first from rule r) and (select r.last from rule r) and e.exit_reason <> 'died'),
  -- Where somebody goes on: with who followed them already, or with whoever begins soon; of several, who begins nearest to the day.
  next as (
    select distinct on (g.id) g.id, e.care_function
      from gone g join episode e on e.who = g.who and e.id <> g.id and e.entered_on <= g.left_on + (select r.onward_days from rule r) and (e.left_on is null or e.left_on > g.left_on)
     order by g.id, abs(e.entered_on - g.left_on), e.care_function),
  came as (
    select e.who, e.care_function, e.entered_on as on_day from episode e
    union all
    select coalesce(p.merged_into, p.id), v.care_function, (r.sent_at at time zone 'Europe/Paris')::date
      from care.request r join care.person p on p.network_id = r.network_id and p.id = r.person_id
      join directory.service v on v.network_id = r.network_id and v.id = r.to_service_id
     where r.network_id = network and r.state <> 'draft' and r.sent_at >= (select l.first from rule l) and r.sent_at < (select l.last + l.back_days + 2 from rule l)),
  back as (
    select g.id, min(c.on_day) as on_day from gone g join came c on c.who = g.who and c.care_function = g.care_function and c.on_day > g.left_on
       and c.on_day <= g.left_on + (select r.back_days from rule r)
     group by g.id),
  seen as (
    select distinct g.id from gone g join care.person p on p.network_id = network and (p.id = g.who or p.merged_into = g.who)
      join care.contact c on c.network_id = network and c.person_id = p.id and c.missed is null and c.mode <> 'message'
       and (c.at at time zone 'Europe/Paris')::date between g.left_on + 1 and g.left_on + (select r.seen_days from rule r)
     where g.care_function = '4')
  select 'exit', g.care_function, '', count(*) from gone g group by g.care_function
  union all
  select 'flow', g.care_function, coalesce(n.care_function, nullif(g.destination, 'team'), 'unknown'), count(*) from gone g left join next n on n.id = g.id group by 2, 3
  union all
  -- Only whose days are over can have come back or not.
  select 'return', g.care_function, case when g.left_on + (select r.back_days from rule r) >= current_date then 'pending' when b.on_day is null then 'none'
      when b.on_day <= g.left_on + (select r.soon_days from rule r) then 'd30' else 'd90' end, count(*)
    from gone g left join back b on b.id = g.id group by 2, 3
  union all
  select 'continuity', case when g.left_on + (select r.seen_days from rule r) >= current_date then 'pending' when s.id is null then 'no' else 'yes' end, '', count(*)
    from gone g left join seen s on s.id = g.id where g.care_function = '4' group by 2
  union all
  select 'flow', 'outside', e.care_function, count(*) from episode e
   where e.entered_on between (select r.first from rule r) and (select r.last from rule r) and not exists (select from episode f
     where f.who = e.who and f.id <> e.id and (f.entered_on, f.id) < (e.entered_on, e.id)
       and (f.left_on is null or f.left_on >= e.entered_on - (select r.onward_days from rule r))) group by e.care_function;
end;

-- As in migration 0042; and the year keeps the days with which it was counted first.
create or replace function overview.count_year(network text, of_year integer, age interval) returns boolean
  security definer set search_path = '' set work_mem = '32MB' language plpgsql as $$
declare is_tried boolean;
begin
  if not network in (select platform.networks_as('coordinator', 'programme_manager', 'administrator')) then return false; end if;
  if make_date(of_year, 1, 1) > current_date then return false; end if;
  -- In a demonstration other days hold at once: nobody there is anybody.
  select n.is_demonstration into is_tried from platform.network n where n.id = network;
  if exists (select from overview.count_run c where c.network_id = network and c.year = of_year and c.at > clock_timestamp() - age
      and (not is_tried or (c.soon_days, c.back_days, c.seen_days, c.onward_days) = (select r.soon_days, r.back_days, r.seen_days, r.onward_days from overview.counting_of(network, of_year) r)))
    then return false; end if;
  -- Two who come at once: the second waits here for the first, and counts again.
  insert into overview.count_run as c (network_id, year, at, soon_days, back_days, seen_days, onward_days)
    select network, of_year, clock_timestamp(), r.soon_days, r.back_days, r.seen_days, r.onward_days from overview.counting_of(network, of_year) r
    on conflict (network_id, year) do update set at = excluded.at,
      soon_days = case when is_tried then excluded.soon_days else c.soon_days end, back_days = case when is_tried then excluded.back_days else c.back_days end,
      seen_days = case when is_tried then excluded.seen_days else c.seen_days end, onward_days = case when is_tried then excluded.onward_days else c.onward_days end;
  delete from overview.counted c where c.network_id = network and c.year = of_year;
  insert into overview.counted (network_id, year, part, quarter, a, b, n)
    select network, of_year, x.part, x.quarter, x.a, '', x.n from overview.requests_of(network, of_year) x
    union all select network, of_year, x.part, 0, x.a, x.b, x.n from overview.ways_of(network, of_year) x
    union all select network, of_year, x.part, 0, x.a, '', x.n from overview.people_of(network, of_year) x
    -- The register tells of months: where one of them is hidden, the year less the others would be that one.
    union all select network, of_year, 'coercion', 0, case when m.kind in ('mechanical', 'physical', 'chemical') then 'restraint' else m.kind end, '', sum(m.measures) from stays.measure_counts(network, make_date(of_year, 1, 1), make_date(of_year, 12, 31)) m
      group by 5 having bool_and(m.measures is not null)
    union all select network, of_year, x.part, x.quarter, x.a, x.b, x.n from overview.teams_of(network, of_year) x;
  return true;
end $$;
revoke execute on function overview.counting_of, overview.may_count_from from public;
grant execute on function overview.counting_of, overview.may_count_from to :app;
