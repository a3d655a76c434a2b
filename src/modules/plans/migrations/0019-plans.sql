-- The person's own space: crisis plans and how they are found, the circle, who has looked, questions, recovery plans.
-- Who sees what, when: docs/access.md; texts are sealed with the key of the person's file (src/platform/keys).
create schema plans;
grant usage on schema plans to :app;

-- Health data in an account without a role ask for a second factor in France (the reference of electronic identification of the health
-- sector, PGSSI-S; CNIL), elsewhere when the network says so; never in a demonstration.
create or replace function identity.asks_factor(network text, wanted text) returns boolean stable language sql begin atomic
  select coalesce((select f.is_required from identity.factor_rule f where f.network_id = network and f.role = wanted),
    wanted <> 'carer' and not (select n.is_demonstration from platform.network n where n.id = network)
      and (wanted <> 'person' or (select n.country = 'FR' from platform.network n where n.id = network)));
end;
-- Told to who has something to open there: to everybody else the answer would say that there is such a network.
create function plans.asks_factor(network text) returns boolean stable security definer set search_path = '' language sql begin atomic
  select identity.asks_factor(network, 'person')
    and (exists (select from care.person p where p.network_id = network and p.account_id = platform.person())
      or exists (select from care.consent c where c.network_id = network and c.to_account_id = platform.person()));
end;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Tables
-- ---------------------------------------------------------------------------------------------------------------------------
-- Which teams may look for crisis plans while they are on duty. Without a row: those of function 2A.
create table plans.duty_team (
  network_id platform.slug not null,
  service_id platform.slug not null,
  may_open boolean not null,
  version integer not null default 1,
  primary key (network_id, service_id),
  foreign key (network_id, service_id) references care.team on delete cascade
);

-- A plan of somebody, in as many versions as were written. No current one: nothing was written, or it was put away.
create table plans.crisis_plan (
  network_id platform.slug not null references platform.network,
  person_id uuid not null,
  current_seq integer,
  -- The person lets teams on duty find and open it.
  for_duty boolean not null default false,
  -- For whom there is any part in the current version.
  shown_to text[] not null default '{}' check (shown_to <@ array['team', 'duty', 'circle']),
  renew_on date,
  reminded_at timestamptz,
  primary key (network_id, person_id),
  foreign key (network_id, person_id) references care.person on delete cascade
);
create index on plans.crisis_plan (person_id);
create index on plans.crisis_plan (network_id) where for_duty and current_seq is not null;
create index on plans.crisis_plan (renew_on) where reminded_at is null and current_seq is not null;

create table plans.crisis_version (
  network_id platform.slug not null,
  person_id uuid not null,
  seq integer not null check (seq > 0),
  written_at timestamptz not null default now(),
  written_by uuid not null references identity.person,
  -- By the person alone; with a team that was there; or as somebody had proposed and the person accepted.
  how text not null check (how in ('alone', 'together', 'accepted')),
  service_id platform.slug,
  -- Who was there and signed: names, roles and the day, sealed.
  signed bytea,
  primary key (network_id, person_id, seq),
  foreign key (network_id, person_id) references plans.crisis_plan on delete cascade,
  foreign key (network_id, service_id) references care.team
);
create index on plans.crisis_version (person_id);

create table plans.crisis_part (
  network_id platform.slug not null,
  person_id uuid not null,
  seq integer not null,
  section text not null check (section in ('signs', 'helps', 'worse', 'call', 'trusted', 'places', 'medicines', 'home', 'wishes', 'capacity')),
  -- The person alone reads what is for nobody.
  for_whom text[] not null check (for_whom <@ array['team', 'duty', 'circle']),
  -- Sealed for the version in which it was written: a part that nobody touched goes on as it is.
  content bytea not null,
  sealed_as integer not null check (sealed_as <= seq),
  primary key (network_id, person_id, seq, section),
  foreign key (network_id, person_id, seq) references plans.crisis_version on delete cascade
);
create index on plans.crisis_part (person_id);

-- What somebody else would write into a plan: it is nothing until the person has said yes.
create table plans.proposal (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  kind text not null check (kind in ('crisis', 'recovery')),
  content bytea not null,
  by_id uuid not null references identity.person,
  service_id platform.slug,
  team text generated always as (network_id || '/' || service_id) stored,
  at timestamptz not null default now(),
  state text not null default 'open' check (state in ('open', 'accepted', 'refused', 'withdrawn')),
  answered_at timestamptz,
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team
);
create index on plans.proposal (person_id);
create index on plans.proposal (team);

