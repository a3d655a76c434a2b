import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { syncFolder } from '#platform/database/durable.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { dataFolder } from '#platform/settings/index.server.ts'
import type { Anchor } from './verifier.server.ts'
import { readHeads } from './verify.server.ts'

/** How the chain of the installation is called where a network's id would stand: no network can have this name. */
export const INSTALLATION = '(installation)'
export const nameOfChain = (network: string | null) => network ?? INSTALLATION

// A mail names a chain by the address of its page, and writes the hash in four groups.
const LINE =
  /maillage-anchor\s+(\d{4}-\d{2}-\d{2}T\S+)\s+(?:(\(installation\))|https?:\S+\/admin\/audit(?:\/([a-z0-9][a-z0-9._-]{0,99}))?|([a-z0-9][a-z0-9._-]{0,99}))\s+(\d{1,15})\s+((?:[0-9a-f]{16}\s*){4})(?![0-9a-f])/gi

/** An anchor as a line that a person can keep, print or read out: moment, network, number of the last row, its hash. */
export const anchorLine = ({ at, network, seq, hash }: Anchor) =>
  `maillage-anchor ${at} ${nameOfChain(network)} ${seq} ${hash.toString('hex')}`

/** The anchors in any text: a file of ours, or a mail as it was saved (whose long lines may be broken with "=" at their end). */
export const anchorsIn = (text: string): Anchor[] =>
  [...text.replaceAll(/=\r?\n/g, '').matchAll(LINE)].map(([, at = '', , linked, named, seq = '', hash = '']) => ({
    at: at.replace(/T(\d\d)-(\d\d)-/, 'T$1:$2:'),
    network: linked ?? named ?? null,
    seq: Number(seq),
    hash: Buffer.from(hash.replaceAll(/\s/g, ''), 'hex'),
  }))

/** All anchors of a folder, whatever its files are called. @throws one line when the folder cannot be read or holds none */
export const readAnchors = (folder: string): Anchor[] => {
  if (!existsSync(folder)) throw new Error(`there is no folder ${folder}: name one with the files or mails that Maillage sent`)
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
  const anchors = files.flatMap(({ name }) => anchorsIn(readFileSync(join(folder, name), 'utf8')))
  if (anchors.length === 0) throw new Error(`${folder} holds no anchor: name a folder with the files or mails that Maillage sent`)
  return anchors
}

/** Where anchors are kept unless a person says otherwise: beside the data, so that a copy of them leaves the machine with other backups. */
export const anchorsFolder = (env: NodeJS.ProcessEnv = process.env) => join(dataFolder(env), 'anchors')

/** The ends of all chains that have rows, as anchors of this moment. Only the operator gets any. */
export const takeAnchors = async (scope: Scope, now = new Date()): Promise<Anchor[]> => {
  const at = now.toISOString()
  return (await readHeads(scope)).filter(({ seq }) => seq > 0).map(({ network, seq, hash }) => ({ network, seq, hash, at }))
}

/** Adds anchors to the file of their day, on the disk when this returns. Nothing that was written is changed. @returns the file */
export const writeAnchors = (folder: string, anchors: readonly Anchor[], now = new Date()): string => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${now.toISOString().slice(0, 10)}.txt`)
  const handle = openSync(file, 'a', 0o600)
  try {
    writeFileSync(handle, anchors.map((anchor) => `${anchorLine(anchor)}\n`).join(''))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  syncFolder(folder)
  return file
}

/** What is done once a day: the ends of all chains into a file. @returns how many, the file, and the lines for whoever sends them on */
export const anchorDaily = async (
  scope: Scope,
  { folder = anchorsFolder(), now = new Date() }: { folder?: string; now?: Date } = {},
): Promise<{ count: number; file: string; lines: string }> => {
  const anchors = await takeAnchors(scope, now)
  return { count: anchors.length, file: writeAnchors(folder, anchors, now), lines: anchors.map(anchorLine).join('\n') }
}
