-- A small network as somebody may have kept it with the first release: something in each part that can hold something.
insert into platform.network (id, name, country, is_public) values
  ('essai', '{"fr": "Réseau d’essai", "nl": "Proefnetwerk"}', 'FR', true), ('autre', '{"en": "Another"}', 'BE', false);
insert into identity.person (id, name, email, password_hash, locale) values
  ('11111111-1111-4111-8111-111111111111', 'Zoë Lemaire', 'zoe@example.org', 'scrypt$17$8$1$c2FsdA$aGFzaA', 'fr'),
  ('22222222-2222-4222-8222-222222222222', 'Sam De Wit', 'sam@example.org', null, 'nl');
insert into identity.role (network_id, person_id, role, valid_from, valid_to) values
  ('essai', '11111111-1111-4111-8111-111111111111', 'administrator', '2025-01-01', null),
  ('essai', '22222222-2222-4222-8222-222222222222', 'coordinator', '2025-01-01', '2025-12-31'),
  ('autre', '22222222-2222-4222-8222-222222222222', 'reader', '2025-01-01', 'infinity');
insert into identity.session (token_hash, person_id, expires_at) values ('\x00ff0a5c', '11111111-1111-4111-8111-111111111111', now() + interval '10 years');
insert into identity.attempt (key, failures) values ('\x01', 3);
insert into directory.territory (id, kind, name) values ('FR-T1', 'country', 'Ici'), ('FR-T2', 'municipality', 'Sainte-Anne');
update directory.territory set parent_id = 'FR-T1' where id = 'FR-T2';
insert into directory.organisation (network_id, id, name, kind, country) values
  ('essai', 'org-a', E'Été \\ & Cie', 'other', 'FR'), ('autre', 'org-b', 'De Brug', 'other', 'BE');
insert into journal.source (network_id, id, title) values ('essai', 'bilan', E'Bilan\n2025');
insert into journal.programme (network_id, id, name) values ('essai', 'p1', '{"fr": "Un programme"}');
insert into journal.activity (network_id, id, programme_id, kind, title, starts_on, ends_on, recorded_by) values
  ('essai', 'whole', 'p1', 'meeting', '{"fr": "Le tout"}', '2025-03-01', '2025-03-31', '11111111-1111-4111-8111-111111111111');
insert into journal.activity (network_id, id, programme_id, kind, title, starts_on, ends_on, part_of)
  select 'essai', 'part-' || n, 'p1', 'meeting', jsonb_build_object('fr', 'Partie ' || n), '2025-03-02', '2025-03-02', 'whole' from generate_series(1, 20) n;
insert into journal.attendance (network_id, activity_id, category, count) select 'essai', 'part-' || n, 'everyone', n from generate_series(1, 20) n;
insert into account.statement (network_id, id, indicator, value, period_kind, period_from, period_to, source_id, locator) values
  ('essai', 's1', 'clsm.active', 12, 'as_of', null, '2025-12-31', 'bilan', 'p. 4');
insert into account.snapshot (network_id, year, edition, frozen_by, content, hash) values
  ('essai', 2025, 1, '11111111-1111-4111-8111-111111111111', '{"figures": []}', repeat('0', 64));
-- What was done stands in the trail, in the form that its rows had then.
begin;
set local app.person = '11111111-1111-4111-8111-111111111111';
select platform.record('essai', 'journal.recordActivity', 'whole');
select platform.record('essai', 'account.freeze', '2025/1');
commit;
