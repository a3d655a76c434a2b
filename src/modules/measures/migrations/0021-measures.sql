-- Outcome measures: questionnaires that a person fills in alone or with their team, and what follows when an answer calls for somebody.
-- Answers and scores are sealed; which questionnaire, when and by whom is in clear. Who sees what: docs/access.md.
create schema measures;
grant usage on schema measures to :app;

-- What a network offers. A questionnaire whose licence forbids commercial use is offered once the network says that its use is none.
create table measures.offer (
  network_id platform.slug primary key references platform.network,
  is_non_commercial boolean not null default false,
  switched_off text[] not null default '{}',
  version integer not null default 1
);

-- Within how many hours a team writes down what was done, where its function's example (24, in 2A 4) does not suit it.
create table measures.alert_rule (
  network_id platform.slug not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  hours integer not null check (hours between 1 and 168),
  version integer not null default 1,
  primary key (network_id, service_id),
  foreign key (network_id, service_id) references care.team on delete cascade
);

create table measures.answering (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  instrument text not null check (instrument ~ '^[a-z][a-z0-9-]{1,30}$'),
  pack_version text not null check (pack_version ~ '^[0-9]{1,6}$'),
  language text not null check (language in ('fr', 'nl', 'en')),
  -- Together with somebody of this team; null: alone, in the person's own space.
  service_id platform.slug,
  team text generated always as (network_id || '/' || service_id) stored,
  started_by uuid not null references identity.person,
  started_at timestamptz not null default now(),
  -- Null: a draft.
  finished_at timestamptz check (finished_at >= started_at),
  -- Answers, and at the end the score, sealed for the person.
  content bytea,
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team,
  check (finished_at is null or content is not null)
);
create index on measures.answering (network_id, person_id, finished_at);
create index on measures.answering (person_id);
create index on measures.answering (team) where finished_at is null;

-- An answer that calls for somebody: one row for each team that follows the person. It is over when the team wrote down what was done.
create table measures.alert (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  answering_id uuid,
  raised_at timestamptz not null default now(),
  -- By when something is written down; then the leads are told, and again after each further while.
  due_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'escalated', 'done')),
  escalations integer not null default 0,
  -- The person said that they want to speak to somebody now.
  asks_to_speak boolean not null default false,
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team,
  -- A draft that is thrown away takes nothing with it.
  foreign key (network_id, answering_id) references measures.answering on delete set null (answering_id),
  unique (network_id, answering_id, service_id)
);
create index on measures.alert (team, state);
create index on measures.alert (person_id);
create index on measures.alert (due_at) where state <> 'done';

create table measures.alert_step (
  network_id platform.slug not null,
  alert_id uuid not null,
  seq integer not null,
  at timestamptz not null default now(),
  what text not null check (what in ('raised', 'asked', 'tried', 'escalated', 'done')),
  -- Who did it; null: the clock.
  by_id uuid references identity.person,
  -- When it was done, which is seldom when it is written down.
  happened_at timestamptz,
  how text check (how in ('spoke', 'visited', 'emergency', 'other_team', 'other')),
  note bytea,
  primary key (network_id, alert_id, seq),
  foreign key (network_id, alert_id) references measures.alert on delete cascade,
  check ((what = 'done') = (how is not null)),
  check (what not in ('tried', 'done') or happened_at is not null)
);

-- The people whom a team of the one who acts follows today. A team whose episode is over reads no measure any more.
create function measures.in_charge() returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select care.with_merged(array(select e.person_id from care.episode e where e.team = any (array(select care.my_teams()))
    and e.entered_on <= current_date and (e.left_on is null or e.left_on > current_date)));
end;

-- The teams that follow the one who acts in a network, with how to reach them: whoever answers is told beforehand who would hear of it.
create function measures.teams_of_mine(network text) returns table (service_id text, name text, phone text)
  stable security definer set search_path = '' language sql begin atomic
  select distinct s.id::text, s.name, s.phone from care.episode e
    join directory.service s on s.network_id = e.network_id and s.id = e.service_id
   where e.network_id = network and e.person_id in (select care.my_files())
     and e.entered_on <= current_date and (e.left_on is null or e.left_on > current_date);
end;

-- Who hears of an alert. At first the referent, where they still work there, else everybody who works in the team; when it was not written
-- down in time, its leads as well as all of them. Where nobody works in a team the administrators hear that it stands empty.
create function measures.to_tell(network text, service text, file uuid, is_late boolean) returns table (person_id uuid, is_of_team boolean)
  stable set search_path = '' language plpgsql as $$
