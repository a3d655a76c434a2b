import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { withClient } from '#platform/database/client.server.ts'
import { projectRoot } from '#platform/root.server.ts'

// One year in Belgium, 2018: 8,894 people followed by 33 crisis teams and 8,204 by 50 long-term teams (source 001 and the federal
// administration's figures; domain facts 2.3). A mean team has so many people a year.
const PEOPLE_PER_CRISIS_TEAM = 8894 / 33
const PEOPLE_PER_LONG_TERM_TEAM = 8204 / 50
const SHARE_OF_CRISIS = 8894 / (8894 + 8204)
// The poster of the reform: 809.83 full-time equivalents in 83 teams (domain facts 2.3).
const FTE_PER_TEAM = 9.8
// An assumption of ours: one unit of function 4 for so many people of the network, so that each has some ten or twenty of them.
const PEOPLE_PER_UNIT = 2500

export type Generated = { network: string; people: number; teams: number }

/**
 * Makes a network of invented people and teams, the same each time: a year of requests, episodes and contacts. Their words are left out:
 * what teams write is sealed with keys of their own, and nobody wrote anything here. It is marked as a demonstration.
 * @param workers addresses of accounts that work in the first crisis team and the first long-term team
 * @throws when the network is there already
 */
export const generateNetwork = (ownerUrl: string, network: string, people: number, workers: readonly string[]): Promise<Generated> =>
  withClient(ownerUrl, async (owner) => {
    const teams = {
      crise: Math.max(1, Math.round((people * SHARE_OF_CRISIS) / PEOPLE_PER_CRISIS_TEAM)),
      suivi: Math.max(1, Math.round((people * (1 - SHARE_OF_CRISIS)) / PEOPLE_PER_LONG_TERM_TEAM)),
      sejour: Math.max(1, Math.round(people / PEOPLE_PER_UNIT)),
    }
    const { rows } = await owner.query('select from platform.network where id = $1', [network])
    if (rows.length > 0) throw new Error(`there is a network "${network}" already: give another id`)
    await owner.query('begin')
    try {
      await owner.query(
        `insert into platform.network (id, name, country, is_public, is_demonstration)
         values ($1, '{"fr": "Réseau inventé", "nl": "Verzonnen netwerk", "en": "Invented network"}', 'BE', true, true)`,
        [network],
      )
      await layTeams(owner, network, teams)
      await layWorkers(owner, network, workers)
      await layPeople(owner, network, people, workers)
      await owner.query('commit')
    } catch (error) {
      await owner.query('rollback')
      throw error
    }
    // What the database would do by itself within a minute.
    await owner.query(`analyze ${LAID.join(', ')}`)
    return { network, people, teams: teams.crise + teams.suivi + teams.sejour }
  })

const LAID = [
  ...['directory.organisation', 'directory.service', 'directory.capacity', 'care.team', 'care.worker'],
  ...['care.person', 'care.request', 'care.episode', 'care.contact'],
  ...['plans.crisis_plan', 'plans.crisis_version', 'plans.outcome'],
]
type Teams = { crise: number; suivi: number; sejour: number }
const layTeams = async (owner: pg.Client, network: string, { crise, suivi, sejour }: Teams) => {
  await owner.query(
    `insert into directory.organisation (network_id, id, name, kind, country) values ($1, 'maison', 'Maison des équipes (inventée)', 'association', 'BE')`,
    [network],
  )
  for (const [kind, count, careFunction, name] of [
    ['crise', crise, '2A', 'Équipe de crise inventée'],
    ['suivi', suivi, '2B', 'Équipe de suivi inventée'],
    ['sejour', sejour, '4', 'Unité de soins intensifs inventée'],
  ] as const)
    await owner.query(
      `with s as (insert into directory.service (network_id, id, organisation_id, name, care_function)
         select $1, $2 || '-' || i, 'maison', $5 || ' ' || i, $4 from generate_series(1, $3::integer) i returning id)
       insert into care.team (network_id, service_id) select $1, id from s`,
      [network, kind, count, careFunction, name],
    )
  await owner.query(
    `insert into directory.capacity (network_id, service_id, unit, value, valid_from)
     select network_id, service_id, 'fte', $2, current_date - 700 from care.team where network_id = $1 and service_id not like 'sejour-%'`,
    [network, FTE_PER_TEAM],
  )
}

const layWorkers = async (owner: pg.Client, network: string, workers: readonly string[]) => {
  const people = 'select id from identity.person where email = any ($2)'
  await owner.query(`insert into identity.role (network_id, person_id, role) select $1, id, 'worker' from (${people}) p`, [
    network,
    workers,
  ])
  await owner.query(
    `insert into care.worker (network_id, service_id, person_id, profession, valid_from)
     select $1, t, p.id, 'nurse', current_date - 400 from (${people}) p, unnest(array['crise-1', 'suivi-1']) t`,
    [network, workers],
  )
}

// A share between 0 and 1 that follows from a number and a word.
const PART = `create function care.invented_part(i integer, what text) returns double precision immutable language sql
  return ('x' || substr(md5(i || what), 1, 8))::bit(32)::bigint / 4294967296.0`
const OPERATOR = '00000000-0000-4000-8000-000000000001'

const layPeople = async (owner: pg.Client, network: string, people: number, workers: readonly string[]) => {
  const { rows } = await owner.query<{ id: string }>('select id from identity.person where email = $1', [workers[0] ?? ''])
  const author = rows[0]?.id ?? OPERATOR
  await owner.query(PART)
  await owner.query('alter table care.request disable trigger user')
  const values = { $1: `'${network}'`, $2: String(people), $3: `'${author}'` }
  for (const file of ['people.sql', 'functions.sql']) {
    const text = readFileSync(join(projectRoot(), 'src/modules/care/generated', file), 'utf8')
    // Several statements take no parameters: the network's id has passed the pattern of ids, the others are a number and a UUID of ours.
    await owner.query(text.replaceAll(/\$[123]\b/g, (name) => values[name as keyof typeof values]))
  }
  await owner.query('alter table care.request enable trigger user')
  await owner.query('drop function care.invented_part(integer, text)')
}
