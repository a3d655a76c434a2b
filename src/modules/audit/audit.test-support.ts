import { type Kysely, sql } from 'kysely'
import { OPERATOR } from '#platform/actor.ts'
import type { Tables } from '#platform/db.server.ts'
import type { World } from '#test/world.ts'
import type { Anchor } from './verifier.server.ts'
import { type Verdict, verifyChain } from './verify.server.ts'

/** What the verifier says of a chain, asked as the operator asks it from the command line. */
export const verdictOn = (world: World, network: string | null, anchors: readonly Anchor[] = []): Promise<Verdict> =>
  world.as(OPERATOR, (scope) => verifyChain(scope, network, anchors))

/** A row as the first release wrote it (migration 0002), at the end of the chain. */
export const recordOld = (owner: Kysely<Tables>, network: string, person: string, action: string, target: string) =>
  sql`with head as (
      insert into platform.audit_head (network_id, seq, hash) values (${network}, 0, '\\x') on conflict (network_id) do update set seq = platform.audit_head.seq
      returning seq, hash),
    row as (select ${network}::text as network_id, head.seq + 1 as seq, clock_timestamp() as at, ${person}::uuid as person_id, ${action}::text as action,
      ${target}::text as target, head.hash as before from head),
    linked as (select *, sha256(before || convert_to(jsonb_build_array(network_id, seq, extract(epoch from at), person_id, action, target)::text, 'UTF8')) as hash from row),
    kept as (insert into platform.audit (network_id, seq, at, person_id, action, target, hash)
      select network_id, seq, at, person_id, action, target, hash from linked returning seq)
    select from kept`
    .execute(owner)
    .then(() =>
      sql`update platform.audit_head h set (seq, hash) = (select seq, hash from platform.audit a where a.network_id = h.network_id order by seq desc limit 1)
        where network_id = ${network}`.execute(owner),
    )