-- A team on duty opened a plan in a crisis: for twelve hours, as a shift is long.
create table plans.opening (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  seq integer not null,
  by_id uuid not null references identity.person,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  reason text not null check (reason in ('call', 'visit', 'emergency_room', 'relative', 'police')),
  at timestamptz not null default now(),
  until timestamptz not null default now() + interval '12 hours',
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team,
  check (until > at and until <= at + interval '12 hours')
);
create index on plans.opening (by_id, until);
create index on plans.opening (person_id);
create index on plans.opening (team, at);
create index on plans.opening (network_id, at);

-- After a crisis: was the plan found, was it followed. In the best trial 14.8 % were (JAMA Psychiatry 2022).
create table plans.outcome (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  opening_id uuid,
  on_day date not null default current_date,
  found text not null check (found in ('in_time', 'late', 'no')),
  used text not null check (used in ('yes', 'partly', 'no')),
  why_not text check (why_not in ('not_looked', 'not_clear', 'not_possible', 'out_of_date', 'person_otherwise', 'no_time')),
  by_id uuid not null references identity.person,
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team,
  foreign key (network_id, opening_id) references plans.opening,
  check (found <> 'no' or used = 'no')
);
create unique index on plans.outcome (network_id, opening_id);
create index on plans.outcome (person_id);
create index on plans.outcome (team, on_day);
create index on plans.outcome (network_id, on_day);

-- A card or a mail with a code, good once: whoever has it comes into the circle.
create table plans.invite (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  code_hash bytea not null check (octet_length(code_hash) = 32),
  relation text not null check (relation in ('relative', 'friend', 'peer', 'professional', 'other')),
  sections text[] not null check (sections <@ array['identity', 'request', 'episodes', 'contacts', 'measures', 'recovery_plan', 'crisis_plan']),
  until date not null,
  -- Whom it is for, in the person's words, sealed.
  label bytea,
  made_by uuid not null references identity.person,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '21 days',
  used_at timestamptz,
  used_by uuid references identity.person on delete set null,
  withdrawn_at timestamptz,
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade
);
create index on plans.invite (code_hash);
create index on plans.invite (person_id);

-- A question of the person about who has looked, or about anything: to a team, or to whoever answers for data protection.
create table plans.question (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  -- The line of the trail that it is about.
  trail_seq bigint,
  to_service_id platform.slug,
  to_team text generated always as (network_id || '/' || to_service_id) stored,
  question bytea not null,
  asked_by uuid not null references identity.person,
  asked_at timestamptz not null default now(),
  answer bytea,
  answered_by uuid references identity.person,
  answered_at timestamptz,
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, to_service_id) references care.team
);
create index on plans.question (person_id);
create index on plans.question (to_team);
create index on plans.question (network_id, asked_at);

-- A recovery plan is the sum of what was written into it, piece by piece (Yjs); nothing is taken out. A version is that sum at one moment.
create table plans.recovery_plan (
  network_id platform.slug not null references platform.network,
  person_id uuid not null,
  last_seq integer not null default 0,
  primary key (network_id, person_id),
  foreign key (network_id, person_id) references care.person on delete cascade
);
create index on plans.recovery_plan (person_id);
create table plans.recovery_update (
  network_id platform.slug not null,
  person_id uuid not null,
  seq integer not null,
  -- Made where it is written, also without a network: sent twice it is kept once.
  id uuid not null,
  content bytea not null,
  by_id uuid not null references identity.person,
  at timestamptz not null default now(),
  primary key (network_id, person_id, seq),
  unique (network_id, id),
  foreign key (network_id, person_id) references plans.recovery_plan on delete cascade
);
create index on plans.recovery_update (person_id);
create table plans.recovery_version (
  network_id platform.slug not null,
  person_id uuid not null,
  seq integer not null,
  content bytea not null,
  at timestamptz not null default now(),
  primary key (network_id, person_id, seq),
  foreign key (network_id, person_id) references plans.recovery_plan on delete cascade
);
create index on plans.recovery_version (person_id);

-- ---------------------------------------------------------------------------------------------------------------------------
-- Whose plans somebody may see: asked once a statement
-- ---------------------------------------------------------------------------------------------------------------------------
create function plans.my_duty_teams() returns setof text stable security definer set search_path = '' language sql begin atomic
  select t from care.my_teams() t
    join directory.service s on s.network_id = split_part(t, '/', 1) and s.id = split_part(t, '/', 2)
    left join plans.duty_team d on d.network_id = s.network_id and d.service_id = s.id
   where coalesce(d.may_open, s.care_function = '2A', false);
