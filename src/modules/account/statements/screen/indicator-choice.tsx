import { Form as PlainForm } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Field, Stack } from '#platform/ui/index.ts'
import type { IndicatorGroup } from '../shown.server.ts'

/** The first step: which indicator. What is asked next depends on it, without a script. */
export const IndicatorChoice = ({ groups, action }: { groups: readonly IndicatorGroup[]; action: string }) => {
  const { say } = useLanguage()
  return (
    <PlainForm method="get" action={action}>
      <Stack>
        <Field name="indicator" label={say('statements.field.indicator')} hint={say('statements.hint.indicator')} required>
          {(control) => (
            <span className="select">
              <select className="input" {...control}>
                {groups.map(({ programme, indicators }) => (
                  <optgroup key={programme} label={programme}>
                    {indicators.map(({ value, label }) => (
                      <option key={value} value={value}>
                        {label}
                      </option>
                    ))}
                  </optgroup>
                ))}
              </select>
            </span>
          )}
        </Field>
        <Button kind="primary">{say('statements.continue')}</Button>
      </Stack>
    </PlainForm>
  )
}
