import { readFile } from 'node:fs/promises'
import * as oidc from 'openid-client'
import { privateKeyOf } from './keys.server.ts'
import type { Provider } from './settings.server.ts'

const HOUR = 3_600_000
const TIMEOUT_SECONDS = 10
/** Seconds that a provider's clock may differ from ours. */
export const CLOCKS_DIFFER = 30
// Keys and addresses of a provider change rarely; what could not be read is asked again at once.
const known = new Map<string, { at: number; configuration: Promise<oidc.Configuration> }>()

/** What a provider says about itself (OpenID Connect Discovery 1.0), with our own way of proving who we are. */
export const configurationOf = (provider: Provider): Promise<oidc.Configuration> => {
  const found = known.get(provider.issuer)
  if (found !== undefined && Date.now() - found.at < HOUR) return found.configuration
  const configuration = discovered(provider)
  known.set(provider.issuer, { at: Date.now(), configuration })
  configuration.catch(() => known.delete(provider.issuer))
  return configuration
}

const discovered = async (provider: Provider): Promise<oidc.Configuration> => {
  // Without this the library takes TLS for a signature (OpenID Connect Core 1.0, section 3.1.3.7, point 6).
  const execute = [oidc.enableNonRepudiationChecks]
  // Settings allow http only for a provider on this very machine.
  if (provider.issuer.startsWith('http://')) execute.push(oidc.allowInsecureRequests)
  const configuration = await oidc.discovery(
    new URL(provider.discovery ?? provider.issuer),
    provider.clientId,
    { id_token_signed_response_alg: provider.idTokenAlgorithm, [oidc.clockTolerance]: CLOCKS_DIFFER },
    await authenticationOf(provider),
    { execute, timeout: TIMEOUT_SECONDS },
  )
  // The library does not compare where the document has an address of its own, nor for some vendors.
  if (configuration.serverMetadata().issuer !== provider.issuer)
    throw new Error(`openid.${provider.id}: the provider calls itself ${configuration.serverMetadata().issuer}, not ${provider.issuer}`)
  const opening = await privateKeyOf(provider, 'enc')
  if (opening !== null)
    oidc.enableDecryptingResponses(configuration, provider.contentEncryption, { ...opening, alg: provider.decryptionAlgorithm })
  return configuration
}

const authenticationOf = async (provider: Provider): Promise<oidc.ClientAuth> => {
  if (provider.authentication === 'none') return oidc.None()
  const signing = await privateKeyOf(provider, 'sig')
  if (provider.authentication === 'private_key_jwt' && signing !== null) return oidc.PrivateKeyJwt(signing)
  const secret = provider.clientSecret ?? (await readFile(provider.clientSecretFile ?? '', 'utf8')).trim()
  return provider.authentication === 'client_secret_post' ? oidc.ClientSecretPost(secret) : oidc.ClientSecretBasic(secret)
}
