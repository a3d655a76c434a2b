-- What the program keeps to, the database keeps to as well: nobody comes to a file by writing about it, and what ended stays ended.

-- Whether a team of the one who acts has to do with somebody: it follows them, or did, or has their request in hand. Two files of one
-- person are one.
create function care.holds(network text, service text, file uuid) returns boolean stable security definer set search_path = '' language sql begin atomic
  select network || '/' || service in (select care.my_teams()) and (
    exists (select from care.episode e where e.network_id = network and e.service_id = service and e.person_id in (select care.with_merged(array[file])))
    or exists (select from care.request r where r.network_id = network and r.to_service_id = service and r.state in ('sent', 'accepted', 'begun')
      and r.person_id in (select care.with_merged(array[file]))));
end;
-- Whether nobody has to do with a file yet: it was opened a moment ago, by whoever writes down a call.
create function care.is_new_file(network text, file uuid) returns boolean stable security definer set search_path = '' language sql begin atomic
  select exists (select from care.person p where p.network_id = network and p.id = file and p.account_id is null and p.merged_into is null)
    and not exists (select from care.request r where r.network_id = network and r.person_id = file)
    and not exists (select from care.episode e where e.network_id = network and e.person_id = file);
end;
revoke execute on function care.holds, care.is_new_file from public;
grant execute on function care.holds, care.is_new_file to :app;

-- A row in the name of a team is about somebody with whom this very team has to do: whoever has met the number of a file elsewhere (in
-- another team of theirs, behind the glass, with a consent that is over) finds no way in with it.
alter policy ask on care.request with check (made_by = platform.person() and (
  (from_team = any (array(select care.my_teams())) and care.holds(network_id, from_service_id, person_id))
  or (from_service_id is null and channel = 'telephone' and to_team = any (array(select care.my_teams())) and care.is_new_file(network_id, person_id))));
alter policy note on care.consent with check (noted_by = platform.person() and (
  (noted_service_id is null and how = 'self' and person_id = any (array(select care.my_files())))
  or (how <> 'self' and to_account_id is null and care.holds(network_id, noted_service_id, person_id) and not sections @> array['recovery_write'])));
alter policy declare_ on care.emergency with check (responsible_id = platform.person() and care.holds(network_id, service_id, person_id));
alter policy begin_ on care.episode with check (care.holds(network_id, service_id, person_id));
alter policy write on care.third_party_note with check (written_by = platform.person() and care.holds(network_id, service_id, person_id));
alter policy write on care.contact with check (team = any (array(select care.my_teams())) and written_by = platform.person()
  and exists (select from care.episode e where e.network_id = contact.network_id and e.id = contact.episode_id and e.person_id = contact.person_id
    and e.service_id = contact.service_id));

-- Who is followed is corrected by who follows them, and two files are joined by who has both in hand. The person asks their team: no form of
-- theirs changes the row.
alter policy change on care.person using (id = any (array(select care.in_hand()))) with check (id = any (array(select care.in_hand()))
  and (merged_into is null or merged_into = any (array(select care.in_hand())))
  and (merged_first is null or merged_first = any (array(select care.in_hand()))));

-- A consent ends once, in the second of the database, and nobody takes that back: whoever agrees again gives a new one.
create function care.guard_consent() returns trigger set search_path = '' language plpgsql as $$
begin
  if old.withdrawn_at is null then
    if new.withdrawn_at is not null then new.withdrawn_at := now(); end if;
  elsif new.withdrawn_at is distinct from old.withdrawn_at then
    raise exception 'a consent that ended stays ended' using errcode = '23514', constraint = 'consent_ended';
  end if;
  return new;
end $$;
create trigger guard before update of withdrawn_at on care.consent for each row execute function care.guard_consent();
create trigger guard_end before update of withdrawn_at on situations.agreement for each row execute function care.guard_consent();

-- An episode ends once: whoever comes back begins another, and how often that happens is counted.
create function care.guard_episode() returns trigger set search_path = '' language plpgsql as $$
begin
  if old.left_on is not null and (new.left_on, new.exit_reason, new.destination) is distinct from (old.left_on, old.exit_reason, old.destination) then
    raise exception 'an episode that ended stays ended' using errcode = '23514', constraint = 'episode_ended';
  end if;
  return new;
end $$;
create trigger guard before update of left_on, exit_reason, destination on care.episode for each row execute function care.guard_episode();

-- A request that has left stays with the team that the person agreed to, on the ground with which it left: changed under way it would go to
-- a team that nobody agreed to, and outlive the consent that it came with.
create function care.guard_sent() returns trigger set search_path = '' language plpgsql as $$
begin
  if old.state <> 'draft' and (new.to_service_id, new.consent_id, new.emergency_id) is distinct from (old.to_service_id, old.consent_id, old.emergency_id) then
    raise exception 'a request that has left stays as it left' using errcode = '23514', constraint = 'request_left';
  end if;
  return new;
end $$;
create trigger guard_sent before update of to_service_id, consent_id, emergency_id on care.request for each row execute function care.guard_sent();
