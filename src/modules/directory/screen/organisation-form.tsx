import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Fold, Form, LinkButton, Row, Section, SelectField, Stack, TextArea, TextField } from '#platform/ui/index.ts'
import { ORGANISATION_COLUMNS } from '../columns.ts'
import type { FormState } from '../typed.ts'
import { IDENTIFIER_SCHEMES, ORGANISATION_KINDS } from '../vocabulary.ts'
import { FormProblems, useFields } from './form-parts.tsx'

const HINTS = ['parent', 'territory', 'place', 'country', 'former_names', 'latitude', 'website']
const MORE = ['former_names', 'note_fr', 'note_nl', 'note_en', ...IDENTIFIER_SCHEMES]

/** All fields of an organisation, on one page that needs no script. */
export const OrganisationForm = ({ state, cancel }: { state: FormState; cancel: string }) => {
  const { say } = useLanguage()
  const { field, errors } = useFields(state, HINTS)
  const kinds = ORGANISATION_KINDS.map((kind) => ({ value: kind, label: say(`organisation.kind.${kind}`) }))
  return (
    <Form method="post">
      <Stack gap="large">
        <FormProblems state={state} names={ORGANISATION_COLUMNS} errors={errors} />
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="version" value={state.version} />
        <Section title={say('organisation.form.what')}>
          <Stack>
            <TextField {...field('name')} required />
            <SelectField {...field('kind')} options={kinds} empty={say('directory.choose')} required />
            <TextField {...field('parent')} />
          </Stack>
        </Section>
        <Section title={say('organisation.form.where')}>
          <Stack>
            <TextField {...field('country')} size="short" maxLength={2} required />
            <TextField {...field('territory')} />
            <TextField {...field('place')} />
            <TextField {...field('address')} autoComplete="off" />
            <TextField {...field('postal_code')} size="short" />
            <div className="field-pair">
              <TextField {...field('latitude')} inputMode="decimal" />
              <TextField {...field('longitude')} inputMode="decimal" />
            </div>
          </Stack>
        </Section>
        <Section title={say('organisation.form.reach')}>
          <Stack>
            <TextField {...field('phone')} type="tel" autoComplete="off" />
            <TextField {...field('email')} type="email" autoComplete="off" />
            <TextField {...field('website')} type="url" />
          </Stack>
        </Section>
        <Fold title={say('organisation.form.more')} open={MORE.some((name) => errors[name] !== undefined)}>
          <Stack>
            {IDENTIFIER_SCHEMES.map((scheme) => (
              <TextArea key={scheme} {...field(scheme)} rows={1} hint={say('directory.hint.identifiers')} />
            ))}
            <TextArea {...field('former_names')} rows={2} />
            <TextArea {...field('note_fr')} rows={3} />
            <TextArea {...field('note_nl')} rows={3} />
            <TextArea {...field('note_en')} rows={3} />
          </Stack>
        </Fold>
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
