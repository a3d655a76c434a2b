import { useLanguage } from '#platform/languages/intl.tsx'
import { Section } from '#platform/ui/index.ts'
import { ACTION_STATES } from '../vocabulary.ts'
import { useShown } from './frame.tsx'
import { PLAN_LABELS } from './plan.tsx'

export type Change = { at: Date; changes: readonly { field: string; from: string; to: string }[] }

/** What was changed, and what it said before. Who changed it is in the trail, for administrators. */
export const Changes = ({ changes }: { changes: readonly Change[] }) => {
  const { say, intl } = useLanguage()
  const shown = useShown()
  if (changes.length === 0) return null
  const inWords = (value: string) => {
    const state = ACTION_STATES.find((each) => each === value)
    if (state !== undefined) return say(`network.actionState.${state}`)
    return value === '' ? say('form.conflict.empty') : /^\d{4}-\d\d-\d\d$/.test(value) ? shown.day(value) : value
  }
  return (
    <Section title={say('network.plan.history')}>
      <ol className="steps">
        {changes.map(({ at, changes: fields }) => (
          <li key={String(at)}>
            <span className="step-when">{intl.formatDate(at, { dateStyle: 'long', timeStyle: 'short' })}</span>
            <ul>
              {fields.map(({ field, from, to }) => (
                <li key={field}>
                  {say('network.plan.change', {
                    field: say(PLAN_LABELS[field] ?? 'network.action.title'),
                    from: inWords(from),
                    to: inWords(to),
                  })}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </Section>
  )
}