end;
-- The people whom a team of the one who acts follows today, or who let such a team read their crisis plan.
create function plans.of_my_teams() returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select care.with_merged(array(
    select e.person_id from care.episode e where e.team = any (array(select care.my_teams())) and (e.left_on is null or e.left_on >= current_date)
    union select c.person_id from care.consent c where c.withdrawn_at is null and c.until >= current_date and c.sections @> array['crisis_plan']
      and c.to_team = any (array(select care.my_teams()))));
end;
-- The people who let the one who acts, as somebody of their circle, read a section.
create function plans.of_my_circle(section text) returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select care.with_merged(array(select c.person_id from care.consent c
    where c.withdrawn_at is null and c.until >= current_date and c.sections @> array[section] and c.to_account_id = platform.person()));
end;
-- Whose plan the one who acts has opened in this shift, as long as they work in that team and the person lets teams on duty do so.
create function plans.opened() returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select o.person_id from plans.opening o join plans.crisis_plan p on p.network_id = o.network_id and p.person_id = o.person_id
   where o.by_id = platform.person() and o.until > now() and o.team = any (array(select care.my_teams())) and p.for_duty;
end;

call platform.protect('plans.duty_team', 'plans.crisis_plan', 'plans.crisis_version', 'plans.crisis_part', 'plans.proposal', 'plans.opening', 'plans.outcome',
  'plans.invite', 'plans.question', 'plans.recovery_plan', 'plans.recovery_update', 'plans.recovery_version');

create policy see    on plans.duty_team for select using (network_id = any (array(select care.my_networks()))
  or network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));
create policy add    on plans.duty_team for insert with check (network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));
create policy change on plans.duty_team for update using (network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));

create policy mine   on plans.crisis_plan for select using (person_id = any (array(select care.my_files())));
create policy team   on plans.crisis_plan for select using (current_seq is not null and 'team' = any (shown_to)
  and (person_id = any (array(select plans.of_my_teams())) or person_id = any (array(select care.behind_glass()))));
create policy circle on plans.crisis_plan for select using (current_seq is not null and 'circle' = any (shown_to)
  and person_id = any (array(select plans.of_my_circle('crisis_plan'))));
create policy duty   on plans.crisis_plan for select using (current_seq is not null and 'duty' = any (shown_to)
  and person_id = any (array(select plans.opened())));

-- Everybody but the person sees the current version and no other.
create policy mine   on plans.crisis_version for select using (person_id = any (array(select care.my_files())));
create policy others on plans.crisis_version for select using ((person_id = any (array(select plans.of_my_teams()))
    or person_id = any (array(select care.behind_glass())) or person_id = any (array(select plans.of_my_circle('crisis_plan'))) or person_id = any (array(select plans.opened())))
  and exists (select from plans.crisis_plan p where p.network_id = crisis_version.network_id and p.person_id = crisis_version.person_id and p.current_seq = crisis_version.seq));
create policy mine   on plans.crisis_part for select using (person_id = any (array(select care.my_files())));
create policy others on plans.crisis_part for select using ((('team' = any (for_whom) and (person_id = any (array(select plans.of_my_teams()))
    or person_id = any (array(select care.behind_glass()))))
    or ('circle' = any (for_whom) and person_id = any (array(select plans.of_my_circle('crisis_plan'))))
    or ('duty' = any (for_whom) and person_id = any (array(select plans.opened()))))
  and exists (select from plans.crisis_plan p where p.network_id = crisis_part.network_id and p.person_id = crisis_part.person_id and p.current_seq = crisis_part.seq));

create policy see    on plans.proposal for select using (person_id = any (array(select care.my_files()))
  or (team = any (array(select care.my_teams())) and (person_id = any (array(select plans.of_my_teams())) or person_id = any (array(select care.shared('recovery_plan')))))
  or (service_id is null and by_id = platform.person() and person_id = any (array(select care.shared('recovery_plan')))));
create policy propose on plans.proposal for insert with check (by_id = platform.person() and state = 'open' and (
  (kind = 'crisis' and team = any (array(select care.my_teams())) and person_id = any (array(select plans.of_my_teams())))
  or (kind = 'recovery' and (service_id is null or team = any (array(select care.my_teams()))) and person_id = any (array(select care.shared('recovery_plan'))))));
