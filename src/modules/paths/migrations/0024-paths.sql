-- Paths of rehabilitation, partners outside care, early intervention.
-- Who sees what, when: docs/access.md; texts are sealed with the key of the person's file (src/platform/keys).
create schema paths;
grant usage on schema paths to :app;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Tables
-- ---------------------------------------------------------------------------------------------------------------------------
-- What a network set for its partners. Without a row: the examples (paths/vocabulary.ts, and paths.keep_days below).
create table paths.setting (
  network_id platform.slug primary key references platform.network,
  -- How many days after its end the words of a referral are kept.
  keep_days integer not null check (keep_days between 1 and 366),
  -- How many days a link to a partner is good for.
  link_days integer not null check (link_days between 1 and 92),
  version integer not null default 1
);

-- The life project of somebody in their words, and which of their goals it serves: sealed, and closed anew with each version.
create table paths.path (
  network_id platform.slug not null references platform.network,
  person_id uuid not null,
  content bytea,
  -- When it was last looked at together, and when it will be.
  reviewed_on date,
  review_on date,
  -- The team that wrote last, with the person beside; null: the person alone.
  service_id platform.slug,
  team text generated always as (network_id || '/' || service_id) stored,
  written_by uuid not null references identity.person,
  written_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (network_id, person_id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team,
  check (review_on is null or review_on >= '2000-01-01')
);
create index on paths.path (person_id);

create table paths.step (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  domain text not null check (domain in ('work', 'learning', 'housing', 'culture', 'sport', 'people', 'daily_life', 'health', 'rights', 'other')),
  helper text not null check (helper in ('worker', 'partner', 'circle', 'nobody')),
  -- What it is and who helps, sealed; and why it rests or was given up, in the person's words. Both are closed anew with each version.
  content bytea not null,
  reason bytea,
  state text not null check (state in ('wished', 'under_way', 'done', 'paused', 'given_up')),
  begins_on date,
  due_on date check (due_on >= begins_on),
  ended_on date,
  -- The last writing: by the person alone, with a team beside, or as a team had proposed and the person accepted.
  how text not null check (how in ('alone', 'together', 'accepted')),
  service_id platform.slug,
  team text generated always as (network_id || '/' || service_id) stored,
  made_at timestamptz not null default clock_timestamp(),
  written_by uuid not null references identity.person,
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team,
  check ((how = 'together') = (service_id is not null)),
  check (reason is null or state in ('paused', 'given_up')),
  check ((ended_on is not null) = (state in ('done', 'given_up')))
);
create index on paths.step (person_id, made_at);

-- Every change of state, who made it and when.
create table paths.step_event (
  network_id platform.slug not null,
  step_id uuid not null,
  seq integer not null,
  at timestamptz not null,
  by_id uuid references identity.person,
  before text,
  after text not null,
  primary key (network_id, step_id, seq),
  foreign key (network_id, step_id) references paths.step on delete cascade
);

-- What a team would add to somebody's path: it is nothing until the person has said yes.
create table paths.step_proposal (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  domain text not null check (domain in ('work', 'learning', 'housing', 'culture', 'sport', 'people', 'daily_life', 'health', 'rights', 'other')),
  helper text not null check (helper in ('worker', 'partner', 'circle', 'nobody')),
  content bytea not null,
  begins_on date,
  due_on date check (due_on >= begins_on),
  by_id uuid not null references identity.person,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  at timestamptz not null default now(),
  state text not null default 'open' check (state in ('open', 'accepted', 'refused', 'withdrawn')),
  answered_at timestamptz,
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team
);
create index on paths.step_proposal (person_id);
create index on paths.step_proposal (team);

-- What a partner outside care is told of somebody: four fields, for as long as a link lives. Afterwards the days, the kind and the
-- decision stay, and nothing that says to whom or what.
create table paths.referral (
  network_id platform.slug not null references platform.network,
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  organisation_id platform.slug,
  partner_service_id platform.slug,
  kind text not null check (kind in ('housing', 'work', 'sport', 'culture', 'school', 'training', 'other')),
  step_id uuid,
  consent_id uuid,
  state text not null check (state in ('draft', 'sent', 'read', 'accepted', 'declined', 'withdrawn', 'expired')),
  -- The four fields, sealed for the person and the team …
  told bytea,
  told_as integer not null default 1,
  -- … and once more, closed with the link itself: the database alone opens no word of it.
  closed bytea,
  code_hash bytea check (octet_length(code_hash) = 32),
  link_until date,
  made_by uuid not null references identity.person,
  made_at timestamptz not null default now(),
  sent_at timestamptz,
  read_at timestamptz,
  answered_at timestamptz,
  answer text check (answer in ('yes', 'not_now', 'no')),
  reason text check (reason in ('full', 'not_our_place', 'not_what_we_do', 'conditions', 'cost', 'not_reached', 'other')),
  over_at timestamptz,
  forgotten_at timestamptz,
  version integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team,
  foreign key (network_id, organisation_id) references directory.organisation,
  foreign key (network_id, partner_service_id) references directory.service,
  foreign key (network_id, step_id) references paths.step,
  foreign key (network_id, consent_id) references care.consent,
  check ((answer is null) = (answered_at is null)),
  check (reason is null or answer in ('not_now', 'no')),
  check (state in ('sent', 'read', 'accepted') or (closed is null and code_hash is null)),
  check ((closed is null) = (code_hash is null)),
  check (state <> 'draft' or sent_at is null),
  check (state in ('draft', 'withdrawn') or sent_at is not null),
  check ((over_at is not null) = (state in ('accepted', 'declined', 'withdrawn', 'expired'))),
  check (forgotten_at is null or num_nonnulls(told, closed, organisation_id, partner_service_id, step_id, consent_id) = 0)
);
create index on paths.referral (code_hash) where code_hash is not null;
create index on paths.referral (person_id);
create index on paths.referral (team, made_at);
create index on paths.referral (network_id, consent_id) where consent_id is not null;
create index on paths.referral (network_id, sent_at);
create index on paths.referral (over_at) where forgotten_at is null;

-- The first days of somebody's difficulties, each as far as it is known: a year, a month, a day, or nothing. How long they went without
-- treatment is computed from them and asked of nobody.
create table paths.early (
  network_id platform.slug not null,
  episode_id uuid not null,
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  signs_on text check (signs_on ~ '^[1-9]\d{3}(-(0[1-9]|1[0-2])(-\d{2})?)?$'),
  asked_on text check (asked_on ~ '^[1-9]\d{3}(-(0[1-9]|1[0-2])(-\d{2})?)?$'),
  treated_on text check (treated_on ~ '^[1-9]\d{3}(-(0[1-9]|1[0-2])(-\d{2})?)?$'),
  written_by uuid not null references identity.person,
  written_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (network_id, episode_id),
  foreign key (network_id, episode_id) references care.episode on delete cascade,
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team
);
create index on paths.early (person_id);
create index on paths.early (team);

-- A session with the family: who by kind and how many, never by name.
create table paths.family_session (
  network_id platform.slug not null,
  id uuid not null default gen_random_uuid(),
  episode_id uuid not null,
  person_id uuid not null,
  service_id platform.slug not null,
  team text generated always as (network_id || '/' || service_id) stored,
  -- The contact of that day to which a carer came, where the team wrote one.
  contact_id uuid,
  on_day date not null,
  who text[] not null check (cardinality(who) > 0 and who <@ array['parent', 'partner', 'sibling', 'child', 'grandparent', 'friend', 'other']),
  members integer not null check (members between 1 and 30),
  with_person boolean not null,
  theme text not null check (theme in ('understanding', 'communication', 'daily_life', 'early_signs', 'crisis', 'own_health', 'rights', 'future', 'other')),
  next_on date check (next_on >= on_day),
  written_by uuid not null references identity.person,
  written_at timestamptz not null default now(),
  primary key (network_id, id),
  foreign key (network_id, episode_id) references care.episode on delete cascade,
  foreign key (network_id, person_id) references care.person on delete cascade,
  foreign key (network_id, service_id) references care.team,
  foreign key (network_id, contact_id) references care.contact
);
create index on paths.family_session (person_id);
create index on paths.family_session (network_id, episode_id, on_day);
create index on paths.family_session (network_id, on_day);

-- ---------------------------------------------------------------------------------------------------------------------------
-- Whose path somebody may see: asked once a statement
-- ---------------------------------------------------------------------------------------------------------------------------
-- The people whom a team of the one who acts follows today; a team whose episode is over reads no path any more.
create function paths.in_charge() returns setof uuid stable security definer set search_path = '' language sql begin atomic
  select care.with_merged(array(select e.person_id from care.episode e where e.team = any (array(select care.my_teams()))
    and e.entered_on <= current_date and (e.left_on is null or e.left_on > current_date)));
end;
create function paths.keep_days(network text) returns integer stable set search_path = '' language sql begin atomic
  select coalesce((select s.keep_days from paths.setting s where s.network_id = network), 30);
end;

call platform.protect('paths.setting', 'paths.path', 'paths.step', 'paths.step_event', 'paths.step_proposal', 'paths.referral', 'paths.early', 'paths.family_session');

create policy see    on paths.setting for select using (network_id = any (array(select care.my_networks()))
  or network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));
