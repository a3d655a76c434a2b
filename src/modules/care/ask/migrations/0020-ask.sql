-- Asking for help from outside: a form that is sent twice is one request, an asker learns with a code what becomes of it, those who
-- should answer are reminded, and the delays are measured.

-- How often those who should have met the person were reminded; as `reminders` for the answer.
alter table care.request add column meeting_reminders smallint not null default 0;
create index on care.request (answer_due) where state = 'sent' and reminders < 2;
create index on care.request (meeting_due) where state = 'accepted' and met_at is null and meeting_reminders < 2;

-- Whether anybody may ask this team for help now.
create function care.is_asked(network text, service text) returns boolean stable security definer set search_path = '' language sql begin atomic
  select exists (select from care.team t join directory.service s on s.network_id = t.network_id and s.id = t.service_id
    where t.network_id = network and t.service_id = service and t.is_public and s.status = 'active' and t.network_id in (select platform.open_networks()));
end;

-- Somebody outside asks a team for help: with an account or, more often, without. The three ids and the code were made with the form: who
-- sends it twice, because the answer did not arrive, has one request ('again'). 'closed': this team cannot be asked.
drop function care.ask(text, text, uuid, uuid, text, text, date, text, text, boolean, bytea, text, text, text, text, boolean, bytea, timestamptz, bytea, boolean);
create function care.ask(network text, service text, request uuid, file uuid, given text, family text, born date, place text, speaks text, interpreter boolean,
    reach bytea, kind text, haste text, matter text, agreed text, pass_on boolean, words bytea, due timestamptz, code bytea, is_for_me boolean) returns text
  security definer set search_path = '' language plpgsql as $$
begin
  if exists (select from care.request r where r.network_id = network and r.person_id = file and r.code_hash = code) then return 'again'; end if;
  if not care.is_asked(network, service) then return 'closed'; end if;
  insert into care.person (network_id, id, given_name, family_name, birth_date, territory_id, language, needs_interpreter, contact, account_id)
    values (network, file, given, family, born, place, speaks, interpreter, reach, case when is_for_me then platform.person() end)
    on conflict (network_id, id) do nothing;
  -- The other of two that came at the same moment: the first is committed by now.
  if not found then
    return case when exists (select from care.request r where r.network_id = network and r.person_id = file and r.code_hash = code) then 'again' else 'closed' end;
  end if;
  insert into care.request (network_id, id, person_id, chain_id, to_service_id, from_kind, channel, urgency, reason_kind, language, needs_interpreter, agreement,
      may_pass_on, story, state, made_by, sent_at, answer_due, code_hash)
    values (network, request, file, request, service, kind, 'form', haste, matter, speaks, interpreter, agreed, pass_on, words, 'sent', platform.person(), now(), due, code);
  perform platform.append_audit(network, platform.person(), 'write', 'care.ask', 'request/' || request, file, null, 'success');
  return 'asked';
end $$;

-- What an asker may know with their code: nothing of the person, nothing of the story. Whether the team meets or follows the person, or
-- did before, is not told either: the asker may be a landlord.
drop function care.request_of(bytea);
create function care.request_of(code bytea) returns table (network_id text, network jsonb, country text, service_id text, service text, phone text, from_kind text,
    state text, sent_at timestamptz, answer_due timestamptz, answered_at timestamptz, refusal text, proposed_id text, proposed text, proposed_phone text,
    proposed_is_asked boolean)
  stable security definer set search_path = '' language sql begin atomic
  select n.id, n.name::jsonb, n.country, s.id, s.name, coalesce(s.phone, so.phone), r.from_kind, case r.state when 'begun' then 'accepted' else r.state end, r.sent_at,
      r.answer_due, r.answered_at, case when r.refusal in ('full', 'not_our_territory', 'not_our_age', 'not_our_need') then r.refusal end,
      p.id, p.name, coalesce(p.phone, po.phone), p.id is not null and care.is_asked(p.network_id, p.id)
    from care.request r join platform.network n on n.id = r.network_id
    join directory.service s on s.network_id = r.network_id and s.id = r.to_service_id
    join directory.organisation so on so.network_id = s.network_id and so.id = s.organisation_id
    left join directory.service p on p.network_id = r.network_id and p.id = r.proposed_service_id
    left join directory.organisation po on po.network_id = p.network_id and po.id = p.organisation_id
   where r.code_hash = code order by r.made_at desc limit 1;
