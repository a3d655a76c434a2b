-- From a call for help to those who help: people who are followed, the teams that follow them, requests, consents, episodes, contacts.
-- Who sees what, when: docs/access.md; each of its cells is tried by src/modules/care/access.test.ts.
create schema care;
grant usage on schema care to :app;

-- A role for who works in a team and steers nothing: it opens what a reader may read, and the teams open the rest.
alter table identity.role drop constraint role_role_check;
alter table identity.role add constraint role_role_check check (role in ('administrator', 'programme_manager', 'coordinator', 'worker', 'reader'));
alter table identity.invitation drop constraint invitation_roles_check;
alter table identity.invitation add constraint invitation_roles_check
  check (cardinality(roles) between 1 and 5 and roles <@ array['administrator', 'programme_manager', 'coordinator', 'worker', 'reader']);

-- Who works in a team gives cards to the people they meet.
drop policy make on identity.card;
create policy make on identity.card for insert with check (made_by = platform.person()
  and network_id = any (array(select platform.networks_as('administrator', 'programme_manager', 'coordinator', 'worker'))));

-- ---------------------------------------------------------------------------------------------------------------------------
-- Teams
-- ---------------------------------------------------------------------------------------------------------------------------
-- A service that works with requests, and its own rules. Null: what its function asks for (care/teams/rules.ts).
create table care.team (
  network_id platform.slug not null,
  service_id platform.slug not null,
  -- Anybody may ask this team for help on the public form.
  is_public boolean not null default false,
  answer_hours integer check (answer_hours between 1 and 8760),
  -- Working days (Monday to Friday, without the country's holidays) from the answer to the first meeting, or hours where a team counts in hours.
  meeting_hours integer check (meeting_hours between 1 and 8760),
  meeting_days integer check (meeting_days between 1 and 366),
  longest_days integer check (longest_days between 1 and 3660),
  version integer not null default 1,
  primary key (network_id, service_id),
  foreign key (network_id, service_id) references directory.service on delete cascade,
  check (meeting_hours is null or meeting_days is null)
);

-- Who works in a team, from when to when. A row that ends on the day before its first was taken back before it held for a day.
create table care.worker (
  network_id platform.slug not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null references identity.person,
  profession text not null check (profession in ('nurse', 'psychologist', 'psychiatrist', 'physician', 'social_worker', 'educator', 'occupational_therapist',
    'peer_support_worker', 'coordinator', 'secretary', 'other')),
  is_lead boolean not null default false,
  valid_from date not null default current_date,
  valid_to date check (valid_to >= valid_from - 1),
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, service_id) references care.team on delete cascade,
  constraint worker_once exclude using gist (network_id with =, service_id with =, person_id with =, daterange(valid_from, valid_to + 1) with &&)
);
create index on care.worker (person_id);
create index on care.worker (network_id);
create index on care.worker (team);

-- The teams in which the one who acts works today. Whoever no longer holds a role in the network works in none of its teams.
-- A team is named 'network/service': policies compare it with = any (…), which an index answers.
create function care.my_teams() returns setof text stable security definer set search_path = '' language sql begin atomic
  select w.team from care.worker w
   where w.person_id = platform.person() and current_date >= w.valid_from and (w.valid_to is null or current_date <= w.valid_to)
     and exists (select from identity.role r where r.network_id = w.network_id and r.person_id = w.person_id
       and current_date >= r.valid_from and (r.valid_to is null or current_date <= r.valid_to));
end;
create function care.my_led_teams() returns setof text stable security definer set search_path = '' language sql begin atomic
  select w.team from care.worker w
   where w.person_id = platform.person() and w.is_lead and w.team in (select care.my_teams())
     and current_date >= w.valid_from and (w.valid_to is null or current_date <= w.valid_to);
end;
create function care.my_networks() returns setof text stable security definer set search_path = '' language sql begin atomic
  select distinct split_part(t, '/', 1) from care.my_teams() t;
end;
-- Networks whose teams can be asked for help by anybody.
create function care.asked_networks() returns setof text stable security definer set search_path = '' language sql begin atomic
  select distinct t.network_id::text from care.team t where t.is_public and t.network_id in (select platform.open_networks());
end;

