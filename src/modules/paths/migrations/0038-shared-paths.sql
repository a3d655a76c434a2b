-- Somebody of the circle reads the path where the person opens it, and what a network aims at for the time without treatment.

-- ---------------------------------------------------------------------------------------------------------------------------
-- The path as a section of its own: life project and steps, as long as the grant stands.
-- ---------------------------------------------------------------------------------------------------------------------------
alter table care.consent drop constraint consent_sections_check;
alter table care.consent add constraint consent_sections_check check (cardinality(sections) > 0
  and sections <@ array['identity', 'request', 'episodes', 'contacts', 'measures', 'recovery_plan', 'crisis_plan', 'path']);
alter table plans.invite drop constraint invite_sections_check;
alter table plans.invite add constraint invite_sections_check
  check (sections <@ array['identity', 'request', 'episodes', 'contacts', 'measures', 'recovery_plan', 'crisis_plan', 'path']);

-- Accounts only: a team that follows somebody reads their path by that, and no other does.
create policy shown on paths.path for select using (person_id = any (array(select plans.of_my_circle('path'))));
create policy shown on paths.step for select using (person_id = any (array(select plans.of_my_circle('path'))));
-- How a step came to be where it is stays between the person and their teams.
alter policy see on paths.step_event using (exists (select from paths.step s where s.network_id = step_event.network_id and s.id = step_event.step_id
  and (s.person_id = any (array(select care.my_files())) or s.person_id = any (array(select paths.in_charge())))));
create policy shown_path on platform.data_key for select using (person_id = any (array(select plans.of_my_circle('path'))));

-- ---------------------------------------------------------------------------------------------------------------------------
-- The time without treatment beside what the network aims at
-- ---------------------------------------------------------------------------------------------------------------------------
alter policy see on paths.setting using (network_id = any (array(select care.my_networks()))
  or network_id = any (array(select platform.networks_as('administrator', 'programme_manager', 'coordinator'))));
-- Null, or no row: the example in paths/vocabulary.ts. Nothing is counted by it: whoever may move an aim could else look for somebody between two.
alter table paths.setting add column aim_days integer check (aim_days between 1 and 3650);
grant update (aim_days) on paths.setting to :app;
