import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, ErrorSummary, Fold, Form, Section, Stack, TextField } from '#platform/ui/index.ts'
import type { ProofFailure } from '../proof.server.ts'
import { PasskeyForm } from './passkey-form.tsx'

type Props = {
  means: { hasTotp: boolean; hasPasskey: boolean; hasRecovery: boolean; hasPassword: boolean; hasPaper?: boolean }
  optionsFrom: string
  failure: ProofFailure | undefined
}
const FIELD = { totp: 'code', recovery: 'recovery', paper: 'paper', password: 'password', passkey: 'answer' } as const

/** The ways that this person has to prove who they are, the quickest first. */
export const ProofForms = ({ means, optionsFrom, failure }: Props) => {
  const { say } = useLanguage()
  const message =
    failure === undefined
      ? undefined
      : failure.failure === 'wait'
        ? say('signIn.failure.wait', { seconds: failure.seconds })
        : say(failure.failure === 'blocked' ? 'factors.totp.blocked' : `factors.wrong.${failure.kind}`)
  const errorOf = (kind: ProofFailure['kind']) => (failure?.kind === kind && message !== undefined ? { error: message } : {})
  return (
    <Stack>
      {failure !== undefined && <ErrorSummary title={say('form.wrong')} errors={{ [FIELD[failure.kind]]: message }} />}
      {means.hasPasskey && (
        <Section title={say('factors.passkey.title')}>
          <div id="field-answer" tabIndex={-1}>
            <PasskeyForm optionsFrom={optionsFrom} label={say('factors.passkey.use')} kind={means.hasTotp ? 'quiet' : 'primary'} />
          </div>
        </Section>
      )}
      {means.hasTotp && (
        <Section title={say('factors.totp.title')}>
          <OneField name="code" label={say('factors.code.label')} hint={say('factors.code.hint')} {...errorOf('totp')} isDigits />
        </Section>
      )}
      {means.hasPassword && (
        <OneField name="password" label={say('signIn.password')} hint={say('factors.password.hint')} {...errorOf('password')} isSecret />
      )}
      {means.hasPaper === true && (
        <OneField name="paper" label={say('factors.paper.label')} hint={say('factors.paper.hint')} {...errorOf('paper')} />
      )}
      {means.hasRecovery && (
        <Fold title={say('factors.recovery.instead')} open={failure?.kind === 'recovery' || failure?.failure === 'blocked'}>
          <OneField name="recovery" label={say('factors.recovery.label')} hint={say('factors.recovery.hint')} {...errorOf('recovery')} />
        </Fold>
      )}
    </Stack>
  )
}

type OneFieldProps = { name: string; label: string; hint: string; error?: string; isDigits?: boolean; isSecret?: boolean }

const OneField = ({ isDigits, isSecret, ...field }: OneFieldProps) => {
  const { say } = useLanguage()
  return (
    <Form method="post">
      <Stack gap="small">
        <TextField
          {...field}
          required
          size="short"
          {...(isDigits ? { inputMode: 'numeric' as const, autoComplete: 'one-time-code' } : {})}
          {...(isSecret ? { type: 'password' as const, autoComplete: 'current-password' } : {})}
          {...(!isDigits && !isSecret ? { autoComplete: 'off', spellCheck: false } : {})}
        />
        <Button kind="primary">{say('factors.goOn')}</Button>
      </Stack>
    </Form>
  )
}