create policy add    on paths.setting for insert with check (network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));
create policy change on paths.setting for update using (network_id = any (array(select platform.networks_as('administrator', 'programme_manager'))));

create policy see    on paths.path for select using (person_id = any (array(select care.my_files())) or person_id = any (array(select paths.in_charge())));
create policy add    on paths.path for insert with check (written_by = platform.person() and (
  (service_id is null and person_id = any (array(select care.my_files())))
  or (team = any (array(select care.my_teams())) and person_id = any (array(select paths.in_charge())))));
create policy change on paths.path for update using (person_id = any (array(select care.my_files())) or person_id = any (array(select paths.in_charge())))
  with check (written_by = platform.person() and ((service_id is null and person_id = any (array(select care.my_files())))
    or (team = any (array(select care.my_teams())) and person_id = any (array(select paths.in_charge())))));

create policy see    on paths.step for select using (person_id = any (array(select care.my_files())) or person_id = any (array(select paths.in_charge())));
create policy add    on paths.step for insert with check (written_by = platform.person() and (
  (service_id is null and person_id = any (array(select care.my_files())))
  or (team = any (array(select care.my_teams())) and person_id = any (array(select paths.in_charge())))));
create policy change on paths.step for update using (person_id = any (array(select care.my_files())) or person_id = any (array(select paths.in_charge())))
  with check (written_by = platform.person() and ((service_id is null and person_id = any (array(select care.my_files())))
    or (team = any (array(select care.my_teams())) and person_id = any (array(select paths.in_charge())))));

