-- As care.caseload counts it, on the last day of each quarter that has begun, of all teams at once. The episodes are read once and not for
-- each team: with 485 teams of 100,000 people that took 15 seconds.
create function overview.teams_of(network text, of_year integer) returns table (part text, quarter integer, a text, b text, n bigint)
  stable set search_path = '' language sql begin atomic
  with day as (
    select q, least((make_date(of_year, 3 * q - 2, 1) + interval '3 months')::date - 1, current_date) as last from generate_series(1, 4) q
     where make_date(of_year, 3 * q - 2, 1) <= current_date),
  followed as materialized (
    select e.service_id, coalesce(p.merged_into, p.id) as who, e.entered_on, e.left_on from care.episode e
      join care.person p on p.network_id = e.network_id and p.id = e.person_id
     where e.network_id = network and e.entered_on <= make_date(of_year, 12, 31) and (e.left_on is null or e.left_on > make_date(of_year, 1, 1))),
  team as materialized (
    select t.service_id, coalesce(v.care_function, '') as care_function from care.team t
      join directory.service v on v.network_id = t.network_id and v.id = t.service_id
     where t.network_id = network and exists (select from care.episode e where e.team = t.network_id || '/' || t.service_id))
  select 'caseload', d.q, t.service_id::text, t.care_function, count(distinct f.who) from day d cross join team t
    left join followed f on f.service_id = t.service_id and f.entered_on <= d.last and (f.left_on is null or f.left_on > d.last)
   group by d.q, t.service_id, t.care_function;
end;
-- A year of a large network is sorted and joined in memory instead of in files of the server: once an hour, for at most one who looks.
create or replace function overview.count_year(network text, of_year integer, age interval) returns boolean
  security definer set search_path = '' set work_mem = '32MB' language plpgsql as $$
begin
  if not network in (select platform.networks_as('coordinator', 'programme_manager', 'administrator')) then return false; end if;
  if make_date(of_year, 1, 1) > current_date then return false; end if;
  if exists (select from overview.count_run c where c.network_id = network and c.year = of_year and c.at > clock_timestamp() - age) then return false; end if;
  -- Two who come at once: the second waits here for the first, and counts again.
  insert into overview.count_run (network_id, year, at) values (network, of_year, clock_timestamp())
    on conflict (network_id, year) do update set at = excluded.at;
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
revoke execute on function overview.teams_of from public;

-- The register of coercive measures is counted with the others, and its part was not among those that may be kept: the counts of a network
-- in which as many people as its threshold met one measure in a month could not be counted at all.
alter table overview.counted drop constraint counted_part_check;
alter table overview.counted add check (part in ('asked', 'way', 'reason', 'answer', 'answered', 'refusal', 'caseload', 'exit', 'flow', 'return', 'continuity', 'place',
  'followed', 'planned', 'written', 'crisis', 'coercion'));