-- ---------------------------------------------------------------------------------------------------------------------------
-- People
-- ---------------------------------------------------------------------------------------------------------------------------
-- A file on somebody: what a team knows of them. Two files of one person are merged by a reference, which can be taken back.
create table care.person (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  given_name text not null default '' check (length(given_name) <= 100),
  family_name text not null default '' check (length(family_name) <= 100),
  birth_date date check (birth_date between '1880-01-01' and '2200-01-01'),
  territory_id text references directory.territory,
  language text check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  needs_interpreter boolean not null default false,
  -- How to reach them, sealed.
  contact bytea,
  -- Their own account, once they have one.
  account_id uuid references identity.person on delete set null,
  merged_into uuid,
  made_at timestamptz not null default now(),
  version integer not null default 1,
  folded text generated always as (platform.folded(given_name || ' ' || family_name)) stored,
  primary key (network_id, id),
  foreign key (network_id, merged_into) references care.person,
  check (merged_into <> id)
);
create index on care.person (network_id, merged_into) where merged_into is not null;
create index on care.person (account_id) where account_id is not null;
create index person_named on care.person using gin (folded gin_trgm_ops);
create index on care.person (network_id, birth_date);
create index on care.person (id);

-- What a person agreed to: who may read what, for what, until when, and how they said so. Also their circle: a grant to an account.
create table care.consent (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  -- To a team, to somebody of the circle, or to a partner outside who has no account.
  to_service_id platform.slug,
  to_account_id uuid references identity.person on delete cascade,
  to_words text check (length(to_words) between 1 and 200),
  to_team text generated always as (network_id || '/' || to_service_id) stored,
  sections text[] not null check (cardinality(sections) > 0
    and sections <@ array['identity', 'request', 'episodes', 'contacts', 'measures', 'recovery_plan', 'crisis_plan']),
  purpose text not null check (length(purpose) between 1 and 500),
  how text not null check (how in ('self', 'spoken', 'written', 'together')),
  -- Who noted it, and in which team; null: the person themselves.
  noted_by uuid not null references identity.person,
  noted_service_id platform.slug,
  noted_team text generated always as (network_id || '/' || noted_service_id) stored,
  given_at timestamptz not null default now(),
  until date not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid references identity.person,
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, to_service_id) references care.team,
  foreign key (network_id, noted_service_id) references care.team,
  check (num_nonnulls(to_service_id, to_account_id, to_words) = 1)
);
create index on care.consent (network_id, person_id);
create index on care.consent (to_team) where withdrawn_at is null;
create index on care.consent (to_account_id) where withdrawn_at is null;
create index on care.consent (noted_team);

-- The only way round consent: an emergency, with a reason, somebody who answers for it, and a review by somebody else.
create table care.emergency (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  reason bytea not null,
  responsible_id uuid not null references identity.person,
  at timestamptz not null default now(),
  reviewed_by uuid references identity.person,
  reviewed_at timestamptz,
  review bytea,
  was_right boolean,
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team,
  check (reviewed_by <> responsible_id)
);
create index on care.emergency (network_id, person_id);
create index on care.emergency (team);

-- The glass that a professional breaks: a reason, one hour, a review. The person and the officer are told.
create table care.glass (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  by_id uuid not null references identity.person,
  reason bytea not null,
  at timestamptz not null default now(),
  until timestamptz not null default now() + interval '1 hour',
  reviewed_by uuid references identity.person,
  reviewed_at timestamptz,
  review bytea,
  was_right boolean,
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  check (until > at and until <= at + interval '1 hour'),
  check (reviewed_by <> by_id)
);
create index on care.glass (network_id, person_id);
create index on care.glass (by_id, until);

