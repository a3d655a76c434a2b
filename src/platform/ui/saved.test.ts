import { expect, test } from 'vitest'
import { withoutSaved } from './saved.ts'

test.each([
  ['?saved', ''],
  ['?edition=2&saved=new', '?edition=2'],
  ['?done=12&undone&moved', ''],
  ['?q=saved&page=2', '?q=saved&page=2'],
  ['', ''],
])('what was just saved leaves the address "%s"', (search, kept) => {
  expect(withoutSaved(search)).toBe(kept)
})