create policy answer on plans.proposal for update using (state = 'open' and (person_id = any (array(select care.my_files())) or by_id = platform.person()))
  with check ((state in ('accepted', 'refused') and person_id = any (array(select care.my_files()))) or (state = 'withdrawn' and by_id = platform.person()));

create policy see    on plans.opening for select using (person_id = any (array(select care.my_files())) or team = any (array(select care.my_teams())));

create policy see    on plans.outcome for select using (person_id = any (array(select care.my_files())) or team = any (array(select care.my_teams())));
create policy record_ on plans.outcome for insert with check (by_id = platform.person() and team = any (array(select care.my_teams()))
  and ((opening_id is null and person_id = any (array(select plans.of_my_teams())))
    or exists (select from plans.opening o where o.network_id = outcome.network_id and o.id = outcome.opening_id and o.person_id = outcome.person_id and o.service_id = outcome.service_id)));

create policy mine   on plans.invite for select using (person_id = any (array(select care.my_files())));
create policy make   on plans.invite for insert with check (made_by = platform.person() and person_id = any (array(select care.my_files())));
create policy take   on plans.invite for update using (person_id = any (array(select care.my_files())));

create policy see    on plans.question for select using (person_id = any (array(select care.my_files())) or to_team = any (array(select care.my_teams()))
  or (to_service_id is null and network_id = any (array(select platform.networks_as('administrator')))));
create policy ask    on plans.question for insert with check (asked_by = platform.person() and person_id = any (array(select care.my_files())));
create policy answer on plans.question for update using (answered_at is null and asked_by <> platform.person() and (to_team = any (array(select care.my_teams()))
  or (to_service_id is null and network_id = any (array(select platform.networks_as('administrator'))))))
  with check (answered_by = platform.person());

create policy see    on plans.recovery_plan for select using (person_id = any (array(select care.my_files())) or person_id = any (array(select care.shared('recovery_plan'))));
create policy see    on plans.recovery_update for select using (person_id = any (array(select care.my_files())) or person_id = any (array(select care.shared('recovery_plan'))));
create policy see    on plans.recovery_version for select using (person_id = any (array(select care.my_files())) or person_id = any (array(select care.shared('recovery_plan'))));
create policy keep   on plans.recovery_version for insert with check (person_id = any (array(select care.my_files())));

grant select, insert on plans.duty_team, plans.proposal, plans.outcome, plans.invite, plans.question, plans.recovery_version to :app;
grant select on plans.crisis_plan, plans.crisis_version, plans.crisis_part, plans.opening, plans.recovery_plan, plans.recovery_update to :app;
grant update (may_open, version) on plans.duty_team to :app;
grant update (state, answered_at) on plans.proposal to :app;
grant update (withdrawn_at) on plans.invite to :app;
grant update (answer, answered_by, answered_at) on plans.question to :app;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Writing a crisis plan
-- ---------------------------------------------------------------------------------------------------------------------------
-- The number of the last version, for who may write the next: the person, or a team that follows them today. Null: nobody else.
create function plans.last_crisis(network text, file uuid) returns integer stable security definer set search_path = '' language sql begin atomic
  select case when file in (select care.my_files()) or exists (select from care.episode e
      where e.network_id = network and e.team in (select care.my_teams()) and (e.left_on is null or e.left_on >= current_date)
        and e.person_id in (select care.with_merged(array[file])))
    then coalesce((select max(v.seq) from plans.crisis_version v where v.network_id = network and v.person_id = file), 0) end;
end;
-- A new version, which becomes the current one. The rows come sealed for this very number: another who wrote meanwhile makes it a conflict.
-- Not the table's own rows: a team does not see the parts that it wrote down for others.
create function plans.write_crisis(network text, file uuid, number integer, its_way text, its_service text, its_signed bytea, its_renewal date,
    sections text[], audiences jsonb, contents bytea[], on_duty boolean) returns text security definer set search_path = '' language plpgsql as $$
