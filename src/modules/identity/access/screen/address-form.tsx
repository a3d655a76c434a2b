import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, ErrorSummary, Form, Stack, TextField } from '#platform/ui/index.ts'

export type AddressAnswer = { typed: string; failure: 'email' | 'wait' | null; seconds: number }
type Props = { answer: AddressAnswer | undefined; label: string; act: string; autoComplete: 'email' | 'username' }

/** A form of one address, with what is wrong with it at the field. */
export const AddressForm = ({ answer, label, act, autoComplete }: Props) => {
  const { say } = useLanguage()
  const failure = answer?.failure ?? null
  const message =
    failure === null
      ? undefined
      : failure === 'wait'
        ? say('signIn.failure.wait', { seconds: answer?.seconds ?? 0 })
        : say('access.fault.email')
  return (
    <>
      <ErrorSummary title={say('form.wrong')} errors={{ email: message }} />
      <Form method="post">
        <Stack>
          <TextField
            name="email"
            type="email"
            autoComplete={autoComplete}
            label={label}
            defaultValue={answer?.typed ?? ''}
            required
            {...(message === undefined ? {} : { error: message })}
          />
          <Button kind="primary">{act}</Button>
        </Stack>
      </Form>
    </>
  )
}
