-- Seeing the network: counts for who steers it, never a name. And what is forgotten of those whom no team took.
create schema overview;
grant usage on schema overview to :app;

-- The counts of one calendar year, as they were counted last: of the whole year (quarter 0) and of its quarters. Kept because a page that
-- counted a hundred thousand people anew each time would be slow, and because what is counted at most once an hour tells less of today.
create table overview.count_run (
  network_id platform.slug not null references platform.network,
  year integer not null check (year between 2000 and 2200),
  at timestamptz not null,
  primary key (network_id, year)
);
create table overview.counted (
  network_id platform.slug not null,
  year integer not null,
  part text not null check (part in ('asked', 'way', 'reason', 'answer', 'answered', 'refusal', 'caseload', 'exit', 'flow', 'return', 'continuity', 'place', 'followed',
    'planned', 'written', 'crisis')),
  quarter smallint not null check (quarter between 0 and 4),
  a text not null,
  b text not null,
  n integer not null check (n >= 0),
  primary key (network_id, year, part, quarter, a, b),
  foreign key (network_id, year) references overview.count_run on delete cascade
);
call platform.protect('overview.count_run', 'overview.counted');
create policy see on overview.count_run for select using (network_id = any (array(select platform.networks_as('coordinator', 'programme_manager', 'administrator'))));
create policy see on overview.counted for select using (network_id = any (array(select platform.networks_as('coordinator', 'programme_manager', 'administrator'))));
grant select on overview.count_run, overview.counted to :app;

-- Whom a team follows on a day: people, not episodes. Of today or of the last day of a month only: from day to day the difference would
-- be one person.
create function care.caseload(network text, on_day date) returns table (service_id text, care_function text, n integer)
  stable security definer set search_path = '' language plpgsql as $$
#variable_conflict use_column
begin
  if not network in (select platform.networks_as('coordinator', 'programme_manager', 'administrator')) then return; end if;
  if on_day <> current_date and (extract(day from on_day + 1) <> 1 or on_day > current_date) then
    raise exception 'people are counted today or on the last day of a month' using errcode = '22023';
  end if;
  return query
  select t.service_id::text, v.care_function, (select count(distinct coalesce(p.merged_into, p.id))::integer
      from care.episode e join care.person p on p.network_id = e.network_id and p.id = e.person_id
     where e.network_id = t.network_id and e.team = t.network_id || '/' || t.service_id and e.entered_on <= on_day and (e.left_on is null or e.left_on > on_day))
    from care.team t join directory.service v on v.network_id = t.network_id and v.id = t.service_id
   where t.network_id = network and exists (select from care.episode e where e.team = t.network_id || '/' || t.service_id);
end $$;

-- It told counts of any two days, so that the difference of two of them was one person. They are told with the others now.
drop function plans.counts(text, date, date);

-- Requests, answers and refusals of a year, by quarter (in days of Paris and Brussels) and in all.
create function overview.requests_of(network text, of_year integer) returns table (part text, quarter integer, a text, n bigint)
  stable set search_path = '' language sql begin atomic
  with asked as (
    select extract(quarter from r.sent_at at time zone 'Europe/Paris')::integer as q, r.channel, r.reason_kind,
        case when r.state in ('accepted', 'begun') then 'taken' when r.state = 'sent' then 'waiting' else r.state end as answer,
        case when r.answered_at is null then 'unanswered' when r.answered_at > r.answer_due then 'late' else 'in_time' end as answered
      from care.request r
     where r.network_id = network and r.state <> 'draft' and r.sent_at >= make_date(of_year, 1, 1)::timestamp at time zone 'Europe/Paris'
       and r.sent_at < make_date(of_year + 1, 1, 1)::timestamp at time zone 'Europe/Paris'),
  counted as (
    select coalesce(a.q, 0) as q, a.channel, a.reason_kind, a.answer, a.answered, count(*) as n from asked a
     group by grouping sets ((a.q), (a.q, a.channel), (a.q, a.reason_kind), (a.q, a.answer), (a.q, a.answered), (), (a.channel), (a.reason_kind), (a.answer), (a.answered))),
  refused as (
    select coalesce(extract(quarter from f.on_day)::integer, 0) as q, f.reason, count(*) as n from care.refusal f
     where f.network_id = network and f.on_day between make_date(of_year, 1, 1) and make_date(of_year, 12, 31)
     group by grouping sets ((extract(quarter from f.on_day)::integer, f.reason), (f.reason)))
  select case when c.channel is not null then 'way' when c.reason_kind is not null then 'reason' when c.answer is not null then 'answer'
      when c.answered is not null then 'answered' else 'asked' end, c.q, coalesce(c.channel, c.reason_kind, c.answer, c.answered, ''), c.n
    from counted c where c.n > 0
  union all select 'refusal', f.q, f.reason, f.n from refused f;