declare is_mine boolean := file in (select care.my_files()); last integer;
begin
  insert into plans.crisis_plan (network_id, person_id) select network, file where plans.last_crisis(network, file) is not null on conflict do nothing;
  perform from plans.crisis_plan p where p.network_id = network and p.person_id = file for update;
  last := plans.last_crisis(network, file);
  if last is null then return 'not_found'; end if;
  if not is_mine and (its_way <> 'together' or its_service is null or not network || '/' || its_service in (select care.my_teams())
     or not exists (select from care.episode e where e.network_id = network and e.service_id = its_service and (e.left_on is null or e.left_on >= current_date)
       and e.person_id in (select care.with_merged(array[file])))) then return 'not_found'; end if;
  if last + 1 <> number then return 'conflict'; end if;
  insert into plans.crisis_version (network_id, person_id, seq, written_by, how, service_id, signed)
    values (network, file, number, platform.person(), its_way, its_service, its_signed);
  insert into plans.crisis_part (network_id, person_id, seq, section, for_whom, content, sealed_as)
    select network, file, number, s, array(select jsonb_array_elements_text(audiences -> (at::int - 1))), contents[at], number from unnest(sections) with ordinality u (s, at);
  -- What the team was never shown is not lost when it writes.
  if not is_mine then
    insert into plans.crisis_part (network_id, person_id, seq, section, for_whom, content, sealed_as)
      select c.network_id, c.person_id, number, c.section, c.for_whom, c.content, c.sealed_as
        from plans.crisis_part c join plans.crisis_plan p on p.network_id = c.network_id and p.person_id = c.person_id and p.current_seq = c.seq
       where c.network_id = network and c.person_id = file and not 'team' = any (c.for_whom) and not c.section = any (sections);
  end if;
  update plans.crisis_plan p set current_seq = number, renew_on = its_renewal, reminded_at = null, for_duty = on_duty,
      shown_to = array(select distinct w from plans.crisis_part c, unnest(c.for_whom) w
        where c.network_id = network and c.person_id = file and c.seq = number order by w)
    where p.network_id = network and p.person_id = file;
  return 'written';
end $$;
-- The person lets teams on duty find it or not, or puts the plan away; at once, without a new version.
create function plans.set_crisis(network text, file uuid, on_duty boolean, put_away boolean) returns boolean security definer set search_path = '' language plpgsql as $$
begin
  if not file in (select care.my_files()) then return false; end if;
  update plans.crisis_plan p set for_duty = on_duty, current_seq = case when put_away then null else p.current_seq end,
      shown_to = case when put_away then '{}' else p.shown_to end
    where p.network_id = network and p.person_id = file and p.current_seq is not null;
  return found;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Found in a crisis
-- ---------------------------------------------------------------------------------------------------------------------------
-- Words of a name that are each written nearly so: accents, order, a slip of the keys. 0: some word is like none.
create function plans.likeness(sought text[], named text) returns real immutable set search_path = '' language sql begin atomic
  select case when coalesce(min(m.best), 0) >= 0.3 then sum(m.best)::real else 0 end from (
    select (select max(case when w = s then 1 when left(w, length(s)) = s then 0.9 else public.similarity(w, s) end)
      from unnest(string_to_array(named, ' ')) w where w <> '') as best from unnest(sought) s) m;
end;
-- Only among the plans whose persons let teams on duty find them, and no more than eight.
create function plans.find_on_duty(network text, words text, born date) returns table (person_id uuid, given_name text, family_name text, birth_date date, place text)
  stable security definer set search_path = '' language plpgsql as $$
declare sought text[] := array(select w from unnest(string_to_array(left(platform.folded(words), 100), ' ')) w where w <> '' limit 6);
begin
  if not exists (select from plans.my_duty_teams() t where split_part(t, '/', 1) = network) then return; end if;
  -- Two letters would list everybody.
  if born is null and (select coalesce(max(length(w)), 0) from unnest(sought) w) < 3 then return; end if;
  return query select c.person_id, p.given_name, p.family_name, p.birth_date, t.name
    from plans.crisis_plan c join care.person p on p.network_id = c.network_id and p.id = c.person_id
    left join directory.territory t on t.id = p.territory_id,
    lateral (select case when sought = '{}' then 0 else plans.likeness(sought, p.folded) end as alike) l
   where c.network_id = network and c.for_duty and c.current_seq is not null and 'duty' = any (c.shown_to)
     and (born is null or p.birth_date = born) and (l.alike > 0 or sought = '{}')
   order by l.alike desc, p.family_name collate platform.names, p.given_name collate platform.names, p.id limit 8;
end $$;
-- Opens a plan for a shift, with a reason. Whom to tell comes back: the account of the person, where they have one.
create function plans.open_in_crisis(network text, file uuid, its_id uuid, why text) returns table (opened boolean, account uuid)
  security definer set search_path = '' language plpgsql as $$
