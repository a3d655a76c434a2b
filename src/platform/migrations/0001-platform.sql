-- The ground: networks, who acts, how a table is protected, the audit trail.
-- Runs as the owner. The role of the application (placeholder :app) exists already and owns nothing.
create schema platform;
grant usage on schema platform to :app;

create extension if not exists unaccent;
create extension if not exists pg_trgm;
create extension if not exists btree_gist;

-- The database may be initialised with the "C" collation: names are always sorted with this one.
create collation platform.names (provider = icu, locale = 'fr-u-kn-true');

create domain platform.slug as text check (value ~ '^[a-z0-9][a-z0-9._-]{0,99}$');
-- A text in several languages: {"fr": "…", "nl": "…", "en": "…"}; at least one of them.
create domain platform.words as jsonb check (value is null or (jsonb_typeof(value) = 'object' and value <> '{}'));

-- Accents, case and punctuation do not count when somebody looks for a name.
create function platform.folded(words text) returns text
  immutable parallel safe strict language sql
  return lower(regexp_replace(public.unaccent('public.unaccent'::regdictionary, words), '[^[:alnum:]]+', ' ', 'g'));

create table platform.network (
  id platform.slug primary key,
  name platform.words not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  is_public boolean not null default false,
  is_demonstration boolean not null default false,
  disclosure_threshold integer not null default 5 check (disclosure_threshold between 1 and 50)
);

-- Who acts: set with SET LOCAL in the transaction by asActor, and nowhere else.
create function platform.person() returns uuid stable parallel safe language sql
  return nullif(current_setting('app.person', true), '')::uuid;

-- Every table of the application passes through here: row-level security on, forced, nothing allowed until a policy says so.
-- The owner migrates and owns the few security definer functions: it keeps its rights by a policy, so that it need not be a superuser.
create procedure platform.protect(variadic tables regclass[]) language plpgsql as $$
declare t regclass;
begin
  foreach t in array tables loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy owner on %s to %I using (true) with check (true)', t, current_user);
  end loop;
end $$;
