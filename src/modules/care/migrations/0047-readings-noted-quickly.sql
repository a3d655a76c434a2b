-- Whose network it is was asked together with two rarer questions, in one expression, which PostgreSQL set up whole for each reading that
-- was noted. Now the rare ones are asked only of who holds no role: noting costs about half (docs/benchmarks.md).
create or replace function platform.record_event(network text, kind text, action text, target text, about uuid, reason text) returns void
  security definer set search_path = '' language plpgsql as $$
declare actor uuid := platform.person();
begin
  if actor is null then
    -- What a visitor reads or takes is public, and nobody knows whom to name.
    if kind in ('read', 'export') then return; end if;
    raise exception 'nobody acts' using errcode = '42501';
  end if;
  if network is not null and not exists (select from platform.open_networks() as o (id) where o.id = network) then
    -- A person who is supported, or is of somebody's circle, holds no role: what they do with that file is of its network all the same.
    if not exists (select from care.person p where p.network_id = network and p.id = about and p.id in (select care.known()))
       and not exists (select from care.consent c where c.network_id = network and c.to_account_id = actor) then
      raise exception 'not of this network' using errcode = '42501';
    end if;
  end if;
  if kind not in ('write', 'read', 'export') then raise exception 'a person writes, reads or exports' using errcode = '22023'; end if;
  perform platform.append_audit(network, actor, kind, action, target, about, reason, 'success');
end $$;