end;

-- The way of people through the functions: who left in the year, where to, who came back, whom somebody saw within a week, who came from
-- outside. A person is a file with all that were merged with it. Who died is in none of these.
create function overview.ways_of(network text, of_year integer) returns table (part text, a text, b text, n bigint)
  stable set search_path = '' language sql begin atomic
  with episode as materialized (
    select e.id, coalesce(p.merged_into, p.id) as who, e.care_function, e.entered_on, e.left_on, e.exit_reason, e.destination
      from care.episode e join care.person p on p.network_id = e.network_id and p.id = e.person_id
     where e.network_id = network and e.care_function is not null and e.entered_on <= make_date(of_year, 12, 31) + 90
       and (e.left_on is null or e.left_on >= make_date(of_year, 1, 1) - 30)),
  gone as materialized (
    select * from episode e where e.left_on between make_date(of_year, 1, 1) and make_date(of_year, 12, 31) and e.exit_reason <> 'died'),
  -- Where somebody goes on: with who followed them already, or with whoever begins within 30 days; of several, who begins nearest to the day.
  next as (
    select distinct on (g.id) g.id, e.care_function
      from gone g join episode e on e.who = g.who and e.id <> g.id and e.entered_on <= g.left_on + 30 and (e.left_on is null or e.left_on > g.left_on)
     order by g.id, abs(e.entered_on - g.left_on), e.care_function),
  came as (
    select e.who, e.care_function, e.entered_on as on_day from episode e
    union all
    select coalesce(p.merged_into, p.id), v.care_function, (r.sent_at at time zone 'Europe/Paris')::date
      from care.request r join care.person p on p.network_id = r.network_id and p.id = r.person_id
      join directory.service v on v.network_id = r.network_id and v.id = r.to_service_id
     where r.network_id = network and r.state <> 'draft' and r.sent_at >= make_date(of_year, 1, 1) and r.sent_at < make_date(of_year, 12, 31) + 92),
  back as (
    select g.id, min(c.on_day) as on_day from gone g join came c on c.who = g.who and c.care_function = g.care_function and c.on_day > g.left_on and c.on_day <= g.left_on + 90
     group by g.id),
  seen as (
    select distinct g.id from gone g join care.person p on p.network_id = network and (p.id = g.who or p.merged_into = g.who)
      join care.contact c on c.network_id = network and c.person_id = p.id and c.missed is null and c.mode <> 'message'
       and (c.at at time zone 'Europe/Paris')::date between g.left_on + 1 and g.left_on + 7
     where g.care_function = '4')
  select 'exit', g.care_function, '', count(*) from gone g group by g.care_function
  union all
  select 'flow', g.care_function, coalesce(n.care_function, nullif(g.destination, 'team'), 'unknown'), count(*) from gone g left join next n on n.id = g.id group by 2, 3
  union all
  -- Only whose ninety days are over can have come back or not.
  select 'return', g.care_function, case when g.left_on + 90 >= current_date then 'pending' when b.on_day is null then 'none' when b.on_day <= g.left_on + 30 then 'd30' else 'd90' end, count(*)
    from gone g left join back b on b.id = g.id group by 2, 3
  union all
  select 'continuity', case when g.left_on + 7 >= current_date then 'pending' when s.id is null then 'no' else 'yes' end, '', count(*)
    from gone g left join seen s on s.id = g.id where g.care_function = '4' group by 2
  union all
  select 'flow', 'outside', e.care_function, count(*) from episode e
   where e.entered_on between make_date(of_year, 1, 1) and make_date(of_year, 12, 31) and not exists (select from episode f
     where f.who = e.who and f.id <> e.id and (f.entered_on, f.id) < (e.entered_on, e.id) and (f.left_on is null or f.left_on >= e.entered_on - 30)) group by e.care_function;
end;

