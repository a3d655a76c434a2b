-- Teams that go out by stops and meet people without a name (outreach), and meetings on a difficult situation, which only the person
-- opens (situations). Two schemas in one migration: neither knows the other. Who sees what, when: docs/access.md.

-- ===========================================================================================================================
-- Meetings on a difficult situation
-- Rules of local mental-health councils for such meetings (ressources-clsm.org, "la place de l'usager"): prior agreement of the person;
-- refusal means that nothing is shared; the person may attend; only anonymous lessons go up.
-- ===========================================================================================================================
create schema situations;
grant usage on schema situations to :app;

create table situations.setting (
  network_id platform.slug primary key references platform.network,
  -- How long those who were invited still see a meeting after it was held.
  days_after integer not null default 14 check (days_after between 0 and 366),
  -- A lesson says the function of the team it comes from only where so many teams of that function are.
  least_teams integer not null default 5 check (least_teams between 2 and 100),
  version integer not null default 1
);

create table situations.situation (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  -- The team that prepares the meeting; it follows the person on the day of the call.
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  called_by text not null check (called_by in ('team', 'person')),
  made_by uuid not null references identity.person,
  made_at timestamptz not null default now(),
  state text not null default 'drafted' check (state in ('drafted', 'agreed', 'refused', 'planned', 'held', 'told', 'withdrawn')),
  -- What it is about, and what will be said there: sealed, fixed once the person has agreed to it, erased when it comes to nothing.
  subject bytea,
  said bytea,
  planned_at timestamptz,
  place bytea,
  -- How the person takes part, and whom they bring or who speaks for them.
  attendance text check (attendance in ('comes', 'represented', 'words', 'absent')),
  company bytea,
  days_after integer not null check (days_after between 0 and 366),
  held_on date,
  told_at timestamptz,
  ended_on date,
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team,
  check ((state in ('refused', 'withdrawn')) = (ended_on is not null)),
  check (state not in ('refused', 'withdrawn') or num_nonnulls(subject, said, planned_at, place, attendance, company) = 0),
  check (state in ('refused', 'withdrawn') or (subject is not null and said is not null)),
  check (state not in ('planned', 'held', 'told') or planned_at is not null),
  check ((state in ('held', 'told')) = (held_on is not null)),
  check ((state = 'told') = (told_at is not null))
);
create index on situations.situation (person_id);
create index on situations.situation (team, made_at);

-- What the person said to one meeting: to whom is in the invitations that were there then.
create table situations.agreement (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  situation_id uuid not null,
  person_id uuid not null,
  answer text not null check (answer in ('yes', 'no')),
  how text not null check (how in ('self', 'spoken', 'written', 'together')),
  noted_by uuid not null references identity.person,
  given_at timestamptz not null default now(),
  until date,
  withdrawn_at timestamptz,
  primary key (network_id, id),
  foreign key (network_id, situation_id) references situations.situation on delete cascade,
  foreign key (network_id, person_id) references care.person on delete cascade,
  check ((answer = 'yes') = (until is not null))
);
create index on situations.agreement (network_id, situation_id);
create index on situations.agreement (person_id);

create table situations.invitation (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  situation_id uuid not null,
  person_id uuid not null,
  -- A team, or a partner outside care by the name of its organisation.
  service_id platform.slug,
  team text generated always as (network_id || '/' || service_id) stored,
  words text check (length(words) between 1 and 200),
  made_at timestamptz not null default now(),
  person_says text not null default 'waits' check (person_says in ('waits', 'yes', 'no')),
  answer text not null default 'waits' check (answer in ('waits', 'comes', 'absent')),
  primary key (network_id, id),
  unique (network_id, situation_id, service_id),
  foreign key (network_id, situation_id) references situations.situation on delete cascade,
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team,
  check (num_nonnulls(service_id, words) = 1),
  check (answer = 'waits' or person_says = 'yes')
);
create index on situations.invitation (team);
create index on situations.invitation (person_id);

-- What the person wants to be read out or known at the meeting.
create table situations.words (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  situation_id uuid not null,
  person_id uuid not null,
  content bytea not null,
  -- By the person, or written down with them by the team.
  how text not null check (how in ('self', 'together')),
  by_id uuid not null references identity.person,
  at timestamptz not null default now(),
  primary key (network_id, id),
  foreign key (network_id, situation_id) references situations.situation on delete cascade,
  foreign key (network_id, person_id) references care.person on delete cascade
);
create index on situations.words (network_id, situation_id);
create index on situations.words (person_id);

