import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { newBrowser, newPerson, owner } from '../factors/factors.test-support.ts'
import { goThrough, keyIn, ORIGIN, startProvider, type TestProvider } from './openid.test-support.ts'

const former = process.env.MAILLAGE_SETTINGS
export let folder: string
export let one: TestProvider
export let two: TestProvider
export let network: string

/** Two providers and the settings that name them: an ordinary one, and one that is strict and encrypts, as national ones do. */
export const useProviders = () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'maillage-openid-'))
    const [signing, encryption] = [keyIn(folder, 'signing', 'sig'), keyIn(folder, 'encryption', 'enc')]
    one = await startProvider('one')
    two = await startProvider('two', {
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'RS256',
      id_token_encrypted_response_alg: 'RSA-OAEP-256',
      id_token_encrypted_response_enc: 'A256GCM',
      jwks: { keys: [signing.jwk, { ...encryption.jwk, alg: 'RSA-OAEP-256' }] },
    })
    network = (await newPerson({ role: 'administrator' })).network
    const common = { clientId: 'maillage', scopes: ['openid', 'profile'] }
    const settings = {
      openid: {
        one: {
          ...common,
          name: 'One',
          issuer: one.issuer,
          clientSecret: 'a secret between the two of us',
          acr: { asked: ['high', 'low'] },
          countsAsTwoFactors: ['high'],
          roles: [
            { network, role: 'reader', when: { profession: ['nurse', 'doctor'] } },
            { network, role: 'coordinator', when: { 'realm_access.roles': ['coordinators'], profession: ['nurse'] } },
            { network: 'nowhere', role: 'reader', when: {} },
          ],
        },
        two: {
          ...common,
          name: { fr: 'Deux', nl: 'Twee', en: 'Two' },
          issuer: two.issuer,
          authentication: 'private_key_jwt',
          clientKeyFile: signing.file,
          clientKeyId: 'signing',
          decryptionKeyFile: encryption.file,
          decryptionKeyId: 'encryption',
          userinfo: true,
          maxAge: 300,
          acr: { asked: ['high'], accepted: ['high'] },
          countsAsTwoFactors: true,
          roles: [{ network, role: 'reader', when: { profession: ['nurse'] } }],
        },
      },
    }
    writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings))
    process.env.MAILLAGE_SETTINGS = join(folder, 'settings.json')
  })
  afterAll(() => {
    one?.stop()
    two?.stop()
    rmSync(folder, { recursive: true, force: true })
    if (former === undefined) delete process.env.MAILLAGE_SETTINGS
    else process.env.MAILLAGE_SETTINGS = former
  })
}

let count = 0
export const someone = (more: { acr?: string; profession?: string; email?: string; roles?: string[]; at?: number } = {}) => {
  count += 1
  const { profession = 'nurse', email = `${randomUUID()}@elsewhere.example`, acr = 'high', roles = [], at } = more
  const claims = { profession, email, name: `Person ${count}`, realm_access: { roles } }
  // Others who test have the same database, and count as well.
  return { subject: `subject-${randomUUID()}`, acr, claims, ...(at === undefined ? {} : { at }) }
}
export const rolesOf = async (personId: string) =>
  (await owner<{ role: string }>('select role from identity.role where person_id = $1 order by role', [personId])).map(({ role }) => role)
export const enter = (provider: string, browser = newBrowser(ORIGIN)) => goThrough(browser, `/fr/sign-in/with?provider=${provider}`)
