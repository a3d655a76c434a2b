import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ROLES } from '#platform/actor.ts'
import { dataFolder, setting } from '#platform/settings/index.server.ts'

const Name = z.union([z.string().min(1), z.object({ fr: z.string(), nl: z.string(), en: z.string() })])
const ClaimValue = z.union([z.string(), z.number(), z.boolean()])
const isLoopback = (url: string) => URL.canParse(url) && /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/.test(new URL(url).hostname)

// JSON Web Algorithms (RFC 7518, RFC 8037, RFC 9864), but for `none` and for secrets shared with the provider.
const SIGNATURES = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'] as const
const CONTENT = ['A128GCM', 'A192GCM', 'A256GCM', 'A128CBC-HS256', 'A192CBC-HS384', 'A256CBC-HS512'] as const

const Provider = z.strictObject({
  name: Name,
  issuer: z.url().refine((url) => url.startsWith('https://') || isLoopback(url), 'an issuer begins with https://'),
  /** Where the provider describes itself, when that is not the usual place below its issuer. */
  discovery: z
    .url()
    .refine((url) => url.includes('/.well-known/'), 'the address of a document below /.well-known/')
    .optional(),
  clientId: z.string().min(1),
  /** One of the three: a secret, a file that holds it, or a key whose signature stands for it. */
  clientSecret: z.string().min(1).optional(),
  clientSecretFile: z.string().min(1).optional(),
  clientKeyFile: z.string().min(1).optional(),
  /** The key's id (kid), as the provider knows its public half; without it, the key's thumbprint (RFC 7638), as in /openid/keys.json. */
  clientKeyId: z.string().min(1).optional(),
  authentication: z.enum(['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none']).default('client_secret_basic'),
  scopes: z.array(z.string().regex(/^\S+$/)).default(['openid', 'profile']),
  /** More of what the provider wants to read in the request. */
  parameters: z.record(z.string(), z.string()).default({}),
  /** One, and none that is no signature: an ID token that names another is refused. */
  idTokenAlgorithm: z.enum(SIGNATURES).default('RS256'),
  /** A private key in PEM: ID tokens come encrypted to its public half. */
  decryptionKeyFile: z.string().min(1).optional(),
  decryptionKeyId: z.string().min(1).optional(),
  decryptionAlgorithm: z.enum(['RSA-OAEP', 'RSA-OAEP-256', 'ECDH-ES', 'ECDH-ES+A256KW']).default('RSA-OAEP-256'),
  contentEncryption: z.array(z.enum(CONTENT)).min(1).default(['A256GCM', 'A128CBC-HS256', 'A256CBC-HS512']),
  /** Whether the provider's userinfo is read as well: some tell there what the ID token leaves out. */
  userinfo: z.boolean().default(false),
  acr: z
    .strictObject({
      /** Sent as acr_values, in order of preference. */
      asked: z.array(z.string()).default([]),
      /** Any other is refused; empty: any. */
      accepted: z.array(z.string()).default([]),
    })
    .prefault({}),
  /** At most so many seconds since the person gave proof to the provider. */
  maxAge: z.number().int().min(1).optional(),
  /** Which of its sign-ins count as two factors: all, none, or those of certain acr values. */
  countsAsTwoFactors: z.union([z.boolean(), z.array(z.string())]).default(false),
  nameClaims: z.array(z.string()).min(1).default(['name']),
  /** Roles by claims. Each condition names a claim ("realm_access.roles") and the values of which one must be there; {} is everybody. */
  roles: z
    .array(
      z.strictObject({
        network: z.string().min(1),
        role: z.enum(ROLES),
        when: z.record(z.string(), z.array(ClaimValue).min(1)),
      }),
    )
    .default([]),
  /** For how long such a role holds after a sign-in, in days. */
  roleDays: z.number().int().min(1).max(400).default(30),
  /** Signs out at the provider, too. */
  signOutThere: z.boolean().default(true),
})
const OpenIdSettings = z.object({ openid: z.record(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/), Provider).default({}) })

export type Provider = z.infer<typeof Provider> & { id: string }

const known = new Map<string, readonly Provider[]>()

/** The file of settings: MAILLAGE_SETTINGS, else settings.json in the data folder. Only `openid` is read here. */
const fileOf = (env: NodeJS.ProcessEnv) => setting('MAILLAGE_SETTINGS', env) ?? join(dataFolder(env), 'settings.json')

/**
 * The OpenID providers of this installation, in the order of the file; none without a file.
 * @throws one line for each setting that is wrong, with its place
 */
export const openIdProviders = (env: NodeJS.ProcessEnv = process.env): readonly Provider[] => {
  const file = fileOf(env)
  const found = known.get(file) ?? readProviders(file, setting('MAILLAGE_SETTINGS', env) !== undefined)
  known.set(file, found)
  return found
}

export const providerOf = (id: string): Provider | undefined => openIdProviders().find((provider) => provider.id === id)

/** As the provider is called in a language. */
export const providerName = ({ name }: Provider, language: 'fr' | 'nl' | 'en'): string => (typeof name === 'string' ? name : name[language])

const readProviders = (file: string, isNamed: boolean): readonly Provider[] => {
  if (!existsSync(file)) {
    if (isNamed) throw new Error(`MAILLAGE_SETTINGS names ${file}, which does not exist`)
    return []
  }
  const settings = OpenIdSettings.safeParse(parsed(file))
  if (!settings.success)
    throw new Error(settings.error.issues.map(({ path, message }) => `${file}: ${path.join('.')}: ${message}`).join('\n'))
  const providers = Object.entries(settings.data.openid).map(([id, provider]) => checked(file, { id, ...provider }))
  const twice = providers.find(({ issuer }, index) => providers.findIndex((other) => other.issuer === issuer) !== index)
  if (twice !== undefined) throw new Error(`${file}: openid.${twice.id}: its issuer is that of another provider: one is enough`)
  return providers
}

const parsed = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : error}`)
  }
}

const checked = (file: string, provider: Provider): Provider => {
  const { id, authentication, clientKeyFile, clientSecret, clientSecretFile } = provider
  const needs = authentication === 'private_key_jwt' ? clientKeyFile : authentication === 'none' ? '' : (clientSecret ?? clientSecretFile)
  if (needs === undefined)
    throw new Error(
      `${file}: openid.${id}: ${authentication} needs ${authentication === 'private_key_jwt' ? 'clientKeyFile' : 'clientSecret or clientSecretFile'}`,
    )
  return provider
}