create table situations.decision (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  situation_id uuid not null,
  person_id uuid not null,
  what bytea not null,
  who bytea not null,
  until date,
  made_by uuid not null references identity.person,
  made_at timestamptz not null default now(),
  -- The person's answer, once they were told.
  says text check (says in ('fine', 'not_fine')),
  answer bytea,
  answered_at timestamptz,
  primary key (network_id, id),
  foreign key (network_id, situation_id) references situations.situation on delete cascade,
  foreign key (network_id, person_id) references care.person on delete cascade,
  check ((says is null) = (answered_at is null))
);
create index on situations.decision (network_id, situation_id);
create index on situations.decision (person_id);

-- What others could learn, while it still belongs to a meeting: for the team and the person.
create table situations.lesson (
  network_id platform.slug not null,
  situation_id uuid not null,
  person_id uuid not null,
  content bytea not null,
  state text not null default 'written' check (state in ('written', 'back', 'raised')),
  written_by uuid not null references identity.person,
  written_at timestamptz not null default now(),
  reviewed_by uuid references identity.person,
  version integer not null default 1,
  primary key (network_id, situation_id),
  foreign key (network_id, situation_id) references situations.situation on delete cascade,
  foreign key (network_id, person_id) references care.person on delete cascade,
  check (reviewed_by <> written_by),
  check (state = 'written' or reviewed_by is not null)
);
create index on situations.lesson (person_id);

-- What went up: a text, a month, perhaps a function. Nothing leads back to a meeting.
create table situations.raised (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  month date not null check (extract(day from month) = 1),
  care_function text check (care_function in ('1', '2A', '2B', '3', '4', '5')),
  content text not null check (length(content) between 1 and 1500),
  primary key (network_id, id)
);
create index on situations.raised (network_id, month);

-- A person's agreement to a meeting stands on this day: given, not withdrawn, not over.
create function situations.agreed_today() returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select a.situation_id from situations.agreement a join situations.situation s on s.network_id = a.network_id and s.id = a.situation_id
   where a.answer = 'yes' and a.withdrawn_at is null and a.until >= current_date
     and (s.team in (select care.my_teams()) or s.person_id in (select care.my_files())
       or exists (select from situations.invitation i where i.network_id = s.network_id and i.situation_id = s.id and i.team in (select care.my_teams())));
end;
-- Meetings to which a team of the one who acts is invited, as long as the person's agreement stands: until the day that they named, until
-- they withdraw it, and no longer than the days after the meeting.
create function situations.invited() returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select s.id from situations.invitation i join situations.situation s on s.network_id = i.network_id and s.id = i.situation_id
   where i.team = any (array(select care.my_teams())) and i.person_says = 'yes' and s.state in ('agreed', 'planned', 'held', 'told')
     and (s.held_on is null or s.held_on + s.days_after >= current_date) and s.id in (select situations.agreed_today());
end;
-- The same, of teams that did not say that they stay away: these see what it is about.
create function situations.open_to_me() returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select i.situation_id from situations.invitation i
   where i.team = any (array(select care.my_teams())) and i.answer <> 'absent' and i.situation_id in (select situations.invited());
end;
create function situations.people_open_to_me() returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select s.person_id from situations.situation s where s.id in (select situations.open_to_me());
end;
-- Meetings that a team of the one who acts prepares, as long as they come to something.
create function situations.prepared() returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select s.id from situations.situation s where s.team = any (array(select care.my_teams()));
end;

call platform.protect('situations.setting', 'situations.situation', 'situations.agreement', 'situations.invitation', 'situations.words',
  'situations.decision', 'situations.lesson', 'situations.raised');

create policy see    on situations.setting for select using (network_id = any (array(select platform.my_networks()))
  or network_id = any (array(select f.network_id from care.person f where f.id = any (array(select care.my_files())))));
create policy add    on situations.setting for insert with check (network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));
create policy change on situations.setting for update using (network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));

create policy mine   on situations.situation for select using (person_id = any (array(select care.my_files())));
create policy team   on situations.situation for select using (team = any (array(select care.my_teams())));
create policy guests on situations.situation for select using (id = any (array(select situations.open_to_me())));
create policy call_  on situations.situation for insert with check (made_by = platform.person() and state = 'drafted' and (
    (called_by = 'team' and team = any (array(select care.my_teams()))) or (called_by = 'person' and person_id = any (array(select care.my_files()))))
  and exists (select from care.episode e where e.network_id = situation.network_id and e.service_id = situation.service_id
    and e.person_id in (select care.with_merged(array[situation.person_id])) and (e.left_on is null or e.left_on >= current_date)));
