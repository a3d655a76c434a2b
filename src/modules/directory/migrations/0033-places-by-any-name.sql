-- People say where they live in their own words: in the other language of the country, by a name from before a merger of municipalities,
-- by a part of a town, or by a postal code. All of them lead to the territory.
create table directory.territory_name (
  territory_id text not null references directory.territory on delete cascade,
  name text not null check (name <> ''),
  -- The language in which the territory is called so; null: a former name, or that of a part of it.
  language text check (language in ('fr', 'nl', 'de')),
  folded text generated always as (platform.folded(name)) stored,
  primary key (territory_id, name)
);
create index on directory.territory_name (folded text_pattern_ops);
create index on directory.territory_name using gin (folded gin_trgm_ops);
create unique index on directory.territory_name (territory_id, language) where language is not null;
call platform.protect('directory.territory_name');
create policy see on directory.territory_name for select using (true);
create policy fill on directory.territory_name for insert with check ((select platform.is_operator()));
create policy correct on directory.territory_name for update using ((select platform.is_operator()));
create policy drop_ on directory.territory_name for delete using ((select platform.is_operator()));
grant select, insert, update, delete on directory.territory_name to :app;

alter table directory.territory add column postal_codes text[] not null default '{}';
create index on directory.territory using gin (postal_codes) where postal_codes <> '{}';
-- The beginning of a name is looked for far more often than a part of it.
create index on directory.territory (folded text_pattern_ops);

-- After tens of thousands of places came at once, the planner is told: until then it reads all of them where it should look into an index.
create function directory.know_places() returns void security definer set search_path = '' language plpgsql as $$
begin
  if not platform.is_operator() then raise exception 'only the operator does this' using errcode = '42501'; end if;
  analyze directory.territory, directory.territory_name;
end $$;
revoke execute on function directory.know_places from public;
grant execute on function directory.know_places to :app;