-- ---------------------------------------------------------------------------------------------------------------------------
-- Requests for help
-- ---------------------------------------------------------------------------------------------------------------------------
create table care.request (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  -- The first request of one call for help, and the one that this follows: what was redirected stays one story.
  chain_id uuid not null,
  previous_id uuid,
  -- Null: from outside of the teams (the person, a carer, a general practitioner …), by form or by telephone.
  from_service_id platform.slug,
  from_team text generated always as (network_id || '/' || from_service_id) stored,
  to_service_id platform.slug,
  to_team text generated always as (network_id || '/' || to_service_id) stored,
  from_kind text not null check (from_kind in ('person', 'carer', 'professional', 'general_practitioner', 'emergency', 'police', 'school', 'landlord', 'team', 'other')),
  channel text not null check (channel in ('form', 'telephone', 'team')),
  urgency text not null check (urgency in ('today', 'days', 'weeks')),
  reason_kind text not null check (reason_kind in ('suicidal_thoughts', 'low_mood', 'anxiety', 'voices_beliefs', 'agitation', 'substances', 'isolation', 'daily_life',
    'housing', 'work_learning', 'after_hospital', 'family', 'other')),
  language text check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  needs_interpreter boolean not null default false,
  -- Whether the person knows and agrees, as far as the asker says.
  agreement text not null check (agreement in ('yes', 'no', 'unknown')),
  -- The asker agreed that another team of the network may get it.
  may_pass_on boolean not null default false,
  -- What happened, what is hoped for, how to visit safely, how to answer, who asks: sealed.
  story bytea,
  state text not null check (state in ('draft', 'sent', 'accepted', 'begun', 'declined', 'redirected', 'withdrawn')),
  made_at timestamptz not null default now(),
  made_by uuid references identity.person,
  sent_at timestamptz,
  answered_at timestamptz,
  answered_by uuid references identity.person,
  met_at timestamptz,
  begun_at timestamptz,
  answer_due timestamptz,
  meeting_due timestamptz,
  -- How often those who should have answered were reminded.
  reminders smallint not null default 0,
  refusal text check (refusal in ('full', 'not_our_territory', 'not_our_age', 'not_our_need', 'already_followed', 'not_agreed', 'not_reached', 'other')),
  answer bytea,
  proposed_service_id platform.slug,
  consent_id uuid,
  emergency_id uuid,
  -- With its code an asker without an account follows what becomes of it.
  code_hash bytea check (octet_length(code_hash) = 32),
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, previous_id) references care.request,
  foreign key (network_id, from_service_id) references care.team,
  foreign key (network_id, to_service_id) references care.team,
  foreign key (network_id, proposed_service_id) references directory.service,
  foreign key (network_id, consent_id) references care.consent,
  foreign key (network_id, emergency_id) references care.emergency,
  check (state = 'draft' or (to_service_id is not null and sent_at is not null) or state = 'withdrawn'),
  check ((refusal is not null) = (state in ('declined', 'redirected'))),
  check (from_service_id is null or from_service_id <> to_service_id)
);
create index on care.request (to_team, state, answer_due);
create index on care.request (from_team, made_at);
create index on care.request (network_id, person_id);
create index on care.request (network_id, chain_id);
create index on care.request (network_id, sent_at);
create index on care.request (code_hash) where code_hash is not null;
create index on care.request (network_id, answer_due) where state = 'sent';

-- Every change of state, who made it and when.
create table care.request_step (
  network_id platform.slug not null,
  request_id uuid not null,
  seq integer not null,
  at timestamptz not null,
  by_id uuid,
  before text,
  after text not null,
  primary key (network_id, request_id, seq),
  foreign key (network_id, request_id) references care.request on delete cascade
);

-- All that a team keeps of a request that it did not take: the day, the kind and the decision. Nothing leads back to the person.
create table care.refusal (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  on_day date not null default current_date,
  from_kind text not null,
  decision text not null check (decision in ('declined', 'redirected')),
  reason text not null,
  primary key (network_id, id),
  foreign key (network_id, service_id) references care.team on delete cascade
);
create index on care.refusal (team, on_day);
create index on care.refusal (network_id, on_day);

-- ---------------------------------------------------------------------------------------------------------------------------
-- Following a person
-- ---------------------------------------------------------------------------------------------------------------------------
create table care.episode (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  -- The function of the team on the day of entry: a team that changes does not change what was.
  care_function text check (care_function in ('1', '2A', '2B', '3', '4', '5')),
  request_id uuid,
  referent_id uuid references identity.person,
  entered_on date not null default current_date,
  left_on date check (left_on >= entered_on),
  exit_reason text check (exit_reason in ('goals_reached', 'by_choice', 'moved_on', 'moved_away', 'admitted', 'lost_contact', 'died', 'other')),
  destination text check (destination in ('home', 'team', 'general_practitioner', 'hospital', 'housing', 'elsewhere', 'unknown')),
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team,
  foreign key (network_id, request_id) references care.request,
  check ((left_on is null) = (exit_reason is null)),
  -- One episode of a person in a team at a time; several teams at once are usual.
  constraint episode_once exclude using gist (network_id with =, service_id with =, person_id with =, daterange(entered_on, left_on) with &&)
);
create index on care.episode (team, left_on);
create index on care.episode (network_id, person_id);
create index on care.episode (network_id, entered_on);
create index on care.episode (network_id, left_on);

create table care.contact (
  network_id platform.slug not null,
  -- Made where it is written, also without a network: sent twice it is kept once.
  id uuid not null,
  episode_id uuid not null,
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  at timestamptz not null,
  minutes integer check (minutes between 1 and 1440),
  mode text not null check (mode in ('home', 'telephone', 'video', 'office', 'street', 'message')),
  workers uuid[] not null default '{}',
  who text[] not null default '{}' check (who <@ array['person', 'carer', 'general_practitioner', 'partner', 'peer', 'interpreter']),
  -- Null: it took place.
  missed text check (missed in ('not_there', 'called_off', 'refused', 'by_us')),
  note bytea,
  next_on date,
  written_by uuid not null references identity.person,
  written_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, episode_id) references care.episode on delete cascade,
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team
);
create index on care.contact (network_id, episode_id, at);
create index on care.contact (network_id, person_id, at);
create index on care.contact (team, at);