create policy change on situations.situation for update using (person_id = any (array(select care.my_files())) or team = any (array(select care.my_teams())));

create policy see    on situations.agreement for select using (person_id = any (array(select care.my_files())) or situation_id = any (array(select situations.prepared())));
create policy note   on situations.agreement for insert with check (noted_by = platform.person() and (
    (how = 'self' and person_id = any (array(select care.my_files()))) or (how <> 'self' and situation_id = any (array(select situations.prepared()))))
  and exists (select from situations.situation s where s.network_id = agreement.network_id and s.id = agreement.situation_id and s.person_id = agreement.person_id
    and s.state in ('drafted', 'agreed', 'planned')));
create policy withdraw on situations.agreement for update using (person_id = any (array(select care.my_files())) or situation_id = any (array(select situations.prepared())));

create policy see    on situations.invitation for select using (person_id = any (array(select care.my_files())) or situation_id = any (array(select situations.prepared()))
  or (situation_id = any (array(select situations.invited())) and (team = any (array(select care.my_teams())) or (person_says = 'yes' and situation_id = any (array(select situations.open_to_me()))))));
create policy invite on situations.invitation for insert with check (person_says = 'waits' and answer = 'waits' and situation_id = any (array(select situations.prepared()))
  and exists (select from situations.situation s where s.network_id = invitation.network_id and s.id = invitation.situation_id and s.person_id = invitation.person_id
    and s.service_id is distinct from invitation.service_id and s.state in ('drafted', 'agreed', 'planned')));
create policy answer on situations.invitation for update using (person_id = any (array(select care.my_files())) or situation_id = any (array(select situations.prepared()))
  or (situation_id = any (array(select situations.invited())) and team = any (array(select care.my_teams()))));
create policy take_back on situations.invitation for delete using (situation_id = any (array(select situations.prepared())));

create policy see    on situations.words for select using (person_id = any (array(select care.my_files())) or situation_id = any (array(select situations.prepared()))
  or situation_id = any (array(select situations.open_to_me())));
create policy write  on situations.words for insert with check (by_id = platform.person() and (
    (how = 'self' and person_id = any (array(select care.my_files()))) or (how = 'together' and situation_id = any (array(select situations.prepared()))))
  and exists (select from situations.situation s where s.network_id = words.network_id and s.id = words.situation_id and s.person_id = words.person_id
    and s.state in ('drafted', 'agreed', 'planned')));
create policy take_back on situations.words for delete using (person_id = any (array(select care.my_files())));

create policy see    on situations.decision for select using (situation_id = any (array(select situations.prepared())) or situation_id = any (array(select situations.open_to_me()))
  or (person_id = any (array(select care.my_files())) and exists (select from situations.situation s
    where s.network_id = decision.network_id and s.id = decision.situation_id and s.state = 'told')));
create policy decide on situations.decision for insert with check (made_by = platform.person() and situation_id = any (array(select situations.prepared()))
  and exists (select from situations.situation s where s.network_id = decision.network_id and s.id = decision.situation_id and s.person_id = decision.person_id and s.state = 'held'));
create policy answer on situations.decision for update using ((person_id = any (array(select care.my_files())) or situation_id = any (array(select situations.prepared())))
  and exists (select from situations.situation s where s.network_id = decision.network_id and s.id = decision.situation_id and s.state = 'told'));
create policy take_back on situations.decision for delete using (situation_id = any (array(select situations.prepared()))
  and exists (select from situations.situation s where s.network_id = decision.network_id and s.id = decision.situation_id and s.state = 'held'));

create policy see    on situations.lesson for select using (person_id = any (array(select care.my_files())) or situation_id = any (array(select situations.prepared())));
create policy write  on situations.lesson for insert with check (written_by = platform.person() and state = 'written' and reviewed_by is null
  and situation_id = any (array(select situations.prepared())) and exists (select from situations.situation s
    where s.network_id = lesson.network_id and s.id = lesson.situation_id and s.person_id = lesson.person_id and s.state in ('held', 'told')));
create policy change on situations.lesson for update using (state <> 'raised' and situation_id = any (array(select situations.prepared())))
  with check ((state = 'written' and written_by = platform.person() and reviewed_by is null) or (state = 'back' and reviewed_by = platform.person()));

