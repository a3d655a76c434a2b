import '../src/catalogues/all.server.ts'
import { afterEach, expect, vi } from 'vitest'

// What goes wrong silently on the console is a failure (habit of the Epic Stack): a test that expects a line clears it with mockClear().
const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
afterEach(() => {
  const lines = told.mock.calls.map((call) => call.join(' '))
  told.mockClear()
  expect(lines, 'lines on console.error').toEqual([])
})
