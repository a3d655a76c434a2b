import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, LinkButton, type Option, Row, Section, SelectField, Stack, TextArea, TextField } from '#platform/ui/index.ts'
import { SERVICE_COLUMNS } from '../columns.ts'
import type { FormState } from '../typed.ts'
import { CARE_FUNCTIONS, SERVICE_STATUSES } from '../vocabulary.ts'
import { FormProblems, useFields } from './form-parts.tsx'

const HINTS = ['territory', 'latitude', 'website', 'languages', 'opening_hours', 'desde_code']

/** All fields of a service, on one page that needs no script. */
export const ServiceForm = ({ state, areas, cancel }: { state: FormState; areas: readonly Option[]; cancel: string }) => {
  const { say } = useLanguage()
  const { field, errors } = useFields(state, HINTS)
  return (
    <Form method="post">
      <Stack gap="large">
        <FormProblems state={state} names={SERVICE_COLUMNS} errors={errors} />
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="version" value={state.version} />
        <Section title={say('organisation.form.what')}>
          <Stack>
            <TextField {...field('name')} required />
            <TextField {...field('organisation')} hint={say('directory.hint.parent')} required />
            <SelectField
              {...field('care_function')}
              options={CARE_FUNCTIONS.map((code) => ({ value: code, label: `${code} ${say(`function.${code}`)}` }))}
              empty={say('directory.none')}
            />
            <SelectField
              {...field('status')}
              options={SERVICE_STATUSES.map((status) => ({ value: status, label: say(`service.status.${status}`) }))}
              required
            />
            <TextField {...field('opening_hours')} spellCheck={false} />
            <TextField {...field('languages')} />
            <TextField {...field('desde_code')} size="short" />
            <TextArea {...field('description_fr')} rows={3} />
            <TextArea {...field('description_nl')} rows={3} />
            <TextArea {...field('description_en')} rows={3} />
          </Stack>
        </Section>
        <Section title={say('organisation.form.reach')}>
          <Stack>
            <TextField {...field('phone')} type="tel" autoComplete="off" />
            <TextField {...field('email')} type="email" autoComplete="off" />
            <TextField {...field('website')} type="url" />
          </Stack>
        </Section>
        <Section title={say('organisation.form.where')}>
          <Stack>
            <TextField {...field('territory')} />
            {areas.length > 0 && <SelectField {...field('area')} options={areas} empty={say('directory.none')} />}
            <div className="field-pair">
              <TextField {...field('latitude')} inputMode="decimal" />
              <TextField {...field('longitude')} inputMode="decimal" />
            </div>
          </Stack>
        </Section>
        <Row>
          <Button kind="primary">{say('form.save')}</Button>
          <LinkButton kind="quiet" to={cancel}>
            {say('form.cancel')}
          </LinkButton>
        </Row>
      </Stack>
    </Form>
  )
}