-- Once the month is over: on the day itself a lesson would say of whom it is.
create policy see    on situations.raised for select using (month < date_trunc('month', current_date)::date
  and network_id = any (array(select platform.networks_as('administrator', 'programme_manager', 'coordinator'))));

grant select, insert, update on situations.setting to :app;
grant select, insert on situations.situation, situations.agreement, situations.invitation, situations.words, situations.decision, situations.lesson to :app;
grant select on situations.raised to :app;
grant delete on situations.invitation, situations.words, situations.decision to :app;
grant update (state, subject, said, planned_at, place, attendance, company, held_on, version) on situations.situation to :app;
grant update (withdrawn_at) on situations.agreement to :app;
grant update (person_says, answer) on situations.invitation to :app;
grant update (says, answer, answered_at) on situations.decision to :app;
grant update (content, state, written_by, written_at, reviewed_by, version) on situations.lesson to :app;

-- Texts of a meeting are sealed for the person: who is let in opens them; each row has its own policy.
create policy met on platform.data_key for select using (person_id = any (array(select situations.people_open_to_me())));

-- ---------------------------------------------------------------------------------------------------------------------------
-- The way of a meeting: the same pairs stand in src/modules/situations/machine.ts, and a property test holds the two together.
-- A generated column is not there yet before the row is written: triggers ask for that of the old row.
-- ---------------------------------------------------------------------------------------------------------------------------
create function situations.guard_situation() returns trigger set search_path = '' language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'drafted' then raise exception 'a meeting begins as a draft' using errcode = '23514', constraint = 'situation_way'; end if;
    return new;
  end if;
  if new.state <> old.state then
    if not (old.state, new.state) in (('drafted', 'agreed'), ('drafted', 'refused'), ('agreed', 'planned'), ('planned', 'held'), ('held', 'told'),
        ('drafted', 'withdrawn'), ('agreed', 'withdrawn'), ('planned', 'withdrawn')) then
      raise exception 'a meeting does not go from % to %', old.state, new.state using errcode = '23514', constraint = 'situation_way';
    end if;
    -- The person opens and shuts; the team does what lies between.
    if new.state in ('planned', 'held', 'told') and not old.team in (select care.my_teams()) then
      raise exception 'the team prepares and holds a meeting' using errcode = '23514', constraint = 'situation_way';
    end if;
    if new.state in ('agreed', 'planned', 'held') and not exists (select from situations.agreement a where a.network_id = new.network_id and a.situation_id = new.id
        and a.answer = 'yes' and a.withdrawn_at is null and a.until >= current_date) then
      raise exception 'a meeting needs the agreement of the person' using errcode = '23514', constraint = 'situation_agreement';
    end if;
    if new.state = 'refused' and not exists (select from situations.agreement a where a.network_id = new.network_id and a.situation_id = new.id and a.answer = 'no') then
      raise exception 'the person says no' using errcode = '23514', constraint = 'situation_agreement';
    end if;
    if new.state = 'told' then new.told_at := now(); end if;
  end if;
  if new.state in ('refused', 'withdrawn') then
    -- Only the day and the fact stay.
    if old.state <> new.state then new.ended_on := current_date; end if;
    new.subject := null; new.said := null; new.planned_at := null; new.place := null; new.attendance := null; new.company := null;
  elsif old.state <> 'drafted' and (new.subject is distinct from old.subject or new.said is distinct from old.said) then
    raise exception 'what the person agreed to stays as it was' using errcode = '23514', constraint = 'situation_fixed';
  elsif (new.planned_at is distinct from old.planned_at or new.place is distinct from old.place or new.held_on is distinct from old.held_on)
      and not old.team in (select care.my_teams()) then
    raise exception 'the team says when and where' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guard before insert or update on situations.situation for each row execute function situations.guard_situation();

create function situations.clear_situation() returns trigger security definer set search_path = '' language plpgsql as $$
begin
  if new.state <> old.state and new.state in ('refused', 'withdrawn') then
    delete from situations.invitation i where i.network_id = new.network_id and i.situation_id = new.id;
    delete from situations.words w where w.network_id = new.network_id and w.situation_id = new.id;
    update situations.agreement a set withdrawn_at = now() where a.network_id = new.network_id and a.situation_id = new.id and a.answer = 'yes' and a.withdrawn_at is null;
  end if;
  return null;
