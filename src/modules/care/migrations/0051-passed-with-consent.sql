-- What goes on from outside to another team goes with a consent or an emergency too, as what a team sends does; and of a call that was
-- not taken, nothing is kept of the person.

-- Which team passed it on, for the team that gets it.
alter table care.request add column passed_by_service_id platform.slug,
  add foreign key (network_id, passed_by_service_id) references care.team;

-- As in migration 0016, now also of a request from outside that a first team passes on.
create or replace function care.guard_request() returns trigger set search_path = '' language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state not in ('draft', 'sent') then raise exception 'a request begins as a draft or sent' using errcode = '23514', constraint = 'request_way'; end if;
  elsif new.state <> old.state and not (old.state, new.state) in (('draft', 'sent'), ('draft', 'withdrawn'), ('sent', 'accepted'), ('sent', 'declined'),
      ('sent', 'redirected'), ('sent', 'withdrawn'), ('accepted', 'begun'), ('accepted', 'declined'), ('accepted', 'redirected'), ('accepted', 'withdrawn')) then
    raise exception 'a request does not go from % to %', old.state, new.state using errcode = '23514', constraint = 'request_way';
  end if;
  -- Nothing about an identified person leaves a team without their consent, or an emergency that somebody answers for.
  if new.state = 'sent' and (new.from_service_id is not null or new.previous_id is not null) and (tg_op = 'INSERT' or old.state = 'draft') then
    if not exists (select from care.consent c where c.network_id = new.network_id and c.id = new.consent_id and c.person_id = new.person_id
          and c.to_service_id = new.to_service_id and c.sections @> array['request'] and c.withdrawn_at is null and c.until >= current_date)
       and not exists (select from care.emergency m where m.network_id = new.network_id and m.id = new.emergency_id and m.person_id = new.person_id and m.reviewed_at is null) then
      raise exception 'a request leaves a team with consent' using errcode = '23514', constraint = 'request_consent';
    end if;
  end if;
  return new;
end $$;

-- As in migration 0031. What passes carries a consent: what was allowed with the request, or what the person told the team that passes it
-- on (`agreed_how`, until `agreed_until`), else an emergency that was declared before. The consent is noted with the team that gets the
-- request, which can end it for the person: the team that passed it on keeps no way back to them.
drop function care.turn_away(text, uuid, integer, text, text, bytea, text, uuid, bytea, timestamptz);
create function care.turn_away(network text, request uuid, seen integer, decision text, reason text, words bytea, proposed text,
    next_id uuid, next_story bytea, next_answer_due timestamptz, agreed_for text, agreed_how text, agreed_until date, emergency uuid) returns text
  security definer set search_path = '' language plpgsql as $$