-- Whom the teams have to do with in a year: where they live, which function follows them, whether they have a crisis plan, and what came of it.
create function overview.people_of(network text, of_year integer) returns table (part text, a text, n bigint)
  stable set search_path = '' language sql begin atomic
  with followed as materialized (
    select distinct coalesce(p.merged_into, p.id) as who, e.care_function,
        e.entered_on <= least(make_date(of_year, 12, 31), current_date) and (e.left_on is null or e.left_on > least(make_date(of_year, 12, 31), current_date)) as is_now
      from care.episode e join care.person p on p.network_id = e.network_id and p.id = e.person_id
     where e.network_id = network and e.entered_on <= make_date(of_year, 12, 31) and (e.left_on is null or e.left_on >= make_date(of_year, 1, 1))),
  known as (
    select f.who from followed f
    union select coalesce(p.merged_into, p.id) from care.request r join care.person p on p.network_id = r.network_id and p.id = r.person_id
     where r.network_id = network and r.state <> 'draft' and r.sent_at >= make_date(of_year, 1, 1)::timestamp at time zone 'Europe/Paris'
       and r.sent_at < make_date(of_year + 1, 1, 1)::timestamp at time zone 'Europe/Paris'),
  planned as (
    select coalesce(p.merged_into, p.id) as who from plans.crisis_plan c join care.person p on p.network_id = c.network_id and p.id = c.person_id
     where c.network_id = network and c.current_seq is not null),
  written as (
    select distinct coalesce(p.merged_into, p.id) as who from plans.crisis_version v join care.person p on p.network_id = v.network_id and p.id = v.person_id
     where v.network_id = network and v.written_at >= make_date(of_year, 1, 1)::timestamp at time zone 'Europe/Paris'
       and v.written_at < make_date(of_year + 1, 1, 1)::timestamp at time zone 'Europe/Paris')
  select 'place', coalesce(p.territory_id, ''), count(*) from known k join care.person p on p.network_id = network and p.id = k.who group by 2
  union all select 'followed', coalesce(f.care_function, ''), count(distinct f.who) from followed f where f.care_function is not null group by 2
  union all select 'followed', 'all', count(distinct f.who) from followed f having count(*) > 0
  union all select 'planned', case when f.who in (select w.who from planned w) then 'with' else 'without' end, count(distinct f.who) from followed f where f.is_now group by 2
  union all select 'written', '', count(*) from written having count(*) > 0
  union all select 'crisis', case when x.found = 'no' then 'not_found' when x.used = 'no' then 'not_followed' else x.used end, count(*) from plans.outcome x
     where x.network_id = network and x.on_day between make_date(of_year, 1, 1) and make_date(of_year, 12, 31) group by 2;
end;

-- Counts a year of a network anew, where that was longer ago than `age`: for who steers it. What it counts is read with overview.counted, by
-- the same people; nothing in there is a person. @returns whether it was counted now
create function overview.count_year(network text, of_year integer, age interval) returns boolean
  security definer set search_path = '' language plpgsql as $$
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
    -- As care.caseload counts it, on the last day of each quarter that has begun, of all teams at once.
    union all select network, of_year, 'caseload', x.q, t.service_id, coalesce(v.care_function, ''), count(distinct f.who)
      from (select q, least((make_date(of_year, 3 * q - 2, 1) + interval '3 months')::date - 1, current_date) as last from generate_series(1, 4) q where make_date(of_year, 3 * q - 2, 1) <= current_date) x
      cross join care.team t join directory.service v on v.network_id = t.network_id and v.id = t.service_id
      left join (select e.service_id, coalesce(p.merged_into, p.id) as who, e.entered_on, e.left_on from care.episode e
          join care.person p on p.network_id = e.network_id and p.id = e.person_id where e.network_id = network) f
        on f.service_id = t.service_id and f.entered_on <= x.last and (f.left_on is null or f.left_on > x.last)
     where t.network_id = network and exists (select from care.episode e where e.team = t.network_id || '/' || t.service_id)
     group by x.q, t.service_id, v.care_function;
  return true;
end $$;
revoke execute on function care.caseload, overview.requests_of, overview.ways_of, overview.people_of, overview.count_year from public;
grant execute on function care.caseload, overview.count_year to :app;

