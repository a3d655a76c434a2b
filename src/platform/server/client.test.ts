import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blocksIn, isBlock, plainAddress } from './blocks.server.ts'
import { clientOf, placeIn } from './client.server.ts'

const asking = (peer: string, headers: Record<string, string>, trusted: string[]) =>
  clientOf({ peer, protocol: 'http:', header: (name) => headers[name] }, blocksIn(trusted))

describe('where a request comes from', () => {
  test('is who is connected, whatever anybody writes into headers, while no proxy is trusted', () => {
    const headers = { 'x-forwarded-for': '9.9.9.9', 'x-forwarded-proto': 'https' }
    expect(asking('203.0.113.7', headers, [])).toEqual({ address: '203.0.113.7', isSecure: false })
    expect(asking('127.0.0.1', headers, ['10.0.0.0/8'])).toEqual({ address: '127.0.0.1', isSecure: false })
  })

  test('is what a trusted proxy says, and of that only what trusted proxies wrote', () => {
    const trusted = ['127.0.0.1', '10.0.0.0/8']
    const chain = { 'x-forwarded-for': '6.6.6.6, 203.0.113.7, 10.1.1.1', 'x-forwarded-proto': 'https' }
    expect(asking('127.0.0.1', chain, trusted)).toEqual({ address: '203.0.113.7', isSecure: true })
    expect(asking('::ffff:127.0.0.1', chain, trusted).address).toBe('203.0.113.7')
    expect(asking('127.0.0.1', { 'x-forwarded-for': '10.2.2.2, 10.1.1.1' }, trusted).address).toBe('10.2.2.2')
    expect(asking('127.0.0.1', {}, trusted)).toEqual({ address: '127.0.0.1', isSecure: false })
    expect(asking('127.0.0.1', { 'x-forwarded-for': '[2001:db8::7]:4711' }, trusted).address).toBe('2001:db8::7')
  })

  test('is never chosen by who is not trusted', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.array(fc.oneof(fc.ipV4(), fc.string())), (client, written) => {
        const forged = { 'x-forwarded-for': [...written, client].join(', ') }
        fc.pre(!client.startsWith('10.'))
        expect(asking('10.0.0.1', forged, ['10.0.0.0/8']).address).toBe(client)
        expect(asking(client, { 'x-forwarded-for': written.join(', ') }, ['10.0.0.0/8']).address).toBe(client)
      }),
    )
  })
})

test('a block is an address with or without a length, and nothing else', () => {
  for (const good of ['127.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8', '0.0.0.0/0']) expect(isBlock(good), good).toBe(true)
  for (const bad of ['', 'proxy', '10.0.0.0/33', '10.0.0/8', 'fd00::/129', '10.0.0.0/8/8', '10.0.0.0/-1', '10.0.0.0/'])
    expect(isBlock(bad), bad).toBe(false)
  expect(plainAddress(' 203.0.113.7:4711 ')).toBe('203.0.113.7')
  expect(plainAddress('fe80::1%eth0')).toBe('fe80::1')
})

test('the holder of an IPv6 network is one place, each IPv4 address is one', () => {
  expect(placeIn('203.0.113.7')).toBe('203.0.113.7')
  expect(placeIn('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64')
  expect(placeIn('2001:0DB8:1:2::9')).toBe('2001:db8:1:2::/64')
  expect(placeIn('2001:db8::1')).toBe('2001:db8:0:0::/64')
  expect(placeIn('::1')).toBe('0:0:0:0::/64')
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      fc.pre(!address.includes('.'))
      expect(placeIn(address)).toMatch(/^([0-9a-f]{1,4}:){4}:\/64$/)
    }),
  )
})
