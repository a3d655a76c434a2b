import { createPrivateKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import * as oidc from 'openid-client'
import type { Provider } from './settings.server.ts'

const HOUR = 3_600_000
const TIMEOUT_SECONDS = 10
// Keys and addresses of a provider change rarely; what could not be read is asked again at once.
const known = new Map<string, { at: number; configuration: Promise<oidc.Configuration> }>()

/** What a provider says about itself (OpenID Connect Discovery 1.0), with our own way of proving who we are. */
export const configurationOf = (provider: Provider): Promise<oidc.Configuration> => {
  const found = known.get(provider.id)
  if (found !== undefined && Date.now() - found.at < HOUR) return found.configuration
  const configuration = discovered(provider)
  known.set(provider.id, { at: Date.now(), configuration })
  configuration.catch(() => known.delete(provider.id))
  return configuration
}

const discovered = async (provider: Provider): Promise<oidc.Configuration> => {
  // Settings allow http only for a provider on this very machine.
  const execute = provider.issuer.startsWith('http://') ? [oidc.allowInsecureRequests] : []
  const configuration = await oidc.discovery(
    new URL(provider.issuer),
    provider.clientId,
    { id_token_signed_response_alg: provider.idTokenAlgorithm },
    await authenticationOf(provider),
    { execute, timeout: TIMEOUT_SECONDS },
  )
  const key = provider.decryptionKeyFile
  if (key !== undefined)
    oidc.enableDecryptingResponses(configuration, provider.contentEncryption, {
      key: await privateKey(key, provider.decryptionAlgorithm),
      alg: provider.decryptionAlgorithm,
      ...(provider.decryptionKeyId === undefined ? {} : { kid: provider.decryptionKeyId }),
    })
  return configuration
}

const authenticationOf = async (provider: Provider): Promise<oidc.ClientAuth> => {
  if (provider.authentication === 'none') return oidc.None()
  if (provider.authentication === 'private_key_jwt')
    return oidc.PrivateKeyJwt({
      key: await privateKey(provider.clientKeyFile ?? '', 'sign'),
      ...(provider.clientKeyId === undefined ? {} : { kid: provider.clientKeyId }),
    })
  const secret = provider.clientSecret ?? (await readFile(provider.clientSecretFile ?? '', 'utf8')).trim()
  return provider.authentication === 'client_secret_post' ? oidc.ClientSecretPost(secret) : oidc.ClientSecretBasic(secret)
}

type Use = 'sign' | Provider['decryptionAlgorithm']

/** A private key of a PEM file for one use. The curve or the size says the rest. */
const privateKey = async (file: string, use: Use): Promise<CryptoKey> => {
  const key = createPrivateKey(await readFile(file))
  const der = new Uint8Array(key.export({ format: 'der', type: 'pkcs8' }))
  const isRsa = key.asymmetricKeyType === 'rsa'
  if (use === 'sign')
    return crypto.subtle.importKey(
      'pkcs8',
      der,
      isRsa ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['sign'],
    )
  if (isRsa)
    return crypto.subtle.importKey('pkcs8', der, { name: 'RSA-OAEP', hash: use === 'RSA-OAEP' ? 'SHA-1' : 'SHA-256' }, false, ['decrypt'])
  return crypto.subtle.importKey('pkcs8', der, { name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits'])
}