end $$;
create trigger clear after update on situations.situation for each row execute function situations.clear_situation();

-- To whom something is said is a part of what the person agrees to: nobody is let in by an agreement that is older than the invitation.
create function situations.guard_invitation() returns trigger set search_path = '' language plpgsql as $$
begin
  if new.person_says <> old.person_says then
    if not (new.person_id in (select care.my_files()) or new.situation_id in (select situations.prepared())) then
      raise exception 'the person says who comes' using errcode = '42501';
    end if;
    if new.person_says = 'yes' and not exists (select from situations.agreement a where a.network_id = new.network_id and a.situation_id = new.situation_id
        and a.answer = 'yes' and a.withdrawn_at is null and a.until >= current_date and a.given_at >= new.made_at) then
      raise exception 'nobody comes without the agreement of the person' using errcode = '23514', constraint = 'invitation_agreement';
    end if;
    if new.person_says <> 'yes' then new.answer := 'waits'; end if;
  elsif new.answer <> old.answer and not coalesce(old.team in (select care.my_teams()), new.situation_id in (select situations.prepared())) then
    raise exception 'a team answers for itself' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guard before update on situations.invitation for each row execute function situations.guard_invitation();

-- Whose situation it is, for a team that is let in.
create function situations.names_of_met(network text) returns table (situation_id uuid, given_name text, family_name text) stable security definer set search_path = '' language sql begin atomic
  select s.id, p.given_name, p.family_name from situations.situation s join care.person p on p.network_id = s.network_id and p.id = s.person_id
   where s.network_id = network and s.id in (select situations.open_to_me());
end;
-- What the teams of a meeting are called, for who has to do with it: the person may not read the directory of a closed network.
create function situations.names_of_teams(network text) returns table (service_id text, name text) stable security definer set search_path = '' language sql begin atomic
  select distinct s.id::text, s.name from directory.service s
   where s.network_id = network and s.id in (
     select m.service_id from situations.situation m where m.network_id = network
       and (m.person_id in (select care.my_files()) or m.team in (select care.my_teams()) or m.id in (select situations.open_to_me()))
     union select i.service_id from situations.invitation i where i.network_id = network
       and (i.person_id in (select care.my_files()) or i.situation_id in (select situations.prepared()) or i.situation_id in (select situations.open_to_me())));
end;
-- Accounts that a mail is for, which says nothing: the person, the team that prepares, or those who were let in.
create function situations.to_tell(network text, situation uuid, whom text) returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select p.account_id from situations.situation s join care.person p on p.network_id = s.network_id and p.id in (select care.with_merged(array[s.person_id]))
   where whom = 'person' and s.network_id = network and s.id = situation and s.id in (select situations.prepared()) and p.account_id is not null
  union select w.person_id from situations.situation s join care.worker w on w.team = s.team
   where whom = 'team' and s.network_id = network and s.id = situation and s.person_id in (select care.my_files())
     and current_date >= w.valid_from and (w.valid_to is null or current_date <= w.valid_to)
  union select w.person_id from situations.invitation i join care.worker w on w.team = i.team
   where whom = 'invited' and i.network_id = network and i.situation_id = situation and i.person_says = 'yes'
     and (i.person_id in (select care.my_files()) or i.situation_id in (select situations.prepared()))
     and current_date >= w.valid_from and (w.valid_to is null or current_date <= w.valid_to);
end;
-- A second person of the team lets a lesson go up. What goes up is a copy without any way back.
create function situations.raise_lesson(network text, situation uuid, seen integer, words text) returns text security definer set search_path = '' language plpgsql as $$
declare it situations.lesson; of_meeting situations.situation; functions text; teams bigint; least integer;
begin
  select * into it from situations.lesson l where l.network_id = network and l.situation_id = situation and l.state = 'written'
    and l.situation_id in (select situations.prepared()) for update;
  if not found then return 'not_found'; end if;
  if it.version <> seen then return 'conflict'; end if;
  if it.written_by = platform.person() then return 'same'; end if;
  select * into of_meeting from situations.situation s where s.network_id = network and s.id = situation;
  select s.care_function into functions from directory.service s where s.network_id = network and s.id = of_meeting.service_id;
  select count(*) into teams from care.team t join directory.service s on s.network_id = t.network_id and s.id = t.service_id
    where t.network_id = network and s.care_function = functions;
  select coalesce((select x.least_teams from situations.setting x where x.network_id = network), 5) into least;
  insert into situations.raised (network_id, month, care_function, content)
    values (network, date_trunc('month', of_meeting.held_on)::date, case when teams >= least then functions end, words);
  -- The version stays, for the text is sealed for it.
  update situations.lesson l set state = 'raised', reviewed_by = platform.person() where l.network_id = network and l.situation_id = situation;
  return 'raised';
