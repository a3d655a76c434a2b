import { Form as PlainForm } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, type Option, SelectField, Stack } from '#platform/ui/index.ts'

const FIELDS = ['indicator', 'source', 'year'] as const
type Props = {
  filters: Partial<Record<(typeof FIELDS)[number], string | number>>
  choices: Record<(typeof FIELDS)[number], Option[]>
  action: string
}

/** Which figures are listed, as a plain form: all of it goes into the address. */
export const StatementFilterForm = ({ filters, choices, action }: Props) => {
  const { say } = useLanguage()
  return (
    <PlainForm method="get" action={action} role="search" key={JSON.stringify(filters)}>
      <Stack>
        {FIELDS.map((name) => (
          <SelectField
            key={name}
            name={name}
            label={say(`statements.filter.${name}`)}
            options={choices[name]}
            empty={say('statements.filter.all')}
            defaultValue={String(filters[name] ?? '')}
          />
        ))}
        <Button>{say('statements.filter.act')}</Button>
      </Stack>
    </PlainForm>
  )
}