create policy see on paths.step_event for select using (
  exists (select from paths.step s where s.network_id = step_event.network_id and s.id = step_event.step_id));

create policy see    on paths.step_proposal for select using (person_id = any (array(select care.my_files()))
  or (team = any (array(select care.my_teams())) and person_id = any (array(select paths.in_charge()))));
create policy propose on paths.step_proposal for insert with check (by_id = platform.person() and state = 'open'
  and team = any (array(select care.my_teams())) and person_id = any (array(select paths.in_charge())));
create policy answer on paths.step_proposal for update using (state = 'open' and (person_id = any (array(select care.my_files())) or by_id = platform.person()))
  with check ((state in ('accepted', 'refused') and person_id = any (array(select care.my_files()))) or (state = 'withdrawn' and by_id = platform.person()));

create policy see    on paths.referral for select using (person_id = any (array(select care.my_files())) or team = any (array(select care.my_teams())));
create policy prepare on paths.referral for insert with check (made_by = platform.person() and state = 'draft'
  and team = any (array(select care.my_teams())) and person_id = any (array(select paths.in_charge())));
-- A team changes and sends a draft; what comes afterwards is the partner's, the consent's and the calendar's.
create policy change on paths.referral for update using (state = 'draft' and team = any (array(select care.my_teams())))
  with check (state in ('draft', 'sent', 'withdrawn') and team = any (array(select care.my_teams())));