end $$;

revoke execute on function situations.agreed_today, situations.invited, situations.open_to_me, situations.people_open_to_me, situations.prepared, situations.clear_situation,
  situations.names_of_met, situations.names_of_teams, situations.to_tell, situations.raise_lesson from public;
grant execute on function situations.agreed_today, situations.invited, situations.open_to_me, situations.people_open_to_me, situations.prepared,
  situations.names_of_met, situations.names_of_teams, situations.to_tell, situations.raise_lesson to :app;

-- ===========================================================================================================================
-- Outreach: a team that goes out, its stops, and whom it met there without a name
-- ===========================================================================================================================
create schema outreach;
grant usage on schema outreach to :app;

-- A team that goes out.
create table outreach.unit (
  network_id platform.slug not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  -- Anybody may read where it stops and when.
  is_public boolean not null default true,
  version integer not null default 1,
  primary key (network_id, service_id),
  foreign key (network_id, service_id) references care.team on delete cascade
);

create table outreach.stop (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  name text not null check (length(name) between 1 and 120),
  territory_id text references directory.territory,
  -- Where exactly; without them the middle of the municipality is drawn.
  latitude numeric(8, 5) check (latitude between -90 and 90),
  longitude numeric(8, 5) check (longitude between -180 and 180),
  -- How the vehicle is found: "behind the station".
  hint text check (length(hint) between 1 and 200),
  is_public boolean not null default true,
  closed_on date,
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, service_id) references outreach.unit on delete cascade,
  check ((latitude is null) = (longitude is null)),
  check (territory_id is not null or latitude is not null)
);
create index on outreach.stop (network_id, service_id);

-- A round goes out every week on one day, or once.
create table outreach.round (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  name text not null check (length(name) between 1 and 120),
  weekday smallint check (weekday between 1 and 7),
  on_day date,
  valid_from date not null default current_date,
  valid_to date check (valid_to >= valid_from),
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, service_id) references outreach.unit on delete cascade,
  check (num_nonnulls(weekday, on_day) = 1)
);
create index on outreach.round (network_id, service_id);

create table outreach.round_stop (
  network_id platform.slug not null,
  round_id uuid not null,
  stop_id uuid not null,
  starts time not null,
  ends time not null check (ends > starts),
  offers text[] not null default '{}' check (offers <@ array['talk', 'care', 'rights', 'housing', 'coffee', 'families', 'young']),
  primary key (network_id, round_id, stop_id, starts),
  foreign key (network_id, round_id) references outreach.round on delete cascade,
  foreign key (network_id, stop_id) references outreach.stop on delete cascade
);

-- One day of a round that is not as it always is.
create table outreach.round_day (
  network_id platform.slug not null,
  round_id uuid not null,
  on_day date not null,
  state text not null check (state in ('changed', 'cancelled')),
  reason text not null check (reason in ('vehicle', 'staff', 'weather', 'holiday', 'event', 'other')),
  -- How much later (earlier: less than nothing) every stop of that day begins and ends.
  minutes_later integer not null default 0 check (minutes_later between -240 and 240),
  primary key (network_id, round_id, on_day),
  foreign key (network_id, round_id) references outreach.round on delete cascade,
  check (state = 'changed' or minutes_later = 0)
);

-- How a round went, as a whole: never about one person.
create table outreach.round_note (
  network_id platform.slug not null,
  round_id uuid not null,
  on_day date not null,
  note text not null check (length(note) between 1 and 500),
  version integer not null default 1,
  primary key (network_id, round_id, on_day),
  foreign key (network_id, round_id) references outreach.round on delete cascade
);

