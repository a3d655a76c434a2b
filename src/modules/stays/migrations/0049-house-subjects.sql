-- Whoever lives in a house, or tries to, brings what it should talk about to its next meeting; and of its tasks they give back their own only.

-- ---------------------------------------------------------------------------------------------------------------------------
-- What the house is to talk about. Who asked stands apart, and is theirs alone to read: the team sees a name where they put one to it.
-- ---------------------------------------------------------------------------------------------------------------------------
create table stays.subject (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  what text not null check (length(what) between 1 and 300),
  -- The name that somebody chose to put to it; empty: nobody's.
  who text not null default '' check (length(who) <= 60),
  asked_on date not null default current_date,
  -- The meeting at which it was talked about; or, without one, why the house does not talk about it.
  meeting_id uuid,
  answer text not null default '' check (length(answer) <= 500),
  settled_on date,
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, service_id) references care.team on delete cascade,
  foreign key (network_id, meeting_id) references stays.meeting,
  check (settled_on is not null or (meeting_id is null and answer = '')),
  check (settled_on is null or meeting_id is not null or answer <> '')
);
create index on stays.subject (team, asked_on) where settled_on is null;
create index on stays.subject (network_id, meeting_id);

create table stays.subject_asker (
  network_id platform.slug not null,
  subject_id uuid not null,
  person_id uuid not null,
  primary key (network_id, subject_id),
  foreign key (network_id, subject_id) references stays.subject on delete cascade,
  foreign key (network_id, person_id) references care.person on delete cascade
);
create index on stays.subject_asker (person_id);

create table stays.turn_taker (
  network_id platform.slug not null,
  turn_id uuid not null,
  person_id uuid not null,
  primary key (network_id, turn_id),
  foreign key (network_id, turn_id) references stays.turn on delete cascade,
  foreign key (network_id, person_id) references care.person on delete cascade
);
create index on stays.turn_taker (person_id);

-- What was settled stays as it was settled, and nobody rewrites what a resident asked.
create function stays.guard_subject() returns trigger set search_path = '' language plpgsql as $$
begin
  if old.settled_on is not null then
    raise exception 'what was settled stays' using errcode = '23514', constraint = 'subject_over';
  end if;
  if new.meeting_id is not null and not exists (select from stays.meeting m where m.network_id = new.network_id and m.id = new.meeting_id and m.service_id = new.service_id) then
    raise exception 'a house talks at its own meetings' using errcode = '23514', constraint = 'subject_house';
  end if;
  return new;
end $$;
create trigger guard before update on stays.subject for each row execute function stays.guard_subject();

call platform.protect('stays.subject', 'stays.subject_asker', 'stays.turn_taker');
create policy mine   on stays.subject_asker for select using (person_id = any (array(select care.my_files())));
create policy mine   on stays.turn_taker for select using (person_id = any (array(select care.my_files())));
-- The house reads what it is to talk about and what it talked about; what it does not talk about, only the team and who asked.
create policy see    on stays.subject for select using (team = any (array(select care.my_teams()))
  or ((settled_on is null or meeting_id is not null) and team = any (array(select stays.my_houses())))
  or exists (select from stays.subject_asker a where a.network_id = subject.network_id and a.subject_id = subject.id and a.person_id = any (array(select care.my_files()))));
create policy write  on stays.subject for insert with check (team = any (array(select care.my_teams())) and settled_on is null);
create policy settle on stays.subject for update using (team = any (array(select care.my_teams())));
create policy withdraw on stays.subject for delete using (settled_on is null
  and exists (select from stays.subject_asker a where a.network_id = subject.network_id and a.subject_id = subject.id and a.person_id = any (array(select care.my_files()))));
grant select, insert, delete on stays.subject to :app;
grant update (meeting_id, answer, settled_on, version) on stays.subject to :app;
grant select on stays.subject_asker, stays.turn_taker to :app;

-- Somebody who lives in the house asks: the subject is the house's, and that they asked is theirs. Sent twice, it is kept once.
create function stays.ask_subject(network text, house text, its_id uuid, file uuid, words text, name text) returns boolean
  security definer set search_path = '' language plpgsql as $$
begin
  if file not in (select care.my_files()) or network || '/' || house not in (select stays.my_houses()) then return false; end if;
  insert into stays.subject (network_id, id, service_id, what, who) values (network, its_id, house, words, left(name, 60)) on conflict do nothing;
  if found then insert into stays.subject_asker (network_id, subject_id, person_id) values (network, its_id, file); end if;
  return exists (select from stays.subject_asker a where a.network_id = network and a.subject_id = its_id and a.person_id = file);
end $$;

-- A file that is erased takes along what was asked with it.
create function stays.forget_asked() returns trigger security definer set search_path = '' language plpgsql as $$
begin
  delete from stays.subject s where s.network_id = old.network_id and s.id = old.subject_id;
  return null;
end $$;
create trigger erased after delete on stays.subject_asker for each row execute function stays.forget_asked();

-- ---------------------------------------------------------------------------------------------------------------------------
-- Tasks: who takes one is remembered, so that nobody else clears their name.
-- ---------------------------------------------------------------------------------------------------------------------------
-- The tasks of the one who acts: those that they took, and those to which the team put their first name before anybody had taken them.
create function stays.my_turns() returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select t.id from stays.turn t where t.who <> '' and t.team in (select stays.my_houses()) and case
      when exists (select from stays.turn_taker k where k.network_id = t.network_id and k.turn_id = t.id)
      then exists (select from stays.turn_taker k where k.network_id = t.network_id and k.turn_id = t.id and k.person_id in (select care.my_files()))
      else exists (select from care.person p where p.network_id = t.network_id and p.id in (select care.my_files()) and p.given_name = t.who) end;
end;

-- Another name on a task: whoever had taken it has it no more.
create function stays.forget_taker() returns trigger security definer set search_path = '' language plpgsql as $$
begin
  delete from stays.turn_taker k where k.network_id = new.network_id and k.turn_id = new.id;
  return null;
end $$;
create trigger retaken after update of who on stays.turn for each row when (new.who is distinct from old.who) execute function stays.forget_taker();

drop function stays.share_turn(text, uuid, integer, text, boolean);
-- `whose` null: stays as it is; a name takes a task that nobody has; empty gives back one's own. What there is to do the house says together.
create function stays.share_turn(network text, its_id uuid, seen integer, file uuid, whose text, done boolean) returns text
  security definer set search_path = '' language plpgsql as $$
declare house text;
begin
  if file not in (select care.my_files()) then return null; end if;
  update stays.turn t set who = coalesce(left(whose, 60), t.who), is_done = coalesce(done, t.is_done), version = t.version + 1
   where t.network_id = network and t.id = its_id and t.version = seen and t.team in (select stays.my_houses())
     and (whose is null or (whose <> '' and t.who = '') or (whose = '' and t.id in (select stays.my_turns())))
   returning t.service_id into house;
  if house is not null and whose <> '' then
    insert into stays.turn_taker (network_id, turn_id, person_id) values (network, its_id, file);
  end if;
  return house;
end $$;

revoke execute on function stays.ask_subject, stays.forget_asked, stays.my_turns, stays.forget_taker, stays.share_turn from public;
grant execute on function stays.ask_subject, stays.my_turns, stays.share_turn to :app;
