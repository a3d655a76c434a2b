import { describe, expect, it } from 'vitest'
import { loginOf, placeOf, withDatabase, withLogin } from './address.server.ts'

describe('an address of a database', () => {
  const address = 'postgres://owner:p%40ss%2Fw@db.example:5433/maillage?sslmode=verify-full'

  it('tells its login', () => {
    expect(loginOf(address)).toEqual({ user: 'owner', password: 'p@ss/w' })
  })
  it('is shown without its login', () => {
    expect(placeOf(address)).toBe('db.example:5433/maillage')
  })
  it('can be had for another login or another database, with the same server and options', () => {
    expect(withLogin(address, { user: 'app role', password: 'a:b@c' })).toBe(
      'postgres://app%20role:a%3Ab%40c@db.example:5433/maillage?sslmode=verify-full',
    )
    expect(withLogin(address, { user: 'app', password: '' })).toBe('postgres://app@db.example:5433/maillage?sslmode=verify-full')
    expect(withDatabase(address, 'é')).toBe('postgres://owner:p%40ss%2Fw@db.example:5433/%C3%A9?sslmode=verify-full')
  })
  it('may name a Unix socket instead of a host', () => {
    expect(withLogin('postgresql:///maillage?host=/run/postgresql', { user: 'app', password: 'x' })).toBe(
      'postgresql://app:x@/maillage?host=/run/postgresql',
    )
  })
  it('is refused without being shown when it is something else', () => {
    expect(() => withDatabase('mysql://owner:secret@host/x', 'y')).toThrow(
      /^DATABASE_URL must look like postgres:\/\/user:password@host:5432\/database$/,
    )
  })
})