-- Somebody who was met: no name, no moment, no text in which one could stand, and nobody who wrote it.
create table outreach.encounter (
  network_id platform.slug not null,
  -- Made where it is written: sent twice it is kept once.
  id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  round_id uuid not null,
  stop_id uuid not null,
  on_day date not null,
  age_band text not null check (age_band in ('under_18', '18_25', '26_39', '40_59', '60_over', 'unknown')),
  gender text not null check (gender in ('woman', 'man', 'other', 'unknown')),
  topics text[] not null default '{}' check (topics <@ array['wellbeing', 'housing', 'money', 'substances', 'family', 'violence', 'health', 'work', 'papers', 'isolation']),
  orientation text not null check (orientation in ('nobody', 'guide', 'general_practitioner', 'social_service', '1', '2A', '2B', '3', '4', '5', 'emergency', 'elsewhere')),
  first text not null check (first in ('first', 'seen', 'unknown')),
  language text not null default 'unknown' check (language ~ '^([a-z]{2,3}|unknown)$'),
  primary key (network_id, id),
  foreign key (network_id, service_id) references outreach.unit,
  foreign key (network_id, round_id) references outreach.round,
  foreign key (network_id, stop_id) references outreach.stop
);
create index on outreach.encounter (team, on_day);
create index on outreach.encounter (network_id, on_day);

call platform.protect('outreach.unit', 'outreach.stop', 'outreach.round', 'outreach.round_stop', 'outreach.round_day', 'outreach.round_note', 'outreach.encounter');

create policy open_  on outreach.unit for select using (is_public and network_id = any (array(select platform.open_networks())));
create policy see    on outreach.unit for select using (network_id = any (array(select platform.my_networks())));
create policy add    on outreach.unit for insert with check (team = any (array(select care.my_led_teams()))
  or network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));
create policy change on outreach.unit for update using (team = any (array(select care.my_led_teams()))
  or network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));

create policy open_  on outreach.stop for select using (is_public and exists (select from outreach.unit u where u.network_id = stop.network_id and u.service_id = stop.service_id));
create policy team   on outreach.stop for select using (team = any (array(select care.my_teams())));
create policy add    on outreach.stop for insert with check (team = any (array(select care.my_teams())));
create policy change on outreach.stop for update using (team = any (array(select care.my_teams())));

create policy open_  on outreach.round for select using (exists (select from outreach.unit u where u.network_id = round.network_id and u.service_id = round.service_id));
create policy add    on outreach.round for insert with check (team = any (array(select care.my_teams())));
create policy change on outreach.round for update using (team = any (array(select care.my_teams())));

create policy open_  on outreach.round_stop for select using (exists (select from outreach.stop s where s.network_id = round_stop.network_id and s.id = round_stop.stop_id));
create policy add    on outreach.round_stop for insert with check (exists (select from outreach.round r where r.network_id = round_stop.network_id and r.id = round_stop.round_id
  and r.team = any (array(select care.my_teams()))));
create policy drop_  on outreach.round_stop for delete using (exists (select from outreach.round r where r.network_id = round_stop.network_id and r.id = round_stop.round_id
  and r.team = any (array(select care.my_teams()))));

create policy open_  on outreach.round_day for select using (exists (select from outreach.round r where r.network_id = round_day.network_id and r.id = round_day.round_id));
create policy add    on outreach.round_day for insert with check (exists (select from outreach.round r where r.network_id = round_day.network_id and r.id = round_day.round_id
  and r.team = any (array(select care.my_teams()))));
create policy drop_  on outreach.round_day for delete using (exists (select from outreach.round r where r.network_id = round_day.network_id and r.id = round_day.round_id
  and r.team = any (array(select care.my_teams()))));

create policy team   on outreach.round_note for select using (exists (select from outreach.round r where r.network_id = round_note.network_id and r.id = round_note.round_id
  and r.team = any (array(select care.my_teams()))));
create policy add    on outreach.round_note for insert with check (exists (select from outreach.round r where r.network_id = round_note.network_id and r.id = round_note.round_id
  and r.team = any (array(select care.my_teams()))));
create policy change on outreach.round_note for update using (exists (select from outreach.round r where r.network_id = round_note.network_id and r.id = round_note.round_id
  and r.team = any (array(select care.my_teams()))));

create policy team   on outreach.encounter for select using (team = any (array(select care.my_teams())));
create policy note   on outreach.encounter for insert with check (team = any (array(select care.my_teams())) and on_day between current_date - 7 and current_date);
create policy take_back on outreach.encounter for delete using (team = any (array(select care.my_teams())) and on_day >= current_date - 7);

grant select, insert on outreach.unit, outreach.stop, outreach.round, outreach.round_stop, outreach.round_day, outreach.round_note, outreach.encounter to :app;
grant update (is_public, version) on outreach.unit to :app;
grant update (name, territory_id, latitude, longitude, hint, is_public, closed_on, version) on outreach.stop to :app;
grant update (name, weekday, on_day, valid_from, valid_to, version) on outreach.round to :app;
grant update (note, version) on outreach.round_note to :app;
grant delete on outreach.round_stop, outreach.round_day, outreach.encounter to :app;