-- ---------------------------------------------------------------------------------------------------------------------------
-- How long a file is kept of somebody whom no team took
-- ---------------------------------------------------------------------------------------------------------------------------
create table care.retention (
  network_id platform.slug not null primary key references platform.network,
  -- Days after the last request came to nothing. To be decided by the network with its data-protection officer.
  days integer not null default 90 check (days between 1 and 3660),
  version integer not null default 1
);
call platform.protect('care.retention');
create policy see on care.retention for select using (network_id = any (array(select platform.open_networks())));
create policy add on care.retention for insert with check (network_id = any (array(select platform.networks_as('administrator'))));
create policy change on care.retention for update using (network_id = any (array(select platform.networks_as('administrator'))));
grant select, insert, update on care.retention to :app;

-- Files that nobody needs any more, and since when: each of their requests came to nothing, no team ever followed the person, and the file
-- is in nobody's hands (an account, another file). What is empty already is not among them.
create function care.needless(network text, file uuid) returns table (network_id text, person_id uuid, ends_at timestamptz)
  stable set search_path = '' language sql begin atomic
  select p.network_id::text, p.id, max(greatest(r.made_at, r.answered_at,
      (select max(s.at) from care.request_step s where s.network_id = r.network_id and s.request_id = r.id)))
      + make_interval(days => coalesce((select t.days from care.retention t where t.network_id = p.network_id), 90))
    from care.person p join care.request r on r.network_id = p.network_id and r.person_id = p.id
   where (network is null or p.network_id = network) and (file is null or p.id = file) and p.account_id is null and p.merged_into is null
     and not exists (select from care.episode e where e.network_id = p.network_id and e.person_id = p.id)
     and not exists (select from care.person m where m.network_id = p.network_id and m.merged_into = p.id)
   group by p.network_id, p.id
  having bool_and(r.state in ('declined', 'redirected', 'withdrawn'))
     and (bool_or(r.story is not null or r.answer is not null) or p.given_name <> '' or p.family_name <> '' or p.birth_date is not null or p.contact is not null);
end;
-- Told on the page of the file before it happens, to who may see its name.
create function care.emptied_on(network text, file uuid) returns date stable security definer set search_path = '' language sql begin atomic
  select (n.ends_at at time zone 'Europe/Paris')::date from care.needless(network, file) n where file in (select care.known());
end;

-- Empties at most so many files whose time is over: name, birth, place, how to reach them, and what was written. The rows stay to be counted.
-- A run that is broken off has done nothing, the next one does it; done twice it does nothing more. As the operator.
create function care.empty_files(at timestamptz, most integer) returns integer security definer set search_path = '' language plpgsql as $$
declare it record; done integer := 0;
begin
  if not platform.is_operator() then raise exception 'only the operator empties files' using errcode = '42501'; end if;
  for it in select n.network_id, n.person_id from care.needless(null, null) n where n.ends_at <= at order by n.ends_at limit most loop
    perform from care.person p where p.network_id = it.network_id and p.id = it.person_id for update skip locked;
    continue when not found;
    -- Somebody may have asked for them again since it was looked.
    continue when not exists (select from care.needless(it.network_id, it.person_id) n where n.ends_at <= at);
    update care.request r set story = null, answer = null, code_hash = null, version = r.version + 1 where r.network_id = it.network_id and r.person_id = it.person_id;
    update care.person p set given_name = '', family_name = '', birth_date = null, territory_id = null, language = null, contact = null, version = p.version + 1
      where p.network_id = it.network_id and p.id = it.person_id;
    -- Then nobody can read what was written in a copy of the database either. The reason of an emergency is kept for its review.
    delete from platform.data_key k where k.network_id = it.network_id and k.person_id = it.person_id
      and not exists (select from care.emergency m where m.network_id = it.network_id and m.person_id = it.person_id);
    perform platform.append_audit(it.network_id, platform.person(), 'write', 'care.emptyFile', 'person/' || it.person_id, it.person_id, null, 'success');
    done := done + 1;
  end loop;
  return done;
end $$;
revoke execute on function care.needless, care.emptied_on, care.empty_files from public;
grant execute on function care.emptied_on, care.empty_files to :app;

-- Who did not allow that another team gets the request is forgotten when it is redirected, as when it is declined: the team that was
-- proposed never hears of it.
create trigger forget_redirected after update on care.request for each row
  when (new.state <> old.state and new.state = 'redirected' and new.from_service_id is null and not new.may_pass_on) execute function care.forget_asked_for();
