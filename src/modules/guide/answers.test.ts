import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answersOf, counting, nextQuestion, queryOf, without } from './answers.ts'
import { answers } from './guide.test-support.ts'

test('answers are read again from the address that holds them', () => {
  fc.assert(fc.property(answers, (given) => void expect(answersOf(new URLSearchParams(queryOf(given)))).toEqual(given)))
})

test('an address holds nothing that was not chosen from a list', () => {
  fc.assert(
    fc.property(fc.webQueryParameters(), fc.string(), (query, text) => {
      const search = new URLSearchParams(query)
      search.set('need', text)
      search.set('name', text)
      const kept = answersOf(search)
      expect(kept.need === undefined || /^[a-z]+$/.test(kept.need)).toBe(true)
      expect(queryOf(kept)).not.toContain('name')
    }),
  )
  expect(answersOf(new URLSearchParams('place=12 rue des Lilas&urgency=now&age=17&language=français'))).toEqual({})
})

test('the way back is the address without the last answer', () => {
  expect(queryOf(without({ place: 'FR-59350', urgency: 'today' }, 'urgency'))).toBe('?place=FR-59350')
})

test('whoever takes danger back is asked again what they need, and loses no other answer', () => {
  const facts = { languages: ['fr', 'nl'] }
  const danger = counting({ place: 'FR-59350', need: 'talk', urgency: 'danger', when: 'day' }, facts)
  expect(danger).toEqual({ place: 'FR-59350', urgency: 'danger' })
  expect(nextQuestion({ ...without(danger, 'urgency'), urgency: 'week' }, facts)).toBe('need')
})