-- Every stop of some days, with what is different on its day: with the rights of who asks.
create function outreach.calendar(network text, since date, until date) returns table (round_id uuid, round text, service_id text, stop_id uuid, stop text, hint text, is_public boolean,
    territory_id text, latitude float, longitude float, on_day date, starts time, ends time, offers text[], state text, reason text)
  stable set search_path = '' language sql begin atomic
  select r.id, r.name, r.service_id::text, s.id, s.name, s.hint, s.is_public, s.territory_id, s.latitude::float, s.longitude::float, d.on_day,
      x.starts + make_interval(mins => coalesce(c.minutes_later, 0)), x.ends + make_interval(mins => coalesce(c.minutes_later, 0)), x.offers, coalesce(c.state, 'on'), c.reason
    from outreach.round r
    cross join lateral (select g::date as on_day from generate_series(greatest(since, r.valid_from)::timestamp, least(until, coalesce(r.valid_to, until))::timestamp, interval '1 day') g
      where coalesce(extract(isodow from g) = r.weekday, g::date = r.on_day)) d
    join outreach.round_stop x on x.network_id = r.network_id and x.round_id = r.id
    join outreach.stop s on s.network_id = x.network_id and s.id = x.stop_id and (s.closed_on is null or s.closed_on >= d.on_day)
    left join outreach.round_day c on c.network_id = r.network_id and c.round_id = r.id and c.on_day = d.on_day
   where r.network_id = network and until < since + 800;
end;

-- How many people were met in whole months, for who coordinates. A count from 1 to threshold − 1 is not told; where all that are hidden of
-- one kind are fewer than the threshold together, the next smallest is hidden with them, for the total would give them away.
create function outreach.counts(network text, since date, until date) returns table (dimension text, key text, n bigint)
  stable security definer set search_path = '' language sql begin atomic
  with e as (select * from outreach.encounter x where x.network_id = network
      and x.on_day >= date_trunc('month', since)::date and x.on_day < (date_trunc('month', until) + interval '1 month')::date),
    c as (select 'total' as dimension, '' as key, count(*) as n from e
      union all select 'month', to_char(on_day, 'YYYY-MM'), count(*) from e group by 2
      union all select 'stop', stop_id::text, count(*) from e group by 2
      union all select 'round', round_id::text, count(*) from e group by 2
      union all select 'age', age_band, count(*) from e group by 2
      union all select 'gender', gender, count(*) from e group by 2
      union all select 'topic', t, count(*) from e, unnest(topics) t group by 2
      union all select 'orientation', orientation, count(*) from e group by 2
      union all select 'first', first, count(*) from e group by 2
      union all select 'language', language, count(*) from e group by 2),
    t as (select w.disclosure_threshold as least from platform.network w where w.id = network),
    m as (select c.*, c.n > 0 and c.n < t.least as small, t.least, sum(c.n) filter (where c.n > 0 and c.n < t.least) over (partition by c.dimension) as hidden,
        row_number() over (partition by c.dimension, c.n > 0 and c.n < t.least order by c.n, c.key) as place from c, t)
  select m.dimension, m.key, case when m.small or (m.hidden < m.least and m.place = 1 and m.dimension not in ('total', 'topic')) then null else m.n end
    from m where network in (select platform.networks_as('administrator', 'programme_manager', 'coordinator'));
end;
-- For the account of a year: people met and stops that took place, of the whole network, nothing below its threshold.
create function outreach.of_year(network text, in_year integer) returns table (met bigint, stops bigint) stable security definer set search_path = '' language sql begin atomic
  select case when e.n = 0 or e.n >= w.disclosure_threshold then e.n end, s.n
    from platform.network w,
      lateral (select count(*) as n from outreach.encounter x where x.network_id = network and extract(year from x.on_day) = in_year) e,
      lateral (select count(*) as n from outreach.calendar(network, make_date(in_year, 1, 1), least(make_date(in_year, 12, 31), current_date)) c where c.state <> 'cancelled') s
   where w.id = network and network in (select platform.open_networks() union select platform.networks_as('administrator'))
     and exists (select from outreach.unit u where u.network_id = network);
end;
revoke execute on function outreach.counts, outreach.of_year from public;
grant execute on function outreach.counts, outreach.of_year to :app;
