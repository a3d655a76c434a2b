import { BlockList, isIP } from 'node:net'

const FAMILY = { 4: 'ipv4', 6: 'ipv6' } as const
const BITS = { 4: 32, 6: 128 } as const
const familyOf = (address: string): 4 | 6 | null => {
  const kind = isIP(address)
  return kind === 4 || kind === 6 ? kind : null
}

/** Whether a text is an address, or a block of them: `10.0.3.1`, `10.0.3.0/24`, `fd00::/8`. */
export const isBlock = (text: string): boolean => {
  const [address = '', bits, ...more] = text.split('/')
  const family = familyOf(address)
  if (family === null || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= BITS[family])
}

export type Blocks = { readonly has: (address: string) => boolean; readonly texts: readonly string[] }

/** Addresses by their blocks. An IPv4 address in IPv6's clothes (`::ffff:10.0.3.1`) is the IPv4 address. @throws for what `isBlock` refuses */
export const blocksIn = (texts: readonly string[]): Blocks => {
  const list = new BlockList()
  for (const text of texts) {
    const [address = '', bits] = text.split('/')
    const family = familyOf(address)
    if (family === null || !isBlock(text)) throw new Error(`${text} is neither an address nor a block`)
    list.addSubnet(address, bits === undefined ? BITS[family] : Number(bits), FAMILY[family])
  }
  const has = (given: string) => {
    const address = plainAddress(given)
    const family = familyOf(address)
    return family !== null && list.check(address, FAMILY[family])
  }
  return { has, texts }
}

/** Without the clothes of IPv6 around IPv4, the zone of a link, or a port that a proxy added. */
export const plainAddress = (address: string): string => {
  const bare = address
    .trim()
    .replace(/^\[([^\]]+)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
  return bare.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '').replace(/%.*$/, '')
}