create policy see    on paths.early for select using (person_id = any (array(select care.my_files())) or team = any (array(select care.my_teams())));
create policy write  on paths.early for insert with check (written_by = platform.person() and team = any (array(select care.my_teams()))
  and exists (select from care.episode e where e.network_id = early.network_id and e.id = early.episode_id and e.person_id = early.person_id and e.service_id = early.service_id));
create policy change on paths.early for update using (team = any (array(select care.my_teams()))) with check (written_by = platform.person());

create policy see    on paths.family_session for select using (person_id = any (array(select care.my_files())) or team = any (array(select care.my_teams())));
create policy write  on paths.family_session for insert with check (written_by = platform.person() and team = any (array(select care.my_teams()))
  and exists (select from care.episode e where e.network_id = family_session.network_id and e.id = family_session.episode_id
    and e.person_id = family_session.person_id and e.service_id = family_session.service_id));

grant select, insert on paths.setting, paths.path, paths.step, paths.step_proposal, paths.referral, paths.early, paths.family_session to :app;
grant select on paths.step_event to :app;
grant update (keep_days, link_days, version) on paths.setting to :app;
grant update (content, reviewed_on, review_on, service_id, written_by, written_at, version) on paths.path to :app;
grant update (domain, helper, content, reason, state, begins_on, due_on, ended_on, how, service_id, written_by, version) on paths.step to :app;
grant update (state, answered_at) on paths.step_proposal to :app;
-- What a partner answers comes by paths.answer_referral alone.
grant update (organisation_id, partner_service_id, kind, step_id, consent_id, state, told, told_as, closed, code_hash, link_until, sent_at, version) on paths.referral to :app;
grant update (signs_on, asked_on, treated_on, written_by, written_at, version) on paths.early to :app;

-- ---------------------------------------------------------------------------------------------------------------------------
-- The way of a step: the same pairs as in paths/path/machine.ts
-- ---------------------------------------------------------------------------------------------------------------------------
create function paths.guard_step() returns trigger set search_path = '' language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state not in ('wished', 'under_way') then raise exception 'a step begins as a wish or under way' using errcode = '23514', constraint = 'step_way'; end if;
  elsif new.state <> old.state and not (old.state, new.state) in (('wished', 'under_way'), ('wished', 'done'), ('wished', 'given_up'), ('under_way', 'done'),
      ('under_way', 'paused'), ('under_way', 'given_up'), ('paused', 'under_way'), ('paused', 'done'), ('paused', 'given_up'), ('done', 'wished'), ('given_up', 'wished')) then
    raise exception 'a step does not go from % to %', old.state, new.state using errcode = '23514', constraint = 'step_way';
  end if;
  return new;
end $$;
create trigger guard before insert or update on paths.step for each row execute function paths.guard_step();

create function paths.note_step() returns trigger security definer set search_path = '' language plpgsql as $$
begin
  if tg_op = 'INSERT' or new.state <> old.state then
    insert into paths.step_event (network_id, step_id, seq, at, by_id, before, after)
      select new.network_id, new.id, coalesce(max(s.seq), 0) + 1, clock_timestamp(), platform.person(), case when tg_op = 'UPDATE' then old.state end, new.state
        from paths.step_event s where s.network_id = new.network_id and s.step_id = new.id;
  end if;
  return null;
end $$;
create trigger note after insert or update on paths.step for each row execute function paths.note_step();

-- ---------------------------------------------------------------------------------------------------------------------------
-- The way of a referral: the same pairs as in paths/partners/machine.ts
-- ---------------------------------------------------------------------------------------------------------------------------
-- A partner is an organisation of the directory that is no house of care and in which no team works with requests; or a service of one, without
-- a function of care, that is no such team itself.
create function paths.is_partner(network text, organisation text, service text) returns boolean stable set search_path = '' language sql begin atomic
  select exists (select from directory.organisation o where o.network_id = network and o.id = organisation and o.kind not in ('hospital', 'ministry', 'agency', 'network'))
     and not exists (select from directory.service s join care.team t on t.network_id = s.network_id and t.service_id = s.id
       where s.network_id = network and s.organisation_id = organisation and (service is null or s.id = service))
     and (service is null or exists (select from directory.service s
       where s.network_id = network and s.organisation_id = organisation and s.id = service and s.care_function is null));
