import { type Answer, Theirs, useField, Wrong } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckField, Form, Stack, TextField } from '#platform/ui/index.ts'
import { FIELDS } from '../vocabulary.ts'

/** Whom a team takes: ages, people, and for partners what they help with. */
export const RuleForm = ({ typed, faults, theirs, version }: Answer) => {
  const { say } = useLanguage()
  const field = useField({ typed, faults })
  const labelOf = (name: string) => say(`guide.field.${name}` as 'guide.field.state')
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="rule" />
      <input type="hidden" name="version" value={version ?? typed.version ?? '0'} />
      <Stack>
        <Wrong faults={faults} labelOf={labelOf} />
        <Theirs theirs={theirs} labelOf={labelOf} nameOf={(_, value) => value} />
        <div className="guide-pair">
          <TextField {...field('age_from', 'guide.field.age_from', 'guide.field.age.hint')} inputMode="numeric" size="short" />
          <TextField {...field('age_to', 'guide.field.age_to', 'guide.field.age.hint')} inputMode="numeric" size="short" />
        </div>
        <TextField {...field('for_whom_fr', 'guide.field.for_whom_fr', 'guide.field.for_whom.hint')} maxLength={300} />
        <TextField {...field('for_whom_nl', 'guide.field.for_whom_nl')} maxLength={300} />
        <TextField {...field('for_whom_en', 'guide.field.for_whom_en')} maxLength={300} />
        <CheckField
          name="needs_agreement"
          value="yes"
          label={say('guide.field.needs_agreement')}
          defaultChecked={typed.needs_agreement === 'yes'}
        />
        <fieldset className="field">
          <legend className="field-label">{say('guide.field.fields')}</legend>
          {FIELDS.map((each) => (
            <CheckField
              key={each}
              name={`field_${each}`}
              value="yes"
              label={say(`guide.field.field_${each}`)}
              defaultChecked={typed[`field_${each}`] === 'yes'}
            />
          ))}
        </fieldset>
        <Button kind="primary">{say('form.save')}</Button>
      </Stack>
    </Form>
  )
}
