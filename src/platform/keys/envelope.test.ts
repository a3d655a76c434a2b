import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bound, close, keyFor, unclose } from './envelope.server.ts'
import { isMarked, mark, openBrief, openToken, sealBriefly, sealToken } from './token.server.ts'

const key = randomBytes(32)
const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array))
const words = fc.array(fc.oneof(fc.string({ maxLength: 12 }), fc.integer(), fc.constant(null)), { maxLength: 5 })
const flip = (buffer: Buffer, bit: number): Buffer => {
  const copy = Buffer.from(buffer)
  const at = Math.floor(bit / 8)
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8))
  return copy
}

describe('what is closed', () => {
  test('opens with the same key and the same place', () => {
    fc.assert(
      fc.property(bytes, words, (text, place) => {
        expect(unclose(key, close(key, text, bound(...place)), bound(...place))).toEqual(text)
      }),
    )
  })

  test('opens with no other key, in no other place, and with no bit of it changed or missing', () => {
    fc.assert(
      fc.property(bytes, words, words, fc.nat(), (text, place, other, n) => {
        const closed = close(key, text, bound(...place))
        expect(unclose(randomBytes(32), closed, bound(...place))).toBe(null)
        if (JSON.stringify(place) !== JSON.stringify(other)) expect(unclose(key, closed, bound(...other))).toBe(null)
        expect(unclose(key, flip(closed, n % (closed.length * 8)), bound(...place))).toBe(null)
        expect(unclose(key, closed.subarray(0, n % closed.length), bound(...place))).toBe(null)
      }),
    )
  })

  test('never looks the same twice, and shows nothing but the length', () => {
    const text = Buffer.alloc(1000, 'a')
    const [one, other] = [close(key, text, bound('here')), close(key, text, bound('here'))]
    expect(one.equals(other)).toBe(false)
    expect(one.length).toBe(text.length + 28)
  })

  test('is bound to words one by one: moving a letter from one to the next is another place', () => {
    expect(bound('ab', 'c')).not.toEqual(bound('a', 'bc'))
    expect(bound('1')).not.toEqual(bound(1))
    expect(bound(null)).not.toEqual(bound('null'))
  })
})

test('each purpose has a key of its own', () => {
  expect(keyFor(key, 'wrap').equals(keyFor(key, 'token'))).toBe(false)
  expect(keyFor(key, 'wrap').equals(key)).toBe(false)
})

describe('a token', () => {
  const value = fc.jsonValue({ maxDepth: 2 })
  test('comes back as it was, in its place and its time only', () => {
    fc.assert(
      fc.property(value, fc.nat(), (given, n) => {
        const token = sealToken(given, 'here', 5)
        expect(openToken(token, 'here')).toEqual(JSON.parse(JSON.stringify(given)))
        expect(openToken(token, 'there')).toBe(null)
        const closed = Buffer.from(token, 'base64url')
        expect(openToken(flip(closed, n % (closed.length * 8)).toString('base64url'), 'here')).toBe(null)
        expect(openToken(sealToken(given, 'here', -1), 'here')).toBe(null)
      }),
    )
  })

  test('is nothing when it is nothing', () => {
    for (const text of ['', 'x', 'é', '\0'.repeat(100)]) expect(openToken(text, 'here')).toBe(null)
  })

  test('of bytes is for one place as well', () => {
    const sealed = sealBriefly('zoë@example.org', 'mail')
    expect(openBrief(sealed, 'mail')).toBe('zoë@example.org')
    expect(openBrief(sealed, 'other')).toBe(null)
    expect(sealed.toString('latin1')).not.toContain('example')
  })
})

test('a mark is good for what it was put on and what for, and nobody else can make one', () => {
  const body = Buffer.from('what everybody may read')
  const given = mark('challenge', body)
  expect(isMarked('challenge', body, given)).toBe(true)
  expect(isMarked('cookie', body, given)).toBe(false)
  expect(isMarked('challenge', flip(body, 3), given)).toBe(false)
  expect(isMarked('challenge', body, flip(given, 100))).toBe(false)
  expect(isMarked('challenge', body, given.subarray(0, 31))).toBe(false)
})