declare old care.request; passes boolean; consent uuid;
begin
  select * into old from care.request r where r.network_id = network and r.id = request and r.to_team in (select care.my_teams())
    and r.state in ('sent', 'accepted') for update;
  if not found then return 'not_found'; end if;
  if old.version <> seen then return 'conflict'; end if;
  -- To the sender as a draft, who asks the person again; from outside straight on, with what the person agreed to.
  passes := decision = 'redirected' and old.from_service_id is null and (agreed_how is not null or emergency is not null
    or care.may_pass(old.from_service_id, old.from_kind, old.agreement, old.may_pass_on));
  if passes and emergency is null then
    consent := gen_random_uuid();
    insert into care.consent (network_id, id, person_id, to_service_id, sections, purpose, how, noted_by, noted_service_id, until)
      values (network, consent, old.person_id, proposed, array['request'], agreed_for,
        coalesce(agreed_how, case old.from_kind when 'person' then 'written' else 'spoken' end), platform.person(), proposed,
        coalesce(agreed_until, current_date + coalesce((select t.days from care.retention t where t.network_id = network), 90)));
  end if;
  -- Before the first is over: whom another request still speaks of is not forgotten with it.
  if passes then
    insert into care.request (network_id, id, person_id, chain_id, previous_id, to_service_id, from_kind, channel, urgency, reason_kind, language,
        needs_interpreter, agreement, may_pass_on, story, state, made_by, sent_at, answer_due, code_hash, consent_id, emergency_id, passed_by_service_id)
      values (network, next_id, old.person_id, old.chain_id, old.id, proposed, old.from_kind, old.channel, old.urgency, old.reason_kind, old.language,
        old.needs_interpreter, case when agreed_how is null then old.agreement else 'yes' end, old.may_pass_on, next_story, 'sent', old.made_by, now(),
        next_answer_due, old.code_hash, consent, emergency, old.to_service_id);
  end if;
  update care.request r set state = decision, refusal = reason, answer = words, proposed_service_id = proposed, answered_at = coalesce(r.answered_at, now()),
      answered_by = platform.person(), version = r.version + 1, story = case when r.from_service_id is null then null else r.story end,
      code_hash = case when passes then null else r.code_hash end
    where r.network_id = network and r.id = request;
  insert into care.refusal (network_id, service_id, from_kind, decision, reason) values (network, old.to_service_id, old.from_kind, decision, reason);
  if decision <> 'redirected' then return decision; end if;
  if old.from_service_id is null then return case when passes then 'passed' else 'told' end; end if;
  insert into care.request (network_id, id, person_id, chain_id, previous_id, from_service_id, to_service_id, from_kind, channel, urgency, reason_kind, language,
      needs_interpreter, agreement, may_pass_on, story, state, made_by)
    values (network, next_id, old.person_id, old.chain_id, old.id, old.from_service_id, proposed, old.from_kind, old.channel, old.urgency, old.reason_kind, old.language,
      old.needs_interpreter, old.agreement, old.may_pass_on, next_story, 'draft', old.made_by);
  return 'drafted';
end $$;
revoke execute on function care.turn_away from public;
grant execute on function care.turn_away to :app;

-- As in migrations 0020 and 0031, now also of a call, and never of whom another request still speaks of (forget_asked_for looks for it).
drop trigger forget on care.request;
create trigger forget after update on care.request for each row
  when (new.state <> old.state and new.state in ('declined', 'withdrawn') and new.from_service_id is null) execute function care.forget_asked_for();

-- As in migration 0031; of what came from outside and was passed on, the story goes with the consent.
create or replace function care.end_with_consent() returns trigger security definer set search_path = '' language plpgsql as $$
declare it record;
begin
  for it in
    update care.request r set state = 'withdrawn', ended_by_consent = true, version = r.version + 1,
        story = case when r.from_service_id is null then null else r.story end
      where r.network_id = new.network_id and r.consent_id = new.id and r.state in ('sent', 'accepted') returning r.id, r.person_id
  loop
    perform platform.append_audit(new.network_id, platform.person(), 'write', 'care.withdrawRequest', 'request/' || it.id || ' consent', it.person_id, null, 'success');
  end loop;
  return null;
end $$;

-- What a team that takes a request writes to whoever asked, who may have nothing but their code.
grant update (answer) on care.request to :app;

-- A consent whose day is over ends the request with which it was sent, as one that is withdrawn does. As the operator. @returns how many
create function care.end_lapsed() returns integer security definer set search_path = '' language plpgsql as $$
declare it record; done integer := 0;
begin
  if not platform.is_operator() then raise exception 'only the operator ends requests' using errcode = '42501'; end if;
  for it in
    update care.request r set state = 'withdrawn', ended_by_consent = true, version = r.version + 1,
        story = case when r.from_service_id is null then null else r.story end
      from care.consent c where c.network_id = r.network_id and c.id = r.consent_id and c.withdrawn_at is null and c.until < current_date
       and r.state in ('sent', 'accepted') returning r.network_id, r.id, r.person_id
  loop
    perform platform.append_audit(it.network_id, platform.person(), 'write', 'care.withdrawRequest', 'request/' || it.id || ' consent', it.person_id, null, 'success');
    done := done + 1;
  end loop;
  return done;
end $$;
revoke execute on function care.end_lapsed from public;
grant execute on function care.end_lapsed to :app;
