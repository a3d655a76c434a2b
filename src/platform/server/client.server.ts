import { isIPv6 } from 'node:net'
import { type Blocks, plainAddress } from './blocks.server.ts'

export type Client = { address: string; isSecure: boolean }
type Asked = { peer: string | undefined; protocol: string; header: (name: string) => string | undefined }

const listIn = (header: string | undefined) => (header ?? '').split(',').map((part) => part.trim())

/**
 * From where a request comes and whether it came by https. What X-Forwarded-For and X-Forwarded-Proto say is believed of a trusted
 * proxy only, and of what it says only the part that trusted proxies wrote: the last address that is none of theirs. Anybody can write
 * the rest.
 */
export const clientOf = ({ peer = 'unknown', protocol, header }: Asked, trusted: Blocks): Client => {
  const here = plainAddress(peer)
  if (!trusted.has(here)) return { address: here, isSecure: protocol === 'https:' }
  const hops = listIn(header('x-forwarded-for')).map(plainAddress)
  const address = hops.findLast((hop) => !trusted.has(hop)) ?? hops[0] ?? ''
  const told = listIn(header('x-forwarded-proto')).at(-1)
  return {
    address: address === '' ? here : address,
    isSecure: told === undefined || told === '' ? protocol === 'https:' : told === 'https',
  }
}

/** What is counted as one place: an IPv4 address, or the /64 of an IPv6 address, whose holder has 2^64 of them (RFC 6177). */
export const placeIn = (address: string): string => {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const [first, last] = [head, tail ?? ''].map((half) => half.split(':').filter((group) => group !== ''))
  const missing = tail === undefined ? 0 : 8 - (first?.length ?? 0) - (last?.length ?? 0)
  const groups = [...(first ?? []), ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...(last ?? [])]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
