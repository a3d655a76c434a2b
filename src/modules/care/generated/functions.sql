-- What the counts of a network speak of beside requests and contacts: intensive care (function 4), who comes back, crisis plans: $1 network,
-- $3 who wrote. What is published is named; every other share is an assumption of ours, so that the counts have something to count.

-- Assumption: one long-term person in twenty comes from a stay in function 4, which ended up to two weeks before; the team's first visit is on
-- the day it begins, so that some are seen within a week and others are not.
create temporary table before_long_term on commit drop as
  select e.id, e.person_id, e.entered_on - floor(care.invented_part(x.i, 'gap') * 15)::integer as over, 1 + ceil(-ln(1 - care.invented_part(x.i, 'bed') * 0.999) * 14)::integer as days,
      'sejour-' || 1 + floor(care.invented_part(x.i, 'unit') * (select count(*) from care.team where network_id = $1 and service_id like 'sejour-%')) as service
    from care.episode e join invented x on x.id = e.id where e.network_id = $1 and e.care_function = '2B' and care.invented_part(x.i, 'stayed') < 0.05;
insert into care.episode (network_id, id, person_id, service_id, care_function, entered_on, left_on, exit_reason, destination)
  select $1, md5(b.id::text || 'stay')::uuid, b.person_id, b.service, '4', b.over - b.days, b.over, 'goals_reached', 'team' from before_long_term b where b.over <= current_date;
-- Assumption: of those whose crisis ended with an admission half are admitted to a unit of the network, for two weeks on average.
insert into care.episode (network_id, id, person_id, service_id, care_function, entered_on, left_on, exit_reason, destination)
  select $1, md5(e.id::text || 'stay')::uuid, e.person_id, 'sejour-' || 1 + floor(care.invented_part(x.i, 'unit') * (select count(*) from care.team where network_id = $1 and service_id like 'sejour-%')),
      '4', e.left_on, case when o.over < current_date then o.over end, case when o.over < current_date then 'goals_reached' end,
      case when o.over < current_date then (array['home', 'home', 'general_practitioner', 'housing'])[1 + floor(care.invented_part(x.i, 'after') * 4)] end
    from care.episode e join invented x on x.id = e.id cross join lateral (select e.left_on + 1 + ceil(-ln(1 - care.invented_part(x.i, 'bed') * 0.999) * 14)::integer as over) o
   where e.network_id = $1 and e.care_function = '2A' and e.exit_reason = 'admitted' and care.invented_part(x.i, 'admitted') < 0.5;
-- Assumption: one crisis in twenty leads on to a long-term team. Few, so that both published numbers of people still hold.
insert into care.episode (network_id, id, person_id, service_id, care_function, entered_on, left_on, exit_reason, destination)
  select $1, md5(e.id::text || 'on')::uuid, e.person_id, 'suivi-' || 1 + floor(care.invented_part(x.i, 'long') * (select count(*) from care.team where network_id = $1 and service_id like 'suivi-%')),
      '2B', b.began, case when o.over < current_date then o.over end, case when o.over < current_date then 'goals_reached' end, case when o.over < current_date then 'home' end
    from care.episode e join invented x on x.id = e.id cross join lateral (select e.left_on + floor(care.invented_part(x.i, 'soon') * 20)::integer as began) b
      cross join lateral (select b.began + least(730, ceil(-ln(1 - care.invented_part(x.i, 'longer') * 0.999) * 300))::integer as over) o
   where e.network_id = $1 and e.care_function = '2A' and e.exit_reason <> 'admitted' and care.invented_part(x.i, 'onward') < 0.05 and b.began <= current_date;
-- Assumption: one crisis in ten is followed by another within ninety days, in the same team.
insert into care.episode (network_id, id, person_id, service_id, care_function, entered_on, left_on, exit_reason, destination)
  select $1, md5(e.id::text || 'again')::uuid, e.person_id, e.service_id, e.care_function, b.again, b.again + 12, 'goals_reached', 'home'
    from care.episode e join invented x on x.id = e.id cross join lateral (select e.left_on + 1 + floor(care.invented_part(x.i, 'again') * 900)::integer as again) b
   where e.network_id = $1 and e.care_function = '2A' and e.left_on is not null and b.again <= e.left_on + 90 and b.again + 12 < current_date;

-- Of the long-term people 54.6 % write a crisis plan, as in the best trial (JAMA Psychiatry 2022). Assumption: somewhere in the year after they came.
create temporary table writer on commit drop as
  select x.id, x.i, least(now(), x.answered + make_interval(secs => care.invented_part(x.i, 'wrote') * 300 * 86400)) as at, x.service
    from invented x join care.episode e on e.network_id = $1 and e.id = x.id where not x.is_crisis and care.invented_part(x.i, 'plan') < 0.546;
insert into plans.crisis_plan (network_id, person_id, current_seq) select $1, id, 1 from writer;
insert into plans.crisis_version (network_id, person_id, seq, written_at, written_by, how) select $1, id, 1, at, $3, 'together' from writer;
-- Of the plans 14.8 % were used in a later crisis (the same trial). Assumptions: four in ten of those who wrote one have a crisis later, and half of
-- the plans that were not used were not found.
insert into plans.outcome (network_id, person_id, service_id, on_day, found, used, by_id)
  select $1, w.id, w.service, least(current_date, w.at::date + 1 + floor(care.invented_part(w.i, 'later') * 120)::integer), case when o.part < 0.57 then 'in_time' else 'no' end,
      case when o.part < 0.1 then 'yes' when o.part < 0.148 then 'partly' else 'no' end, $3
    from writer w cross join lateral (select care.invented_part(w.i, 'used') as part) o where care.invented_part(w.i, 'crisis') < 0.4;
