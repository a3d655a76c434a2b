-- The index behind this rule had the service before the person: PostgreSQL took it to find a person's episodes, and read those
-- of the whole network each time (1 s for the page of a team at 100,000 people; 20 ms since). The person stands before the service.
alter table care.episode drop constraint episode_once, add constraint episode_once
  exclude using gist (network_id with =, person_id with =, service_id with =, daterange(entered_on, left_on) with &&);
