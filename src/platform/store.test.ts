import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createStore } from './store.server.ts'

test('what was asked for longest ago makes room', () => {
  const store = createStore<string>(3)
  for (const key of ['a', 'b', 'c']) store.put(key, key.toUpperCase(), 1)
  expect(store.get('a')).toBe('A')
  store.put('d', 'D', 1)
  expect(['a', 'b', 'c', 'd'].map((key) => store.get(key))).toEqual(['A', undefined, 'C', 'D'])
})
test('a thing under a name that there was takes its place, and its room', () => {
  const store = createStore<number>(10)
  store.put('a', 1, 9)
  store.put('a', 2, 4)
  store.put('b', 3, 6)
  expect([store.get('a'), store.get('b')]).toEqual([2, 3])
})
test('what alone is too large is not kept, and drives nobody out', () => {
  const store = createStore<number>(10)
  store.put('a', 1, 5)
  store.put('b', 2, 11)
  expect([store.get('a'), store.get('b')]).toEqual([1, undefined])
})
test('it never holds more than its room, nor forgets what fits', () => {
  const act = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), weight: fc.integer({ min: 0, max: 8 }), isPut: fc.boolean() })
  fc.assert(
    fc.property(fc.array(act), (acts) => {
      const store = createStore<number>(12)
      let model: { key: string; weight: number }[] = []
      for (const { key, weight, isPut } of acts) {
        const found = model.find((each) => each.key === key)
        model = model.filter((each) => each.key !== key)
        if (isPut) {
          store.put(key, weight, weight)
          model.push({ key, weight })
          while (model.reduce((sum, each) => sum + each.weight, 0) > 12) model.shift()
        } else {
          expect(store.get(key)).toBe(found?.weight)
          if (found !== undefined) model.push(found)
        }
      }
    }),
  )
})
