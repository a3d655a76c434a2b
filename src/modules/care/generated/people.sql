-- Invented people of one network, a year of them: $1 network, $2 how many. Nothing here is random: each figure follows from the number
-- of the person, so that the same command makes the same network. Calibrated on published figures (see generate.server.ts).

-- For each person: which kind of team, which one, on which of the last 365 days, and how it went.
create temporary table invented on commit drop as
  select i, md5('maillage ' || $1 || i)::uuid as id, care.invented_part(i, 'kind') < 8894.0 / 17098 as is_crisis,
    care.invented_part(i, 'team') as team_part, (now() - make_interval(secs => care.invented_part(i, 'day') * 365 * 86400)) as sent,
    care.invented_part(i, 'way') as way, care.invented_part(i, 'answer') as answer_part, care.invented_part(i, 'stay') as stay_part
    from generate_series(1, $2::integer) i;
alter table invented add column service text;
update invented set service = case when is_crisis then 'crise-' || 1 + floor(team_part * (select count(*) from care.team where network_id = $1 and service_id like 'crise-%'))
  else 'suivi-' || 1 + floor(team_part * (select count(*) from care.team where network_id = $1 and service_id like 'suivi-%')) end;
-- A crisis team answers four in ten after more than a day (Norway); a long-term team within days.
alter table invented add column answered timestamptz;
update invented set answered = sent + make_interval(secs => case when is_crisis then -ln(1 - answer_part * 0.999) * 26 else -ln(1 - answer_part * 0.999) * 60 end * 3600);
-- A crisis lasts 19 days on average and eight weeks at most, a long-term episode up to two years.
alter table invented add column began date, add column ended date;
update invented set began = (answered + interval '20 hours')::date;
update invented set ended = began + case when is_crisis then least(56, ceil(-ln(1 - stay_part * 0.999) * 19)) else least(730, ceil(-ln(1 - stay_part * 0.999) * 300)) end::integer;
-- What is joined below is counted first: PostgreSQL would take so many new rows for few, and look through them all for each.
create index on invented (id);
analyze invented;

-- Where they live: by the population of the municipalities, where the directory knows them. One in fifty is nowhere: nobody asked.
create temporary table place on commit drop as
  select array_agg(t.id order by t.id) as ids, array_agg(t.upto order by t.id) as upto
    from (select id, (sum(population) over (order by id))::double precision / sum(population) over () as upto from directory.territory
      where kind = 'municipality' and population > 0 and id like 'BE-%') t;

insert into care.person (network_id, id, given_name, family_name, birth_date, territory_id, language, made_at)
  select $1, id, (array['Ana', 'Bram', 'Chloé', 'Daan', 'Elif', 'Fien', 'Gaël', 'Hanne', 'Inès', 'Jef', 'Karim', 'Lotte', 'Mia', 'Noor', 'Omar', 'Paul'])[1 + i % 16],
    (array['Inventé', 'Verzonnen', 'Exemple', 'Fictif', 'Modèle', 'Bedacht'])[1 + (i / 16) % 6] || ' ' || i,
    date '1945-01-01' + (care.invented_part(i, 'birth') * 22000)::integer,
    case when care.invented_part(i, 'nowhere') >= 0.02 then p.ids[1 + width_bucket(care.invented_part(i, 'where'), p.upto)] end, case when care.invented_part(i, 'language') < 0.55 then 'nl' else 'fr' end, sent
    from invented cross join place p;

insert into care.request (network_id, id, person_id, chain_id, to_service_id, from_kind, channel, urgency, reason_kind, agreement, state, made_at, sent_at, answered_at, met_at,
    begun_at, answer_due, meeting_due, refusal)
  select $1, id, id, id, service,
    -- General practitioners ask most.
    (array['general_practitioner', 'general_practitioner', 'general_practitioner', 'person', 'person', 'carer', 'carer', 'emergency', 'professional', 'other'])[1 + floor(care.invented_part(i, 'from') * 10)],
    'telephone', case when is_crisis then 'today' else 'weeks' end,
    (array['suicidal_thoughts', 'suicidal_thoughts', 'low_mood', 'low_mood', 'low_mood', 'anxiety', 'voices_beliefs', 'isolation', 'daily_life', 'other'])[1 + floor(care.invented_part(i, 'reason') * 10)],
    'yes', state, sent, sent, case when state <> 'sent' then answered end, case when state = 'begun' then answered + interval '20 hours' end,
    case when state = 'begun' then answered + interval '20 hours' end, sent + case when is_crisis then interval '24 hours' else interval '72 hours' end,
    case when state = 'begun' then answered + interval '72 hours' end,
    case when state = 'declined' then (array['full', 'not_our_need', 'not_our_territory', 'not_agreed'])[1 + floor(care.invented_part(i, 'refusal') * 4)] end
    from (select *, case when answered > now() then 'sent' when way < 0.86 then 'begun' else 'declined' end as state from invented) x;

insert into care.request_step (network_id, request_id, seq, at, before, after)
  select network_id, id, 1, sent_at, null, 'sent' from care.request where network_id = $1
  union all select network_id, id, 2, answered_at, 'sent', case when state = 'begun' then 'accepted' else state end from care.request where network_id = $1 and answered_at is not null;
insert into care.refusal (network_id, service_id, on_day, from_kind, decision, reason)
  select network_id, to_service_id, answered_at::date, from_kind, 'declined', refusal from care.request where network_id = $1 and state = 'declined';

analyze care.request;
insert into care.episode (network_id, id, person_id, service_id, care_function, request_id, entered_on, left_on, exit_reason, destination)
  select $1, x.id, x.id, x.service, case when is_crisis then '2A' else '2B' end, x.id, least(began, current_date), case when ended < current_date then ended end,
    case when ended < current_date then (array['goals_reached', 'goals_reached', 'moved_on', 'by_choice', 'admitted'])[1 + floor(care.invented_part(i, 'exit') * 5)] end,
    case when ended < current_date then (array['home', 'general_practitioner', 'home', 'hospital'])[1 + floor(care.invented_part(i, 'where') * 4)] end
    from invented x join care.request r on r.network_id = $1 and r.id = x.id where r.state = 'begun';

analyze care.episode;
-- A crisis team comes every second or third day, in pairs; a long-term team about once a week. One visit in twelve finds nobody.
insert into care.contact (network_id, id, episode_id, person_id, service_id, at, minutes, mode, who, missed, written_by)
  select $1, md5(e.id::text || d)::uuid, e.id, e.person_id, e.service_id, d + interval '10 hours', 30 + (x.i % 5) * 10,
    (array['home', 'home', 'home', 'telephone', 'office'])[1 + (x.i + extract(day from d)::integer) % 5],
    case when (x.i + extract(day from d)::integer) % 3 = 0 then '{person,carer}' else '{person}' end::text[],
    case when (x.i + extract(day from d)::integer) % 12 = 0 then 'not_there' end, $3
    from care.episode e join invented x on x.id = e.id
    cross join lateral generate_series(e.entered_on::timestamptz, least(coalesce(e.left_on, current_date), current_date)::timestamptz,
      case when x.is_crisis then interval '60 hours' else interval '7 days' end) d
   where e.network_id = $1;
