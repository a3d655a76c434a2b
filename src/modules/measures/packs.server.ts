import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '#platform/root.server.ts'
import { BANDS, INSTRUMENTS, type Instrument, LANGUAGES, type Measure, type WordingLanguage } from './vocabulary.ts'

const Line = z.string().min(1)
const Wording = z.strictObject({
  edition: Line,
  source: Line,
  instruction: Line,
  // In the order in which the publisher shows them.
  answers: z.array(z.strictObject({ value: z.int(), text: Line })).min(2),
  items: z.array(Line).min(1),
})
export type Wording = z.infer<typeof Wording>

const range = (from: number, to: number, step: number) => Array.from({ length: (to - from) / step + 1 }, (_, at) => from + at * step)
const isSame = (one: readonly number[], other: readonly number[]) => one.join() === other.join()

/** A questionnaire as its file in content/ has it: words, scoring, bands, what a change means, licence and sources. */
export const Pack = z
  .strictObject({
    id: z.enum(INSTRUMENTS),
    name: Line,
    shortName: Line,
    version: z.string().regex(/^\d+$/),
    windowDays: z.int().positive(),
    licence: z.strictObject({ name: Line, address: z.url(), notice: Line, holder: Line, isNonCommercial: z.boolean() }),
    wordings: z.partialRecord(z.enum(LANGUAGES), Wording),
    missingWordings: z.partialRecord(z.enum(LANGUAGES), Line),
    scoring: z.strictObject({
      itemMin: z.int(),
      itemMax: z.int(),
      factor: z.int().positive(),
      min: z.int(),
      max: z.int(),
      missing: z.literal('noScore'),
      source: Line,
    }),
    better: z.enum(['lower', 'higher']),
    bands: z.array(z.strictObject({ from: z.int(), to: z.int(), key: z.enum(BANDS) })),
    bandsSource: Line,
    change: z.strictObject({ points: z.int().positive().nullable(), source: Line }),
    safety: z.strictObject({ item: z.int().positive(), above: z.int() }).optional(),
  })
  .superRefine((pack, { addIssue }) => {
    const wrong = (message: string) => addIssue({ code: 'custom', message: `${pack.id}: ${message}` })
    const { scoring, wordings, bands } = pack
    const all = Object.values(wordings)
    const count = all[0]?.items.length ?? 0
    if (count === 0) return wrong('no wording')
    if (all.some(({ items }) => items.length !== count)) wrong('not the same number of items in every language')
    const values = range(scoring.itemMin, scoring.itemMax, 1)
    if (
      all.some(
        ({ answers }) =>
          !isSame(
            answers.map(({ value }) => value).sort((a, b) => a - b),
            values,
          ),
      )
    )
      wrong('answers are missing')
    if (scoring.min !== scoring.itemMin * count * scoring.factor || scoring.max !== scoring.itemMax * count * scoring.factor)
      wrong('the range is not that of the sum')
    const held = bands.flatMap(({ from, to }) => range(from, to, scoring.factor))
    if (bands.length > 0 && !isSame(held, range(scoring.min, scoring.max, scoring.factor))) wrong('the bands leave a gap or overlap')
    if (LANGUAGES.some((language) => (wordings[language] === undefined) !== (pack.missingWordings[language] !== undefined)))
      wrong('each language has a wording, or a reason why not')
    if (pack.safety !== undefined && pack.safety.item > count) wrong('the item of the safety rule is not there')
  })
export type Pack = z.infer<typeof Pack>

const fileOf = (id: Instrument) => join(projectRoot(), 'content', id, 'instrument.json')
const read = new Map<Instrument, Pack | null>()

/**
 * The pack of a questionnaire; null where its folder was taken out, as whoever may not share it does.
 * @throws ZodError for a file that is not whole
 */
export const packOf = (id: Instrument): Pack | null => {
  const known = read.get(id)
  if (known !== undefined) return known
  const pack = existsSync(fileOf(id)) ? Pack.parse(JSON.parse(readFileSync(fileOf(id), 'utf8'))) : null
  if (pack !== null && pack.id !== id) throw new Error(`content/${id}/instrument.json is that of ${pack.id}`)
  read.set(id, pack)
  return pack
}
/** The packs that are there, in the order in which they are offered. */
export const packs = (): Pack[] => INSTRUMENTS.flatMap((id) => packOf(id) ?? [])

/** Languages in which the wording is certain. */
export const languagesOf = ({ wordings }: Pack): WordingLanguage[] => LANGUAGES.filter((language) => wordings[language] !== undefined)
export const itemCountOf = ({ wordings }: Pack): number => Object.values(wordings)[0]?.items.length ?? 0

/** What a screen needs to read scores. */
export const measureOf = (pack: Pack): Measure => {
  const { id, name, shortName, scoring, better, bands, bandsSource, change, safety, licence } = pack
  const { name: licenceName, address, notice, isNonCommercial } = licence
  return {
    ...{ id, name, shortName, scoring, better, bands, bandsSource, change },
    itemCount: itemCountOf(pack),
    safety: safety ?? null,
    licence: { name: licenceName, address, notice, isNonCommercial },
  }
}
