-- What people look for: one row for each organisation and each service, with all the words that may lead to it.
-- Kept by triggers, so that every way of writing (screen, folder, spreadsheet) is found at once; the application cannot write it.
create table directory.entry (
  network_id platform.slug not null,
  id text not null, -- 'organisation/…' or 'service/…', as in the address
  organisation_id platform.slug not null,
  service_id platform.slug,
  name text not null,
  kind text not null, -- of the organisation
  care_function text, -- of the service
  place text,
  territory_id text,
  places text[] not null, -- the territory and all above it, the country first
  latitude numeric(7, 4), longitude numeric(7, 4),
  named text not null, -- the name folded, with a blank before and after each word
  searched text not null, -- name, former names, place, postal code, territories, organisation: folded likewise
  primary key (network_id, id),
  foreign key (network_id, organisation_id) references directory.organisation on delete cascade,
  foreign key (network_id, service_id) references directory.service on delete cascade
);
create index on directory.entry (network_id, organisation_id);
create index on directory.entry (network_id, service_id);
create index on directory.entry (name collate platform.names, id);
create index on directory.entry using gin (places);
create index on directory.entry using gin (searched gin_trgm_ops);

-- The words that entries hold, to find the nearest to one with a typing error. Words stay when the last entry that held them goes.
create table directory.word (
  network_id platform.slug not null,
  word text not null,
  primary key (network_id, word)
);
create index on directory.word using gin (word gin_trgm_ops);

create function directory.placed(place text) returns table (ids text[], names text) stable language sql begin atomic
  with recursive up as (
    select t.id, t.parent_id, t.name, 0 as height from directory.territory t where t.id = place
    union all select t.id, t.parent_id, t.name, up.height + 1 from directory.territory t join up on t.id = up.parent_id)
  select coalesce(array_agg(up.id order by up.height desc), '{}'), string_agg(up.name, ' ') from up;
end;

-- What people call a kind of organisation or a function when they look for it, in French, Dutch and English: "crise" leads to the crisis teams.
create function directory.called(kind text, care_function text) returns text immutable parallel safe language sql return concat_ws(' ',
  case kind
    when 'hospital' then 'hôpital ziekenhuis hospital clinique' when 'association' then 'association vereniging' when 'network' then 'réseau netwerk network'
    when 'municipality' then 'mairie commune gemeente municipality' when 'university' then 'université universiteit university' when 'ministry' then 'ministère ministerie ministry'
    when 'centre' then 'centre centrum' when 'foundation' then 'fondation stichting foundation'
    when 'user_association' then 'association usagers vereniging gebruikers service users' when 'carer_association' then 'association proches familles vereniging naasten carers families'
  end,
  case care_function
    when '1' then 'prévention promotion première ligne preventie eerste lijn prevention primary care'
    when '2A' then 'équipe mobile de crise urgence mobiel crisisteam crisis mobile team' when '2B' then 'équipe mobile de longue durée suivi domicile mobiel team langdurig long-term mobile team'
    when '3' then 'réhabilitation rétablissement inclusion herstel rehabilitatie recovery rehabilitation' when '4' then 'soins résidentiels intensifs hospitalisation residentiële zorg residential intensive care'
    when '5' then 'habitat logement wonen huisvesting housing'
  end);

-- The entries of an organisation and of its services, or of one service. Security definer: a writer of the directory need not write the index.
create function directory.enter(network text, organisation text, service text) returns void
  security definer set search_path = '' language sql begin atomic
  insert into directory.entry (network_id, id, organisation_id, service_id, name, kind, care_function, place, territory_id, places, latitude, longitude, named, searched)
  select found.network_id, found.id, found.organisation_id, found.service_id, found.name, found.kind, found.care_function, found.place, found.territory_id,
    p.ids, coalesce(found.latitude, t.latitude), coalesce(found.longitude, t.longitude),
    ' ' || trim(platform.folded(found.name)) || ' ', ' ' || trim(platform.folded(concat_ws(' ', found.name, found.words, p.names, directory.called(found.sort, found.care_function)))) || ' '
  from (
    select o.network_id, 'organisation/' || o.id as id, o.id as organisation_id, null as service_id, o.name, o.kind, null as care_function, o.place, o.territory_id,
      o.latitude, o.longitude, concat_ws(' ', array_to_string(o.former_names, ' '), o.place, o.postal_code) as words, o.kind as sort
    from directory.organisation o where o.network_id = network and o.id = organisation and service is null
    union all
    -- A service with a territory of its own is not at the place of its organisation.
    select s.network_id, 'service/' || s.id, o.id, s.id, s.name, o.kind, s.care_function, case when a.here then o.place end, coalesce(s.territory_id, o.territory_id),
      coalesce(s.latitude, case when a.here then o.latitude end), coalesce(s.longitude, case when a.here then o.longitude end),
      concat_ws(' ', o.name, case when a.here then o.place || ' ' || coalesce(o.postal_code, '') end), null
    from directory.service s join directory.organisation o on o.network_id = s.network_id and o.id = s.organisation_id
    cross join lateral (select s.territory_id is null or s.territory_id = o.territory_id) a (here)
    where s.network_id = network and o.id = organisation and (service is null or s.id = service)
  ) found
  cross join lateral directory.placed(found.territory_id) p
  left join directory.territory t on t.id = found.territory_id
  on conflict (network_id, id) do update set organisation_id = excluded.organisation_id, name = excluded.name, kind = excluded.kind, care_function = excluded.care_function,
    place = excluded.place, territory_id = excluded.territory_id, places = excluded.places, latitude = excluded.latitude, longitude = excluded.longitude,
    named = excluded.named, searched = excluded.searched;
