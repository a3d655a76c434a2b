import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, type ButtonKind, Form, Notice, Stack } from '#platform/ui/index.ts'
import { askPasskey, sendAnswer, usePasskeyOffer } from './ask-passkey.ts'

type Trouble = 'cancelled' | 'known' | 'failed'
type Props = {
  /** Where the browser fetches what it needs to ask an authenticator. */
  optionsFrom: string
  /** Makes a new passkey; else uses one. */
  isNew?: boolean
  /** Also proposes one in the field for the address on the same page, where the browser can. */
  isOffered?: boolean
  label: string
  kind?: ButtonKind
  /** Further fields of the same form. */
  children?: ReactNode
}

const troubleOf = (error: unknown): Trouble => {
  const name = error instanceof Error ? error.name : ''
  return name === 'NotAllowedError' || name === 'AbortError' ? 'cancelled' : name === 'InvalidStateError' ? 'known' : 'failed'
}

/** Asks the authenticator and sends what it answers as a plain form. The one part of signing in that needs a script. */
export const PasskeyForm = ({ optionsFrom, isNew = false, isOffered = false, label, kind, children }: Props) => {
  const { say } = useLanguage()
  const [ability, learn] = useState<'unknown' | 'yes' | 'no'>('unknown')
  const [trouble, tell] = useState<Trouble>()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => learn('PublicKeyCredential' in window ? 'yes' : 'no'), [])
  usePasskeyOffer(field, optionsFrom, isOffered)

  const ask = async () => {
    tell(undefined)
    try {
      const answer = await askPasskey({ optionsFrom, how: isNew ? 'new' : 'used' })
      if (answer === null) return tell('failed')
      sendAnswer(field, answer)
    } catch (error) {
      tell(troubleOf(error))
    }
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    void ask()
  }

  return (
    <Form method="post" reloadDocument onSubmit={onSubmit}>
      <Stack gap="small">
        {ability === 'yes' && children}
        <input type="hidden" name="answer" ref={field} />
        {trouble !== undefined && <Notice kind="danger">{say(`factors.passkey.trouble.${trouble}`)}</Notice>}
        {ability === 'yes' && (
          <Button type="submit" {...(kind === undefined ? {} : { kind })}>
            {label}
          </Button>
        )}
        {ability === 'no' && <p>{say('factors.passkey.unsupported')}</p>}
        <noscript>
          <p>{say('factors.passkey.script')}</p>
        </noscript>
      </Stack>
    </Form>
  )
}
