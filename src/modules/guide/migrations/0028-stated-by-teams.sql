-- Who works in a team knows best how many places it has: they state it, for their own team and no other.
create policy state_own on guide.availability for insert with check (stated_by = platform.person()
  and network_id || '/' || service_id = any (array(select care.my_teams())));
