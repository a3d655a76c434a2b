import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, Section, SelectField, Stack, TextField } from '#platform/ui/index.ts'

export type ShownRules = Readonly<
  Record<'glassMinutes' | 'reviewDays' | 'openingHours' | 'renewMonths' | 'remindDays' | 'grantMonths', number | string>
> & {
  version: number
}
type Props = { rules: ShownRules; wrong: readonly string[] }

const NUMBERS = [
  ['glassMinutes', 15, 240],
  ['reviewDays', 1, 31],
  ['openingHours', 1, 12],
  ['remindDays', 0, 60],
] as const

/** How long things stand in a network: what each is, with its limits. */
export const RulesForm = ({ rules, wrong }: Props) => {
  const { say } = useLanguage()
  const months = (all: readonly number[]) => all.map((n) => ({ value: String(n), label: say('plans.rule.months', { months: n }) }))
  return (
    <Section title={say('plans.rule.title')} id="rules">
      <Form method="post">
        <Stack>
          <input type="hidden" name="version" value={rules.version} />
          {NUMBERS.map(([name, min, max]) => (
            <TextField
              key={name}
              name={name}
              type="number"
              inputMode="numeric"
              min={min}
              max={max}
              size="short"
              label={say(`plans.rule.${name}`)}
              defaultValue={String(rules[name])}
              {...(wrong.includes(name) ? { error: say('plans.rule.wrong', { min, max }) } : {})}
              required
            />
          ))}
          <SelectField
            name="renewMonths"
            label={say('plans.rule.renewMonths')}
            options={months([6, 12, 24, 0])}
            defaultValue={String(rules.renewMonths)}
          />
          <SelectField
            name="grantMonths"
            label={say('plans.rule.grantMonths')}
            options={months([1, 6, 12, 24])}
            defaultValue={String(rules.grantMonths)}
          />
          <Button name="intent" value="rules">
            {say('form.save')}
          </Button>
        </Stack>
      </Form>
    </Section>
  )
}
