import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readTable } from './sheet.server.ts'
import { LARGEST_UNPACKED, staysSmall } from './unpacked.server.ts'
import { workbook } from './xlsx.test-support.ts'

/** A file of a ZIP: its head, what it says of its size, and its bytes. */
const packed = (name: string, body: Buffer, stated: number, flags = 0): Buffer => {
  const head = Buffer.alloc(30)
  head.write('PK\x03\x04', 'latin1')
  head.writeUInt16LE(flags, 6)
  head.writeUInt16LE(8, 8)
  head.writeUInt32LE(flags === 0 ? body.length : 0, 18)
  head.writeUInt32LE(stated, 22)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, Buffer.from(name), body])
}
const bomb = deflateRawSync(Buffer.alloc(LARGEST_UNPACKED + 1, 0x20), { level: 9 })

describe('a workbook that is small and unpacks to very much', () => {
  test('is not read, whatever it says of its sizes, and whatever its list says', async () => {
    expect(bomb.length).toBeLessThan(100_000)
    for (const stated of [LARGEST_UNPACKED + 1, 10, 0])
      for (const flags of [0, 8]) {
        const file = Buffer.concat([packed('xl/a.xml', deflateRawSync('<a/>'), 4), packed('xl/b.xml', bomb, stated, flags)])
        expect(await staysSmall(file), `${stated} ${flags}`).toBe(false)
        expect((await readTable(file)).fault?.id).toBe('directory.import.fault.unreadable')
      }
  })
  test('nor in many parts, nor cut off in the middle', async () => {
    const part = packed('xl/a.xml', deflateRawSync(Buffer.alloc(LARGEST_UNPACKED / 8)), 1)
    expect(await staysSmall(Buffer.concat(Array.from({ length: 7 }, () => part)))).toBe(true)
    expect(await staysSmall(Buffer.concat(Array.from({ length: 8 }, () => part)))).toBe(false)
    const twice = deflateRawSync(Buffer.alloc(LARGEST_UNPACKED * 2))
    expect(await staysSmall(packed('xl/a.xml', twice.subarray(0, -100), 1))).toBe(false)
  })
  test('nor as a very great number of files', async () => {
    const one = packed('a', deflateRawSync('x'), 1)
    expect(await staysSmall(Buffer.concat(Array.from({ length: 1001 }, () => one)))).toBe(false)
  })
})

test('a workbook as people have them is read, also when its bytes stand within others', async () => {
  const file = workbook([['name'], ['Équipe']])
  expect(await staysSmall(Buffer.concat([Buffer.alloc(7), file]).subarray(7))).toBe(true)
  expect((await readTable(file)).sheet?.lines).toEqual([{ line: 2, cells: ['Équipe'] }])
})

test('a word that a workbook defines, or fetches from a file, is not put in its place', async () => {
  const own = '<!DOCTYPE x [<!ENTITY one "was defined"><!ENTITY two SYSTEM "file:///etc/passwd">]>'
  const file = Buffer.from(workbook([['name'], ['&one;'], ['&two;']], own)).toString('latin1')
  // As long as before, so that the sizes in the ZIP stay right.
  const meant = Buffer.from(file.replaceAll(/&amp;(one|two);/g, '&$1;    '), 'latin1')
  const told = JSON.stringify(await readTable(meant))
  expect(told).not.toMatch(/was defined|root:/)
  expect(told).toMatch(/&one;|unreadable/)
})
