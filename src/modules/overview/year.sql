-- An invented year and a half of one network, in counts that a coordinator can look at: $1 network, $2 how many people, $4 where they live
-- (ten places, some of them often, and one that is rare). None of these numbers is published; they are ours, and the network says that
-- everybody in it is invented. Nothing here is random: each number follows from the number of the person. The files are empty: nobody has a name here.
create temporary table invented on commit drop as
  select i, md5('overview ' || $1 || i)::uuid as id, ('x' || substr(md5('day ' || i), 1, 7))::bit(28)::integer % 500 as ago, (i * 7919) % 97 as way, (i * 104729) % 89 as other from generate_series(1, $2::integer) i;

-- The teams: of each function one in which nobody of the demonstration works, so that those who do see their few people on their board.
-- Where there is none, one that nobody can be sent to: closed, so that the guide does not propose it.
insert into directory.organisation (network_id, id, name, kind, country)
  select id, 'demo-maison', 'Maison des équipes (inventée)', 'association', country from platform.network where id = $1 on conflict do nothing;
insert into directory.service (network_id, id, organisation_id, name, care_function, status, description)
  select $1, 'demo-nombres-' || lower(f.code), 'demo-maison', f.name || ' (équipe inventée, pour les nombres)', f.code, 'defunct',
    '{"fr": "Inventée pour que les nombres du réseau se lisent. Personne n’y travaille.", "nl": "Verzonnen zodat de cijfers van het netwerk te lezen zijn. Niemand werkt er.", "en": "Invented so that the numbers of the network can be read. Nobody works there."}'
    from (values ('1', 'Écoute'), ('2A', 'Équipe de crise'), ('2B', 'Équipe de suivi'), ('3', 'Atelier du rétablissement'), ('4', 'Unité de soins intensifs'), ('5', 'Habitat accompagné')) f (code, name)
   where not exists (select from directory.service s where s.network_id = $1 and s.id like 'demo-%' and s.care_function = f.code and s.status = 'active'
     and not exists (select from care.worker w where w.network_id = s.network_id and w.service_id = s.id));
create temporary table team on commit drop as
  select distinct on (s.care_function) s.care_function, s.id from directory.service s
   where s.network_id = $1 and s.id like 'demo-%' and s.care_function is not null and (s.status = 'active' or s.id like 'demo-nombres-%')
     and not exists (select from care.worker w where w.network_id = s.network_id and w.service_id = s.id) order by s.care_function, s.id desc;
insert into care.team (network_id, service_id) select $1, id from team on conflict do nothing;

insert into care.person (network_id, id, territory_id, language, made_at)
  select $1, id, ($4)[1 + i % case when i % 9 = 0 then 11 else 10 end], 'fr', now() - make_interval(days => ago + 3) from invented;

insert into care.request (network_id, id, person_id, chain_id, to_service_id, from_kind, channel, urgency, reason_kind, agreement, state, made_at, sent_at, answered_at, met_at, begun_at, answer_due, refusal)
  select $1, x.id, x.id, x.id, t.id, (array['general_practitioner', 'person', 'carer', 'emergency', 'professional'])[1 + x.i % 5], case when x.other < 24 then 'form' else 'telephone' end,
    case when t.care_function = '2A' then 'today' else 'weeks' end, (array['suicidal_thoughts', 'low_mood', 'low_mood', 'anxiety', 'voices_beliefs', 'isolation', 'daily_life'])[1 + x.way % 7], 'yes', x.state,
    x.sent, x.sent, x.sent + make_interval(hours => 2 + x.other % 40), case when x.state = 'begun' then x.sent + interval '2 days' end, case when x.state = 'begun' then x.sent + interval '2 days' end,
    x.sent + interval '36 hours', case when x.state = 'declined' then (array['full', 'full', 'not_our_need', 'not_our_territory'])[1 + x.i % 4] end
    from (select *, now() - make_interval(days => ago + 3) as sent, case when way < 84 then 'begun' else 'declined' end as state from invented) x
    join team t on t.care_function = case when x.way < 48 then '2A' when x.way < 70 then '2B' when x.way < 76 then '4' when x.way < 80 then '3' when x.way < 84 then '1' else '2A' end;
insert into care.refusal (network_id, service_id, on_day, from_kind, decision, reason)
  select $1, to_service_id, answered_at::date, from_kind, 'declined', refusal from care.request where network_id = $1 and id in (select id from invented) and state = 'declined';

-- The first episode, and where it leads: from crisis to long-term, to intensive care, or home; from intensive care to long-term or housing.
insert into care.episode (network_id, id, person_id, service_id, care_function, request_id, entered_on, left_on, exit_reason, destination)
  select $1, x.id, x.id, t.id, t.care_function, x.id, x.began, case when x.ended <= current_date then x.ended end, case when x.ended <= current_date then 'goals_reached' end,
    case when x.ended <= current_date then (array['home', 'home', 'general_practitioner'])[1 + x.other % 3] end
    from (select v.*, current_date - ago as began, current_date - ago + case when way < 48 then 8 + other % 40 when way < 70 then 150 + other * 4 when way < 80 then 12 + other % 30 else 20 + other end as ended from invented v where way < 84) x
    join team t on t.care_function = case when x.way < 48 then '2A' when x.way < 70 then '2B' when x.way < 76 then '4' when x.way < 80 then '3' else '1' end;
