import { useLanguage } from '#platform/languages/intl.tsx'
import {
  Button,
  DateField,
  DescriptionList,
  ErrorSummary,
  Fold,
  Form,
  Section,
  SelectField,
  Stack,
  Table,
  TextField,
} from '#platform/ui/index.ts'
import type { Faults } from '../faults.ts'
import type { Capacity } from '../services.queries.server.ts'
import type { Typed } from '../typed.ts'
import { CAPACITY_UNITS } from '../vocabulary.ts'
import { useDirectoryWords } from './words.tsx'

/** What a service can take today, all periods behind it, and for those who keep the directory a form for the next. */
export const CapacitySection = ({
  capacities,
  mayWrite,
  typed,
  faults,
}: {
  capacities: readonly Capacity[]
  mayWrite: boolean
  typed: Typed
  faults: Faults
}) => {
  const { say, intl } = useLanguage()
  const { period } = useDirectoryWords()
  const now = capacities.filter(({ isNow }) => isNow)
  return (
    <Section title={say('service.capacity')}>
      {now.length === 0 ? (
        <p>{say('service.capacity.none')}</p>
      ) : (
        <DescriptionList
          items={[
            {
              term: say('service.capacity.now'),
              description: now.map(({ unit, value }) => say(`capacity.amount.${unit}`, { value })).join(', '),
            },
          ]}
        />
      )}
      {capacities.length > 0 && (
        <Fold title={say('service.capacity.periods')}>
          <Table
            caption={say('service.capacity.periods')}
            captionHidden
            columns={[
              { key: 'period', label: say('service.capacity.period') },
              { key: 'unit', label: say('directory.column.unit') },
              { key: 'value', label: say('directory.column.value'), numeric: true },
              ...(mayWrite ? [{ key: 'act', label: say('service.capacity.remove') }] : []),
            ]}
            rows={capacities.map(({ unit, value, validFrom, validTo }) => ({
              key: `${unit} ${validFrom}`,
              cells: {
                period: period(validFrom, validTo),
                unit: say(`capacity.unit.${unit}`),
                value: intl.formatNumber(value),
                act: (
                  <Form method="post">
                    <input type="hidden" name="intent" value="remove" />
                    <input type="hidden" name="unit" value={unit} />
                    <input type="hidden" name="valid_from" value={validFrom} />
                    <Button kind="quiet">{say('service.capacity.remove')}</Button>
                  </Form>
                ),
              },
            }))}
          />
        </Fold>
      )}
      {mayWrite && <CapacityForm typed={typed} faults={faults} />}
    </Section>
  )
}

const CapacityForm = ({ typed, faults }: { typed: Typed; faults: Faults }) => {
  const { say } = useLanguage()
  const errors = useDirectoryWords().errorsOf(faults)
  const field = (name: 'unit' | 'value' | 'valid_from' | 'valid_to') => ({
    name,
    label: say(`directory.column.${name}`),
    defaultValue: typed[name] ?? '',
    ...(errors[name] === undefined ? {} : { error: errors[name] }),
  })
  return (
    <Fold title={say('service.capacity.set')} open={Object.keys(faults).length > 0}>
      <ErrorSummary title={say('form.wrong')} errors={errors} />
      <Form method="post">
        <Stack>
          <SelectField
            {...field('unit')}
            options={CAPACITY_UNITS.map((unit) => ({ value: unit, label: say(`capacity.unit.${unit}`) }))}
            required
          />
          <TextField {...field('value')} inputMode="decimal" size="short" required />
          <DateField {...field('valid_from')} hint={say('directory.hint.valid_from')} required />
          <DateField {...field('valid_to')} />
          <Button kind="primary">{say('form.save')}</Button>
        </Stack>
      </Form>
    </Fold>
  )
}
