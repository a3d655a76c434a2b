-- A week after somebody was met nobody corrects it any more: of the day only the month stays, so that an encounter cannot be laid beside
-- what somebody remembers of that day. Counts are of whole months. Returns how many were changed.
create function outreach.forget_days() returns integer security definer set search_path = '' language plpgsql as $$
declare many integer;
begin
  if not platform.is_operator() then raise exception 'for the clock only' using errcode = '42501'; end if;
  update outreach.encounter e set on_day = date_trunc('month', e.on_day)::date
   where e.on_day < current_date - 7 and e.on_day <> date_trunc('month', e.on_day)::date;
  get diagnostics many = row_count;
  return many;
end $$;
revoke execute on function outreach.forget_days from public;
grant execute on function outreach.forget_days to :app;
