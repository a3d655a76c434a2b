import { hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeOnce } from '#platform/database/durable.server.ts'
import { projectRoot } from '#platform/root.server.ts'

const FILE = 'secret.key'
const SHORTEST = 32
const BYTES = 32
const known = new Map<string, Buffer>()

/**
 * The secret of this installation, which the database and its copies do not hold: MAILLAGE_SECRET (32 characters or more), else a
 * file in the data folder that only its owner reads, made when it is first needed. Servers that share a database must share it.
 * @throws one line that says what to do, when it is too short to be secret
 */
export const secretKey = (env: NodeJS.ProcessEnv = process.env): Buffer => {
  const given = env.MAILLAGE_SECRET ?? ''
  if (given !== '') return longEnough(given, 'MAILLAGE_SECRET')
  const folder = env.MAILLAGE_DATA ?? join(projectRoot(), '.maillage')
  const file = join(folder, FILE)
  const read = known.get(file) ?? fromFile(folder, file)
  known.set(file, read)
  return read
}

const fromFile = (folder: string, file: string): Buffer => {
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeOnce(file, randomBytes(BYTES).toString('base64url'))
  }
  return longEnough(readFileSync(file, 'utf8').trim(), file)
}

const longEnough = (text: string, where: string): Buffer => {
  if (text.length < SHORTEST)
    throw new Error(`${where} has ${text.length} characters, and ${SHORTEST} at least are needed: make one with openssl rand -base64 32`)
  return Buffer.from(text, 'utf8')
}

/** A key of 32 bytes for one purpose, from the secret (HKDF-SHA-256, RFC 5869): what one purpose gives away says nothing of another. */
export const keyFor = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secretKey(), '', `maillage ${purpose}`, BYTES))
