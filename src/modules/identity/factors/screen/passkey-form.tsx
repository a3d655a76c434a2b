import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, type ButtonKind, Form, Notice, Stack } from '#platform/ui/index.ts'

type Trouble = 'cancelled' | 'known' | 'failed'
type Props = {
  /** Where the browser fetches what it needs to ask an authenticator. */
  optionsFrom: string
  /** Makes a new passkey; else uses one. */
  isNew?: boolean
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
export const PasskeyForm = ({ optionsFrom, isNew = false, label, kind, children }: Props) => {
  const { say } = useLanguage()
  const [ability, learn] = useState<'unknown' | 'yes' | 'no'>('unknown')
  const [trouble, tell] = useState<Trouble>()
  useEffect(() => learn('PublicKeyCredential' in window ? 'yes' : 'no'), [])

  const ask = async (form: HTMLFormElement) => {
    tell(undefined)
    try {
      const { startAuthentication, startRegistration } = await import('@simplewebauthn/browser')
      const response = await fetch(optionsFrom, { headers: { accept: 'application/json' } })
      if (!response.ok) return tell('failed')
      const optionsJSON = await response.json()
      // Where the address is no name there are none.
      if (optionsJSON === null) return tell('failed')
      const given = isNew ? await startRegistration({ optionsJSON }) : await startAuthentication({ optionsJSON })
      const answer = form.elements.namedItem('answer')
      if (!(answer instanceof HTMLInputElement)) return
      answer.value = JSON.stringify(given)
      form.submit()
    } catch (error) {
      tell(troubleOf(error))
    }
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    void ask(event.currentTarget)
  }

  return (
    <Form method="post" reloadDocument onSubmit={onSubmit}>
      <Stack gap="small">
        {ability === 'yes' && children}
        <input type="hidden" name="answer" />
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
