-- What was the same for everybody is a setting, with the example that held until now: by how many minutes a visit is made longer in one tap
-- (a team), for how many days an agreement to a meeting is proposed, and how long somebody can wait who needs help soon (a network).
alter table boards.team_rule
  add column longer_minutes integer[] not null default '{15,30,60}'
    check (cardinality(longer_minutes) between 1 and 4 and array_position(longer_minutes, null) is null
      and 5 <= all (longer_minutes) and 240 >= all (longer_minutes));
grant update (longer_minutes) on boards.team_rule to :app;

alter table situations.setting
  add column agreed_days integer not null default 90 check (agreed_days between 1 and 366);

alter table guide.setting
  add column today_days integer not null default 1 check (today_days between 1 and 30),
  add column week_days integer not null default 7 check (week_days between 1 and 90),
  add column later_days integer not null default 56 check (later_days between 1 and 730),
  add constraint setting_waits check (today_days <= week_days and week_days <= later_days);
