-- When a team is told, reminded, and when its leads and the coordinators are told with it: settings of the team. What it did not set is an
-- example, the same for all.
alter table care.team
  -- After a message about what is for today, the next one comes after so many minutes at the earliest; after another one likewise.
  add column today_minutes integer check (today_minutes between 0 and 1440),
  add column other_minutes integer check (other_minutes between 0 and 1440),
  -- What could not be told for so many hours (a server that stood still) is told no more: the reminders tell it.
  add column told_hours integer check (told_hours between 1 and 720),
  -- The share of the time to answer, or to meet, that is left when the team is reminded.
  add column remind_percent integer check (remind_percent between 1 and 90),
  -- Hours after that time is over before leads and coordinators are told.
  add column escalate_hours integer check (escalate_hours between 0 and 720);

create view care.notice_times with (security_invoker = true) as
  select t.network_id, t.service_id, coalesce(t.today_minutes, 5) as today_minutes, coalesce(t.other_minutes, 15) as other_minutes,
    coalesce(t.told_hours, 24) as told_hours, coalesce(t.remind_percent, 25) as remind_percent, coalesce(t.escalate_hours, 0) as escalate_hours
    from care.team t;
grant select on care.notice_times to :app;

-- Who coordinates the network sets the clocks of its teams, as those who steer it do.
create policy set_clocks on care.team for update using (network_id = any (array(select platform.networks_as('coordinator'))));

-- As in migration 0020, with the times of each team.
create or replace function care.take_reminders() returns table (network_id text, person_id uuid, level text, steers boolean, waiting integer)
  security definer set search_path = '' language plpgsql as $$
#variable_conflict use_column
begin
  if not platform.is_operator() then raise exception 'only the operator reminds' using errcode = '42501'; end if;
  return query
  with answers as (
    update care.request r set reminders = case when now() > r.answer_due + make_interval(hours => t.escalate_hours) then 2 else 1 end
      from care.notice_times t
     where t.network_id = r.network_id and t.service_id = r.to_service_id and r.state = 'sent' and r.reminders < 2
       and (now() > r.answer_due + make_interval(hours => t.escalate_hours)
         or (r.reminders < 1 and now() > r.answer_due - (r.answer_due - r.sent_at) * t.remind_percent / 100))
     returning r.network_id, r.id, r.to_service_id, r.to_team, r.reminders = 2 as is_late),
  meetings as (
    update care.request r set meeting_reminders = case when now() > r.meeting_due + make_interval(hours => t.escalate_hours) then 2 else 1 end
      from care.notice_times t
     where t.network_id = r.network_id and t.service_id = r.to_service_id and r.state = 'accepted' and r.met_at is null and r.meeting_reminders < 2
       and (now() > r.meeting_due + make_interval(hours => t.escalate_hours)
         or (r.meeting_reminders < 1 and now() > r.meeting_due - (r.meeting_due - r.answered_at) * t.remind_percent / 100))
     returning r.network_id, r.id, r.to_service_id, r.to_team, r.meeting_reminders = 2 as is_late),
  due as (select * from answers union all select * from meetings),
  working as (
    select w.team, w.person_id, w.is_lead from care.worker w
     where current_date >= w.valid_from and (w.valid_to is null or current_date <= w.valid_to)
       and exists (select from identity.role o where o.network_id = w.network_id and o.person_id = w.person_id
         and current_date >= o.valid_from and (o.valid_to is null or current_date <= o.valid_to))),
  steering as (
    select o.network_id, o.person_id, o.role from identity.role o
     where o.role in ('coordinator', 'administrator') and current_date >= o.valid_from and (o.valid_to is null or current_date <= o.valid_to)),
  told as (
    select d.network_id, d.id, d.to_service_id, d.is_late, w.person_id, false as steers from due d join working w on w.team = d.to_team
     where not d.is_late or w.is_lead
    union all
    select d.network_id, d.id, d.to_service_id, true, s.person_id, true from due d join steering s on s.network_id = d.network_id
     where d.is_late and (s.role = 'coordinator' or not (
       exists (select from working w where w.team = d.to_team and w.is_lead) or exists (select from steering c where c.network_id = d.network_id and c.role = 'coordinator'))))
  select t.network_id::text, t.person_id, case when not t.is_late then 'soon' when v.care_function = '2A' then 'lateAtOnce' else 'late' end as level,
      bool_and(t.steers), count(distinct t.id)::integer
    from told t join directory.service v on v.network_id = t.network_id and v.id = t.to_service_id
   group by t.network_id, t.person_id, case when not t.is_late then 'soon' when v.care_function = '2A' then 'lateAtOnce' else 'late' end;
end $$;

-- As in migration 0031, with the times of each team.
create or replace function care.take_arrivals() returns table (network_id text, person_id uuid, is_for_today boolean, waiting integer)
  security definer set search_path = '' language plpgsql as $$
#variable_conflict use_column
begin
  if not platform.is_operator() then raise exception 'only the operator tells' using errcode = '42501'; end if;
  return query
  with new as (
    select r.network_id, r.id, r.urgency = 'today' and v.care_function is not distinct from '2A' as is_for_today
      from care.request r join directory.service v on v.network_id = r.network_id and v.id = r.to_service_id
      join care.notice_times t on t.network_id = r.network_id and t.service_id = r.to_service_id
     where r.state = 'sent' and r.announced_at is null and r.sent_at > now() - make_interval(hours => t.told_hours)
       and not exists (select from care.request o where o.to_team = r.to_team and case
         when r.urgency = 'today' and v.care_function is not distinct from '2A'
           then o.urgency = 'today' and o.announced_at > now() - make_interval(mins => t.today_minutes)
         else o.announced_at > now() - make_interval(mins => t.other_minutes) end)),
  arrived as (
    update care.request r set announced_at = now() from new n where r.network_id = n.network_id and r.id = n.id and r.announced_at is null
      returning r.network_id, r.id, r.to_team, r.made_by, n.is_for_today),
  working as (
    select w.team, w.person_id from care.worker w
     where current_date >= w.valid_from and (w.valid_to is null or current_date <= w.valid_to)
       and exists (select from identity.role o where o.network_id = w.network_id and o.person_id = w.person_id
         and current_date >= o.valid_from and (o.valid_to is null or current_date <= o.valid_to)))
  select a.network_id::text, w.person_id, bool_or(a.is_for_today), count(distinct a.id)::integer
    from arrived a join working w on w.team = a.to_team and w.person_id is distinct from a.made_by
   group by a.network_id, w.person_id;
end $$;
