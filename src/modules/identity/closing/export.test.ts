import { expect, test } from 'vitest'
import type { PersonalData } from '#platform/personal-data.server.ts'
import '../../care/personal-data.server.ts'
import { definedPersonalData } from '#platform/personal-data.server.ts'
import { heldInWords } from './export.server.ts'

const consents = definedPersonalData().find(({ name }) => name === 'care.consent') as PersonalData
const NAMES = new Map([['ccoms', { fr: 'Le réseau du Centre', nl: 'Het netwerk van het Centrum' }]])
const rows = [{ network: 'ccoms', at: new Date('2026-11-22'), for: 'circle', to: '2027-01-01' }]

test('what is held is said in words: the network by its name and what a consent is for, in the reader’s language', () => {
  const cells = (locale: 'fr' | 'nl') => heldInWords([{ part: consents, rows }], NAMES, locale)[0]?.rows[0]
  expect(cells('fr')).toEqual(expect.arrayContaining(['Le réseau du Centre', 'Mon entourage']))
  expect(cells('nl')).toEqual(expect.arrayContaining(['Het netwerk van het Centrum', 'Mijn kring']))
})

test('a purpose that somebody wrote, and a network that nobody names, are shown as they are', () => {
  const own = [{ ...rows[0], network: 'elsewhere', for: 'un logement' }]
  expect(heldInWords([{ part: consents, rows: own }], NAMES, 'fr')[0]?.rows[0]).toEqual(
    expect.arrayContaining(['elsewhere', 'un logement']),
  )
})