declare number integer; with_team text; whose uuid;
begin
  select split_part(t, '/', 2) into with_team from plans.my_duty_teams() t where split_part(t, '/', 1) = network order by t limit 1;
  select c.current_seq into number from plans.crisis_plan c where c.network_id = network and c.person_id = file and c.for_duty and 'duty' = any (c.shown_to);
  if with_team is null or number is null then return query select false, null::uuid; return; end if;
  insert into plans.opening (network_id, id, person_id, seq, by_id, service_id, reason) values (network, its_id, file, number, platform.person(), with_team, why);
  perform platform.append_audit(network, platform.person(), 'read', 'plans.openInCrisis', 'opening/' || its_id, file, why, 'success');
  select p.account_id into whose from care.person p where p.network_id = network and p.id = file;
  return query select true, whose;
end $$;
-- Whose plan it is, for who opened it.
create function plans.opened_person(network text, file uuid) returns table (given_name text, family_name text, birth_date date, until timestamptz, opening_id uuid)
  stable security definer set search_path = '' language sql begin atomic
  select p.given_name, p.family_name, p.birth_date, o.until, o.id from plans.opening o join care.person p on p.network_id = o.network_id and p.id = o.person_id
   where o.network_id = network and o.person_id = file and o.by_id = platform.person() and file in (select plans.opened()) order by o.at desc limit 1;
end;
-- How many plans were written, opened, found and followed in some time; what is below the threshold of the network is not told.
create function plans.counts(network text, since date, until date) returns table (written bigint, opened bigint, crises bigint, found_ bigint, used bigint)
  stable security definer set search_path = '' language sql begin atomic
  select case when w.n >= t.n or w.n = 0 then w.n end, case when o.n >= t.n or o.n = 0 then o.n end,
         case when c.n >= t.n or c.n = 0 then c.n end, case when c.n = 0 or (c.n >= t.n and (c.f >= t.n or c.f = 0)) then c.f end,
         case when c.n = 0 or (c.n >= t.n and (c.u >= t.n or c.u = 0)) then c.u end
    from (select w.disclosure_threshold as n from platform.network w where w.id = network) t,
         (select count(distinct v.person_id) as n from plans.crisis_version v where v.network_id = network and v.written_at::date between since and until) w,
         (select count(*) as n from plans.opening x where x.network_id = network and x.at::date between since and until) o,
         (select count(*) as n, count(*) filter (where x.found <> 'no') as f, count(*) filter (where x.used <> 'no') as u
            from plans.outcome x where x.network_id = network and x.on_day between since and until) c
   where network in (select platform.networks_as('administrator', 'programme_manager', 'coordinator'));
end;

-- ---------------------------------------------------------------------------------------------------------------------------
-- The circle
-- ---------------------------------------------------------------------------------------------------------------------------
create function plans.invite_of(code bytea) returns table (network_id text, network jsonb, given_name text, sections text[], until date, is_mine boolean)
  stable security definer set search_path = '' language sql begin atomic
  select i.network_id, n.name::jsonb, p.given_name, i.sections, i.until, i.person_id in (select care.my_files())
    from plans.invite i join platform.network n on n.id = i.network_id join care.person p on p.network_id = i.network_id and p.id = i.person_id
   where i.code_hash = code and i.used_at is null and i.withdrawn_at is null and i.expires_at > now() and i.until >= current_date;
end;
-- The one who acts comes into the circle with a code, once.
create function plans.join_circle(code bytea) returns table (network_id text, person_id uuid) security definer set search_path = '' language plpgsql as $$
declare it plans.invite; made uuid := gen_random_uuid();
begin
  if platform.person() is null then return; end if;
  select * into it from plans.invite i where i.code_hash = code and i.used_at is null and i.withdrawn_at is null and i.expires_at > now()
    and i.until >= current_date and not i.person_id in (select care.my_files()) for update;
  if not found then return; end if;
  update plans.invite i set used_at = now(), used_by = platform.person() where i.network_id = it.network_id and i.id = it.id;
  insert into care.consent (network_id, id, person_id, to_account_id, sections, purpose, how, noted_by, until)
    values (it.network_id, made, it.person_id, platform.person(), it.sections, 'circle', 'self', it.made_by, it.until);
  perform platform.append_audit(it.network_id, platform.person(), 'write', 'plans.joinCircle', 'consent/' || made, it.person_id, null, 'success');
  return query select it.network_id::text, it.person_id;
