-- What a search costs follows from whom a team knows and from how many names are alike, not from how many people a network has.
--
-- Files that were merged are few: with indexes of their own, nobody else's row is read to find that a file was merged with none. (For a team
-- that follows 370 of 100,000 people care.followed read 2,200 pages, three times the row of each of them; now 350.) An id is one file's, so
-- the files that were merged into one of the given are in its network.
-- It is asked about ten times for one page of a person, and each time the policy of care.person would first list all files that somebody may
-- know, or not, as the planner happens to guess. So it looks past the policy: it gives away numbers of files that are one person's with a
-- file whose number is known already, and whatever lies under these numbers has its own policy.
create index person_into on care.person (merged_into, id) where merged_into is not null;
create index person_merged on care.person (id, merged_into) where merged_into is not null;
create or replace function care.with_merged(files uuid[]) returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select unnest(files)
  union select p.id from care.person p where p.merged_into = any (files) and p.merged_into is not null
  union select p.merged_into from care.person p where p.id = any (files) and p.merged_into is not null
  union select s.id from care.person p join care.person s on s.network_id = p.network_id and s.merged_into = p.merged_into
   where p.id = any (files) and p.merged_into is not null and s.merged_into is not null;
end;
revoke execute on function care.with_merged from public;
grant execute on function care.with_merged to :app;

-- Words are compared one by one, which is slow, only where each word is roughly in the name, which is quick, and only of people whom a team
-- on duty may find at all. As in migration 0030 a word that is alike to one of the name has at least this likeness to the whole name.
do $$ begin perform public.word_similarity('a', 'a'); end $$;
create or replace function plans.find_on_duty(network text, words text, born date) returns table (person_id uuid, given_name text, family_name text, birth_date date, place text)
  stable security definer set search_path = '' set pg_trgm.word_similarity_threshold = 0.3 language plpgsql as $$
declare
  sought text[] := array(select w from unnest(string_to_array(left(platform.folded(words), 100), ' ')) w where w <> '' limit 6);
  longest text[] := array(select w from unnest(sought) w order by length(w) desc limit 2);
begin
  if not exists (select from plans.my_duty_teams() t where split_part(t, '/', 1) = network) then return; end if;
  -- Two letters would list everybody.
  if born is null and coalesce(length(longest[1]), 0) < 3 then return; end if;
  return query
  with near as materialized (
    select p.id, p.given_name, p.family_name, p.birth_date, p.territory_id, p.folded
      from care.person p join plans.crisis_plan c on c.network_id = p.network_id and c.person_id = p.id
     where p.network_id = network and c.for_duty and c.current_seq is not null and 'duty' = any (c.shown_to)
       and (born is null or p.birth_date = born)
       and (born is not null or (p.folded operator(public.%>) longest[1] and p.folded operator(public.%>) coalesce(longest[2], longest[1])))
       and not exists (select from unnest(sought) s where public.word_similarity(s, p.folded) < 0.3)),
  alike as (select n.*, case when sought = '{}' then 0 else plans.likeness(sought, n.folded) end as alike from near n)
  select a.id, a.given_name, a.family_name, a.birth_date, t.name from alike a left join directory.territory t on t.id = a.territory_id
   where a.alike > 0 or sought = '{}'
   order by a.alike desc, a.family_name collate platform.names, a.given_name collate platform.names, a.id limit 8;
end $$;
