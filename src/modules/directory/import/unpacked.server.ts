import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'

const unpack = promisify(inflateRaw)

/** Bytes: 20,000 lines of a directory are a fifth of it. */
export const LARGEST_UNPACKED = 64 * 1024 * 1024
const MOST_FILES = 1000
// PKWARE APPNOTE 4.3.7: signature, 22 bytes, lengths of the name and of what is added to it. Method 0: as it is.
const BEGINS = Buffer.from('PK\x03\x04')
const HEAD = 30

/**
 * Whether a ZIP stays small when it is unpacked. What it says of its sizes is not believed: from every place where a file begins, whatever
 * the list at its end says, it is unpacked until that is too much. (A file of 8 MB can hold 8 GB.)
 */
export const staysSmall = async (bytes: Uint8Array, largest = LARGEST_UNPACKED): Promise<boolean> => {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let left = largest
  let files = 0
  for (let at = zip.indexOf(BEGINS); at !== -1 && at + HEAD <= zip.length; at = zip.indexOf(BEGINS, at + 1)) {
    files += 1
    if (files > MOST_FILES) return false
    if (zip.readUInt16LE(at + 8) === 0) continue
    left -= await sizeOf(zip.subarray(at + HEAD + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28)), left)
    if (left <= 0) return false
  }
  return true
}

/** How much a packed text is, at most `limit`; 0 for what is none. */
const sizeOf = async (packed: Buffer, limit: number): Promise<number> => {
  try {
    return (await unpack(packed, { maxOutputLength: limit })).length
  } catch (error) {
    return error instanceof RangeError ? limit : 0
  }
}
