-- A person's own health data, and what somebody lets a carer read, open with a second proof: by default wherever they are, because a
-- password alone is guessed, reused and leaked (in France it has not conformed since 2022: PGSSI-S). A network says otherwise by role
-- ('person', 'carer'); a demonstration asks nobody.
create or replace function identity.asks_factor(network text, wanted text) returns boolean stable language sql begin atomic
  select coalesce((select f.is_required from identity.factor_rule f where f.network_id = network and f.role = wanted),
    not (select n.is_demonstration from platform.network n where n.id = network));
end;

-- Whether the space of the person that the transaction names is shut for this session. `network`: null for a page about all of them, which
-- is shut when one of its networks asks. Told to who has something to open there: to everybody else the answer would say that there is
-- such a network. A key on paper opens an account in an emergency and is one proof: with nothing more, the space stays shut.
create function identity.space_is_shut(network text, hash bytea) returns boolean stable security definer set search_path = '' language sql begin atomic
  select not exists (select from identity.session s where s.token_hash = hash and s.person_id = platform.person()
      and s.is_strong and (s.how <> 'paper' or s.with_second))
    and (exists (select from care.person p where p.account_id = platform.person() and (network is null or p.network_id = network)
          and identity.asks_factor(p.network_id, 'person'))
      or exists (select from care.consent c where c.to_account_id = platform.person() and (network is null or c.network_id = network)
          and identity.asks_factor(c.network_id, 'carer')));
end;
drop function plans.asks_factor;

-- Whoever came in by paper and then proved something else has given two.
create or replace function identity.renew_session(former bytea, hash bytea, strong boolean, minutes integer) returns boolean
  security definer set search_path = '' language sql begin atomic
  update identity.session set token_hash = hash, step = 'open', seen_at = now(), is_strong = is_strong or strong, fresh_at = now(),
      with_second = with_second or step = 'second' or how = 'paper',
      expires_at = case step when 'second' then now() + make_interval(mins => minutes) else expires_at end
    where token_hash = former and expires_at > now() and person_id = platform.person() returning true;
end;

-- After a password, the key on paper of the same person: used up by it. Never somebody else's, which would be lost for them.
create function identity.use_own_paper_key(its_hash bytea) returns boolean security definer set search_path = '' language sql begin atomic
  delete from identity.paper_key k where k.hash = its_hash and k.person_id = platform.person() and not identity.must_be_strong(k.person_id)
    returning true;
end;

revoke execute on function identity.space_is_shut, identity.use_own_paper_key from public;
grant execute on function identity.space_is_shut, identity.use_own_paper_key to :app;
