import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { OPERATOR } from '#platform/actor.ts'
import { withClient } from '#platform/database/client.server.ts'
import { asActor, type Db } from '#platform/db.server.ts'
import type { ChainRow } from './chain.server.ts'
import { readChain } from './verify.server.ts'

const DAY_BEGINS = 'T00:00:00.000000Z'

/** A row as a line of JSON with everything that its hash covers; bytes in hex. */
export const archivedLine = (network: string | null, row: ChainRow): string => {
  const hex = (bytes: Buffer | null) => bytes?.toString('hex') ?? null
  return JSON.stringify({ network, ...row, salt: hex(row.salt), digest: hex(row.digest), prev: hex(row.prev), hash: hex(row.hash) })
}

type Retirement = { network: string | null; before: string; archive: string }

/**
 * Takes the rows before a day (UTC) out of a chain: into a new file, on the disk, and only then out of the database. The chain goes on
 * from the last of them, a row says so, and what is kept can be verified as before. The application cannot do this: the owner does.
 * @throws when the file exists, or when the day is within the last year
 */
export const retireRows = async (
  { db, ownerUrl }: { db: Db; ownerUrl: string },
  retirement: Retirement,
): Promise<{ lastSeq: number; removed: number }> => {
  const { network, archive } = retirement
  const from = `${retirement.before}${DAY_BEGINS}`
  const written = await archiveRows(db, network, from, archive)
  return withClient(ownerUrl, async (owner) => {
    await owner.query('begin')
    const { rows } = await owner.query<{ last_seq: string; removed: string }>('select * from platform.retire_audit($1, $2)', [
      network,
      from,
    ])
    const removed = Number(rows[0]?.removed ?? 0)
    if (removed !== written) throw new Error(`${removed} rows would leave the trail and ${written} are in ${archive}: nothing was removed`)
    await owner.query('commit')
    if (removed === 0) rmSync(archive, { force: true })
    return { lastSeq: Number(rows[0]?.last_seq ?? 0), removed }
  }).catch((error: unknown) => {
    // An archive of what is still in the trail would only be taken for more than it is.
    rmSync(archive, { force: true })
    throw error
  })
}

const archiveRows = async (db: Db, network: string | null, from: string, archive: string): Promise<number> => {
  const handle = openSync(archive, 'wx', 0o600)
  let written = 0
  try {
    let last = Number.MIN_SAFE_INTEGER
    for (let isOver = false; !isOver; ) {
      const rows = await asActor(db, OPERATOR, (scope) => readChain(scope, network, last))
      const old = rows.slice(0, firstIndex(rows, from))
      for (const row of old) writeSync(handle, `${archivedLine(network, row)}\n`)
      written += old.length
      last = rows.at(-1)?.seq ?? last
      isOver = old.length < rows.length || rows.length === 0
    }
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  return written
}

const firstIndex = (rows: readonly ChainRow[], from: string) => {
  const at = rows.findIndex((row) => row.at >= from)
  return at === -1 ? rows.length : at
}