end;
revoke execute on function directory.enter from public;

create function directory.learn() returns trigger security definer set search_path = '' language plpgsql as $$
begin
  insert into directory.word (network_id, word)
    select distinct new.network_id, w from unnest(string_to_array(new.searched, ' ')) w where length(w) > 2 and w !~ '^[0-9]+$' order by w on conflict do nothing;
  return null;
end $$;
revoke execute on function directory.learn from public;
create trigger learn after insert on directory.entry for each row execute function directory.learn();
create trigger learn_again after update of searched on directory.entry for each row when (old.searched is distinct from new.searched) execute function directory.learn();

create function directory.enter_organisation() returns trigger security definer set search_path = '' language plpgsql as $$
begin perform directory.enter(new.network_id, new.id, null); return null; end $$;
create function directory.enter_service() returns trigger security definer set search_path = '' language plpgsql as $$
begin perform directory.enter(new.network_id, new.organisation_id, new.id); return null; end $$;
revoke execute on function directory.enter_organisation, directory.enter_service from public;
create trigger enter after insert or update on directory.organisation for each row execute function directory.enter_organisation();
create trigger enter after insert or update on directory.service for each row execute function directory.enter_service();

-- A territory that moves or is renamed takes its entries along.
create function directory.enter_territory() returns trigger security definer set search_path = '' language plpgsql as $$
begin
  perform directory.enter(e.network_id, e.organisation_id, e.service_id) from directory.entry e where e.places @> array[new.id];
  return null;
end $$;
revoke execute on function directory.enter_territory from public;
create trigger enter after update of name, parent_id, latitude, longitude on directory.territory for each row
  when ((old.name, old.parent_id, old.latitude, old.longitude) is distinct from (new.name, new.parent_id, new.latitude, new.longitude))
  execute function directory.enter_territory();

select directory.enter(network_id, id, null) from directory.organisation;

-- Entries that hold every word of a query, in any order, from the beginning of each; a word that nothing holds is taken for a typing
-- error and stands for the nearest words that there are (trigrams). Security definer, because under row-level security no trigram
-- index is used (the operators are not leakproof); it looks only into networks that are open to the reader, and tells ids, never content.
create function directory.find(query text, network text default null) returns table (network_id text, id text, score real) rows 300
  stable security definer set search_path = '' language plpgsql as $$
declare
  nets text[] := array(select n from platform.open_networks() n where network is null or n = network);
  words text[] := array(select distinct w from unnest(string_to_array(left(platform.folded(query), 200), ' ')) w where w <> '' limit 8);
  telling text[] := array(select w from unnest(words) w where w <> all ('{a,au,aux,d,de,des,du,en,et,l,la,le,les,van,het,der,den,the,of,and}'));
  sought text; hit boolean; near text[]; conditions text := ''; scores text := '';
begin
  foreach sought in array case when telling = '{}' then words else telling end loop
    execute 'select exists (select from directory.entry e where e.searched like $1 and e.network_id = any ($2))' into hit using '% ' || sought || '%', nets;
    if hit then
      conditions := conditions || format(' and e.searched like %L', '% ' || sought || '%');
      scores := scores || format(' + (e.named like %L)::int * 2 + (e.named like %L)::int + (e.named like %L)::int', '% ' || sought || '%', ' ' || sought || '%', '% ' || sought || ' %');
    else
      select array_agg('% ' || n.word || ' %') into near from (
        select w.word, public.similarity(w.word, sought) as alike, max(public.similarity(w.word, sought)) over () as most
        from directory.word w where w.network_id = any (nets) and w.word operator(public.%) sought) n where n.alike > n.most - 0.1;
      conditions := conditions || format(' and e.searched like any (%L)', coalesce(near, '{}'));
      scores := scores || format(' + (e.named like any (%L))::int', coalesce(near, '{}'));
    end if;
  end loop;
  if conditions = '' then return; end if;
  return query execute 'select e.network_id::text, e.id, (0' || scores || ')::real from directory.entry e where e.network_id = any ($1)' || conditions using nets;
end $$;
revoke execute on function directory.find from public;
grant execute on function directory.find, directory.placed to :app;

-- A spreadsheet that was read and waits for a yes: nothing of the directory is written until then.
create table directory.import_draft (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  file_name text not null,
  at timestamptz not null default now(),
  person_id uuid not null references identity.person,
  header jsonb not null,
  lines jsonb not null,
  primary key (network_id, id)
);

call platform.protect('directory.entry', 'directory.word', 'directory.import_draft');
create policy see on directory.entry for select using (network_id = any (array(select platform.open_networks())));
create policy none on directory.word for select using (false);
grant select on directory.entry to :app;
create policy mine on directory.import_draft for select using (person_id = platform.person());
create policy add on directory.import_draft for insert with check (person_id = platform.person() and network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));
create policy drop_ on directory.import_draft for delete using (person_id = platform.person());
grant select, insert, delete on directory.import_draft to :app;

-- Two who change an area at once are told, as for organisations and services.
alter table directory.area add column version integer not null default 1;
