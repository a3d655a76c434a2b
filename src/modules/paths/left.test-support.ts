/** What somebody ($1) with a file and a team leaves on paths: their own path, and what they wrote of it as a worker. */
export const LEFT_ON_PATHS = `
  with f as (select p.network_id as n, p.id as p, e.id as e from care.person p join care.episode e on e.network_id = p.network_id and e.person_id = p.id
      where p.account_id = $1),
    a as (insert into paths.path (network_id, person_id, written_by) select n, p, $1 from f),
    s as (insert into paths.step (network_id, person_id, domain, helper, content, state, how, written_by)
      select n, p, 'sport', 'nobody', decode('01' || repeat('00', 44), 'hex'), 'wished', 'alone', $1 from f returning network_id, id),
    q as (insert into paths.step_proposal (network_id, person_id, domain, helper, content, by_id, service_id)
      select n, p, 'work', 'worker', decode('01' || repeat('00', 44), 'hex'), $1, 'team' from f),
    r as (insert into paths.referral (network_id, person_id, service_id, kind, state, made_by) select n, p, 'team', 'sport', 'draft', $1 from f),
    d as (insert into paths.early (network_id, episode_id, person_id, service_id, signs_on, written_by) select n, e, p, 'team', '2024-03', $1 from f),
    g as (insert into paths.family_session (network_id, episode_id, person_id, service_id, on_day, who, members, with_person, theme, written_by)
      select n, e, p, 'team', '2026-01-02', '{parent}', 1, true, 'rights', $1 from f)
  insert into paths.step_event (network_id, step_id, seq, at, by_id, after) select network_id, id, 99, now(), $1, 'wished' from s`
