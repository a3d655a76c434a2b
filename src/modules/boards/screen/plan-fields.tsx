import { type FormState, useField } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { DateField, type Option, SelectField, TextField } from '#platform/ui/index.ts'
import type { Away } from '../duty/away.server.ts'
import { ALONE_REASONS } from '../vocabulary.ts'
import { optionsOf } from './options.ts'

type Props = { state: FormState; mates: readonly Option[]; pairs: boolean; away: readonly Away[] }
/** When, and who goes. */
export const PlanFields = ({ state, mates: all, pairs, away }: Props) => {
  const { say, intl } = useLanguage()
  const until = (worker: string) =>
    away.find((each) => each.worker === worker && each.from <= (state.typed.day ?? '') && (state.typed.day ?? '') <= each.to)?.to
  // Whoever is away that day can be chosen all the same: they may have said yes.
  const mates = all.map(({ value, label }) => {
    const to = until(value)
    return {
      value,
      label:
        to === undefined
          ? label
          : say('boards.away.until', { name: label, day: intl.formatDate(`${to}T12:00:00Z`, { day: 'numeric', month: 'long' }) }),
    }
  })
  const field = useField(state)
  return (
    <>
      <DateField {...field('day', 'boards.field.day')} required />
      <div className="entry-fields-pair">
        <TextField {...field('from', 'boards.field.from')} type="time" size="short" required />
        <TextField {...field('to', 'boards.field.to', 'boards.hint.to')} type="time" size="short" required />
      </div>
      <div className="entry-fields-pair">
        <SelectField {...field('first', 'boards.field.first')} options={mates} empty={say('form.choose')} required />
        <SelectField {...field('second', 'boards.field.second')} options={mates} empty={say('boards.field.second.none')} />
      </div>
      {pairs && (
        <SelectField
          {...field('alone', 'boards.field.alone', 'boards.hint.alone')}
          options={optionsOf(say, 'boards.aloneReason.', ALONE_REASONS)}
          empty={say('boards.field.alone.none')}
        />
      )}
    </>
  )
}
