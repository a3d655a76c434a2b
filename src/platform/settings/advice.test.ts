import { expect, test } from 'vitest'
import { advice } from './advice.server.ts'

const HTTPS = { MAILLAGE_URL: 'https://maillage.example.org' }

test('a site that is reached by https and trusts no proxy is told so: its cookies would go by http, too', () => {
  expect(advice(HTTPS)).toEqual([expect.stringContaining('MAILLAGE_TRUSTED_PROXIES')])
  expect(advice({ ...HTTPS, MAILLAGE_TRUSTED_PROXIES: '127.0.0.1' })).toEqual([])
  expect(advice({ MAILLAGE_URL: 'http://maillage.internal' })).toEqual([])
  expect(advice({})).toEqual([])
})

test('a database on another machine is to be reached by TLS that checks who answers', () => {
  const told = (url: string, env = {}) => advice({ DATABASE_URL: url, ...env }).length
  for (const search of ['', '?sslmode=disable', '?sslmode=prefer', '?sslmode=no-verify'])
    expect(told(`postgres://u:p@db.internal/maillage${search}`), search).toBe(1)
  for (const search of ['?sslmode=verify-full', '?sslmode=verify-ca&sslrootcert=/etc/ca.pem', '?sslmode=require'])
    expect(told(`postgres://u:p@db.internal/maillage${search}`), search).toBe(0)
  expect(told('postgres://u:p@db.internal/maillage', { PGSSLMODE: 'verify-full' })).toBe(0)
  for (const here of ['127.0.0.1:5432', 'localhost', '[::1]:5432', '%2Frun%2Fpostgresql'])
    expect(told(`postgres://u:p@${here}/maillage`), here).toBe(0)
  expect(advice({ DATABASE_URL: 'postgres://u:p@db.internal/m', DATABASE_APP_URL: 'postgres://a:p@db.internal/m' }).join()).not.toContain(
    ':p@',
  )
})
