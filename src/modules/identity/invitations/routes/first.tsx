import { data, redirect } from 'react-router'
import { z } from 'zod'
import { useLanguage } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, localeOf } from '#platform/languages/locales.ts'
import { Problem } from '#platform/problem.ts'
import { serverContext } from '#platform/server/context.ts'
import { Button, ErrorSummary, Form, Page, SelectField, Stack, TextField } from '#platform/ui/index.ts'
import type { Weakness } from '../../access/password-rules.ts'
import { Address, PersonName, TypedPassword } from '../../access/schema.ts'
import { OverPage } from '../../access/screen/over.tsx'
import { PasswordField, useWeakness } from '../../access/screen/password-field.tsx'
import { told, underToken, wayOn } from '../../factors/request.server.ts'
import { becomeFirst, firstOf } from '../first.commands.server.ts'
import { COUNTRIES } from '../vocabulary.ts'
import type { Route } from './+types/first'

const Country = z.enum(COUNTRIES)

export const loader = ({ context, params }: Route.LoaderArgs) =>
  told(async () => {
    const first = await firstOf(context.get(serverContext).db, params.token)
    return first === null ? data({ isGood: false, needsNetwork: false }, { status: 404 }) : data({ isGood: true, ...first })
  })

type Fault = 'name' | 'email' | 'network' | 'taken' | null
const refused = (typed: Record<string, string>, fault: Fault, weakness: Weakness | null, status = 422) =>
  data({ typed, fault, weakness }, { status })

export const action = async ({ context, params, request }: Route.ActionArgs) => {
  const { db, isSecure, sessionHash } = context.get(serverContext)
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '').slice(0, 320)
  const typed = { name: text('name'), email: text('email'), network: text('network'), country: text('country') }
  const [name, email, network] = [
    PersonName.safeParse(typed.name),
    Address.safeParse(typed.email),
    PersonName.safeParse(typed.network || '-'),
  ]
  const password = TypedPassword.safeParse(form.get('password'))
  if (!name.success) return refused(typed, 'name', null)
  if (!email.success) return refused(typed, 'email', null)
  if (!network.success || (form.has('network') && typed.network.trim() === '')) return refused(typed, 'network', null)
  if (!password.success) return refused(typed, null, 'long')
  const locale = localeOf(params.lang) ?? DEFAULT_LOCALE
  const first = {
    name: name.data,
    email: email.data,
    password: password.data,
    locale,
    network: network.data,
    country: Country.safeParse(typed.country).data ?? 'FR',
  }
  try {
    const entered = await becomeFirst(db, params.token, first, sessionHash)
    if (entered === 'over') return refused({}, null, null, 404)
    if (typeof entered === 'string') return refused(typed, null, entered)
    return redirect(wayOn(entered.standing, params.lang, null), { headers: underToken(entered.token, isSecure) })
  } catch (error) {
    if (error instanceof Problem && error.code === 'conflict') return refused(typed, 'taken', null, 409)
    return told(() => Promise.reject(error))
  }
}

export default function FirstAdministrator({ loaderData: { isGood, needsNetwork }, actionData }: Route.ComponentProps) {
  const { say, intl } = useLanguage()
  const {
    typed = {},
    fault = null,
    weakness = null,
  }: { typed?: Record<string, string>; fault?: Fault; weakness?: Weakness | null } = actionData ?? {}
  const weak = useWeakness(weakness)
  if (!isGood) return <OverPage kind="first" />
  const errors: Record<string, string | undefined> = {
    ...(fault === null ? {} : { [fault === 'taken' ? 'email' : fault]: say(`first.fault.${fault}`) }),
    password: weak,
  }
  const field = (name: string) => ({
    name,
    defaultValue: typed[name] ?? '',
    required: true,
    ...(errors[name] === undefined ? {} : { error: errors[name] }),
  })
  return (
    <Page title={say('first.title')} purpose={say('first.purpose')}>
      <title>{`${say('first.title')} · Maillage`}</title>
      <ErrorSummary title={say('form.wrong')} errors={errors} />
      <Form method="post" reloadDocument>
        <Stack>
          {needsNetwork && (
            <>
              <TextField {...field('network')} label={say('first.network')} hint={say('first.network.hint')} maxLength={200} />
              <SelectField
                name="country"
                label={say('first.country')}
                defaultValue={typed.country ?? 'FR'}
                options={COUNTRIES.map((code) => ({ value: code, label: intl.formatDisplayName(code, { type: 'region' }) ?? code }))}
              />
            </>
          )}
          <TextField
            {...field('name')}
            label={say('invitation.name')}
            hint={say('invitation.name.hint')}
            autoComplete="name"
            maxLength={200}
          />
          <TextField {...field('email')} type="email" label={say('signIn.email')} autoComplete="username" />
          <PasswordField weakness={weakness} />
          <Button kind="primary">{say('first.act')}</Button>
        </Stack>
      </Form>
    </Page>
  )
}
