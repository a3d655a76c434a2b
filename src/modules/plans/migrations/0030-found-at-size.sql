-- A plan is found in seconds in a crisis, among 100,000 people as among 1,000: the index of names finds who may be meant, and only those are
-- compared word by word (3.6 s became 40 ms). A word that is alike to one of the name has at least this likeness to the whole name, and so
-- nobody is left out who was found before.
-- PostgreSQL lets an owner who is no superuser fix a setting of an extension in a function only where its library is loaded already.
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
  return query select c.person_id, p.given_name, p.family_name, p.birth_date, t.name
    from plans.crisis_plan c join care.person p on p.network_id = c.network_id and p.id = c.person_id
    left join directory.territory t on t.id = p.territory_id,
    lateral (select case when sought = '{}' then 0 else plans.likeness(sought, p.folded) end as alike) l
   where c.network_id = network and c.for_duty and c.current_seq is not null and 'duty' = any (c.shown_to)
     and (born is null or p.birth_date = born) and (l.alike > 0 or sought = '{}')
     and (born is not null or (p.folded operator(public.%>) longest[1] and p.folded operator(public.%>) coalesce(longest[2], longest[1])))
   order by l.alike desc, p.family_name collate platform.names, p.given_name collate platform.names, p.id limit 8;
end $$;
