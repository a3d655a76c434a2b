import { closeSync, createReadStream, createWriteStream, openSync, readSync } from 'node:fs'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'
import { codeOf } from '../database/client.server.ts'
import { unfit } from './explain.server.ts'

/** How a file is closed: for whoever knows the passphrase, for the holders of age keys, or not at all. */
export type Protection =
  /** `logN`: what guessing costs, as a power of two; that of age where nothing is said. */
  { kind: 'passphrase'; passphrase: string; logN?: number } | { kind: 'recipients'; recipients: readonly string[] } | { kind: 'plain' }
/** With what a file is opened. The passphrase is asked for only when the file needs one. */
export type Opening = { passphrase?: () => Promise<string>; identities?: readonly string[] }

// The end of what is compressed: a frame that zstd skips. Without it a file that lost its last bytes could pass for whole, because zstd
// in Node ends with an empty frame and does not miss it (RFC 8878, section 3.1.2).
const END = Buffer.from('502a4d1804000000656e6421', 'hex')
const AGE = 'age-encryption.org/v1\n'
const ZSTD = '28b52ffd'
const HEADER = 4096
const CHUNK = 128 * 1024
const LEVEL = 6

/** @throws when it is no public key of age (age1…) */
const encrypterFor = (protection: Exclude<Protection, { kind: 'plain' }>): Encrypter => {
  const encrypter = new Encrypter()
  if (protection.kind === 'passphrase') {
    encrypter.setPassphrase(protection.passphrase)
    if (protection.logN !== undefined) encrypter.setScryptWorkFactor(protection.logN)
  } else
    for (const recipient of protection.recipients) {
      try {
        encrypter.addRecipient(recipient)
      } catch (error) {
        throw new Error(`"${recipient}" is no public key of age: it looks like age1… (npx maillage keys generate makes one)`, {
          cause: error,
        })
      }
    }
  return encrypter
}

/** @throws one line that names the key that is none */
export const checkRecipients = (recipients: readonly string[]) => void encrypterFor({ kind: 'recipients', recipients })

/** Writes a text compressed and closed into a new file, and has it on the disk before it returns. */
export const writeProtected = async (text: AsyncIterable<Buffer>, file: string, protection: Protection): Promise<void> => {
  const compress = createZstdCompress({
    chunkSize: CHUNK,
    params: { [constants.ZSTD_c_compressionLevel]: LEVEL, [constants.ZSTD_c_checksumFlag]: 1 },
  })
  const ended = withEnd()
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true, highWaterMark: 4 * CHUNK })
  if (protection.kind === 'plain') return pipeline(Readable.from(text), compress, ended, out)
  const closed = await encrypterFor(protection).encrypt(Readable.toWeb(ended) as ReadableStream<Uint8Array>)
  const ends = await Promise.allSettled([
    pipeline(Readable.from(text), compress, ended),
    pipeline(Readable.fromWeb(closed as Parameters<typeof Readable.fromWeb>[0]), out).catch((error: unknown) => {
      ended.destroy()
      throw error
    }),
  ])
  // Of two halves that fail together, one only says that the other has gone.
  const failures = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []))
  if (failures.length > 0) throw failures.find((failure) => codeOf(failure) !== 'ERR_STREAM_PREMATURE_CLOSE') ?? failures[0]
}

const withEnd = () =>
  new Transform({
    transform: (chunk, _, done) => done(null, chunk),
    flush: (done) => done(null, END),
  })

/** Passes on what it gets, and fails when that does not end as it should. */
const untilEnd = () => {
  let last = Buffer.alloc(0)
  return new Transform({
    transform: (chunk: Buffer, _, done) => {
      last = Buffer.concat([last, chunk.subarray(-END.length)]).subarray(-END.length)
      done(null, chunk)
    },
    flush: (done) => done(last.equals(END) ? null : new Error('the end is missing')),
  })
}

/**
 * The text of a file that `writeProtected` wrote, block by block.
 * @throws one line: nothing opens it, it is something else, or it is damaged
 */
export async function* readProtected(file: string, opening: Opening): AsyncGenerator<Buffer> {
  const kind = kindOf(file)
  const source = createReadStream(file, { highWaterMark: CHUNK })
  const decompress = createZstdDecompress({ chunkSize: CHUNK })
  try {
    const opened = kind === 'plain' ? source : await decrypted(source, kind, opening)
    const passed = pipeline(opened, untilEnd(), decompress)
    passed.catch(() => undefined) // the loop below meets the same failure
    for await (const chunk of decompress) yield chunk
    await passed
  } finally {
    source.destroy()
    decompress.destroy()
  }
}

const kindOf = (file: string): 'plain' | 'passphrase' | 'recipients' => {
  const start = Buffer.alloc(HEADER)
  const handle = openSync(file, 'r')
  const length = readSync(handle, start)
  closeSync(handle)
  const header = start.subarray(0, length).toString('latin1')
  if (header.startsWith(AGE)) return header.startsWith(`${AGE}-> scrypt `) ? 'passphrase' : 'recipients'
  if (start.subarray(0, 4).toString('hex') === ZSTD) return 'plain'
  throw unfit('it is no backup of Maillage')
}

const decrypted = async (source: Readable, kind: 'passphrase' | 'recipients', { passphrase, identities = [] }: Opening) => {
  const decrypter = new Decrypter()
  if (kind === 'passphrase') {
    if (passphrase === undefined) throw unfit('it is closed with a passphrase: set MAILLAGE_BACKUP_PASSPHRASE or name --passphrase-file')
    decrypter.addPassphrase(await passphrase())
  } else {
    if (identities.length === 0) throw unfit('it is closed for the holder of a key: name the file with the secret key with --identity')
    for (const identity of identities) decrypter.addIdentity(identity)
  }
  try {
    const opened = await decrypter.decrypt(Readable.toWeb(source) as ReadableStream<Uint8Array>)
    return Readable.fromWeb(opened as Parameters<typeof Readable.fromWeb>[0])
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('no identity matched')) throw error
    throw unfit(kind === 'passphrase' ? 'the passphrase does not open it' : 'none of the keys opens it', error)
  }
}
