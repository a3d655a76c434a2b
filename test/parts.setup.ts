import '../src/catalogues/all.server.ts'
import { afterEach, expect, inject, vi } from 'vitest'

// Master keys of the tests alone, the same for all of them because they share a database.
process.env.MAILLAGE_KEY_FILE = inject('keyFile')

// What goes wrong silently on the console is a failure (habit of the Epic Stack): a test that expects a line clears it with mockClear().
const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
afterEach(() => {
  const lines = told.mock.calls.map((call) => call.join(' '))
  told.mockClear()
  expect(lines, 'lines on console.error').toEqual([])
})

// Statements that wait for each other on one connection: pg tells of it once, as a warning, and refuses it from its next version on.
const atOnce: string[] = []
process.on('warning', ({ message }) => message.includes('already executing a query') && atOnce.push(message))
afterEach(() => expect(atOnce.splice(0)).toEqual([]))
