import { useLanguage } from '#platform/languages/intl.tsx'
import {
  Button,
  CheckField,
  DateField,
  ErrorSummary,
  Fold,
  Form,
  Notice,
  Section,
  SelectField,
  Stack,
  TextField,
} from '#platform/ui/index.ts'
import type { Uses } from '../organisations.commands.server.ts'
import type { Membership, PublicRole } from '../organisations.queries.server.ts'
import type { FormState } from '../typed.ts'
import { MEMBERSHIP_REASONS } from '../vocabulary.ts'
import { useFields } from './form-parts.tsx'

/** The groups that an organisation belongs to: one form that adds or corrects, and a button for each that takes it back. */
export const MembershipForms = ({ groups, state }: { groups: readonly Membership[]; state: FormState }) => {
  const { say } = useLanguage()
  const { field, errors } = useFields(state, ['group'])
  return (
    <Section title={say('organisation.membership.title')}>
      <p>{say('organisation.membership.what')}</p>
      {groups.map(({ id, name }) => (
        <Form key={id} method="post">
          <input type="hidden" name="intent" value="membership-remove" />
          <input type="hidden" name="group" value={id} />
          <Button kind="quiet">{say('organisation.membership.remove', { name })}</Button>
        </Form>
      ))}
      <Form method="post">
        <ErrorSummary title={say('form.wrong')} errors={errors} />
        <input type="hidden" name="intent" value="membership" />
        <Stack>
          <TextField {...field('group')} required />
          <DateField {...field('group_from')} />
          <DateField {...field('group_to')} />
          <SelectField
            {...field('reason')}
            options={MEMBERSHIP_REASONS.map((reason) => ({ value: reason, label: say(`membership.reason.${reason}`) }))}
            empty={say('directory.none')}
          />
          <Button>{say('organisation.membership.act')}</Button>
        </Stack>
      </Form>
    </Section>
  )
}

/** People in public roles, and a form for one more. */
export const RoleForms = ({ roles, state }: { roles: readonly PublicRole[]; state: FormState }) => {
  const { say } = useLanguage()
  const { field, errors } = useFields(state, ['person_name'])
  return (
    <Section title={say('organisation.role.title')}>
      {roles.map(({ id, personName }) => (
        <Form key={id} method="post">
          <input type="hidden" name="intent" value="role-remove" />
          <input type="hidden" name="role" value={id} />
          <Button kind="quiet">{say('organisation.role.remove', { name: personName })}</Button>
        </Form>
      ))}
      <Fold title={say('organisation.role.act')} open={Object.keys(errors).length > 0}>
        <Form method="post">
          <ErrorSummary title={say('form.wrong')} errors={errors} />
          <input type="hidden" name="intent" value="role" />
          <Stack>
            <TextField {...field('person_name')} autoComplete="off" required />
            <TextField {...field('role_fr')} />
            <TextField {...field('role_nl')} />
            <TextField {...field('role_en')} />
            <DateField {...field('role_from')} />
            <DateField {...field('role_to')} />
            <Button>{say('organisation.role.act')}</Button>
          </Stack>
        </Form>
      </Fold>
    </Section>
  )
}

/** Deletes what was added by mistake; says what stands in the way. */
export const RemoveOrganisation = ({
  name,
  version,
  refused,
}: {
  name: string
  version: number
  refused: { uses: Uses | null } | null
}) => {
  const { say } = useLanguage()
  const uses = refused?.uses ?? null
  const total = uses === null ? 0 : Object.values(uses).reduce((sum, count) => sum + count, 0)
  return (
    <Fold title={say('organisation.remove.title')} open={refused !== null}>
      <Stack>
        {uses !== null && <Notice kind="danger">{say('organisation.remove.used', { ...uses, total })}</Notice>}
        <p>{say('organisation.remove.what')}</p>
        <Form method="post">
          <input type="hidden" name="intent" value="remove" />
          <input type="hidden" name="version" value={version} />
          <Stack>
            <CheckField
              name="confirm"
              value="yes"
              label={say('organisation.remove.confirm', { name })}
              {...(refused !== null && uses === null ? { error: say('directory.fault.confirm') } : {})}
            />
            <Button kind="danger">{say('organisation.remove.act')}</Button>
          </Stack>
        </Form>
      </Stack>
    </Fold>
  )
}
