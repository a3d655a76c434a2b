import { expect } from 'vitest'
import { type Example, examples, patterns } from '../journeys/addresses.ts'
import { ABSENT, CLOSED, type Site, type Told } from './site.test-support.ts'

/** The addresses of the closed network, one for every entry of the route table below the language; a new entry without one fails. */
export const addressesOf = async (site: Site): Promise<Example[]> => {
  const all = await examples(CLOSED, site.database.ownerUrl)
  expect(all.map(({ pattern }) => pattern).sort()).toEqual(patterns().sort())
  return all
}

// No record of any table has such a name, and it has the form of all of them.
const NOBODY = 'nobody-has-this-id'
const NOBODYS_NUMBER = '00000000-0000-4000-8000-0000000000ff'
const isNumber = (id: string) => /^[\da-f]{8}-[\da-f-]{27}$/.test(id)

/** The same address of a network that there is not. */
export const withoutNetwork = (path: string) => path.replaceAll(CLOSED, ABSENT)

/** The same address of a record that there is not, for addresses that name one; else null. */
export const withoutRecord = ({ pattern, path }: Example): string | null => {
  const parts = pattern.split('/')
  const at = parts.indexOf(':id')
  if (at < 0) return null
  const steps = path.split('/')
  const id = decodeURIComponent(steps[at + 1] ?? '')
  steps[at + 1] = isNumber(id) ? NOBODYS_NUMBER : pattern.startsWith('directory/territories') ? 'FR-00000' : NOBODY
  return steps.join('/')
}

/** What an answer says, but for what differs between any two that say the same: its nonce, its number, and what was asked for. */
export const said = ({ status, body, headers }: Told, asked: readonly string[]): string => {
  const location = headers.get('location') ?? ''
  const words = [...new Set(asked.flatMap((word) => [word, encodeURIComponent(word), word.replaceAll('/', '\\/')]))]
    .filter((word) => word.length > 3)
    .sort((one, other) => other.length - one.length)
  const plain = words.reduce((text, word) => text.replaceAll(word, '…'), `${status}\n${location}\n${body}`)
  return plain.replaceAll(/nonce="[^"]*"|"nonce":"[^"]*"/g, '')
}

/** What stands for something in addresses: they themselves, and their networks and records. */
export const namesIn = (...paths: string[]) => paths.flatMap((path) => [path, ...path.split(/[/?&=]/)]).filter((part) => part !== '')

const NEAR = 160

/** Fails with the first place where two long answers differ. */
export const expectSame = (one: string, other: string, where: string): void => {
  if (one === other) return
  const at = [...one].findIndex((letter, index) => letter !== other[index])
  const around = (text: string) => text.slice(Math.max(0, at - NEAR), at + NEAR)
  expect(around(one), where).toBe(around(other))
  expect(one.length, where).toBe(other.length)
}
