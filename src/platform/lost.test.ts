import { expect, test } from 'vitest'
import { isLostDatabase } from './lost.server.ts'

const failing = (code: string) => Object.assign(new Error('no'), { code })

test.each([
  ['the pooler has no connection to give', '08P01'],
  ['the server is shutting down', '57P01'],
  ['the server is starting', '57P03'],
  ['there is no room', '53100'],
  ['another server leads now, and this one only reads', '25006'],
  ['a statement waited longer than it may', '57014'],
  ['nobody listens', 'ECONNREFUSED'],
])('a database is lost for now when %s', (_, code) => {
  expect(isLostDatabase(failing(code))).toBe(true)
  expect(isLostDatabase(new Error('around it', { cause: failing(code) }))).toBe(true)
})

test.each([
  ['a row is there already', '23505'],
  ['a right is missing', '42501'],
  ['a statement is wrong', '42601'],
])('a database that refuses is not lost: %s', (_, code) => {
  expect(isLostDatabase(failing(code))).toBe(false)
})
