import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OPERATOR } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import { LOCALES } from '#platform/languages/locales.ts'
import { mailNamed, renderMail } from '#platform/mail/index.server.ts'
import { useWorld } from '#test/world.ts'
import { anchorLine, anchorsIn, takeAnchors } from './anchors.server.ts'
import { anchorReceivers, sendAnchors } from './daily.server.ts'
import type { Anchor } from './verifier.server.ts'

const world = useWorld()
const anchor = fc.record<Anchor>({
  network: fc.option(fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,60}$/)),
  seq: fc.integer({ min: 1, max: 10 ** 12 }),
  hash: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
  at: fc
    .date({ min: new Date('2020-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    .map((date) => `${date.toISOString().slice(0, 19)}Z`),
})

describe('an anchor', () => {
  test('is read back from its line, among any others and in any text', () => {
    fc.assert(
      fc.property(fc.array(anchor, { maxLength: 5 }), fc.string({ unit: fc.constantFrom('a', ' ', '>', '\n', 'é') }), (anchors, around) => {
        const text = anchors.map((each) => `${around}\n> ${anchorLine(each)}\r\n`).join(around)
        expect(anchorsIn(text)).toEqual(anchors)
      }),
    )
  })

  test('is read back from its mail in every language, as plain text, with long lines broken', () => {
    fc.assert(
      fc.property(anchor, fc.constantFrom(...LOCALES), (each, locale) => {
        const { text } = renderMail(mailNamed('auditAnchor'), valuesOf(each), locale, 'https://maillage.example.org')
        expect(anchorsIn(text)).toEqual([each])
        expect(anchorsIn(text.replaceAll(/(.{60})/g, '$1=\r\n'))).toEqual([each])
      }),
    )
  })
  const valuesOf = ({ network, seq, hash, at }: Anchor) => {
    const groups = hash.toString('hex').toUpperCase().match(/.{16}/g) ?? []
    return {
      link: network === null ? '/admin/audit' : `/admin/audit/${network}`,
      at: at.replaceAll(':', '-'),
      seq,
      a: groups[0],
      b: groups[1],
      c: groups[2],
      d: groups[3],
    }
  }

  test('of each chain goes to each receiver by mail', async () => {
    const network = await world.network({ isPublic: true })
    await world.as(OPERATOR, async (scope) => {
      await record(scope, network, 'test.write', 'x')
      const anchors = (await takeAnchors(scope)).filter((each) => each.network === network)
      expect(anchors).toEqual([expect.objectContaining({ seq: 1 })])
      expect(await sendAnchors(scope, anchors, anchorReceivers({ MAILLAGE_ANCHORS_TO: 'dpo@example.org, nl:dpd@example.be' }))).toBe(2)
    })
  })

  test('receivers are told in one setting, and a wrong one is told', () => {
    expect(anchorReceivers({})).toEqual([])
    expect(anchorReceivers({ MAILLAGE_ANCHORS_TO: ' dpo@example.org , falc:b@example.org' })).toEqual([
      { to: 'dpo@example.org', locale: 'fr' },
      { to: 'b@example.org', locale: 'fr-x-falc' },
    ])
    for (const wrong of ['nobody', 'xx:dpo@example.org', 'dpo@'])
      expect(() => anchorReceivers({ MAILLAGE_ANCHORS_TO: wrong })).toThrow('MAILLAGE_ANCHORS_TO')
  })
})
