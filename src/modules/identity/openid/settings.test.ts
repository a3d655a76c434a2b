import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '#platform/root.server.ts'
import { nameIn, rolesFor, valuesOf } from './claims.ts'
import { openIdProviders } from './settings.server.ts'

let folder: string
let count = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'maillage-settings-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
const read = (content: unknown) => {
  count += 1
  const file = join(folder, `${count}.json`)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return openIdProviders({ MAILLAGE_SETTINGS: file })
}
const GOOD = { name: 'One', issuer: 'https://one.example', clientId: 'x', clientSecret: 'y' }

describe('settings of OpenID providers', () => {
  test('are none without a file, and several in the order of the file', () => {
    expect(openIdProviders({ MAILLAGE_DATA: folder })).toEqual([])
    expect(read({ other: 1 })).toEqual([])
    const providers = read({ openid: { one: GOOD, two: { ...GOOD, issuer: 'https://two.example' } } })
    expect(providers.map(({ id }) => id)).toEqual(['one', 'two'])
  })

  test('that are wrong are told with their place', () => {
    for (const [content, told] of [
      ['{', 'is not JSON'],
      [{ openid: { one: { ...GOOD, issuer: 'http://one.example' } } }, 'openid.one.issuer: an issuer begins with https://'],
      [{ openid: { one: { ...GOOD, clientSecret: undefined } } }, 'needs clientSecret'],
      [{ openid: { one: { ...GOOD, authentication: 'private_key_jwt' } } }, 'needs clientKeyFile'],
      [{ openid: { one: { ...GOOD, colour: 'red' } } }, 'openid.one: Unrecognized key: "colour"'],
      [{ openid: { one: { ...GOOD, idTokenAlgorithm: 'none' } } }, 'openid.one.idTokenAlgorithm'],
      [{ openid: { one: { ...GOOD, idTokenAlgorithm: 'HS256' } } }, 'openid.one.idTokenAlgorithm'],
      [{ openid: { one: { ...GOOD, contentEncryption: ['none'] } } }, 'openid.one.contentEncryption'],
      [{ openid: { one: GOOD, two: GOOD } }, 'openid.two: its issuer is that of another provider'],
      [{ openid: { one: { ...GOOD, roles: [{ network: 'x', role: 'king', when: {} }] } } }, 'openid.one.roles.0.role'],
    ] as const)
      expect(() => read(content), told).toThrow(told)
    expect(() => openIdProviders({ MAILLAGE_SETTINGS: join(folder, 'absent.json') })).toThrow('does not exist')
  })

  test('in the documents are such that can be used', () => {
    const documents = join(projectRoot(), 'docs', 'openid')
    const examples = readdirSync(documents).flatMap((name) =>
      [...readFileSync(join(documents, name), 'utf8').matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) => json),
    )
    expect(examples.length).toBeGreaterThanOrEqual(3)
    for (const example of examples) expect(read(example).length, example).toBeGreaterThan(0)
  })
})

describe('roles by claims', () => {
  const rule = { network: 'n', role: 'reader' as const, when: { profession: ['nurse', 10], 'realm_access.roles': ['a'] } }

  test('need every condition, and of each one value', () => {
    expect(rolesFor({ profession: 'nurse', realm_access: { roles: ['b', 'a'] } }, [rule])).toEqual([{ network: 'n', role: 'reader' }])
    expect(rolesFor({ profession: 10, realm_access: { roles: 'a' } }, [rule])).toHaveLength(1)
    expect(rolesFor({ profession: '10', realm_access: { roles: ['a'] } }, [rule])).toEqual([])
    expect(rolesFor({ profession: 'nurse' }, [rule])).toEqual([])
    expect(rolesFor({ 'realm_access.roles': ['a'], profession: ['nurse'] }, [rule])).toHaveLength(1)
    expect(rolesFor({ profession: 'nurse', realm_access: { roles: ['ab'] } }, [rule])).toEqual([])
  })

  test('are given by no claims that are inherited by every object', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'constructor.name']) expect(valuesOf({}, name)).toEqual([])
  })

  test('never fail, whatever a provider says', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (claims, name) => {
        expect(Array.isArray(valuesOf(claims, name))).toBe(true)
        expect(rolesFor(claims, [{ ...rule, when: { [name]: ['never said by anybody'] } }])).toEqual([])
        expect(nameIn(claims, [name]).length).toBeLessThanOrEqual(200)
      }),
    )
  })
})