end;

-- The person takes back a request that stands in their own file, without a code.
create function care.withdraw_mine(network text, request uuid) returns boolean security definer set search_path = '' language plpgsql as $$
declare about uuid;
begin
  update care.request r set state = 'withdrawn', story = null, version = r.version + 1
    where r.network_id = network and r.id = request and r.from_service_id is null and r.state in ('sent', 'accepted') and r.person_id in (select care.my_files())
    returning r.person_id into about;
  if not found then return false; end if;
  perform platform.append_audit(network, platform.person(), 'write', 'care.withdrawRequest', 'request/' || request, about, null, 'success');
  return true;
end $$;

-- Whom nobody knows but by a request that came to nothing is forgotten with it: name, and how to reach them. A file of an account stays
-- its person's; one that another request or an episode speaks of stays as it is. Runs with the rights of what ended the request.
create function care.forget_asked_for() returns trigger set search_path = '' language plpgsql as $$
begin
  update care.person p set given_name = '', family_name = '', birth_date = null, territory_id = null, contact = null, version = p.version + 1
    where p.network_id = new.network_id and p.id = new.person_id and p.account_id is null and p.merged_into is null
      and not exists (select from care.episode e where e.network_id = p.network_id and e.person_id = p.id)
      and not exists (select from care.person m where m.network_id = p.network_id and m.merged_into = p.id)
      and not exists (select from care.request r where r.network_id = p.network_id and r.person_id = p.id and r.id <> new.id
        and r.state in ('draft', 'sent', 'accepted', 'begun'));
  return null;
end $$;
create trigger forget after update on care.request for each row
  when (new.state <> old.state and new.state in ('declined', 'withdrawn') and new.channel = 'form') execute function care.forget_asked_for();

-- ---------------------------------------------------------------------------------------------------------------------------
-- Clocks
-- ---------------------------------------------------------------------------------------------------------------------------
-- Whom to remind now, each of them once: the team while a quarter of the time is left, and, when it is over, its leads and the network's
-- coordinators (its administrators where there are neither). `steers`: told as who steers the network, not as who works in the team.
create function care.take_reminders() returns table (network_id text, person_id uuid, level text, steers boolean, waiting integer)
  security definer set search_path = '' language plpgsql as $$
