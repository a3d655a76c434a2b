import { website } from '#modules/directory/folder.ts'
import { anyText, matching, oneOf, optional, slug, text } from '#platform/cells.ts'
import { dateTyped } from '#platform/forms/date-typed.ts'
import { type Read, reading, type Typed } from '#platform/forms/typed.ts'
import { type Offered, timesIn } from './activity-form.server.ts'
import { datesWritten } from './dates.ts'
import type { OutcomeInput } from './outcomes.commands.server.ts'
import type { OutcomeRecord } from './outcomes.queries.server.ts'
import { OUTCOME_KINDS } from './vocabulary.ts'

const language = matching(/^[a-z]{2}$/, 'cell.language')
// People paste the whole link; what is kept is the identifier alone.
const DOI_LINK = /^(https?:\/\/(dx\.)?doi\.org\/|doi:\s*)/i
const doi = anyText.transform((value) => value.replace(DOI_LINK, '')).pipe(matching(/^10\.\d{4,9}\/\S+$/, 'cell.doi'))

/** An outcome from a form: what can be kept, or what is wrong at which field. */
export const readOutcomeForm = (typed: Typed, offered: Offered): Read<OutcomeInput> => {
  const form = reading(typed)
  const { cell, wrong, done } = form
  const chosen = (name: string, among: Offered['programmes']) => {
    const id = cell(name, optional(slug)) ?? null
    if (id !== null && !among.some(({ value }) => value === id)) wrong(name, 'form.fault.unknown')
    return id
  }
  const programme = chosen('programme', offered.programmes)
  if (programme === null) wrong('programme', 'cell.required')
  const kind = cell('kind', optional(oneOf(OUTCOME_KINDS)))
  if (kind === null) wrong('kind', 'cell.required')
  const title = cell('title', text)
  const published = dateTyped(typed.published ?? '')
  if (published === null) wrong('published', (typed.published ?? '').trim() === '' ? 'cell.required' : 'form.fault.date')
  const rest = {
    activity_id: chosen('activity', offered.events),
    source_id: chosen('source', offered.sources),
    source_locator: cell('locator', optional(text)) ?? null,
    language: cell('language', optional(language)) ?? null,
    publisher: cell('publisher', optional(text)) ?? null,
    doi: cell('doi', optional(doi)) ?? null,
    address: cell('address', optional(website)) ?? null,
    occurrences: timesIn(form),
  }
  return done(() => ({
    ...rest,
    programme_id: programme ?? '',
    kind: kind ?? 'other',
    title: title ?? '',
    published_on: published?.from ?? '',
    precision: published?.precision ?? 'day',
  }))
}

/** The form of an outcome as it is kept now. Reading it again gives the same. */
export const outcomeTyped = (outcome: OutcomeRecord): Typed => ({
  programme: outcome.programme_id,
  activity: outcome.activity_id ?? '',
  kind: outcome.kind,
  title: outcome.title,
  language: outcome.language ?? '',
  published: datesWritten({ starts_on: outcome.published_on, ends_on: outcome.published_on, precision: outcome.precision }).starts,
  publisher: outcome.publisher ?? '',
  doi: outcome.doi ?? '',
  address: outcome.address ?? '',
  occurrences: String(outcome.occurrences),
  source: outcome.source_id ?? '',
  locator: outcome.source_locator ?? '',
  version: String(outcome.version),
})
