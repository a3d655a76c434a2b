import { createHash, createPrivateKey, createPublicKey, type JsonWebKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { openIdProviders, type Provider } from './settings.server.ts'

type Use = 'sig' | 'enc'
export type PrivateKey = { key: CryptoKey; kid: string }

const HASH = { 'RSA-OAEP': 'SHA-1', 'RSA-OAEP-256': 'SHA-256' } as const
const fileOf = (provider: Provider, use: Use) => (use === 'sig' ? provider.clientKeyFile : provider.decryptionKeyFile)
const idOf = (provider: Provider, use: Use) => (use === 'sig' ? provider.clientKeyId : provider.decryptionKeyId)

/** A key's own name where the settings give none: the digest of its public members in their order (RFC 7638). */
const thumbprint = ({ crv, e, kty, n, x, y }: JsonWebKey) =>
  createHash('sha256').update(JSON.stringify({ crv, e, kty, n, x, y })).digest('base64url')

const pemOf = async (provider: Provider, use: Use): Promise<Buffer | null> => {
  const file = fileOf(provider, use)
  return file === undefined ? null : readFile(file)
}
const publicJwk = (pem: Buffer) => createPublicKey(createPrivateKey(pem)).export({ format: 'jwk' })

/** Our private key with a provider, to sign for ourselves or to open what is sealed for us; null when the settings name none. */
export const privateKeyOf = async (provider: Provider, use: Use): Promise<PrivateKey | null> => {
  const pem = await pemOf(provider, use)
  if (pem === null) return null
  const key = createPrivateKey(pem)
  const der = new Uint8Array(key.export({ format: 'der', type: 'pkcs8' }))
  const [algorithm, usage] = importing(key.asymmetricKeyType === 'rsa', use, provider.decryptionAlgorithm)
  return {
    key: await crypto.subtle.importKey('pkcs8', der, algorithm, false, [usage]),
    kid: idOf(provider, use) ?? thumbprint(publicJwk(pem)),
  }
}

type Importing = [RsaHashedImportParams | EcKeyImportParams, KeyUsage]
const importing = (isRsa: boolean, use: Use, decryption: Provider['decryptionAlgorithm']): Importing => {
  if (use === 'sig')
    return isRsa ? [{ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, 'sign'] : [{ name: 'ECDSA', namedCurve: 'P-256' }, 'sign']
  if (!isRsa) return [{ name: 'ECDH', namedCurve: 'P-256' }, 'deriveBits']
  return [{ name: 'RSA-OAEP', hash: decryption === 'RSA-OAEP' ? HASH['RSA-OAEP'] : HASH['RSA-OAEP-256'] }, 'decrypt']
}

/** The public halves of our keys, for providers that fetch them (JWK Set, RFC 7517). */
export const publicKeys = async (): Promise<{ keys: JsonWebKey[] }> => {
  const keys = await Promise.all(
    openIdProviders().flatMap((provider) =>
      (['sig', 'enc'] as const).map(async (use) => {
        const pem = await pemOf(provider, use)
        if (pem === null) return []
        const jwk = publicJwk(pem)
        const alg = use === 'enc' ? provider.decryptionAlgorithm : jwk.kty === 'RSA' ? 'RS256' : 'ES256'
        return [{ ...jwk, use, alg, kid: idOf(provider, use) ?? thumbprint(jwk) }]
      }),
    ),
  )
  return { keys: keys.flat() }
}