end $$;
-- Gives back all that somebody let the one who acts read. From then on they see none of these rows: hence no plain update.
create function plans.leave_circle(network text, file uuid) returns boolean security definer set search_path = '' language plpgsql as $$
begin
  update care.consent c set withdrawn_at = now(), withdrawn_by = platform.person()
    where c.network_id = network and c.person_id = file and c.to_account_id = platform.person() and c.withdrawn_at is null;
  if not found then return false; end if;
  perform platform.append_audit(network, platform.person(), 'write', 'plans.leaveCircle', 'circle', file, null, 'success');
  return true;
end $$;
-- The names of those to whom the one who acts has opened something.
create function plans.my_circle() returns table (account_id uuid, name text, relation text) stable security definer set search_path = '' language sql begin atomic
  select distinct on (c.to_account_id) c.to_account_id, a.name,
      (select i.relation from plans.invite i where i.used_by = c.to_account_id and i.person_id = c.person_id order by i.used_at desc limit 1)
    from care.consent c join identity.person a on a.id = c.to_account_id where c.person_id in (select care.my_files()) order by c.to_account_id;
end;
-- Who lets the one who acts read something today, and what.
create function plans.shared_with_me() returns table (network_id text, network jsonb, person_id uuid, consent_id uuid, given_name text, family_name text, sections text[], until date)
  stable security definer set search_path = '' language sql begin atomic
  select c.network_id, n.name::jsonb, c.person_id, c.id, p.given_name, case when c.sections @> array['identity'] then p.family_name else '' end, c.sections, c.until
    from care.consent c join platform.network n on n.id = c.network_id join care.person p on p.network_id = c.network_id and p.id = c.person_id
   where c.to_account_id = platform.person() and c.withdrawn_at is null and c.until >= current_date order by p.given_name, c.given_at;
end;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Who follows, who has looked, whom to tell
-- ---------------------------------------------------------------------------------------------------------------------------
-- The teams of one's own files, with the first name of the referent: a network that is closed shows its services to members only.
create function plans.who_follows() returns table (network_id text, service_id text, team text, phone text, care_function text, referent text, entered_on date, left_on date)
  stable security definer set search_path = '' language sql begin atomic
  select e.network_id, e.service_id, s.name, s.phone, e.care_function, split_part(r.name, ' ', 1), e.entered_on, e.left_on
    from care.episode e join directory.service s on s.network_id = e.network_id and s.id = e.service_id left join identity.person r on r.id = e.referent_id
   where e.person_id in (select care.my_files()) order by e.left_on desc nulls first, e.entered_on desc, s.name;
end;
-- What others did with one's own file, from the trail: their name, their team and profession of that day, never more than the last 300.
create function plans.who_looked(network text) returns table (seq bigint, at timestamptz, kind text, action text, target text, reason text, name text, team text, profession text, is_circle boolean)
  stable security definer set search_path = '' language sql begin atomic
  select a.seq, a.at, a.kind, a.action, a.target, a.reason, p.name, w.team, w.profession,
         exists (select from care.consent c where c.network_id = a.network_id and c.person_id = a.about and c.to_account_id = a.person_id)
    from platform.audit a left join identity.person p on p.id = a.person_id and not p.is_operator
    left join lateral (select s.name as team, k.profession from care.worker k join directory.service s on s.network_id = k.network_id and s.id = k.service_id
      where k.network_id = a.network_id and k.person_id = a.person_id and a.at::date >= k.valid_from and (k.valid_to is null or a.at::date <= k.valid_to)
      order by exists (select from care.episode e where e.team = k.team and e.person_id = a.about) desc, s.name limit 1) w on true
   where a.network_id = network and a.about in (select care.my_files()) and a.person_id is distinct from platform.person()
   order by a.at desc, a.seq desc limit 300;
end;
-- Whom a mail is for: those who lead a team (else all who work in it), or, without a team, those who administer the network.
create function plans.to_tell(network text, service text) returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select r.person_id from identity.role r
   where service is null and r.network_id = network and r.role = 'administrator' and current_date >= r.valid_from and (r.valid_to is null or current_date <= r.valid_to)
     and (network in (select care.my_networks()) or (select platform.is_operator()) or exists (select from care.person f where f.network_id = network and f.id in (select care.my_files())))
  union select w.person_id from care.worker w
   where w.network_id = network and w.service_id = service and current_date >= w.valid_from and (w.valid_to is null or current_date <= w.valid_to)
     and (w.is_lead or not exists (select from care.worker l where l.team = w.team and l.is_lead and current_date >= l.valid_from and (l.valid_to is null or current_date <= l.valid_to)))
     and exists (select from care.episode e where e.team = w.team and e.person_id in (select care.my_files()));