-- What somebody else told or is told of: never shown to the person whose file it is, for it is not about them alone.
create table care.third_party_note (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  note bytea not null,
  written_by uuid not null references identity.person,
  written_at timestamptz not null default now(),
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team
);
create index on care.third_party_note (network_id, person_id);
create index on care.third_party_note (team);

-- ---------------------------------------------------------------------------------------------------------------------------
-- Whose data somebody may see: asked once a statement
-- ---------------------------------------------------------------------------------------------------------------------------
-- A file and those that were merged with it.
create function care.with_merged(files uuid[]) returns setof uuid stable set search_path = '' language sql begin atomic
  select unnest(files)
  union select p.id from care.person p join care.person f on f.network_id = p.network_id and p.merged_into = f.id where f.id = any (files)
  union select p.merged_into from care.person p where p.id = any (files) and p.merged_into is not null
  union select s.id from care.person p join care.person s on s.network_id = p.network_id and s.merged_into = p.merged_into where p.id = any (files);
end;
create function care.my_files() returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select care.with_merged(array(select p.id from care.person p where p.account_id = platform.person()));
end;
-- The people who today let the one who acts, or a team of theirs, read a section.
create function care.shared(section text) returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select care.with_merged(array(
    select c.person_id from care.consent c
     where c.withdrawn_at is null and c.until >= current_date and c.sections @> array[section] and c.to_team = any (array(select care.my_teams()))
    union select c.person_id from care.consent c
     where c.withdrawn_at is null and c.until >= current_date and c.sections @> array[section] and c.to_account_id = platform.person()));
end;
-- Behind a glass that the one who acts has broken within the hour, as long as they work in a team of that network.
create function care.behind_glass() returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select care.with_merged(array(select g.person_id from care.glass g
    where g.by_id = platform.person() and g.until > now() and g.network_id in (select care.my_networks())));
end;
-- The people that teams of the one who acts follow, or have followed.
create function care.followed() returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select care.with_merged(array(select e.person_id from care.episode e where e.team = any (array(select care.my_teams()))));
end;
-- Those, and the people for whom teams of the one who acts have a request to answer: their file can be corrected, and merged.
create function care.in_hand() returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select care.followed()
  union select care.with_merged(array(select r.person_id from care.request r where r.to_team = any (array(select care.my_teams())) and r.state in ('sent', 'accepted', 'begun')));
end;
-- The people whose name the one who acts may see.
create function care.known() returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select care.in_hand()
  union select care.with_merged(array(select r.person_id from care.request r where r.from_team = any (array(select care.my_teams()))))
  union select care.shared('identity') union select care.behind_glass() union select care.my_files();
end;

call platform.protect('care.team', 'care.worker', 'care.person', 'care.consent', 'care.emergency', 'care.glass', 'care.request', 'care.request_step',
  'care.refusal', 'care.episode', 'care.contact', 'care.third_party_note');

create policy see    on care.team for select using (network_id = any (array(select platform.open_networks())));
create policy add    on care.team for insert with check (network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));
create policy change on care.team for update using (network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));

create policy mates on care.worker for select using (person_id = platform.person() or team = any (array(select care.my_teams()))
  or network_id = any (array(select platform.networks_as('administrator', 'programme_manager', 'coordinator'))));
-- Nobody puts themselves into a team: that would open the files of all whom it follows.
create policy add    on care.worker for insert with check (person_id <> platform.person() and (
  network_id = any (array(select platform.networks_as('administrator'))) or team = any (array(select care.my_led_teams()))));
create policy change on care.worker for update using (
  network_id = any (array(select platform.networks_as('administrator'))) or team = any (array(select care.my_led_teams())));

create policy see    on care.person for select using (id = any (array(select care.known())));
create policy add    on care.person for insert with check (network_id = any (array(select care.my_networks())) and account_id is null and merged_into is null);
create policy change on care.person for update using (id = any (array(select care.in_hand())) or id = any (array(select care.my_files())));

create policy see    on care.consent for select using (person_id = any (array(select care.my_files())) or noted_team = any (array(select care.my_teams()))
  or (withdrawn_at is null and until >= current_date and (to_team = any (array(select care.my_teams())) or to_account_id = platform.person())));
