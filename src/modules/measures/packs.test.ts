import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '#platform/root.server.ts'
import { languagesOf, measureOf, Pack, packOf, packs } from './packs.server.ts'
import { INSTRUMENTS } from './vocabulary.ts'

const raw = (id: string) => JSON.parse(readFileSync(join(projectRoot(), 'content', id, 'instrument.json'), 'utf8'))
const faults = (value: unknown) => Pack.safeParse(value).error?.issues.map(({ message }) => message) ?? []

describe('packs of questionnaires', () => {
  test('each is whole, and has a page that names its source and licence', () => {
    expect(packs().map(({ id }) => id)).toEqual([...INSTRUMENTS])
    for (const { id, licence } of packs()) {
      const readme = readFileSync(join(projectRoot(), 'content', id, 'README.md'), 'utf8')
      expect(readme, id).toContain(licence.isNonCommercial ? 'CC BY-NC-SA 3.0 IGO' : 'Licence:')
      expect(readFileSync(join(projectRoot(), 'content', 'README.md'), 'utf8')).toContain(`${id}/README.md`)
    }
  })

  test('are offered in no language whose official wording is not certain', () => {
    const offered = Object.fromEntries(packs().map((pack) => [pack.id, languagesOf(pack).join()]))
    expect(offered).toEqual({ 'phq-9': 'fr,en', 'gad-7': 'fr,en', 'qpr-15': 'en', 'who-5': 'en' })
    for (const pack of packs())
      for (const wording of Object.values(pack.wordings)) expect(wording.source.length, pack.id).toBeGreaterThan(20)
  })

  test('none is of those that may not be shared', () => {
    for (const id of ['reqol', 'reqol-10', 'stori', 'honos', 'mini', 'csq-8', 'fact', 'mhcs'])
      expect(existsSync(join(projectRoot(), 'content', id)), id).toBe(false)
  })

  test('only the WHO-5 is kept from commercial use, and only the PHQ-9 has an answer that calls for somebody', () => {
    expect(
      packs()
        .filter(({ licence }) => licence.isNonCommercial)
        .map(({ id }) => id),
    ).toEqual(['who-5'])
    expect(packs().flatMap(({ id, safety }) => (safety === undefined ? [] : [{ id, ...safety }]))).toEqual([
      { id: 'phq-9', item: 9, above: 0 },
    ])
  })

  test('one that is not whole is refused, and says what is wrong', () => {
    const phq = raw('phq-9')
    const without = { ...phq, wordings: { ...phq.wordings, fr: { ...phq.wordings.fr, items: phq.wordings.fr.items.slice(1) } } }
    expect(faults(without)).toEqual(['phq-9: not the same number of items in every language'])
    expect(faults({ ...phq, bands: phq.bands.slice(1) })).toEqual(['phq-9: the bands leave a gap or overlap'])
    expect(faults({ ...phq, scoring: { ...phq.scoring, max: 30 } })).toContain('phq-9: the range is not that of the sum')
    expect(faults({ ...phq, missingWordings: {} })).toEqual(['phq-9: each language has a wording, or a reason why not'])
    expect(faults({ ...phq, safety: { item: 10, above: 0 } })).toEqual(['phq-9: the item of the safety rule is not there'])
    const answers = phq.wordings.en.answers.slice(1)
    expect(faults({ ...phq, wordings: { ...phq.wordings, en: { ...phq.wordings.en, answers } } })).toEqual(['phq-9: answers are missing'])
    expect(faults(raw('who-5'))).toEqual([])
  })

  test('what a screen gets to read scores holds no word of an item', () => {
    const pack = packOf('phq-9')
    if (pack === null) throw new Error('no pack')
    const told = JSON.stringify(measureOf(pack))
    for (const item of pack.wordings.en?.items ?? []) expect(told).not.toContain(item)
  })
})
