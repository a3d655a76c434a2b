-- Work without a network: what was given to which device, what was sent from it, files that belong to contacts.
-- Who sees what, when: docs/access.md; what a stolen phone gives: docs/decisions/0065-work-without-a-network.md.
create schema field;
grant usage on schema field to :app;

-- A browser in which somebody works on the road. Its secret closes what was not sent yet: whoever signs in there again gets it again.
create table field.device (
  person_id uuid not null references identity.person on delete cascade,
  id uuid not null,
  -- Sealed with the key of the account.
  secret bytea not null,
  -- The number of the last page that it was given.
  last_seq integer not null default 0,
  made_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  primary key (person_id, id)
);

-- Which file lies on which device, in which state (a hash), since which page. Gone: the device is told to forget it, and until it says
-- that it has read that page it is told again.
create table field.carried (
  network_id platform.slug not null,
  by_id uuid not null references identity.person on delete cascade,
  device_id uuid not null,
  person_id uuid not null,
  stamp text not null,
  seq integer not null,
  is_gone boolean not null default false,
  at timestamptz not null default now(),
  primary key (network_id, by_id, device_id, person_id),
  foreign key (network_id, person_id) references care.person on delete cascade
);
create index on field.carried (by_id, device_id);
create index on field.carried (person_id);

-- Crisis plans that a device took along for a shift, closed and not listed: an opening that is told later is believed for these alone.
create table field.carried_plan (
  network_id platform.slug not null,
  by_id uuid not null references identity.person on delete cascade,
  person_id uuid not null,
  since timestamptz not null default now(),
  until timestamptz not null,
  primary key (network_id, by_id, person_id),
  foreign key (network_id, person_id) references care.person on delete cascade
);
create index on field.carried_plan (by_id);
create index on field.carried_plan (person_id);

-- What was sent from a device and done, by the number that it was given there: sent again, it is done once.
create table field.command (
  network_id platform.slug not null references platform.network,
  by_id uuid not null references identity.person on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('contact', 'file', 'reach', 'note', 'opening')),
  at timestamptz not null default now(),
  primary key (network_id, by_id, id)
);
create index on field.command (by_id);

-- A photograph or a paper that belongs to a contact. Name and content are sealed with the key of the person.
create table field.attachment (
  network_id platform.slug not null,
  id uuid not null,
  contact_id uuid not null,
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  name bytea not null,
  type text not null check (type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
  bytes integer not null check (bytes between 1 and 6291456),
  content bytea not null,
  by_id uuid not null references identity.person,
  at timestamptz not null default now(),
  primary key (network_id, id),
  foreign key (network_id, contact_id) references care.contact on delete cascade,
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team
);
create index on field.attachment (network_id, contact_id);
create index on field.attachment (person_id);
create index on field.attachment (team);

call platform.protect('field.device', 'field.carried', 'field.carried_plan', 'field.command', 'field.attachment');

create policy mine on field.device using (person_id = platform.person()) with check (person_id = platform.person());
-- Seen on the days on which one works there; taken away whenever the account is closed.
create policy mine on field.carried for select using (by_id = platform.person() and network_id = any (array(select care.my_networks())));
create policy add on field.carried for insert with check (by_id = platform.person() and network_id = any (array(select care.my_networks())));
create policy change on field.carried for update using (by_id = platform.person() and network_id = any (array(select care.my_networks())));
create policy forget on field.carried for delete using (by_id = platform.person());
create policy mine on field.carried_plan for select using (by_id = platform.person() and network_id = any (array(select care.my_networks())));
create policy forget on field.carried_plan for delete using (by_id = platform.person());
create policy mine on field.command for select using (by_id = platform.person());
create policy forget on field.command for delete using (by_id = platform.person());
create policy note on field.command for insert with check (by_id = platform.person() and network_id = any (array(select platform.my_networks())));

-- Whoever reads the contact reads what belongs to it; it is added by whoever wrote the contact, as long as they work in the team.
create policy see on field.attachment for select using (team = any (array(select care.my_teams())) or person_id = any (array(select care.my_files()))
  or person_id = any (array(select care.shared('contacts'))) or person_id = any (array(select care.behind_glass())));
create policy add on field.attachment for insert with check (by_id = platform.person() and team = any (array(select care.my_teams()))
  and exists (select from care.contact c where c.network_id = attachment.network_id and c.id = attachment.contact_id and c.person_id = attachment.person_id
    and c.service_id = attachment.service_id and c.written_by = platform.person()));

grant select, insert, update, delete on field.device, field.carried to :app;
grant select, delete on field.carried_plan to :app;
grant select, insert, delete on field.command to :app;
grant select, insert on field.attachment to :app;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Crisis plans for a shift
-- ---------------------------------------------------------------------------------------------------------------------------
-- The parts for teams on duty of the plans that may be found, for who works in such a team: taken along for twelve hours, each noted.
create function field.take_plans(network text) returns table (person_id uuid, given_name text, family_name text, birth_date date, written_at timestamptz,
    section text, content bytea, sealed_as integer)
  security definer set search_path = '' language plpgsql as $$
begin
  if not exists (select from plans.my_duty_teams() t where split_part(t, '/', 1) = network) then return; end if;
  -- What was opened in an earlier shift may still wait on the device to be told: for a week.
  delete from field.carried_plan c where c.network_id = network and c.by_id = platform.person() and c.until < now() - interval '7 days';
  insert into field.carried_plan as k (network_id, by_id, person_id, until)
    select c.network_id, platform.person(), c.person_id, now() + interval '12 hours' from plans.crisis_plan c
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
-- An opening without a network is told when there is one again, also when the plan may no longer be opened: it was read. Whom to tell comes back.
create function field.tell_opening(network text, file uuid, opened_at timestamptz, why text) returns table (told boolean, account uuid)
  security definer set search_path = '' language plpgsql as $$
declare whose uuid;
begin
  if not exists (select from field.carried_plan k where k.network_id = network and k.by_id = platform.person() and k.person_id = file
      and opened_at between k.since - interval '5 minutes' and k.until + interval '5 minutes') then
    return query select false, null::uuid; return;
  end if;
  perform platform.append_audit(network, platform.person(), 'read', 'field.openInCrisis', 'opened/' || to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"'), file, why, 'success');
  select p.account_id into whose from care.person p where p.network_id = network and p.id = file;
  return query select true, whose;
end $$;

revoke execute on function field.take_plans, field.tell_opening from public;
grant execute on function field.take_plans, field.tell_opening to :app;