create policy note   on care.consent for insert with check (noted_by = platform.person() and (
  (noted_service_id is null and how = 'self' and person_id = any (array(select care.my_files())))
  or (how <> 'self' and to_account_id is null and noted_team = any (array(select care.my_teams())))));
create policy withdraw on care.consent for update using (person_id = any (array(select care.my_files())) or noted_team = any (array(select care.my_teams()))
  or to_account_id = platform.person());

create policy see    on care.emergency for select using (team = any (array(select care.my_teams())) or person_id = any (array(select care.my_files()))
  or network_id = any (array(select platform.networks_as('administrator'))));
create policy declare_ on care.emergency for insert with check (team = any (array(select care.my_teams())) and responsible_id = platform.person());
create policy review on care.emergency for update using (reviewed_at is null and responsible_id <> platform.person()
  and network_id = any (array(select platform.networks_as('administrator')))) with check (reviewed_by = platform.person());

create policy see    on care.glass for select using (by_id = platform.person() or person_id = any (array(select care.my_files()))
  or network_id = any (array(select platform.networks_as('administrator'))));
create policy break_ on care.glass for insert with check (by_id = platform.person() and network_id = any (array(select care.my_networks())));
create policy review on care.glass for update using (reviewed_at is null and by_id <> platform.person()
  and network_id = any (array(select platform.networks_as('administrator')))) with check (reviewed_by = platform.person());

create policy see    on care.request for select using (from_team = any (array(select care.my_teams()))
  or (to_team = any (array(select care.my_teams())) and state in ('sent', 'accepted', 'begun'))
  or person_id = any (array(select care.my_files())) or person_id = any (array(select care.behind_glass())));
create policy ask    on care.request for insert with check (made_by = platform.person() and (from_team = any (array(select care.my_teams()))
  or (from_service_id is null and channel = 'telephone' and to_team = any (array(select care.my_teams())))));
create policy answer on care.request for update using (from_team = any (array(select care.my_teams()))
  or (to_team = any (array(select care.my_teams())) and state in ('sent', 'accepted', 'begun')));

create policy see on care.request_step for select using (
  exists (select from care.request r where r.network_id = request_step.network_id and r.id = request_step.request_id));
create policy see on care.refusal for select using (team = any (array(select care.my_teams())));

create policy see    on care.episode for select using (team = any (array(select care.my_teams())) or person_id = any (array(select care.my_files()))
  or person_id = any (array(select care.shared('episodes'))) or person_id = any (array(select care.behind_glass())));
create policy begin_ on care.episode for insert with check (team = any (array(select care.my_teams())));
create policy change on care.episode for update using (team = any (array(select care.my_teams())));

create policy see    on care.contact for select using (team = any (array(select care.my_teams())) or person_id = any (array(select care.my_files()))
  or person_id = any (array(select care.shared('contacts'))) or person_id = any (array(select care.behind_glass())));
create policy write  on care.contact for insert with check (team = any (array(select care.my_teams())) and written_by = platform.person());
create policy change on care.contact for update using (team = any (array(select care.my_teams())) and written_by = platform.person());

create policy see    on care.third_party_note for select using (team = any (array(select care.my_teams())));
create policy write  on care.third_party_note for insert with check (team = any (array(select care.my_teams())) and written_by = platform.person());

grant select, insert, update on care.team to :app;
grant select, insert on care.worker, care.person, care.consent, care.emergency, care.glass, care.episode, care.contact, care.third_party_note to :app;
grant update (profession, is_lead, valid_from, valid_to, version) on care.worker to :app;
grant update (given_name, family_name, birth_date, territory_id, language, needs_interpreter, contact, merged_into, version) on care.person to :app;
grant update (withdrawn_at, withdrawn_by) on care.consent to :app;
grant update (reviewed_by, reviewed_at, review, was_right) on care.emergency, care.glass to :app;
grant select, insert on care.request to :app;
grant update (to_service_id, urgency, story, state, sent_at, answered_at, answered_by, met_at, begun_at, answer_due, meeting_due, consent_id, emergency_id, version) on care.request to :app;
grant select on care.request_step, care.refusal to :app;
grant update (referent_id, left_on, exit_reason, destination, version) on care.episode to :app;
grant update (minutes, mode, workers, who, missed, note, next_on, at, version) on care.contact to :app;

