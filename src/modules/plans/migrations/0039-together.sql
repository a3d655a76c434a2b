-- Writing a recovery plan together with somebody whom the person invited; what a question is about, for who answers it; and what a carer
-- was told by a team, for the carer.

-- ---------------------------------------------------------------------------------------------------------------------------
-- A consent to write together: given by the person alone, and never without reading
-- ---------------------------------------------------------------------------------------------------------------------------
alter table care.consent drop constraint consent_sections_check, add constraint consent_sections_check check (cardinality(sections) > 0
  and sections <@ array['identity', 'request', 'episodes', 'contacts', 'measures', 'recovery_plan', 'recovery_write', 'crisis_plan', 'path']
  and (not sections @> array['recovery_write'] or sections @> array['recovery_plan']));
alter table plans.invite drop constraint invite_sections_check, add constraint invite_sections_check check (
  sections <@ array['identity', 'request', 'episodes', 'contacts', 'measures', 'recovery_plan', 'recovery_write', 'crisis_plan', 'path']
  and (not sections @> array['recovery_write'] or sections @> array['recovery_plan']));
-- A team notes what somebody agreed to; that others write in their plan, people say themselves.
alter policy note on care.consent with check (noted_by = platform.person() and (
  (noted_service_id is null and how = 'self' and person_id = any (array(select care.my_files())))
  or (how <> 'self' and to_account_id is null and noted_team = any (array(select care.my_teams())) and not sections @> array['recovery_write'])));

-- Adds a piece at the end; the same piece twice is kept once. Null: neither one's own plan nor one that one may write together.
create or replace function plans.add_to_recovery(network text, file uuid, its_id uuid, its_content bytea) returns integer security definer set search_path = '' language plpgsql as $$
declare number integer;
begin
  if not file in (select care.my_files() union select care.shared('recovery_write')) then return null; end if;
  insert into plans.recovery_plan (network_id, person_id) select network, file from care.person p where p.network_id = network and p.id = file on conflict do nothing;
  select r.last_seq into number from plans.recovery_plan r where r.network_id = network and r.person_id = file for update;
  if not found then return null; end if;
  if exists (select from plans.recovery_update u where u.network_id = network and u.id = its_id) then return number; end if;
  insert into plans.recovery_update (network_id, person_id, seq, id, content, by_id) values (network, file, number + 1, its_id, its_content, platform.person());
  update plans.recovery_plan r set last_seq = number + 1 where r.network_id = network and r.person_id = file;
  return number + 1;
end $$;
drop policy keep on plans.recovery_version;
create policy keep on plans.recovery_version for insert with check (person_id = any (array(select care.my_files()))
  or person_id = any (array(select care.shared('recovery_write'))));

-- Where nothing was written yet, the first who writes makes the key that seals it.
create policy together_make on platform.data_key for insert with check (wrapped is not null
  and person_id = any (array(select care.shared('recovery_write'))));

-- Who wrote which piece of a plan since some moment, the last two thousand: for the person, and for who writes with them.
create function plans.recovery_writers(network text, file uuid, since timestamptz) returns table (seq integer, at timestamptz, name text, is_me boolean)
  stable security definer set search_path = '' language sql begin atomic
  select u.seq, u.at, a.name, u.by_id = platform.person() from plans.recovery_update u join identity.person a on a.id = u.by_id
   where u.network_id = network and u.person_id = file and u.at >= since and file in (select care.my_files() union select care.shared('recovery_write'))
   order by u.seq desc limit 2000;
end;
-- Whom one writes with, by the name that they go by.
create function plans.recovery_of(network text, file uuid) returns table (given_name text, works boolean) stable security definer set search_path = '' language sql begin atomic
  select p.given_name, exists (select from care.episode e where e.network_id = network and e.team = any (array(select care.my_teams()))
      and (e.left_on is null or e.left_on >= current_date) and e.person_id in (select care.with_merged(array[file])))
    from care.person p where p.network_id = network and p.id = file and file in (select care.shared('recovery_write'));
end;

-- ---------------------------------------------------------------------------------------------------------------------------
-- What a question is about
-- ---------------------------------------------------------------------------------------------------------------------------
-- For who may answer: the line of the trail that it names, and who asks, where that is somebody whom their own team follows or followed.
create function plans.asked_about(network text) returns table (id uuid, asker text, at timestamptz, kind text, action text, by_name text, team text)
  stable security definer set search_path = '' language sql begin atomic
  select q.id, case when q.to_team is not null then nullif(concat_ws(' ', f.given_name, f.family_name), '') end, a.at, a.kind, a.action, p.name,
      (select s.name from care.worker k join directory.service s on s.network_id = k.network_id and s.id = k.service_id
        where k.network_id = a.network_id and k.person_id = a.person_id and a.at::date >= k.valid_from and (k.valid_to is null or a.at::date <= k.valid_to)
        order by s.name limit 1)
    from plans.question q join care.person f on f.network_id = q.network_id and f.id = q.person_id
    left join platform.audit a on a.network_id = q.network_id and a.seq = q.trail_seq and a.about in (select care.with_merged(array[q.person_id]))
    left join identity.person p on p.id = a.person_id and not p.is_operator
   where q.network_id = network and (q.to_team = any (array(select care.my_teams()))
      or (q.to_service_id is null and network in (select platform.networks_as('administrator'))));
end;

-- ---------------------------------------------------------------------------------------------------------------------------
-- What a carer was told, whatever anybody shares with them: of rights and of help for themselves, and nothing about the person
-- ---------------------------------------------------------------------------------------------------------------------------
create table plans.told (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  account_id uuid not null references identity.person on delete cascade,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  topics text[] not null check (cardinality(topics) > 0 and topics <@ array['rights', 'general', 'crisis', 'associations', 'leave', 'own_help', 'confidence']),
  by_id uuid not null references identity.person,
  at timestamptz not null default now(),
  primary key (network_id, id),
  foreign key (network_id, service_id) references care.team
);
create index on plans.told (account_id);
create index on plans.told (by_id);
call platform.protect('plans.told');
create policy mine on plans.told for select using (account_id = platform.person());
create policy forget on plans.told for delete using (account_id = platform.person());
grant select, delete on plans.told to :app;

-- A team writes down what it told somebody with this address. The account comes back, to be told that there is something to read;
-- whoever asks learns nothing of it: the answer is the same where there is none.
create function plans.tell_carer(network text, service text, address text, what text[]) returns uuid security definer set search_path = '' language plpgsql as $$
declare whom uuid;
begin
  if not network || '/' || service in (select care.my_teams()) then return null; end if;
  select a.id into whom from identity.person a where a.email = lower(address) and not a.is_operator;
  if whom is not null then
    insert into plans.told (network_id, account_id, service_id, topics, by_id) values (network, whom, service, what, platform.person());
  end if;
  return whom;
end $$;
create function plans.told_to_me() returns table (id uuid, at timestamptz, team text, phone text, topics text[]) stable security definer set search_path = '' language sql begin atomic
  select t.id, t.at, s.name, s.phone, t.topics from plans.told t join directory.service s on s.network_id = t.network_id and s.id = t.service_id
   where t.account_id = platform.person() order by t.at desc limit 50;
end;

revoke execute on function plans.recovery_writers, plans.recovery_of, plans.asked_about, plans.tell_carer, plans.told_to_me from public;
grant execute on function plans.recovery_writers, plans.recovery_of, plans.asked_about, plans.tell_carer, plans.told_to_me to :app;
