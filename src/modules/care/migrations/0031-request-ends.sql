-- A request ends with the consent it was sent with, and moves on only with the person's own agreement.

-- Whether it was withdrawn because the person's consent ended: the sender reads why.
alter table care.request add column ended_by_consent boolean not null default false;
create index on care.request (network_id, consent_id) where state in ('sent', 'accepted');

-- As care.note_request ends the consent with the request, this ends the request with its consent, in the same transaction: from then on
-- the team that was asked sees nothing. An episode that has begun stays: it has its own end.
create function care.end_with_consent() returns trigger security definer set search_path = '' language plpgsql as $$
declare it record;
begin
  for it in
    update care.request r set state = 'withdrawn', ended_by_consent = true, version = r.version + 1
      where r.network_id = new.network_id and r.consent_id = new.id and r.state in ('sent', 'accepted') returning r.id, r.person_id
  loop
    perform platform.append_audit(new.network_id, platform.person(), 'write', 'care.withdrawRequest', 'request/' || it.id || ' consent', it.person_id, null, 'success');
  end loop;
  return null;
end $$;
create trigger end_with_consent after update of withdrawn_at on care.consent for each row
  when (old.withdrawn_at is null and new.withdrawn_at is not null) execute function care.end_with_consent();
revoke execute on function care.end_with_consent from public;

-- Whether a request from outside goes straight on to the team that is proposed: its asker agreed to that, and is the person or says that
-- the person agrees. A name that somebody else gave does not travel without its owner.
create function care.may_pass(from_service text, from_kind text, agreement text, may_pass_on boolean) returns boolean
  immutable set search_path = '' language sql begin atomic
  select from_service is null and may_pass_on and (from_kind = 'person' or agreement = 'yes');
end;
revoke execute on function care.may_pass from public;
-- The trigger below asks it with the rights of whoever changes a request.
grant execute on function care.may_pass to :app;

create or replace function care.turn_away(network text, request uuid, seen integer, decision text, reason text, words bytea, proposed text,
    next_id uuid, next_story bytea, next_answer_due timestamptz) returns text
  security definer set search_path = '' language plpgsql as $$
declare old care.request; passes boolean;
begin
  select * into old from care.request r where r.network_id = network and r.id = request and r.to_team in (select care.my_teams())
    and r.state in ('sent', 'accepted') for update;
  if not found then return 'not_found'; end if;
  if old.version <> seen then return 'conflict'; end if;
  -- To the sender as a draft, who asks the person again; from outside straight on, when the asker and the person agreed to that.
  passes := decision = 'redirected' and care.may_pass(old.from_service_id, old.from_kind, old.agreement, old.may_pass_on);
  update care.request r set state = decision, refusal = reason, answer = words, proposed_service_id = proposed, answered_at = coalesce(r.answered_at, now()),
      answered_by = platform.person(), version = r.version + 1, story = case when r.from_service_id is null and not passes then null else r.story end
    where r.network_id = network and r.id = request;
  insert into care.refusal (network_id, service_id, from_kind, decision, reason) values (network, old.to_service_id, old.from_kind, decision, reason);
  if decision <> 'redirected' then return decision; end if;
  if old.from_service_id is null and not passes then return 'told'; end if;
  insert into care.request (network_id, id, person_id, chain_id, previous_id, from_service_id, to_service_id, from_kind, channel, urgency, reason_kind, language,
      needs_interpreter, agreement, may_pass_on, story, state, made_by, sent_at, answer_due, code_hash)
    values (network, next_id, old.person_id, old.chain_id, old.id, old.from_service_id, proposed, old.from_kind, old.channel, old.urgency, old.reason_kind, old.language,
      old.needs_interpreter, old.agreement, old.may_pass_on, next_story, case when passes then 'sent' else 'draft' end, old.made_by, case when passes then now() end,
      case when passes then next_answer_due end, old.code_hash);
  if passes then
    update care.request r set story = null, code_hash = null where r.network_id = network and r.id = request;
  end if;
  return case when passes then 'passed' else 'drafted' end;
end $$;

-- As in migration 0025, now also of whoever was named by somebody else without their agreement.
drop trigger forget_redirected on care.request;
create trigger forget_redirected after update on care.request for each row
  when (new.state <> old.state and new.state = 'redirected' and new.from_service_id is null
    and not care.may_pass(new.from_service_id, new.from_kind, new.agreement, new.may_pass_on)) execute function care.forget_asked_for();

-- What a team wrote to who asked from outside is sealed for the person, and read by who holds the code of the request: whoever looks for it
-- says the hash of the code for the time of a transaction (app.request_code), which opens the key of that one file and no row that is closed with it.
create function care.asked_by_code() returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select r.person_id from care.request r where r.code_hash = decode(nullif(current_setting('app.request_code', true), ''), 'hex');
end;
create policy asked_by_code on platform.data_key for select using (person_id = any (array(select care.asked_by_code())));

