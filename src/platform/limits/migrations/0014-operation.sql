-- What operation needs of the database: limits that hold for all server processes together, and the figures that are watched.

-- One row for each account or address that did something lately: until when its allowance is used up. What a crash empties was worth
-- nothing, so it is not logged and costs no wait for the disk. Nothing in it says who: keys are keyed hashes.
create unlogged table platform.rate (key bytea primary key, used_until timestamptz not null);
call platform.protect('platform.rate');
create policy none on platform.rate for select using (false);

-- Takes one turn under each key, or says how many seconds to wait (GCRA, ITU-T I.371: a row is the theoretical arrival time). `every`
-- is the seconds that a turn costs, `span` how many seconds of turns may be used at once. Always by the clock of the database. Keys are
-- locked in their order, so that two requests never wait for each other.
create function platform.take_turn(keys bytea[], every double precision[], span double precision[]) returns integer
  security definer set search_path = '' language plpgsql as $$
declare moment timestamptz := clock_timestamp(); wait integer;
begin
  with asked as materialized (
    select k as key, make_interval(secs => e) as every, make_interval(secs => s) as span from unnest(keys, every, span) as t (k, e, s) order by k
  ), taken as (
    insert into platform.rate as r (key, used_until) select a.key, moment + a.every from asked a order by a.key
    on conflict (key) do update set used_until = greatest(r.used_until, moment) + (select a.every from asked a where a.key = r.key)
      where greatest(r.used_until, moment) + (select a.every - a.span from asked a where a.key = r.key) <= moment
    returning r.key
  )
  -- A row that another process wrote meanwhile is not seen here: then the next turn is the answer.
  select coalesce(max(greatest(1, ceil(extract(epoch from coalesce(r.used_until, moment + a.span) + a.every - a.span - moment)))), 0)::integer into wait
    from asked a left join platform.rate r on r.key = a.key where not exists (select from taken t where t.key = a.key);
  -- Now and then, what is long used up again goes; nobody waits for it.
  if random() < 0.005 then
    delete from platform.rate r where r.key = any (array(
      select o.key from platform.rate o where o.used_until < moment - interval '1 minute' limit 1000 for update skip locked));
  end if;
  return wait;
end $$;

-- What is watched, in one row, for the operator alone. Nothing here is about anybody, and every part has an index or is kept as a count.
create index backup_written on platform.installation_audit (at) where action = 'backup.write';
create function platform.operation_figures() returns table (jobs_waiting integer, jobs_active integer, jobs_failed integer, oldest_job_seconds double precision,
    sessions integer, failed_sign_ins integer, backup_seconds double precision, audit_seconds double precision)
  stable security definer set search_path = '' language sql begin atomic
  select
    (select count(*) from jobs.job j where j.name = 'work' and j.state < 'active' and not j.blocked and j.start_after <= now())::integer,
    coalesce((select q.active_count from jobs.queue q where q.name = 'work'), 0),
    coalesce((select q.failed_count from jobs.queue q where q.name = 'work'), 0),
    coalesce((select extract(epoch from now() - min(greatest(j.created_on, j.start_after))) from jobs.job j
      where j.name = 'work' and j.state < 'active' and not j.blocked and j.start_after <= now()), 0),
    (select count(*) from identity.session s where s.expires_at > now())::integer,
    (select count(*) from platform.installation_audit a where a.at > now() - interval '1 hour' and a.kind = 'sign_in' and a.outcome = 'failure')::integer,
    (select extract(epoch from now() - max(a.at)) from platform.installation_audit a where a.action = 'backup.write'),
    (select extract(epoch from now() - max(l.at)) from (
      select (select max(a.at) from platform.audit a where a.network_id = n.id) as at from platform.network n
      union all select (select max(a.at) from platform.installation_audit a)) l)
  where platform.is_operator();
end;

revoke execute on function platform.take_turn, platform.operation_figures from public;
grant execute on function platform.take_turn, platform.operation_figures to :app;
