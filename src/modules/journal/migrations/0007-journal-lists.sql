-- What lists and forms of the journal need: the kinds and countries in use without reading every row, and two who edit at once.
create index on journal.activity (network_id, kind, starts_on desc, id desc);
create index on journal.activity (network_id, country, starts_on desc, id desc) where country is not null;
create index on journal.activity (network_id, starts_on desc, id desc);
create index on journal.outcome (network_id, activity_id) where activity_id is not null;

alter table journal.outcome add version integer not null default 1;
alter table journal.source add version integer not null default 1;