-- As in migration 0020, with the last words that a team of this story wrote to its asker. The number of the file is for opening them.
drop function care.request_of(bytea);
create function care.request_of(code bytea) returns table (network_id text, network jsonb, country text, service_id text, service text, phone text, from_kind text,
    state text, sent_at timestamptz, answer_due timestamptz, answered_at timestamptz, refusal text, proposed_id text, proposed text, proposed_phone text,
    proposed_is_asked boolean, person_id uuid, said_id uuid, said_by text, said bytea)
  stable security definer set search_path = '' language sql begin atomic
  select n.id, n.name::jsonb, n.country, s.id, s.name, coalesce(s.phone, so.phone), r.from_kind, case r.state when 'begun' then 'accepted' else r.state end, r.sent_at,
      r.answer_due, r.answered_at, case when r.refusal in ('full', 'not_our_territory', 'not_our_age', 'not_our_need') then r.refusal end,
      p.id, p.name, coalesce(p.phone, po.phone), p.id is not null and care.is_asked(p.network_id, p.id), r.person_id, w.id, w.name, w.answer
    from care.request r join platform.network n on n.id = r.network_id
    join directory.service s on s.network_id = r.network_id and s.id = r.to_service_id
    join directory.organisation so on so.network_id = s.network_id and so.id = s.organisation_id
    left join directory.service p on p.network_id = r.network_id and p.id = r.proposed_service_id
    left join directory.organisation po on po.network_id = p.network_id and po.id = p.organisation_id
    left join lateral (select a.id, a.answer, x.name from care.request a join directory.service x on x.network_id = a.network_id and x.id = a.to_service_id
      where a.network_id = r.network_id and a.chain_id = r.chain_id and a.answer is not null order by a.answered_at desc limit 1) w on true
   where r.code_hash = code order by r.made_at desc limit 1;
end;
revoke execute on function care.asked_by_code, care.request_of from public;
grant execute on function care.asked_by_code, care.request_of to :app;

-- When a request that arrived was told to those who may answer it. What arrived before this was reminded of, or is over.
alter table care.request add column announced_at timestamptz;
update care.request set announced_at = now() where sent_at is not null;
create index on care.request (sent_at) where state = 'sent' and announced_at is null;
create index on care.request (to_team, announced_at) where announced_at is not null;

-- Whom to tell now that something arrived, one line for each person: what is for today comes to a crisis team at once, everything else as
-- one message. A team that was told is told again after five minutes at the earliest of what is for today, after a quarter of an hour of the rest.
-- Whoever wrote the request down themselves knows of it.
create function care.take_arrivals() returns table (network_id text, person_id uuid, is_for_today boolean, waiting integer)
  security definer set search_path = '' language plpgsql as $$
#variable_conflict use_column
begin
  if not platform.is_operator() then raise exception 'only the operator tells' using errcode = '42501'; end if;
  return query
  with new as (
    select r.network_id, r.id, r.urgency = 'today' and v.care_function is not distinct from '2A' as is_for_today
      from care.request r join directory.service v on v.network_id = r.network_id and v.id = r.to_service_id
     where r.state = 'sent' and r.announced_at is null and r.sent_at > now() - interval '1 day'
       and not exists (select from care.request o where o.to_team = r.to_team and case
         when r.urgency = 'today' and v.care_function is not distinct from '2A' then o.urgency = 'today' and o.announced_at > now() - interval '5 minutes'
         else o.announced_at > now() - interval '15 minutes' end)),
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
revoke execute on function care.take_arrivals from public;
grant execute on function care.take_arrivals to :app;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Delays
-- ---------------------------------------------------------------------------------------------------------------------------
-- The first contact with the person that took place is the first meeting, where nobody noted one: with the rights of whoever writes it down.
create function care.meet_by_contact() returns trigger set search_path = '' language plpgsql as $$
begin
  update care.request r set met_at = new.at, version = r.version + 1
    from care.episode e where e.network_id = new.network_id and e.id = new.episode_id and r.network_id = e.network_id and r.id = e.request_id
     and r.met_at is null and r.answered_at <= new.at;
  return null;
end $$;
create trigger meet after insert on care.contact for each row
  when (new.missed is null and new.mode <> 'message' and 'person' = any (new.who)) execute function care.meet_by_contact();

