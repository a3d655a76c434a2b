import { createHash, hash } from 'node:crypto'

/** How many rows there are, and a digest of all of them whatever their order. */
export type Digest = { rows: number; sha256: string }

const LANES = 8

/**
 * Adds up rows as they pass: the SHA-256 of each row, added in eight lanes of 32 bits, and the SHA-256 of that with the count.
 * Without an order, because two servers sort words differently. It finds what went wrong; who would forge a file is kept out by
 * age, which authenticates it.
 */
export const createDigest = () => {
  const lanes = new Uint32Array(LANES)
  let rows = 0
  const add = (row: Buffer) => {
    const digest = hash('sha256', row, 'buffer')
    for (let lane = 0; lane < LANES; lane += 1) lanes[lane] = ((lanes[lane] ?? 0) + digest.readUInt32LE(lane * 4)) >>> 0
    rows += 1
  }
  const result = (): Digest => {
    const bytes = Buffer.alloc(LANES * 4 + 8)
    lanes.forEach((sum, lane) => {
      bytes.writeUInt32LE(sum, lane * 4)
    })
    bytes.writeBigUInt64LE(BigInt(rows), LANES * 4)
    return { rows, sha256: createHash('sha256').update(bytes).digest('hex') }
  }
  return { add, result }
}
