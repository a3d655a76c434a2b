import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, ErrorSummary, Fold, Form, LinkButton, Row, Section, Stack, TextField } from '#platform/ui/index.ts'
import type { Weakness } from '../../access/password-rules.ts'
import { PasswordField, useWeakness } from '../../access/screen/password-field.tsx'
import { PasskeyForm } from '../../factors/screen/passkey-form.tsx'

type Failure = Weakness | 'name' | 'taken' | 'passkey' | 'own'
type Props = {
  /** Who is signed in; null for a visitor. */
  holder: { name: string; email: string | null } | null
  email: string
  /** Where this page is, to come back to after signing in. */
  here: string
  providers: readonly { name: string; address: string }[]
  passkeyOptions: string | null
  /** Who came back from an OpenID provider without an account here. */
  pending: { name: string; provider: string } | null
  refused: { failure: Failure | null; typed: string; way: string } | undefined
}

/** The ways to accept: with the account of whoever is signed in, or with a new one. */
export const Ways = (props: Props) => {
  const { holder, pending } = props
  if (holder !== null) return <Join {...props} holder={holder} />
  return pending === null ? <NewAccountWays {...props} /> : <WithIdentity {...props} pending={pending} />
}

const Join = ({ holder }: Props & { holder: NonNullable<Props['holder']> }) => {
  const { say, to } = useLanguage()
  const who = holder.email === null ? holder.name : `${holder.name}, ${holder.email}`
  return (
    <Section title={say('invitation.join.title')}>
      <Stack>
        <p>{say('invitation.join.what', { who })}</p>
        <Form method="post" reloadDocument>
          <Button kind="primary" name="way" value="join">
            {say('invitation.join.act')}
          </Button>
        </Form>
        <p>{say('invitation.join.other')}</p>
        <Form method="post" action={to('/sign-out')} reloadDocument>
          <Button kind="quiet">{say('nav.signOut')}</Button>
        </Form>
      </Stack>
    </Section>
  )
}

const isWeakness = (failure: Failure | null): failure is Weakness =>
  failure !== null && !['name', 'taken', 'passkey', 'own'].includes(failure)

const WithIdentity = ({ pending, refused }: Props & { pending: NonNullable<Props['pending']> }) => {
  const { say } = useLanguage()
  const nameless = refused?.failure === 'name' ? say('invitation.nameless') : undefined
  return (
    <Section title={say('invitation.identity.title', { provider: pending.provider })}>
      <Stack>
        <p>{say('invitation.identity.what', { provider: pending.provider })}</p>
        <ErrorSummary title={say('form.wrong')} errors={{ name: nameless }} />
        <Form method="post" reloadDocument>
          <Stack>
            <TextField
              name="name"
              label={say('invitation.name')}
              hint={say('invitation.name.hint')}
              defaultValue={refused?.typed ?? pending.name}
              maxLength={200}
              autoComplete="name"
              required
              {...(nameless === undefined ? {} : { error: nameless })}
            />
            <Button kind="primary" name="way" value="identity">
              {say('invitation.identity.act')}
            </Button>
          </Stack>
        </Form>
      </Stack>
    </Section>
  )
}

const NewAccountWays = ({ email, here, providers, passkeyOptions, refused }: Props) => {
  const { say, to } = useLanguage()
  const failure = refused?.failure ?? null
  const weakness = isWeakness(failure) ? failure : null
  const weak = useWeakness(weakness)
  const nameless = failure === 'name' ? { error: say('invitation.nameless') } : {}
  const name = {
    name: 'name',
    label: say('invitation.name'),
    hint: say('invitation.name.hint'),
    defaultValue: refused?.typed ?? '',
    maxLength: 200,
    required: true,
  }
  return (
    <Stack gap="large">
      <Section title={say('invitation.new.title')}>
        <Stack>
          <ErrorSummary title={say('form.wrong')} errors={{ name: failure === 'name' ? nameless.error : undefined, password: weak }} />
          <p>{say('invitation.new.what', { address: email })}</p>
          <Form method="post" reloadDocument>
            <Stack>
              <input type="hidden" name="username" autoComplete="username" value={email} />
              <TextField {...name} {...(refused?.way === 'passkey' ? {} : nameless)} autoComplete="name" />
              <PasswordField weakness={weakness} />
              <Button kind="primary" name="way" value="password">
                {say('invitation.new.act')}
              </Button>
            </Stack>
          </Form>
          {passkeyOptions !== null && (
            <Fold title={say('invitation.passkey.title')} open={refused?.way === 'passkey'}>
              <PasskeyForm optionsFrom={passkeyOptions} isNew label={say('invitation.passkey.act')}>
                <p>{say('invitation.passkey.what')}</p>
                <input type="hidden" name="way" value="passkey" />
                <TextField {...name} {...(refused?.way === 'passkey' ? nameless : {})} id="field-name-passkey" autoComplete="name" />
              </PasskeyForm>
            </Fold>
          )}
        </Stack>
      </Section>
      <Section title={say('invitation.existing.title')}>
        <Stack>
          <p>{say('invitation.existing.what')}</p>
          <Row>
            <LinkButton to={`${to('/sign-in')}?next=${encodeURIComponent(here)}`} reload>
              {say('nav.signIn')}
            </LinkButton>
            {providers.map((provider) => (
              <LinkButton key={provider.address} to={provider.address} reload>
                {say('invitation.provider', { provider: provider.name })}
              </LinkButton>
            ))}
          </Row>
        </Stack>
      </Section>
    </Stack>
  )
}