end;

create function paths.guard_referral() returns trigger set search_path = '' language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'draft' then raise exception 'a referral begins as a draft' using errcode = '23514', constraint = 'referral_way'; end if;
  elsif new.state <> old.state and not (old.state, new.state) in (('draft', 'sent'), ('draft', 'withdrawn'), ('sent', 'read'), ('sent', 'withdrawn'), ('sent', 'expired'),
      ('read', 'accepted'), ('read', 'declined'), ('read', 'withdrawn'), ('read', 'expired'), ('accepted', 'withdrawn')) then
    raise exception 'a referral does not go from % to %', old.state, new.state using errcode = '23514', constraint = 'referral_way';
  end if;
  -- What was shown to the partner is what the person agreed to: nothing of it changes once it has left.
  if tg_op = 'UPDATE' and old.state <> 'draft' and new.forgotten_at is null and (new.told is distinct from old.told
      or new.organisation_id is distinct from old.organisation_id or new.partner_service_id is distinct from old.partner_service_id or new.kind <> old.kind
      or (new.closed is not null and new.closed is distinct from old.closed) or new.consent_id is distinct from old.consent_id) then
    raise exception 'a referral that has left does not change' using errcode = '23514', constraint = 'referral_left';
  end if;
  if new.state = 'sent' and old.state = 'draft' then
    -- Nothing leaves without a consent of this person that names this partner and stands as long as the link.
    if not exists (select from care.consent c where c.network_id = new.network_id and c.id = new.consent_id and c.person_id = new.person_id
        and c.withdrawn_at is null and c.until >= new.link_until and c.to_words = (select left(coalesce(s.name || ', ', '') || o.name, 200) from directory.organisation o
          left join directory.service s on s.network_id = o.network_id and s.id = new.partner_service_id and s.organisation_id = o.id
         where o.network_id = new.network_id and o.id = new.organisation_id)) then
      raise exception 'a referral leaves with consent' using errcode = '23514', constraint = 'referral_consent';
    end if;
    if not paths.is_partner(new.network_id, new.organisation_id, new.partner_service_id) then
      raise exception 'a partner is no team of care' using errcode = '23514', constraint = 'referral_partner';
    end if;
    if new.closed is null or new.told is null or new.link_until is null then
      raise exception 'a referral leaves with its words' using errcode = '23514', constraint = 'referral_words';
    end if;
  end if;
  -- What is over opens no link any more; a yes stays open for those who said it, until its words are deleted.
  if new.state in ('declined', 'withdrawn', 'expired') then
    new.closed := null;
    new.code_hash := null;
  end if;
  if new.state in ('accepted', 'declined', 'withdrawn', 'expired') then new.over_at := coalesce(new.over_at, now()); end if;
  return new;
end $$;
create trigger guard before insert or update on paths.referral for each row execute function paths.guard_referral();

-- A consent that ends shuts its link in the same statement, whoever ends it and wherever.
create function paths.end_referrals() returns trigger security definer set search_path = '' language plpgsql as $$
begin
  update paths.referral r set state = 'withdrawn', version = r.version + 1
   where r.network_id = new.network_id and r.consent_id = new.id and r.state in ('sent', 'read', 'accepted');
  return null;
end $$;
create trigger end_referrals after update of withdrawn_at on care.consent for each row when (old.withdrawn_at is null and new.withdrawn_at is not null)
  execute function paths.end_referrals();

-- The referral behind a link, as long as it lives: not answered with a no, not over, and with a consent that stands this very second.
create function paths.of_link(code bytea) returns setof paths.referral stable set search_path = '' language sql begin atomic
  select r.* from paths.referral r join care.consent c on c.network_id = r.network_id and c.id = r.consent_id
   where r.code_hash = code and r.closed is not null and c.withdrawn_at is null and c.until >= current_date
     and ((r.state in ('sent', 'read') and r.link_until >= current_date)
       or (r.state = 'accepted' and r.over_at + make_interval(days => paths.keep_days(r.network_id)) > now()));