begin
  return query
    with at_work as (
      select w.person_id, w.is_lead from care.worker w
       where w.network_id = network and w.service_id = service and current_date >= w.valid_from and (w.valid_to is null or current_date <= w.valid_to)
         and exists (select from identity.role r where r.network_id = network and r.person_id = w.person_id
           and current_date >= r.valid_from and (r.valid_to is null or current_date <= r.valid_to))),
    referent as (
      select a.person_id from at_work a where exists (select from care.episode e where e.network_id = network and e.service_id = service
        and e.referent_id = a.person_id and e.person_id in (select care.with_merged(array[file])) and (e.left_on is null or e.left_on > current_date))),
    chosen as (
      select a.person_id from at_work a where case
        when is_late then a.is_lead or not exists (select from at_work l where l.is_lead)
        else a.person_id in (select r.person_id from referent r) or not exists (select from referent) end)
    select distinct c.person_id, true from chosen c
    union
    select distinct r.person_id, false from identity.role r where r.network_id = network and r.role = 'administrator'
       and current_date >= r.valid_from and (r.valid_to is null or current_date <= r.valid_to) and not exists (select from at_work);
end $$;

-- The hours that a team has.
create function measures.hours_of(network text, service text) returns integer stable set search_path = '' language sql begin atomic
  select coalesce((select r.hours from measures.alert_rule r where r.network_id = network and r.service_id = service),
    (select case s.care_function when '2A' then 4 else 24 end from directory.service s where s.network_id = network and s.id = service), 24);
end;

-- An answer calls for somebody: each team that follows the person gets an alert, once for each questionnaire. Returns who is to be told.
create function measures.raise_alert(network text, answering uuid) returns table (alert_id uuid, service_id text, person_id uuid, is_of_team boolean)
  security definer set search_path = '' language plpgsql as $$
declare it measures.answering; team record; made uuid;
begin
  select * into it from measures.answering a where a.network_id = network and a.id = answering
    and (a.person_id in (select care.my_files()) or (a.person_id in (select measures.in_charge()) and a.team in (select care.my_teams())));
  if not found then return; end if;
  for team in select distinct e.service_id from care.episode e where e.network_id = network
      and e.person_id in (select care.with_merged(array[it.person_id])) and e.entered_on <= current_date and (e.left_on is null or e.left_on > current_date) loop
    insert into measures.alert (network_id, person_id, service_id, answering_id, due_at)
      values (network, it.person_id, team.service_id, answering, now() + make_interval(hours => measures.hours_of(network, team.service_id)))
      on conflict do nothing returning alert.id into made;
    if made is null then continue; end if;
    insert into measures.alert_step (network_id, alert_id, seq, what, by_id) values (network, made, 1, 'raised', platform.person());
    return query select made, team.service_id::text, t.person_id, t.is_of_team from measures.to_tell(network, team.service_id, it.person_id, false) t;
  end loop;
end $$;

-- The person wants to be called now: said once, and those who were told are told again.
create function measures.ask_to_speak(network text, answering uuid) returns table (alert_id uuid, service_id text, person_id uuid, is_of_team boolean)
  security definer set search_path = '' language plpgsql as $$
declare it record;
begin
  for it in update measures.alert a set asks_to_speak = true, version = a.version + 1
      where a.network_id = network and a.answering_id = answering and a.state <> 'done' and not a.asks_to_speak
        and (a.person_id in (select care.my_files()) or (a.person_id in (select measures.in_charge()) and a.team in (select care.my_teams())))
      returning a.id, a.service_id, a.person_id loop
    insert into measures.alert_step (network_id, alert_id, seq, what, by_id)
      select network, it.id, max(s.seq) + 1, 'asked', platform.person() from measures.alert_step s where s.network_id = network and s.alert_id = it.id;
    return query select it.id, it.service_id::text, t.person_id, t.is_of_team from measures.to_tell(network, it.service_id, it.person_id, false) t;
  end loop;
end $$;

-- By the clock: what nobody wrote down in time goes to the leads, and goes there again after each further while, until somebody does.
create function measures.escalate_due() returns table (network_id text, alert_id uuid, service_id text, person_id uuid, is_of_team boolean)
  security definer set search_path = '' language plpgsql as $$
declare it record;
begin
  if not platform.is_operator() then raise exception 'for the clock only' using errcode = '42501'; end if;
  for it in select a.network_id, a.id, a.service_id, a.person_id from measures.alert a where a.state <> 'done' and a.due_at <= now() for update skip locked loop
    update measures.alert a set state = 'escalated', escalations = a.escalations + 1, version = a.version + 1,
        due_at = now() + make_interval(hours => measures.hours_of(it.network_id, it.service_id))
      where a.network_id = it.network_id and a.id = it.id;
    insert into measures.alert_step (network_id, alert_id, seq, what)
      select it.network_id, it.id, max(s.seq) + 1, 'escalated' from measures.alert_step s where s.network_id = it.network_id and s.alert_id = it.id;
    return query select it.network_id::text, it.id, it.service_id::text, t.person_id, t.is_of_team
      from measures.to_tell(it.network_id, it.service_id, it.person_id, true) t;
  end loop;
