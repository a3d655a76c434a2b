// AES-256-GCM by the browser. Keys cannot be taken out of it by a script; see docs/decisions/0065 for what that does not stop.
const encoder = new TextEncoder()
const decoder = new TextDecoder()

export type Sealed = { iv: Uint8Array<ArrayBuffer>; body: ArrayBuffer }

export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))

/** A new key that never leaves the browser. */
export const newKey = (): Promise<CryptoKey> => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])

const derived = async (secret: Uint8Array<ArrayBuffer>, salt: Uint8Array<ArrayBuffer>, info: string, bits: number) => {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info: encoder.encode(info) }, key, bits))
}
const keyOf = (raw: Uint8Array<ArrayBuffer>) => crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])

/** The key that a secret of the server stands for on this device (HKDF-SHA-256). */
export const keyFromSecret = async (secret: string, device: string): Promise<CryptoKey> =>
  keyOf(await derived(bytesOf(secret), encoder.encode(device), 'maillage outbox', 256))

/** What a name and a birth date open: the mark by which a closed plan is found, and its key (modules/field/shift.server.ts). */
export const keyFromWords = async (words: string, salt: string): Promise<{ tag: string; key: CryptoKey }> => {
  const of = (purpose: string, bits: number) => derived(encoder.encode(words), bytesOf(salt), `maillage plan ${purpose}`, bits)
  const tag = String.fromCharCode(...(await of('tag', 128)))
  return { tag: btoa(tag), key: await keyOf(await of('key', 256)) }
}

/** Closes bytes for one place: they open nowhere else. */
export const seal = async (key: CryptoKey, place: string, bytes: Uint8Array<ArrayBuffer>): Promise<Sealed> => {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  return { iv, body: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encoder.encode(place) }, key, bytes) }
}
/** The bytes; null when the key or the place is another, or a bit was changed. */
export const unseal = async (key: CryptoKey, place: string | null, { iv, body }: Sealed): Promise<Uint8Array<ArrayBuffer> | null> => {
  const more = place === null ? {} : { additionalData: encoder.encode(place) }
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, ...more }, key, body))
  } catch {
    return null
  }
}

export const sealJson = (key: CryptoKey, place: string, value: unknown) => seal(key, place, encoder.encode(JSON.stringify(value)))
export const unsealJson = async <T>(key: CryptoKey, place: string | null, sealed: Sealed): Promise<T | null> => {
  const bytes = await unseal(key, place, sealed)
  return bytes === null ? null : (JSON.parse(decoder.decode(bytes)) as T)
}