#variable_conflict use_column
begin
  if not platform.is_operator() then raise exception 'only the operator reminds' using errcode = '42501'; end if;
  return query
  with answers as (
    update care.request r set reminders = case when now() > r.answer_due then 2 else 1 end
     where r.state = 'sent' and r.reminders < 2
       and (now() > r.answer_due or (r.reminders < 1 and now() > r.answer_due - (r.answer_due - r.sent_at) / 4))
     returning r.network_id, r.id, r.to_service_id, r.to_team, r.reminders = 2 as is_late),
  meetings as (
    update care.request r set meeting_reminders = case when now() > r.meeting_due then 2 else 1 end
     where r.state = 'accepted' and r.met_at is null and r.meeting_reminders < 2
       and (now() > r.meeting_due or (r.meeting_reminders < 1 and now() > r.meeting_due - (r.meeting_due - r.answered_at) / 4))
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

-- ---------------------------------------------------------------------------------------------------------------------------
-- Delays
-- ---------------------------------------------------------------------------------------------------------------------------
-- Counts and times of the requests of whole quarters or years (of days counted in Paris and Brussels), never a person: for who steers the
-- network. `dim`: all, function, team, from (who asked), refusal (why a team did not take it; only `asked` is filled). Counts under the network's threshold
-- are hidden by whoever shows them (care/ask/delays.ts); shorter periods would give them away by their differences.
create function care.delays(network text, from_day date, to_day date) returns table (dim text, key text, name text, care_function text, asked integer,
    in_time integer, late integer, unanswered integer, answer_median double precision, answer_p90 double precision,
    met_in_time integer, met_late integer, unmet integer, meeting_median double precision, meeting_p90 double precision)
  stable security definer set search_path = '' language plpgsql as $$
#variable_conflict use_column
begin
  if not network in (select platform.networks_as('coordinator', 'programme_manager', 'administrator')) then return; end if;
  if date_trunc('quarter', from_day) <> from_day or not (to_day + 1 = from_day + interval '3 months'
      or (date_trunc('year', from_day) = from_day and to_day + 1 = from_day + interval '1 year')) then
    raise exception 'delays are told of quarters and years' using errcode = '22023';
  end if;
  return query
  with asked as (
    select r.to_service_id as service, coalesce(v.care_function, '') as care_function, r.from_kind, r.answered_at is not null as is_answered, r.answered_at > r.answer_due as is_late,
        extract(epoch from r.answered_at - r.sent_at)::double precision / 3600 as answer_hours,
        r.state in ('accepted', 'begun') or r.met_at is not null as is_taken, r.met_at is not null as is_met, r.met_at > r.meeting_due as is_met_late,
        greatest(extract(epoch from r.met_at - r.answered_at)::double precision / 3600, 0) as meeting_hours
      from care.request r join directory.service v on v.network_id = r.network_id and v.id = r.to_service_id
     where r.network_id = network and r.state <> 'draft'
       and r.sent_at >= from_day::timestamp at time zone 'Europe/Paris' and r.sent_at < (to_day + 1)::timestamp at time zone 'Europe/Paris'),
  counted as (
    select a.service, a.care_function, a.from_kind, grouping(a.service) as no_team, grouping(a.care_function) as no_function,
        grouping(a.from_kind) as no_kind, count(*) as asked,
        count(*) filter (where a.is_answered and a.is_late is not true) as in_time, count(*) filter (where a.is_late) as late,
        count(*) filter (where not a.is_answered) as unanswered,
        percentile_cont(0.5) within group (order by a.answer_hours) as answer_median, percentile_cont(0.9) within group (order by a.answer_hours) as answer_p90,
        count(*) filter (where a.is_taken and a.is_met and a.is_met_late is not true) as met_in_time, count(*) filter (where a.is_taken and a.is_met_late) as met_late,
        count(*) filter (where a.is_taken and not a.is_met) as unmet,
        percentile_cont(0.5) within group (order by a.meeting_hours) as meeting_median, percentile_cont(0.9) within group (order by a.meeting_hours) as meeting_p90
      from asked a group by grouping sets ((), (a.service, a.care_function), (a.care_function), (a.from_kind)))
  select case when c.no_team = 0 then 'team' when c.no_function = 0 then 'function' when c.no_kind = 0 then 'from' else 'all' end,
      coalesce(c.service::text, c.care_function, c.from_kind, ''), coalesce(s.name, ''), nullif(c.care_function, ''),
      c.asked::integer, c.in_time::integer, c.late::integer, c.unanswered::integer, c.answer_median, c.answer_p90, c.met_in_time::integer, c.met_late::integer,
      c.unmet::integer, c.meeting_median, c.meeting_p90
    from counted c left join directory.service s on s.network_id = network and s.id = c.service
  union all
  select 'refusal', f.reason, '', null, count(*)::integer, 0, 0, 0, null, null, 0, 0, 0, null, null
    from care.refusal f where f.network_id = network and f.on_day between from_day and to_day group by f.reason;
end $$;

revoke execute on function care.is_asked, care.ask, care.request_of, care.withdraw_mine, care.forget_asked_for, care.take_reminders, care.delays from public;
grant execute on function care.is_asked, care.ask, care.request_of, care.withdraw_mine, care.take_reminders, care.delays to :app;
