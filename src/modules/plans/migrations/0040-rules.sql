-- How long things stand, by network; without a row, the example of each. Who may ask for a glass knows how long it stays broken, and
-- whoever shares something how long at most: hence a function, and not the table, for everybody.
create table plans.rule (
  network_id platform.slug primary key references platform.network,
  glass_minutes integer not null check (glass_minutes between 15 and 240),
  review_days integer not null check (review_days between 1 and 31),
  opening_hours integer not null check (opening_hours between 1 and 12),
  renew_months integer not null check (renew_months in (0, 6, 12, 24)),
  remind_days integer not null check (remind_days between 0 and 60),
  grant_months integer not null check (grant_months in (1, 6, 12, 24)),
  version integer not null default 1
);
call platform.protect('plans.rule');
create policy see    on plans.rule for select using (network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));
create policy add    on plans.rule for insert with check (network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));
create policy change on plans.rule for update using (network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));
grant select, insert, update on plans.rule to :app;

create function plans.rules(network text) returns table (glass_minutes integer, review_days integer, opening_hours integer, renew_months integer, remind_days integer,
    grant_months integer, version integer) stable security definer set search_path = '' language sql begin atomic
  select coalesce(r.glass_minutes, 60), coalesce(r.review_days, 7), coalesce(r.opening_hours, 12), coalesce(r.renew_months, 12), coalesce(r.remind_days, 14),
      coalesce(r.grant_months, 24), coalesce(r.version, 0)
    from (select network) asked (id) left join plans.rule r on r.network_id = asked.id;
end;

-- A glass stays broken as long as the network says and not a minute longer, whatever a program writes.
alter table care.glass drop constraint glass_check, add constraint glass_check check (until > at and until <= at + interval '4 hours');
create policy as_long on care.glass as restrictive for insert
  with check (until <= now() + make_interval(mins => (select r.glass_minutes from plans.rules(network_id) r)));

-- Opens a plan for a shift, as long as the network says, with a reason. Whom to tell comes back: the account of the person, where they have one.
create or replace function plans.open_in_crisis(network text, file uuid, its_id uuid, why text) returns table (opened boolean, account uuid)
  security definer set search_path = '' language plpgsql as $$
declare number integer; with_team text; whose uuid;
begin
  select split_part(t, '/', 2) into with_team from plans.my_duty_teams() t where split_part(t, '/', 1) = network order by t limit 1;
  select c.current_seq into number from plans.crisis_plan c where c.network_id = network and c.person_id = file and c.for_duty and 'duty' = any (c.shown_to);
  if with_team is null or number is null then return query select false, null::uuid; return; end if;
  insert into plans.opening (network_id, id, person_id, seq, by_id, service_id, reason, until)
    values (network, its_id, file, number, platform.person(), with_team, why, now() + make_interval(hours => (select r.opening_hours from plans.rules(network) r)));
  perform platform.append_audit(network, platform.person(), 'read', 'plans.openInCrisis', 'opening/' || its_id, file, why, 'success');
  select p.account_id into whose from care.person p where p.network_id = network and p.id = file;
  return query select true, whose;
end $$;

-- The accounts to be reminded of a plan that is due, once for each version, as many days before as their network says: for the daily job.
drop function plans.due_for_renewal(date);
create function plans.due_for_renewal(today date) returns setof uuid security definer set search_path = '' language plpgsql as $$
begin
  if not platform.is_operator() then return; end if;
  return query with due as (update plans.crisis_plan c set reminded_at = now() where c.current_seq is not null and c.reminded_at is null
      and c.renew_on <= today + (select r.remind_days from plans.rules(c.network_id) r) returning c.network_id, c.person_id)
    select distinct p.account_id from due d join care.person p on p.network_id = d.network_id and p.id = d.person_id where p.account_id is not null;
end $$;
revoke execute on function plans.rules, plans.due_for_renewal from public;
grant execute on function plans.rules, plans.due_for_renewal to :app;
