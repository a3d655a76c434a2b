import { createHash } from 'node:crypto'

// Of the standard's own namespaces (RFC 9562, appendix C) the one for web addresses, under an address of this project.
const URL_NAMESPACE = '6ba7b811-9dad-11d1-80b4-00c04fd430c8'

/** A UUID of version 5 (RFC 9562, 5.5): the same name gives the same UUID, on every machine. */
export const uuid5 = (namespace: string, name: string): string => {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const MAILLAGE = uuid5(URL_NAMESPACE, 'urn:maillage:directory')
/** The identifier of a thing of the directory in exchanges: from its network and its own id, so that it never changes. */
export const hsdsId = (...path: string[]) => uuid5(MAILLAGE, path.join('/'))