end;

-- A partner opens their link. It is noted each time; a stranger gets nothing, whatever the reason.
create function paths.open_referral(code bytea) returns table (network jsonb, partner text, referral_id uuid, kind text, state text, closed bytea, until date)
  security definer set search_path = '' language plpgsql as $$
declare it paths.referral;
begin
  select * into it from paths.of_link(code);
  if not found then return; end if;
  update paths.referral r set state = 'read', read_at = now(), version = r.version + 1 where r.network_id = it.network_id and r.id = it.id and r.state = 'sent';
  -- Read once more: a consent that ended while this waited for the row has shut the link.
  select * into it from paths.of_link(code);
  if not found then return; end if;
  perform platform.append_audit(it.network_id, null, 'read', 'paths.partnerRead', 'referral/' || it.id, it.person_id, null, 'success');
  return query select n.name::jsonb, coalesce(s.name, o.name), it.id, it.kind, it.state, it.closed,
      case when it.state = 'accepted' then (it.over_at + make_interval(days => paths.keep_days(it.network_id)))::date else it.link_until end
    from platform.network n join directory.organisation o on o.network_id = n.id and o.id = it.organisation_id
    left join directory.service s on s.network_id = n.id and s.id = it.partner_service_id where n.id = it.network_id;
end $$;

-- A partner answers, once. Whom to tell comes back: the worker who sent it while they work there, and the account of the person.
create function paths.answer_referral(code bytea, its_answer text, why text) returns table (network_id text, worker uuid, account uuid)
  security definer set search_path = '' language plpgsql as $$
declare it paths.referral;
begin
  select * into it from paths.of_link(code) l where l.state in ('sent', 'read');
  if not found then return; end if;
  perform from paths.referral r where r.network_id = it.network_id and r.id = it.id and r.state in ('sent', 'read') for update;
  if not found then return; end if;
  update paths.referral r set state = 'read', read_at = now() where r.network_id = it.network_id and r.id = it.id and r.state = 'sent';
  update paths.referral r set state = case its_answer when 'yes' then 'accepted' else 'declined' end, answer = its_answer,
      reason = case its_answer when 'yes' then null else why end, answered_at = now(), version = r.version + 1
    where r.network_id = it.network_id and r.id = it.id;
  -- The consent was given for this referral: after a no it ends with it.
  if its_answer <> 'yes' then
    update care.consent c set withdrawn_at = now() where c.network_id = it.network_id and c.id = it.consent_id and c.withdrawn_at is null;
  end if;
  perform platform.append_audit(it.network_id, null, 'write', 'paths.partnerAnswer', 'referral/' || it.id, it.person_id, null, 'success');
  return query select it.network_id::text,
    (select w.person_id from care.worker w where w.team = it.team and w.person_id = it.made_by and current_date >= w.valid_from
      and (w.valid_to is null or current_date <= w.valid_to) limit 1),
    (select p.account_id from care.person p where p.network_id = it.network_id and p.id = it.person_id);
end $$;

-- What a partner is called that was told something of the one who acts, who may not read the directory of a network that is not public.
create function paths.name_of_partner(network text, referral uuid) returns text stable security definer set search_path = '' language sql begin atomic
  select coalesce(s.name || ', ', '') || o.name from paths.referral r
    join directory.organisation o on o.network_id = r.network_id and o.id = r.organisation_id
    left join directory.service s on s.network_id = r.network_id and s.id = r.partner_service_id
   where r.network_id = network and r.id = referral and (r.person_id in (select care.my_files()) or r.team in (select care.my_teams()));
end;