-- As in migration 0020.
create or replace function care.delays(network text, from_day date, to_day date) returns table (dim text, key text, name text, care_function text, asked integer,
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
  with sent as (
    select r.*, coalesce(v.care_function, '') as care_function,
        -- Until when somebody waited in vain: until it was taken back, or until now.
        case when r.answered_at is not null then null when r.state = 'withdrawn' then (select max(s.at) from care.request_step s
          where s.network_id = r.network_id and s.request_id = r.id and s.after = 'withdrawn') else now() end as waited_until
      from care.request r join directory.service v on v.network_id = r.network_id and v.id = r.to_service_id
     where r.network_id = network and r.state <> 'draft'
       and r.sent_at >= from_day::timestamp at time zone 'Europe/Paris' and r.sent_at < (to_day + 1)::timestamp at time zone 'Europe/Paris'),
  -- What is overdue counts as late, with the time that has gone by so far: otherwise a team that never answers would answer in time.
  asked as (
    select r.to_service_id as service, r.care_function, r.from_kind,
        r.answered_at is not null or coalesce(r.waited_until > r.answer_due, false) as is_answered, coalesce(r.answered_at, r.waited_until) > r.answer_due as is_late,
        extract(epoch from coalesce(r.answered_at, case when r.waited_until > r.answer_due then r.waited_until end) - r.sent_at)::double precision / 3600 as answer_hours,
        r.state in ('accepted', 'begun') or r.met_at is not null as is_taken,
        r.met_at is not null or coalesce(r.state in ('accepted', 'begun') and now() > r.meeting_due, false) as is_met, coalesce(r.met_at, now()) > r.meeting_due as is_met_late,
        greatest(extract(epoch from coalesce(r.met_at, case when r.state in ('accepted', 'begun') and now() > r.meeting_due then now() end) - r.answered_at)::double precision / 3600, 0) as meeting_hours
      from sent r),
  counted as (
    select a.service, a.care_function, a.from_kind, grouping(a.service) as no_team, grouping(a.care_function) as no_function,
        grouping(a.from_kind) as no_kind, count(*) as asked,
        count(*) filter (where a.is_answered and a.is_late is not true) as in_time, count(*) filter (where a.is_answered and a.is_late) as late,
        count(*) filter (where not a.is_answered) as unanswered,
        percentile_cont(0.5) within group (order by a.answer_hours) as answer_median, percentile_cont(0.9) within group (order by a.answer_hours) as answer_p90,
        count(*) filter (where a.is_taken and a.is_met and a.is_met_late is not true) as met_in_time, count(*) filter (where a.is_taken and a.is_met and a.is_met_late) as met_late,
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

-- As in migration 0025, counted like the delays.
create or replace function overview.requests_of(network text, of_year integer) returns table (part text, quarter integer, a text, n bigint)
  stable set search_path = '' language sql begin atomic
  with asked as (
    select extract(quarter from r.sent_at at time zone 'Europe/Paris')::integer as q, r.channel, r.reason_kind,
        case when r.state in ('accepted', 'begun') then 'taken' when r.state = 'sent' then 'waiting' else r.state end as answer,
        case when coalesce(r.answered_at, case when r.state = 'withdrawn' then (select max(s.at) from care.request_step s
            where s.network_id = r.network_id and s.request_id = r.id and s.after = 'withdrawn') else now() end) > r.answer_due then 'late'
          when r.answered_at is null then 'unanswered' else 'in_time' end as answered
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

-- ---------------------------------------------------------------------------------------------------------------------------
-- Files of one person
-- ---------------------------------------------------------------------------------------------------------------------------
-- The file into which each was merged itself. `merged_into` is the one under which all of them are read: when that is merged further, it
-- moves with it, and this stays, so that a merge that is taken back gives back what it took.
alter table care.person add column merged_first uuid, add foreign key (network_id, merged_first) references care.person;
update care.person set merged_first = merged_into where merged_into is not null;
create index on care.person (network_id, merged_first) where merged_first is not null;
grant update (merged_first) on care.person to :app;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Contacts that were corrected
-- ---------------------------------------------------------------------------------------------------------------------------
-- What a contact said before its writer corrected it, sealed as it was: whoever reads the contact reads this as well.
create table care.contact_version (
  network_id platform.slug not null,
  contact_id uuid not null,
  version integer not null,
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  at timestamptz not null,
  minutes integer,
  mode text not null,
  workers uuid[] not null,
  who text[] not null,
  missed text,
  note bytea,
  next_on date,
  replaced_at timestamptz not null default clock_timestamp(),
  replaced_by uuid references identity.person,
  primary key (network_id, contact_id, version),
  foreign key (network_id, contact_id) references care.contact on delete cascade,
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team
);
create index on care.contact_version (network_id, person_id);
create index on care.contact_version (team);
call platform.protect('care.contact_version');
create policy see on care.contact_version for select using (team = any (array(select care.my_teams())) or person_id = any (array(select care.my_files()))
  or person_id = any (array(select care.shared('contacts'))) or person_id = any (array(select care.behind_glass())));
grant select on care.contact_version to :app;

create function care.keep_contact() returns trigger security definer set search_path = '' language plpgsql as $$
begin
  insert into care.contact_version (network_id, contact_id, version, person_id, service_id, at, minutes, mode, workers, who, missed, note, next_on, replaced_by)
    values (old.network_id, old.id, old.version, old.person_id, old.service_id, old.at, old.minutes, old.mode, old.workers, old.who, old.missed, old.note, old.next_on, platform.person());
  return new;
end $$;
create trigger keep before update on care.contact for each row execute function care.keep_contact();
revoke execute on function care.keep_contact from public;
