-- Where somebody took their recovery plan back to an earlier moment: what it said just before is a version of its own, to be found again.
alter table plans.recovery_version add column is_return boolean not null default false;