-- Each day, by the program itself: links whose day has passed are over, and words whose time has come are deleted.
create function paths.sweep() returns integer security definer set search_path = '' language plpgsql as $$
declare gone integer; ended uuid[];
begin
  if not platform.is_operator() then return 0; end if;
  update paths.referral r set state = 'expired', version = r.version + 1
   where r.state in ('sent', 'read') and (r.link_until < current_date
     or exists (select from care.consent c where c.network_id = r.network_id and c.id = r.consent_id and c.until < current_date));
  ended := array(select r.consent_id from paths.referral r where r.forgotten_at is null and r.consent_id is not null
    and r.over_at + make_interval(days => paths.keep_days(r.network_id)) <= now());
  update paths.referral r set forgotten_at = now(), told = null, closed = null, code_hash = null, organisation_id = null, partner_service_id = null,
      step_id = null, consent_id = null, version = r.version + 1
   where r.forgotten_at is null and r.over_at + make_interval(days => paths.keep_days(r.network_id)) <= now();
  get diagnostics gone = row_count;
  update care.consent c set withdrawn_at = now() where c.id = any (ended) and c.withdrawn_at is null;
  return gone;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------------
-- Counts for who steers a network; nobody is named
-- ---------------------------------------------------------------------------------------------------------------------------
create function paths.first_day(partial_ text) returns date immutable set search_path = '' language sql begin atomic
  select (partial_ || substr('-01-01', length(partial_) - 3))::date;
end;
create function paths.last_day(partial_ text) returns date immutable set search_path = '' language sql begin atomic
  select case length(partial_) when 4 then (partial_ || '-12-31')::date
    when 7 then ((partial_ || '-01')::date + interval '1 month - 1 day')::date else partial_::date end;
end;
-- Of those whose episode began in some time: in how many both ends are known, and the median of the days between, each taken at the middle
-- of what is possible. And sessions with families. What is below the threshold of the network is not told, and what would give it away.
create function paths.count_early(network text, since date, until date)
  returns table (people bigint, known bigint, median_days double precision, families bigint, sessions bigint)
  stable security definer set search_path = '' language sql begin atomic
  with t as (select w.disclosure_threshold as n from platform.network w where w.id = network),
    e as (select count(*) as n, count(*) filter (where d.middle is not null) as known, percentile_cont(0.5) within group (order by d.middle) as median
      from paths.early x join care.episode p on p.network_id = x.network_id and p.id = x.episode_id,
        lateral (select greatest(0, (paths.first_day(x.treated_on) - paths.last_day(x.signs_on) + paths.last_day(x.treated_on) - paths.first_day(x.signs_on)) / 2.0) as middle
          where x.signs_on is not null and x.treated_on is not null union all select null where x.signs_on is null or x.treated_on is null) d
     where x.network_id = network and p.entered_on between since and until),
    f as (select count(distinct s.person_id) as n, count(*) as sessions from paths.family_session s where s.network_id = network and s.on_day between since and until)
  select case when e.n = 0 or e.n >= t.n then e.n end,
         case when e.n = 0 or (e.n >= t.n and (e.known = 0 or e.known >= t.n) and (e.n = e.known or e.n - e.known >= t.n)) then e.known end,
         case when e.known >= t.n then e.median end,
         case when f.n = 0 or f.n >= t.n then f.n end,
         case when f.n = 0 or f.n >= t.n then f.sessions end
    from t, e, f where network in (select platform.networks_as('administrator', 'programme_manager', 'coordinator'));
end;
-- How many referrals left in some time, by kind and by what came of them. What may be shown of it is decided by partners/counts.server.ts.
create function paths.count_referrals(network text, since date, until date) returns table (kind text, decision text, n integer)
  stable security definer set search_path = '' language sql begin atomic
  select r.kind, coalesce(r.answer, case when r.state in ('withdrawn', 'expired') then r.state else 'waiting' end), count(*)::integer
    from paths.referral r
   where r.network_id = network and r.sent_at::date between since and until
     and network in (select platform.networks_as('administrator', 'programme_manager', 'coordinator'))
   group by 1, 2 order by 1, 2;
end;

revoke execute on function paths.in_charge, paths.note_step, paths.end_referrals, paths.of_link, paths.open_referral, paths.answer_referral, paths.name_of_partner, paths.sweep,
  paths.count_early, paths.count_referrals from public;
grant execute on function paths.in_charge, paths.open_referral, paths.answer_referral, paths.name_of_partner, paths.sweep, paths.count_early, paths.count_referrals to :app;
