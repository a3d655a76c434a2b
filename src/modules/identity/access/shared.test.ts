import { expect, test } from 'vitest'
import { DEMONSTRATION_PEOPLE } from '../demonstration.ts'
import { isShared } from './shared.ts'

test('every account of the demonstration is everybody’s, also those that a module lays with its own data', () => {
  for (const { email } of DEMONSTRATION_PEOPLE) expect(isShared({ email }), email).toBe(true)
  for (const email of ['sejour@demo.example', 'sacha@demo.example', 'equipe-mesures@demo.example']) expect(isShared({ email })).toBe(true)
  for (const email of [null, 'name@example.org', 'demo.example@hospital.org']) expect(isShared({ email })).toBe(false)
})