-- ---------------------------------------------------------------------------------------------------------------------------
-- The way of a request
-- ---------------------------------------------------------------------------------------------------------------------------
create function care.guard_request() returns trigger set search_path = '' language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state not in ('draft', 'sent') then raise exception 'a request begins as a draft or sent' using errcode = '23514', constraint = 'request_way'; end if;
  elsif new.state <> old.state and not (old.state, new.state) in (('draft', 'sent'), ('draft', 'withdrawn'), ('sent', 'accepted'), ('sent', 'declined'),
      ('sent', 'redirected'), ('sent', 'withdrawn'), ('accepted', 'begun'), ('accepted', 'declined'), ('accepted', 'redirected'), ('accepted', 'withdrawn')) then
    raise exception 'a request does not go from % to %', old.state, new.state using errcode = '23514', constraint = 'request_way';
  end if;
  -- Nothing about an identified person leaves a team without their consent, or an emergency that somebody answers for.
  if new.state = 'sent' and new.from_service_id is not null and (tg_op = 'INSERT' or old.state = 'draft') then
    if not exists (select from care.consent c where c.network_id = new.network_id and c.id = new.consent_id and c.person_id = new.person_id
          and c.to_service_id = new.to_service_id and c.sections @> array['request'] and c.withdrawn_at is null and c.until >= current_date)
       and not exists (select from care.emergency m where m.network_id = new.network_id and m.id = new.emergency_id and m.person_id = new.person_id and m.reviewed_at is null) then
      raise exception 'a request leaves a team with consent' using errcode = '23514', constraint = 'request_consent';
    end if;
  end if;
  return new;
end $$;
create trigger guard before insert or update on care.request for each row execute function care.guard_request();

create function care.note_request() returns trigger security definer set search_path = '' language plpgsql as $$
begin
  if tg_op = 'INSERT' or new.state <> old.state then
    insert into care.request_step (network_id, request_id, seq, at, by_id, before, after)
      select new.network_id, new.id, coalesce(max(s.seq), 0) + 1, clock_timestamp(), platform.person(), case when tg_op = 'UPDATE' then old.state end, new.state
        from care.request_step s where s.network_id = new.network_id and s.request_id = new.id;
  end if;
  -- The consent was given for this request: it ends with it, so that a team that did not take it cannot find its way back to the person.
  if tg_op = 'UPDATE' and new.state <> old.state and new.state in ('declined', 'redirected', 'withdrawn') and new.consent_id is not null then
    update care.consent c set withdrawn_at = now(), withdrawn_by = platform.person()
      where c.network_id = new.network_id and c.id = new.consent_id and c.withdrawn_at is null;
  end if;
  return null;
end $$;
create trigger note after insert or update on care.request for each row execute function care.note_request();

-- A team does not take a request, with a reason and perhaps a proposal. From then on it sees nothing of it any more: hence no plain
-- update, whose new row the reader must be able to see. What follows it (a request to the team that is proposed) is made here as well.
create function care.turn_away(network text, request uuid, seen integer, decision text, reason text, words bytea, proposed text,
    next_id uuid, next_story bytea, next_answer_due timestamptz) returns text
  security definer set search_path = '' language plpgsql as $$
declare old care.request; passes boolean;
begin
  select * into old from care.request r where r.network_id = network and r.id = request and r.to_team in (select care.my_teams())
    and r.state in ('sent', 'accepted') for update;
  if not found then return 'not_found'; end if;
  if old.version <> seen then return 'conflict'; end if;
  update care.request r set state = decision, refusal = reason, answer = words, proposed_service_id = proposed, answered_at = coalesce(r.answered_at, now()),
      answered_by = platform.person(), version = r.version + 1, story = case when r.from_service_id is null and (decision = 'declined' or not r.may_pass_on) then null else r.story end
    where r.network_id = network and r.id = request;
  insert into care.refusal (network_id, service_id, from_kind, decision, reason) values (network, old.to_service_id, old.from_kind, decision, reason);
  if decision <> 'redirected' then return decision; end if;
  -- To the sender as a draft, who asks the person again; from outside straight on, when the asker agreed to that.
  passes := old.from_service_id is null and old.may_pass_on;
  if old.from_service_id is null and not passes then return 'told'; end if;
  insert into care.request (network_id, id, person_id, chain_id, previous_id, from_service_id, to_service_id, from_kind, channel, urgency, reason_kind, language,
      needs_interpreter, agreement, may_pass_on, story, state, made_by, sent_at, answer_due, code_hash)
    values (network, next_id, old.person_id, old.chain_id, old.id, old.from_service_id, proposed, old.from_kind, old.channel, old.urgency, old.reason_kind, old.language,
      old.needs_interpreter, old.agreement, old.may_pass_on, next_story, case when passes then 'sent' else 'draft' end, old.made_by, case when passes then now() end,
      case when passes then next_answer_due end, old.code_hash);
  if passes then
    update care.request r set story = null, code_hash = null where r.network_id = network and r.id = request;
  end if;
  return case when passes then 'passed' else 'drafted' end;
