import type pg from 'pg'
import { withClient } from '#platform/database/client.server.ts'

// Everything here is invented: the team, its rounds, and whom it met. The places are real towns, at no exact address.
const SERVICE = 'demo-sortie'
type Place = { id: string; name: string; hint: string; latitude: number; longitude: number }
const PLACES: Readonly<Record<string, readonly Place[]>> = {
  ccoms: [
    { id: 'a1', name: 'Place du marché (arrêt inventé)', hint: 'Camion vert, côté bibliothèque.', latitude: 50.631, longitude: 3.108 },
    { id: 'a2', name: 'Gare (arrêt inventé)', hint: 'Derrière l’abri à vélos.', latitude: 50.637, longitude: 3.072 },
    { id: 'a3', name: 'Maison de quartier (arrêt inventé)', hint: 'Dans la cour.', latitude: 50.609, longitude: 3.087 },
  ],
  belgium: [
    { id: 'b1', name: 'Place communale (arrêt inventé)', hint: 'Camion vert, près du kiosque.', latitude: 50.411, longitude: 4.444 },
    { id: 'b2', name: 'Gare du Sud (arrêt inventé)', hint: 'Sous l’horloge.', latitude: 50.404, longitude: 4.438 },
    { id: 'b3', name: 'Canal (arrêt inventé)', hint: 'Au pont.', latitude: 50.476, longitude: 4.187 },
  ],
}
const uuid = (last: string) => `0027de00-0000-4000-8000-${last.padStart(12, '0')}`

/** An invented team that goes out in each of these networks, with rounds, one day that is cancelled, and people who were met. */
export const addOutreach = (ownerUrl: string, networks: readonly string[]): Promise<void> =>
  withClient(ownerUrl, async (owner) => {
    for (const network of networks) {
      const { rows } = await owner.query('select from outreach.unit where network_id = $1', [network])
      if (rows.length > 0) continue
      await layUnit(owner, network)
      await layRounds(owner, network, PLACES[network] ?? [])
      await layEncounters(owner, network)
    }
  })

const layUnit = async (owner: pg.Client, network: string) => {
  await owner.query(
    `insert into directory.organisation (network_id, id, name, kind, country)
       select id, 'demo-maison', 'Maison des équipes (inventée)', 'association', country from platform.network where id = $1 on conflict do nothing`,
    [network],
  )
  await owner.query(
    `insert into directory.service (network_id, id, organisation_id, name, languages, phone)
       values ($1, $2, 'demo-maison', 'L’Arrêt café, équipe mobile (inventée)', '{fr,nl}', '00 00 00 00 27') on conflict do nothing`,
    [network, SERVICE],
  )
  await owner.query('insert into care.team (network_id, service_id) values ($1, $2) on conflict do nothing', [network, SERVICE])
  await owner.query(
    `insert into care.worker (network_id, service_id, person_id, profession, is_lead, valid_from)
       select $1, $2, id, case email when 'equipe@demo.example' then 'nurse' else 'peer_support_worker' end, email = 'equipe@demo.example', current_date - 365
         from identity.person where email in ('equipe@demo.example', 'pair@demo.example')`,
    [network, SERVICE],
  )
  await owner.query('insert into outreach.unit (network_id, service_id) values ($1, $2)', [network, SERVICE])
}

const layRounds = async (owner: pg.Client, network: string, places: readonly Place[]) => {
  for (const { id, name, hint, latitude, longitude } of places)
    await owner.query(
      'insert into outreach.stop (network_id, id, service_id, name, hint, latitude, longitude) values ($1, $2, $3, $4, $5, $6, $7)',
      [network, uuid(id), SERVICE, name, hint, latitude, longitude],
    )
  const [first, second, third] = places
  const rounds = [
    {
      id: `${first?.id}1`,
      name: 'Tournée du mardi',
      weekday: 2,
      stops: [
        [first, '10:00', '12:00'],
        [second, '14:00', '17:00'],
      ],
    },
    { id: `${first?.id}4`, name: 'Tournée du jeudi soir', weekday: 4, stops: [[third, '17:30', '20:00']] },
    { id: `${first?.id}6`, name: 'Tournée du samedi', weekday: 6, stops: [[second, '09:30', '12:30']] },
  ] as const
  for (const { id, name, weekday, stops } of rounds) {
    await owner.query(
      'insert into outreach.round (network_id, id, service_id, name, weekday, valid_from) values ($1, $2, $3, $4, $5, current_date - 100)',
      [network, uuid(id), SERVICE, name, weekday],
    )
    for (const [place, from, to] of stops)
      await owner.query(
        `insert into outreach.round_stop (network_id, round_id, stop_id, starts, ends, offers) values ($1, $2, $3, $4, $5, '{talk,coffee,rights}')`,
        [network, uuid(id), uuid(place?.id ?? ''), from, to],
      )
  }
  // The second Saturday from now.
  await owner.query(
    `insert into outreach.round_day (network_id, round_id, on_day, state, reason)
       values ($1, $2, current_date + 7 + (13 - extract(isodow from current_date)::integer) % 7, 'cancelled', 'vehicle')`,
    [network, uuid(`${first?.id}6`)],
  )
}

// The same each time: what was met follows from the number of the stop, by remainders.
const layEncounters = (owner: pg.Client, network: string) =>
  owner.query(
    `insert into outreach.encounter (network_id, id, service_id, round_id, stop_id, on_day, age_band, gender, topics, orientation, first, language)
       select $1::text, gen_random_uuid(), $2, c.round_id, c.stop_id, c.on_day,
         (array['18_25', '26_39', '40_59', '26_39', '60_over', 'unknown', 'under_18'])[1 + n % 7],
         (array['woman', 'man', 'man', 'woman', 'unknown'])[1 + n % 5],
         case n % 4 when 0 then '{wellbeing,isolation}'::text[] when 1 then '{housing}' when 2 then '{papers,money}' else '{wellbeing}' end,
         (array['nobody', 'guide', 'social_service', 'nobody', 'general_practitioner', '2A', '1', 'nobody'])[1 + n % 8],
         (array['first', 'seen', 'seen', 'unknown'])[1 + n % 4], (array['fr', 'fr', 'nl', 'ar', 'fr', 'unknown'])[1 + n % 6]
       from (select x.*, (row_number() over (order by x.on_day, x.starts, k))::integer as n
         from outreach.calendar($1, current_date - 84, current_date - 1) x, generate_series(1, 2 + extract(day from x.on_day)::integer % 4) k) c`,
    [network, SERVICE],
  )
