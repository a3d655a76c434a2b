-- Numbers of commands are swept after a time that is set, and whatever comes back after it is known by what it did: a contact, a file and a
-- note have the number of their command, an opening its line in the trail. How long a shift lasts is set as well.
create index on field.command (at);

-- As the operator, once a day. Plans that were taken along are remembered as long: what was opened may wait on a device to be told.
create function field.sweep(before timestamptz) returns integer security definer set search_path = '' language plpgsql as $$
declare gone integer;
begin
  if not platform.is_operator() then return 0; end if;
  delete from field.carried_plan c where c.until < least(before, now() - interval '7 days');
  delete from field.command c where c.at < before;
  get diagnostics gone = row_count;
  return gone;
end $$;

drop function field.take_plans(text);
create function field.take_plans(network text, hours integer) returns table (person_id uuid, given_name text, family_name text, birth_date date,
    written_at timestamptz, section text, content bytea, sealed_as integer)
  security definer set search_path = '' language plpgsql as $$
begin
  if not exists (select from plans.my_duty_teams() t where split_part(t, '/', 1) = network) then return; end if;
  insert into field.carried_plan as k (network_id, by_id, person_id, until)
    select c.network_id, platform.person(), c.person_id, now() + make_interval(hours => least(greatest(hours, 1), 48)) from plans.crisis_plan c
     where c.network_id = network and c.for_duty and c.current_seq is not null and 'duty' = any (c.shown_to)
    on conflict on constraint carried_plan_pkey do update set until = excluded.until;
  return query select c.person_id, p.given_name, p.family_name, p.birth_date, v.written_at, x.section, x.content, x.sealed_as
    from field.carried_plan k
    join plans.crisis_plan c on c.network_id = k.network_id and c.person_id = k.person_id
    join care.person p on p.network_id = c.network_id and p.id = c.person_id
    join plans.crisis_version v on v.network_id = c.network_id and v.person_id = c.person_id and v.seq = c.current_seq
    join plans.crisis_part x on x.network_id = c.network_id and x.person_id = c.person_id and x.seq = c.current_seq and 'duty' = any (x.for_whom)
   where k.network_id = network and k.by_id = platform.person() and c.for_duty and 'duty' = any (c.shown_to)
   order by c.person_id;
end $$;

-- Told also where the clock of the phone is wrong: the plan was read, so the time is moved into the shift rather than the telling refused. Told
-- once: the same opening of the same minute is one line.
drop function field.tell_opening(text, uuid, timestamptz, text);
create function field.tell_opening(network text, file uuid, opened_at timestamptz, why text) returns table (told boolean, is_new boolean, account uuid)
  security definer set search_path = '' language plpgsql as $$
declare whose uuid; moment timestamptz; what text; begun timestamptz;
begin
  select k.since, least(greatest(opened_at, k.since), k.until, now()) into begun, moment from field.carried_plan k
   where k.network_id = network and k.by_id = platform.person() and k.person_id = file;
  if moment is null then return query select false, false, null::uuid; return; end if;
  what := 'opened/' || to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"');
  select p.account_id into whose from care.person p where p.network_id = network and p.id = file;
  if exists (select from platform.audit a where a.network_id = network and a.about = file and a.person_id = platform.person()
      and a.action = 'field.openInCrisis' and a.target = what and a.at >= begun) then
    return query select true, false, whose; return;
  end if;
  perform platform.append_audit(network, platform.person(), 'read', 'field.openInCrisis', what, file, why, 'success');
  return query select true, true, whose;
end $$;

revoke execute on function field.sweep, field.take_plans, field.tell_opening from public;
grant execute on function field.sweep, field.take_plans, field.tell_opening to :app;
