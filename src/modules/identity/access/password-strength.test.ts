import { dictionary } from '@zxcvbn-ts/language-common'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SHORTEST_PASSWORD } from './password-rules.ts'
import { refusalOf } from './password-strength.server.ts'

describe('a password of the list', () => {
  const long = dictionary['passwords-common'].filter((each) => each.length >= SHORTEST_PASSWORD)

  test('is refused, whichever it is and however it is written', () => {
    expect(long.length).toBeGreaterThan(250)
    expect(long.filter((each) => refusalOf(each) === null || refusalOf(each.toUpperCase()) === null)).toEqual([])
  })

  test('does not become better by digits and signs around it', () => {
    const around = fc.string({ unit: fc.constantFrom(...'0123456789!?.-#'), minLength: 6, maxLength: 12 })
    fc.assert(
      fc.property(fc.constantFrom('mustang', 'starwars', 'sonyericsson', 'liverpool'), around, around, (word, before, after) => {
        expect(refusalOf(`${before}${word}${after}`)).not.toBeNull()
      }),
    )
  })

  test.each(['trois barques vertes au port', 'k7-Pq!v9zR2m', 'mustang au galop dans la plaine'])(
    'is not one of several words: %s',
    (password) => {
      expect(refusalOf(password)).toBeNull()
    },
  )
})
