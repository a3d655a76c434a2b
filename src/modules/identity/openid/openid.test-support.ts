import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type ClientMetadata, type JWK, Provider } from 'oidc-provider'
import type { TestBrowser } from '../factors/factors.test-support.ts'

/** Who is asked for at a provider, and how the provider says that it recognised them. */
export type Visitor = { subject: string; acr?: string; claims?: Record<string, unknown>; at?: number }
export type Forged = { claims: Record<string, unknown>; signedBy?: 'provider' | 'somebody' | 'nobody' }
export type TestProvider = {
  issuer: string
  /** Who gives proof next. */
  visitor: Visitor
  /** Changes an ID token on its way, as a provider gone bad would: what it says, and how it is signed. */
  forge: ((claims: Record<string, unknown>) => Forged) | null
  stop(): void
}

export const ORIGIN = 'http://localhost:3000'
const keyPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

/** A private key of a client in a file, and its public half as the provider knows it. */
export const keyIn = (folder: string, name: string, use: 'sig' | 'enc') => {
  const { privateKey, publicKey } = keyPair()
  const file = join(folder, `${name}.pem`)
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  return { file, jwk: { ...publicKey.export({ format: 'jwk' }), use, kid: name } as JWK }
}

/** A real OpenID provider (oidc-provider) on this machine, which asks nobody anything: `visitor` is whoever comes. */
export const startProvider = async (id: string, client: Partial<ClientMetadata> = {}): Promise<TestProvider> => {
  const server: Server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const here: TestProvider = {
    issuer,
    visitor: { subject: 'nobody' },
    forge: null,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
  const { privateKey } = keyPair()
  const provider = new Provider(issuer, configurationFor(here, privateKey, { redirect_uris: [`${ORIGIN}/openid/return/${id}`], ...client }))
  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/interaction/')) return next()
    const { subject, acr, at } = here.visitor
    const grant = new provider.Grant({ accountId: subject, clientId: 'maillage' })
    grant.addOIDCScope('openid profile')
    const login = { accountId: subject, ...(acr === undefined ? {} : { acr }), ...(at === undefined ? {} : { ts: at }) }
    await provider.interactionFinished(ctx.req, ctx.res, { login, consent: { grantId: await grant.save() } })
    ctx.respond = false
  })
  provider.use(async (ctx, next) => {
    await next()
    const body = ctx.body as { id_token?: string } | undefined
    if (here.forge !== null && ctx.path === '/token' && body?.id_token !== undefined)
      ctx.body = { ...body, id_token: forged(body.id_token, here.forge, privateKey) }
  })
  server.on('request', provider.callback())
  return here
}

const forged = (token: string, forge: NonNullable<TestProvider['forge']>, key: KeyObject): string => {
  const read = (part: number) => JSON.parse(Buffer.from(token.split('.')[part] ?? '', 'base64url').toString()) as Record<string, unknown>
  const written = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const { claims, signedBy = 'provider' } = forge(read(1))
  if (signedBy === 'nobody') return `${written({ alg: 'none' })}.${written(claims)}.`
  const body = `${written(read(0))}.${written(claims)}`
  return `${body}.${sign('sha256', Buffer.from(body), signedBy === 'provider' ? key : keyPair().privateKey).toString('base64url')}`
}

const configurationFor = (
  here: TestProvider,
  key: KeyObject,
  client: Partial<ClientMetadata>,
): ConstructorParameters<typeof Provider>[1] => ({
  clients: [
    {
      client_id: 'maillage',
      client_secret: 'a secret between the two of us',
      post_logout_redirect_uris: [`${ORIGIN}/`],
      require_auth_time: true,
      ...client,
    },
  ],
  jwks: { keys: [{ ...key.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'provider' }] },
  cookies: { keys: ['of the tests alone'] },
  features: { devInteractions: { enabled: false }, encryption: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  conformIdTokenClaims: false,
  acrValues: ['low', 'high'],
  claims: { openid: ['sub', 'email', 'name', 'profession', 'realm_access'], acr: null, auth_time: null },
  findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...here.visitor.claims }) }),
  pkce: { required: () => true },
  ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Interaction: 60, Session: 60, Grant: 60 },
})

/** Goes through the provider's pages as a browser of its own would, from where we sent it to where it sends us back. @returns that address */
export const through = async (address: string, jar = new Map<string, string>()): Promise<string> => {
  let next = address
  for (let steps = 0; steps < 12; steps += 1) {
    if (next.startsWith(ORIGIN)) return next
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(next, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = set.split(';')[0]?.split('=') ?? []
      jar.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) throw new Error(`the provider answered ${response.status}: ${(await response.text()).slice(0, 300)}`)
    next = new URL(location, next).href
  }
  throw new Error('the provider leads around in circles')
}

/** The whole way: to the provider and back. */
export const goThrough = async (browser: TestBrowser, link: string) => {
  const { location } = await browser.get(link)
  return browser.get(pathOf(await through(location ?? '')))
}
export const pathOf = (address: string) => address.slice(ORIGIN.length)