end $$;

-- Somebody outside asks a team for help: with an account or, more often, without.
create function care.ask(network text, service text, request uuid, file uuid, given text, family text, born date, place text, speaks text, interpreter boolean,
    reach bytea, kind text, haste text, matter text, agreed text, pass_on boolean, words bytea, due timestamptz, code bytea, is_for_me boolean) returns boolean
  security definer set search_path = '' language plpgsql as $$
begin
  if not exists (select from care.team t where t.network_id = network and t.service_id = service and t.is_public)
     or not network in (select platform.open_networks()) then return false; end if;
  insert into care.person (network_id, id, given_name, family_name, birth_date, territory_id, language, needs_interpreter, contact, account_id)
    values (network, file, given, family, born, place, speaks, interpreter, reach, case when is_for_me then platform.person() end);
  insert into care.request (network_id, id, person_id, chain_id, to_service_id, from_kind, channel, urgency, reason_kind, language, needs_interpreter, agreement,
      may_pass_on, story, state, made_by, sent_at, answer_due, code_hash)
    values (network, request, file, request, service, kind, 'form', haste, matter, speaks, interpreter, agreed, pass_on, words, 'sent', platform.person(), now(), due, code);
  perform platform.append_audit(network, platform.person(), 'write', 'care.ask', 'request/' || request, file, null, 'success');
  return true;
end $$;

-- What an asker may know with their code: nothing of the person, nothing of the story.
create function care.request_of(code bytea) returns table (network_id text, request_id uuid, service_id text, service text, phone text, state text, sent_at timestamptz,
    answered_at timestamptz, met_at timestamptz, answer_due timestamptz, refusal text, proposed_id text, proposed text, proposed_phone text)
  stable security definer set search_path = '' language sql begin atomic
  select r.network_id, r.id, s.id, s.name, s.phone, r.state, r.sent_at, r.answered_at, r.met_at, r.answer_due, r.refusal, p.id, p.name, p.phone
    from care.request r join directory.service s on s.network_id = r.network_id and s.id = r.to_service_id
    left join directory.service p on p.network_id = r.network_id and p.id = r.proposed_service_id
   where r.code_hash = code order by r.made_at desc limit 1;
end;
create function care.withdraw_request(code bytea) returns boolean security definer set search_path = '' language plpgsql as $$
declare it care.request;
begin
  select * into it from care.request r where r.code_hash = code and r.state in ('sent', 'accepted') for update;
  if not found then return false; end if;
  update care.request r set state = 'withdrawn', story = null, version = r.version + 1 where r.network_id = it.network_id and r.id = it.id;
  perform platform.append_audit(it.network_id, platform.person(), 'write', 'care.withdrawRequest', 'request/' || it.id, it.person_id, null, 'success');
  return true;
end $$;

-- What a team is called that has to do with a file of the one who acts, who may not read the directory of a network that is not public.
create function care.name_of_team(its_team text) returns text stable security definer set search_path = '' language sql begin atomic
  select s.name from directory.service s
   where s.network_id = split_part(its_team, '/', 1) and s.id = split_part(its_team, '/', 2) and (
     exists (select from care.episode e where e.team = its_team and e.person_id in (select care.my_files()))
     or exists (select from care.request r where (r.to_team = its_team or r.from_team = its_team) and r.person_id in (select care.my_files()))
     or exists (select from care.consent c where c.to_team = its_team and c.person_id in (select care.my_files())));
end;

-- Names of colleagues: of the teams of a network to who works or steers there, of those who follow a person to that person.
create function care.names_of_workers(network text) returns table (person_id uuid, name text, service_id text, profession text, is_lead boolean, is_now boolean)
  stable security definer set search_path = '' language sql begin atomic
  select w.person_id, p.name, w.service_id, w.profession, w.is_lead, current_date >= w.valid_from and (w.valid_to is null or current_date <= w.valid_to)
    from care.worker w join identity.person p on p.id = w.person_id
   where w.network_id = network and (network in (select care.my_networks()) or network in (select platform.networks_as('administrator', 'programme_manager', 'coordinator'))
     or w.team in (select e.team from care.episode e where e.person_id in (select care.my_files())));
end;
-- Who may be put into a team: those who hold a role in the network today. For who may do that.
create function care.candidates(network text) returns table (person_id uuid, name text)
  stable security definer set search_path = '' language sql begin atomic
  select p.id, p.name from identity.person p
   where exists (select from identity.role r where r.network_id = network and r.person_id = p.id
       and current_date >= r.valid_from and (r.valid_to is null or current_date <= r.valid_to))
     and p.id <> platform.person() and (network in (select platform.networks_as('administrator')) or network in (select split_part(t, '/', 1) from care.my_led_teams() t))
   order by p.name collate platform.names, p.id;
