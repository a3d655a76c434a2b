import '../../catalogues/all.server.ts'
import { expect, test } from 'vitest'
import { intlOf, sayWith } from '../languages/intl.tsx'
import { faultInWords } from './form-state.tsx'

test('a choice that was not made is asked for in words: nobody reads the codes of a list at a form', () => {
  const say = sayWith(intlOf('fr'))
  expect(faultInWords(say, { id: 'cell.oneOf', values: { values: 'low_mood, other' } })).toBe(say('form.fault.choose'))
  expect(faultInWords(say, { id: 'cell.required' })).toBe(say('cell.required'))
})
