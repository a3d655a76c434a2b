import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { WaitingReason } from '../vocabulary.ts'

/** The files of the one who acts in a network, with those that were merged. */
export const myFiles = async (scope: Scope, network: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select p.id from care.person p where p.network_id = ${network} and p.id in (select care.my_files())`.execute(scope)
  return rows.map(({ id }) => id)
}

export type HouseName = { id: string; name: string; phone: string | null }
/** The houses of a network with which the one who acts has to do, by their id. */
export const myHouseNames = async (scope: Scope, network: string): Promise<ReadonlyMap<string, HouseName>> => {
  const { rows } = await sql<HouseName>`
    select split_part(team, '/', 2) as id, name, phone from stays.my_house_names() where split_part(team, '/', 1) = ${network}`.execute(
    scope,
  )
  return new Map(rows.map((row) => [row.id, row]))
}
/** The houses in which the one who acts lives or tries to: whose tasks and meetings they read. */
export const myHouses = async (scope: Scope, network: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select split_part(t, '/', 2) as id from stays.my_houses() t where split_part(t, '/', 1) = ${network} order by 1`.execute(scope)
  return rows.map(({ id }) => id)
}

export type MyWaiting = { id: string; team: string; since: string; reason: WaitingReason; before: number | null }
/** Where the one who acts waits, and how many wait before them where the house says so. */
export const myWaiting = async (scope: Scope, network: string): Promise<MyWaiting[]> => {
  const { rows } = await sql<Omit<MyWaiting, 'before'> & { before: string | null }>`
    select id, team, since::text, reason, before from stays.my_waiting() where network_id = ${network}`.execute(scope)
  return rows.map(({ before, ...row }) => ({ ...row, before: before === null ? null : Number(before) }))
}
/** What those who wrote about the one who acts are called: colleagues of the teams that follow or followed them. */
export const namesAround = async (scope: Scope, network: string): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct person_id as id, name from care.names_of_workers(${network})`.execute(scope)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