end;

-- What the one who acts has to do with care, for the menu: the networks in which they work in a team, and those of their own files.
create function care.my_places() returns table (network_id text, name jsonb, works boolean, is_mine boolean)
  stable security definer set search_path = '' language sql begin atomic
  select n.id, n.name::jsonb, n.id in (select care.my_networks()), exists (select from care.person p where p.network_id = n.id and p.account_id = platform.person())
    from platform.network n
   where n.id in (select care.my_networks()) or exists (select from care.person p where p.network_id = n.id and p.account_id = platform.person());
end;

-- A file is linked to an account by who follows the person, with the account's own card: that card was given by hand (identity.card).
create function care.link_account(network text, file uuid, card uuid) returns boolean security definer set search_path = '' language plpgsql as $$
declare account uuid;
begin
  if not file in (select care.followed()) then return false; end if;
  select t.person_id into account from identity.tie t join identity.card c on c.network_id = t.network_id and c.id = t.card_id
   where t.network_id = network and t.card_id = card and t.kind = 'person' and c.made_by = platform.person();
  if not found then return false; end if;
  update care.person p set account_id = account where p.network_id = network and p.id = file and p.account_id is null;
  return found;
end $$;

-- Cards that the one who acts gave by hand, with which a person opened an account that belongs to no file of the network yet.
create function care.cards_to_link(network text) returns table (id uuid, used_at timestamptz)
  stable security definer set search_path = '' language sql begin atomic
  select c.id, c.used_at from identity.card c join identity.tie t on t.network_id = c.network_id and t.card_id = c.id and t.kind = 'person'
   where c.network_id = network and c.made_by = platform.person() and network in (select care.my_networks())
     and not exists (select from care.person p where p.network_id = network and p.account_id = t.person_id)
   order by c.used_at desc;
end;

revoke execute on function care.my_teams, care.my_led_teams, care.my_networks, care.asked_networks, care.my_files, care.shared, care.behind_glass, care.followed, care.in_hand, care.known,
  care.note_request, care.turn_away, care.ask, care.request_of, care.withdraw_request, care.name_of_team, care.names_of_workers, care.candidates, care.my_places, care.link_account, care.cards_to_link from public;
grant execute on function care.my_teams, care.my_led_teams, care.my_networks, care.asked_networks, care.my_files, care.shared, care.behind_glass, care.followed, care.in_hand, care.known,
  care.turn_away, care.ask, care.request_of, care.withdraw_request, care.name_of_team, care.names_of_workers, care.candidates, care.my_places, care.link_account, care.cards_to_link to :app;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Keys and the trail
-- ---------------------------------------------------------------------------------------------------------------------------
-- A person and their circle open what was sealed for that person; the row that holds it has its own policy.
create policy filed on platform.data_key for select using (person_id = any (array(select care.my_files())) or person_id = any (array(select care.shared('crisis_plan')))
  or person_id = any (array(select care.shared('recovery_plan'))) or person_id = any (array(select care.shared('contacts'))));
create policy filed_make on platform.data_key for insert with check (wrapped is not null
  and (person_id = any (array(select care.my_files())) or network_id = any (array(select care.asked_networks()))));

-- What a visitor asks for stands in the trail of the network as somebody's whom nobody knows.
alter table platform.audit alter column person_id drop not null;

create or replace function platform.record_event(network text, kind text, action text, target text, about uuid, reason text) returns void
  security definer set search_path = '' language plpgsql as $$
begin
  if platform.person() is null then
    -- What a visitor reads or takes is public, and nobody knows whom to name.
    if kind in ('read', 'export') then return; end if;
    raise exception 'nobody acts' using errcode = '42501';
  end if;
  -- A person who is supported, or is of somebody's circle, holds no role: what they do with that file is of its network all the same.
  if network is not null and not network = any (array(select platform.open_networks()))
     and not exists (select from care.person p where p.network_id = network and p.id = about and p.id in (select care.known()))
     and not exists (select from care.consent c where c.network_id = network and c.to_account_id = platform.person()) then
    raise exception 'not of this network' using errcode = '42501';
  end if;
  if kind not in ('write', 'read', 'export') then raise exception 'a person writes, reads or exports' using errcode = '22023'; end if;
  perform platform.append_audit(network, platform.person(), kind, action, target, about, reason, 'success');
end $$;
