-- A request ends with the consent it was sent with, and moves on only with the person's own agreement.

-- Whether it was withdrawn because the person's consent ended: the sender reads why.
alter table care.request add column ended_by_consent boolean not null default false;
create index on care.request (network_id, consent_id) where state in ('sent', 'accepted');

-- As care.note_request ends the consent with the request, this ends the request with its consent, in the same transaction: from then on
-- the team that was asked sees nothing. An episode that has begun stays: it has its own end.
create function care.end_with_consent() returns trigger security definer set search_path = '' language plpgsql as $$
declare it record;
begin
  for it in
    update care.request r set state = 'withdrawn', ended_by_consent = true, version = r.version + 1
      where r.network_id = new.network_id and r.consent_id = new.id and r.state in ('sent', 'accepted') returning r.id, r.person_id
  loop
    perform platform.append_audit(new.network_id, platform.person(), 'write', 'care.withdrawRequest', 'request/' || it.id || ' consent', it.person_id, null, 'success');
  end loop;
  return null;
end $$;
create trigger end_with_consent after update of withdrawn_at on care.consent for each row
  when (old.withdrawn_at is null and new.withdrawn_at is not null) execute function care.end_with_consent();
revoke execute on function care.end_with_consent from public;