end;
-- A file behind the glass: only with the right birth date and a name that is nearly right, and only where that is one person.
create function plans.find_for_glass(network text, words text, born date) returns uuid stable security definer set search_path = '' language plpgsql as $$
declare hits uuid[];
begin
  if not network in (select care.my_networks()) or born is null then return null; end if;
  select array_agg(p.id) into hits from care.person p
   where p.network_id = network and p.birth_date = born and p.merged_into is null
     and plans.likeness(array(select w from unnest(string_to_array(left(platform.folded(words), 100), ' ')) w where w <> '' limit 6), p.folded) >= 1.2;
  return case when cardinality(hits) = 1 then hits[1] end;
end $$;
-- What administrators look at again: that the glass was broken, by whom and why. Not whose file it was.
create function plans.glass_to_review(network text) returns table (id uuid, at timestamptz, by_id uuid, by_name text, team text, person_id uuid, reason bytea,
    reviewed_at timestamptz, reviewer text, was_right boolean, review bytea)
  stable security definer set search_path = '' language sql begin atomic
  select g.id, g.at, g.by_id, b.name, (select s.name from care.worker w join directory.service s on s.network_id = w.network_id and s.id = w.service_id
      where w.network_id = network and w.person_id = g.by_id and g.at::date >= w.valid_from and (w.valid_to is null or g.at::date <= w.valid_to) order by s.name limit 1),
    g.person_id, g.reason, g.reviewed_at, r.name, g.was_right, g.review
    from care.glass g join identity.person b on b.id = g.by_id left join identity.person r on r.id = g.reviewed_by
   where g.network_id = network and network in (select platform.networks_as('administrator')) order by g.reviewed_at nulls first, g.at desc limit 200;
end;
-- The accounts to be reminded of a plan that is due, once for each version: for the daily job of the operator.
create function plans.due_for_renewal(before date) returns setof uuid security definer set search_path = '' language plpgsql as $$
begin
  if not platform.is_operator() then return; end if;
  return query with due as (update plans.crisis_plan c set reminded_at = now() where c.current_seq is not null and c.reminded_at is null and c.renew_on <= before
      returning c.network_id, c.person_id)
    select distinct p.account_id from due d join care.person p on p.network_id = d.network_id and p.id = d.person_id where p.account_id is not null;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------------
-- The recovery plan
-- ---------------------------------------------------------------------------------------------------------------------------
-- Adds a piece at the end; the same piece twice is kept once. Null: not one's own plan.
create function plans.add_to_recovery(network text, file uuid, its_id uuid, its_content bytea) returns integer security definer set search_path = '' language plpgsql as $$
declare number integer;
begin
  if not file in (select care.my_files()) then return null; end if;
  insert into plans.recovery_plan (network_id, person_id) select network, file from care.person p where p.network_id = network and p.id = file on conflict do nothing;
  select r.last_seq into number from plans.recovery_plan r where r.network_id = network and r.person_id = file for update;
  if not found then return null; end if;
  if exists (select from plans.recovery_update u where u.network_id = network and u.id = its_id) then return number; end if;
  insert into plans.recovery_update (network_id, person_id, seq, id, content, by_id) values (network, file, number + 1, its_id, its_content, platform.person());
  update plans.recovery_plan r set last_seq = number + 1 where r.network_id = network and r.person_id = file;
  return number + 1;
end $$;

revoke execute on function plans.asks_factor, plans.my_duty_teams, plans.of_my_teams, plans.of_my_circle, plans.opened, plans.last_crisis, plans.write_crisis, plans.set_crisis,
  plans.likeness, plans.find_on_duty, plans.open_in_crisis, plans.opened_person, plans.counts, plans.invite_of, plans.join_circle, plans.leave_circle, plans.my_circle, plans.shared_with_me,
  plans.who_follows, plans.who_looked, plans.to_tell, plans.find_for_glass, plans.glass_to_review, plans.due_for_renewal, plans.add_to_recovery from public;
grant execute on function plans.asks_factor, plans.my_duty_teams, plans.of_my_teams, plans.of_my_circle, plans.opened, plans.last_crisis, plans.write_crisis, plans.set_crisis,
  plans.find_on_duty, plans.open_in_crisis, plans.opened_person, plans.counts, plans.invite_of, plans.join_circle, plans.leave_circle, plans.my_circle, plans.shared_with_me,
  plans.who_follows, plans.who_looked, plans.to_tell, plans.find_for_glass, plans.glass_to_review, plans.due_for_renewal, plans.add_to_recovery to :app;