end $$;

-- What was finished stays as it is; an alert goes forward only, and its end is written down by its team.
create function measures.guard_answering() returns trigger set search_path = '' language plpgsql as $$
begin
  if old.finished_at is not null then raise exception 'what was finished stays' using errcode = '23514', constraint = 'answering_finished'; end if;
  return new;
end $$;
create trigger guard before update on measures.answering for each row execute function measures.guard_answering();
create function measures.guard_alert() returns trigger set search_path = '' language plpgsql as $$
begin
  if new.state <> old.state and not (old.state, new.state) in (('open', 'escalated'), ('open', 'done'), ('escalated', 'done')) then
    raise exception 'an alert does not go from % to %', old.state, new.state using errcode = '23514', constraint = 'alert_way';
  end if;
  -- By now, in the same transaction, somebody has written down when and what.
  if new.state = 'done' and old.state <> 'done' and not exists (select from measures.alert_step s
      where s.network_id = new.network_id and s.alert_id = new.id and s.what = 'done') then
    raise exception 'an alert ends with what was done' using errcode = '23514', constraint = 'alert_done';
  end if;
  return new;
end $$;
create trigger guard before update on measures.alert for each row execute function measures.guard_alert();

call platform.protect('measures.offer', 'measures.alert_rule', 'measures.answering', 'measures.alert', 'measures.alert_step');

create policy see    on measures.offer for select using (network_id = any (array(select platform.my_networks()))
  or network_id = any (array(select f.network_id from care.person f where f.id = any (array(select care.my_files())))));
create policy add    on measures.offer for insert with check (network_id = any (array(select platform.networks_as('administrator'))));
create policy change on measures.offer for update using (network_id = any (array(select platform.networks_as('administrator'))));

create policy see    on measures.alert_rule for select using (network_id = any (array(select platform.my_networks())));
create policy add    on measures.alert_rule for insert with check (team = any (array(select care.my_led_teams())));
create policy change on measures.alert_rule for update using (team = any (array(select care.my_led_teams())));

create policy mine   on measures.answering for select using (person_id = any (array(select care.my_files())));
create policy team   on measures.answering for select using (person_id = any (array(select measures.in_charge()))
  and (finished_at is not null or team = any (array(select care.my_teams()))));
create policy read   on measures.answering for select using (finished_at is not null
  and (person_id = any (array(select care.shared('measures'))) or person_id = any (array(select care.behind_glass()))));
create policy start  on measures.answering for insert with check (started_by = platform.person() and finished_at is null and (
  (service_id is null and person_id = any (array(select care.my_files())))
  or (team = any (array(select care.my_teams())) and person_id = any (array(select measures.in_charge())))));
create policy answer on measures.answering for update using (person_id = any (array(select care.my_files()))
  or (team = any (array(select care.my_teams())) and person_id = any (array(select measures.in_charge()))));
create policy discard on measures.answering for delete using (finished_at is null and (person_id = any (array(select care.my_files()))
  or (team = any (array(select care.my_teams())) and person_id = any (array(select measures.in_charge())))));

create policy see    on measures.alert for select using (team = any (array(select care.my_teams())) or person_id = any (array(select care.my_files())));
create policy change on measures.alert for update using (team = any (array(select care.my_teams())));
create policy see    on measures.alert_step for select using (
  exists (select from measures.alert a where a.network_id = alert_step.network_id and a.id = alert_step.alert_id));
create policy write  on measures.alert_step for insert with check (by_id = platform.person() and what in ('tried', 'done')
  and exists (select from measures.alert a where a.network_id = alert_step.network_id and a.id = alert_step.alert_id
    and a.team = any (array(select care.my_teams())) and a.state <> 'done'));

grant select, insert, update on measures.offer, measures.alert_rule to :app;
grant select, insert, delete on measures.answering to :app;
grant update (content, finished_at, version) on measures.answering to :app;
grant select on measures.alert to :app;
grant update (state, version) on measures.alert to :app;
grant select, insert on measures.alert_step to :app;

-- Who was granted the section opens what was sealed in it.
create policy measured on platform.data_key for select using (person_id = any (array(select care.shared('measures'))));

revoke execute on function measures.in_charge, measures.teams_of_mine, measures.to_tell, measures.hours_of, measures.raise_alert, measures.ask_to_speak,
  measures.escalate_due from public;
grant execute on function measures.in_charge, measures.hours_of, measures.teams_of_mine, measures.raise_alert, measures.ask_to_speak, measures.escalate_due to :app;
