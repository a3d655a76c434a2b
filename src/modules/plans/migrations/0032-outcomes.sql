-- The outcome of a crisis can be noted by the team that follows the person, also where no team on duty had opened the plan: then once a
-- day, so that two who were there do not count one crisis twice. Of somebody whom another team follows it is nobody's to say.
drop policy record_ on plans.outcome;
create policy record_ on plans.outcome for insert with check (by_id = platform.person() and team = any (array(select care.my_teams()))
  and ((opening_id is null and on_day = current_date and exists (select from care.episode e where e.network_id = outcome.network_id and e.team = outcome.team
      and e.person_id in (select care.with_merged(array[outcome.person_id])) and (e.left_on is null or e.left_on >= current_date)))
    or exists (select from plans.opening o where o.network_id = outcome.network_id and o.id = outcome.opening_id and o.person_id = outcome.person_id and o.service_id = outcome.service_id)));
create unique index on plans.outcome (network_id, person_id, service_id, on_day) where opening_id is null;

-- Until when somebody has read who opened their file without their being there: what came later is told to them in their own space.
create table plans.looked (
  network_id platform.slug not null references platform.network,
  person_id uuid not null,
  at timestamptz not null default now(),
  primary key (network_id, person_id),
  foreign key (network_id, person_id) references care.person on delete cascade
);
create index on plans.looked (person_id);
call platform.protect('plans.looked');
create policy see  on plans.looked for select using (person_id = any (array(select care.my_files())));
create policy note on plans.looked for insert with check (person_id = any (array(select care.my_files())));
create policy move on plans.looked for update using (person_id = any (array(select care.my_files())));
grant select, insert on plans.looked to :app;
grant update (at) on plans.looked to :app;