insert into care.episode (network_id, id, person_id, service_id, care_function, entered_on, left_on, exit_reason, destination)
  select $1, md5(e.id::text || 'next')::uuid, e.person_id, t.id, t.care_function, e.left_on + x.other % 12, n.ended, case when n.ended is not null then 'goals_reached' end, case when n.ended is not null then 'home' end
    from care.episode e join invented x on x.id = e.id
    join team t on t.care_function = case when e.care_function = '2A' and x.other < 26 then '2B' when e.care_function = '2A' and x.other < 34 then '4' when e.care_function = '4' and x.other < 55 then '2B'
      when e.care_function = '4' and x.other < 70 then '5' when e.care_function = '2B' and x.other < 40 then '3' when e.care_function = '1' and x.other < 50 then '2B' end
    -- Intensive care ends sooner than a long-term episode.
    cross join lateral (select e.left_on + x.other % 12 + case t.care_function when '4' then 14 + x.other % 20 else 120 + x.other end as over) o
    cross join lateral (select case when o.over < current_date then o.over end as ended) n
   where e.network_id = $1 and e.left_on + x.other % 12 <= current_date;
-- After intensive care the long-term team, for most.
insert into care.episode (network_id, id, person_id, service_id, care_function, entered_on)
  select $1, md5(e.id::text || 'then')::uuid, e.person_id, t.id, t.care_function, e.left_on + x.other % 6
    from care.episode e join invented x on x.id = e.person_id and x.id <> e.id join team t on t.care_function = '2B'
   where e.network_id = $1 and e.care_function = '4' and e.left_on + x.other % 6 <= current_date and x.i % 4 > 0;
-- Some come back to the crisis team, or to intensive care.
insert into care.episode (network_id, id, person_id, service_id, care_function, entered_on, left_on, exit_reason, destination)
  select $1, md5(e.id::text || 'again')::uuid, e.person_id, e.service_id, e.care_function, e.left_on + 9 + x.i % 70, e.left_on + 20 + x.i % 70, 'goals_reached', 'home'
    from care.episode e join invented x on x.id = e.id where e.network_id = $1 and (e.care_function = '2A' and x.other > 70 or e.care_function = '4' and x.i % 3 = 0) and e.left_on + 20 + x.i % 70 < current_date;

-- Somebody is seen in the week after function 4, or not.
insert into care.contact (network_id, id, episode_id, person_id, service_id, at, minutes, mode, who, written_by)
  select distinct on (e.id) $1, md5(e.id::text || 'seen')::uuid, n.id, n.person_id, n.service_id, e.left_on + 2 + x.i % 4 + interval '10 hours', 45, 'home', '{person}', $3
    from care.episode e join invented x on x.id = e.person_id join care.episode n on n.network_id = e.network_id and n.person_id = e.person_id and n.id <> e.id
   where e.network_id = $1 and e.care_function = '4' and e.left_on < current_date - 8 and x.i % 3 < 2 order by e.id, n.entered_on desc;

-- Fewer than half have a crisis plan; after a crisis it was found and followed, or not.
insert into plans.crisis_plan (network_id, person_id, current_seq)
  select $1, e.person_id, 1 from care.episode e join invented x on x.id = e.person_id where e.network_id = $1 and e.care_function in ('2B', '5') and x.other % 10 < 4 group by e.person_id;
insert into plans.crisis_version (network_id, person_id, seq, written_at, written_by, how)
  select $1, c.person_id, 1, now() - make_interval(days => x.ago / 2), $3, 'together' from plans.crisis_plan c join invented x on x.id = c.person_id where c.network_id = $1;
insert into plans.outcome (network_id, person_id, service_id, on_day, found, used, by_id)
  select $1, c.person_id, t.id, current_date - x.ago / 3, case when x.other % 3 = 0 then 'no' else 'in_time' end, case when x.other % 3 = 0 then 'no' when x.i % 3 = 0 then 'yes' when x.i % 3 = 1 then 'partly' else 'no' end, $3
    from plans.crisis_plan c join invented x on x.id = c.person_id join team t on t.care_function = '2A' where c.network_id = $1 and x.i % 2 = 0;

-- Also of the teams in which somebody of the demonstration works: the staff of a function is known where that of each of its teams is.
insert into directory.capacity (network_id, service_id, unit, value, valid_from)
  select $1, t.service_id, 'fte', case v.care_function when '2A' then 9.8 when '2B' then 11.5 when '4' then 14 else 6 end, current_date - 700
    from care.team t join directory.service v on v.network_id = t.network_id and v.id = t.service_id
   where t.network_id = $1 and v.care_function is not null
     and not exists (select from directory.capacity c where c.network_id = $1 and c.service_id = t.service_id and c.unit = 'fte');
