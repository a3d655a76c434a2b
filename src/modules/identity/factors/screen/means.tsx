import type { ComponentProps } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, LinkButton, Row, Section, Stack } from '#platform/ui/index.ts'
import { PasskeyList } from './passkey-list.tsx'

type PasskeysProps = ComponentProps<typeof PasskeyList> & { isPasskeyPossible: boolean; isLimited: boolean; toAdd: string }

/** The passkeys of an account, and the way to one more. */
export const Passkeys = ({ passkeys, mayRemove, nameless, isPasskeyPossible, isLimited, toAdd }: PasskeysProps) => {
  const { say } = useLanguage()
  return (
    <Section title={say('factors.passkeys.title')}>
      <Stack gap="small">
        <p>{say('factors.passkeys.what')}</p>
        <PasskeyList passkeys={passkeys} mayRemove={mayRemove} nameless={nameless} />
        {isPasskeyPossible ? (
          <LinkButton to={toAdd} {...(isLimited ? { kind: 'primary' as const } : {})} reload>
            {say('factors.passkeys.add')}
          </LinkButton>
        ) : (
          <p>{say('factors.passkey.noPlace')}</p>
        )}
      </Stack>
    </Section>
  )
}

/** The app that makes codes: added, replaced, removed. */
export const CodeApp = ({ hasTotp, mayRemove, toAdd }: { hasTotp: boolean; mayRemove: boolean; toAdd: string }) => {
  const { say } = useLanguage()
  return (
    <Section title={say('factors.totp.title')}>
      <Stack gap="small">
        <p>{say(hasTotp ? 'factors.totp.there' : 'factors.totp.what')}</p>
        <LinkButton to={toAdd} reload>
          {say(hasTotp ? 'factors.totp.replace' : 'factors.totp.add')}
        </LinkButton>
        {hasTotp && mayRemove && (
          <Form method="post" reloadDocument>
            <Button kind="danger" name="intent" value="removeTotp">
              {say('factors.totp.remove')}
            </Button>
          </Form>
        )}
        {hasTotp && !mayRemove && <p>{say('factors.keepOne')}</p>}
      </Stack>
    </Section>
  )
}

export const RecoveryCodes = ({ left }: { left: number }) => {
  const { say, to } = useLanguage()
  return (
    <Section title={say('factors.codes.title')}>
      <Stack gap="small">
        <p>{say('factors.codes.left', { left: left })}</p>
        <LinkButton to={to('/account/security/codes')} reload>
          {say('factors.codes.renew')}
        </LinkButton>
      </Stack>
    </Section>
  )
}

type IdentitiesProps = {
  identities: readonly { key: string; name: string; issuer: string; subject: string; seenAt: Date }[]
  connectable: readonly { name: string; address: string }[]
  mayRemove: boolean
}

/** Accounts elsewhere that open this one, and those that could. */
export const Identities = ({ identities, connectable, mayRemove }: IdentitiesProps) => {
  const { say, intl } = useLanguage()
  return (
    <Section title={say('factors.identities.title')}>
      <Stack gap="small">
        <p>{say('factors.identities.what')}</p>
        {identities.map(({ key, name, issuer, subject, seenAt }) => (
          <Form key={key} method="post" reloadDocument>
            <Row>
              <span>{say('factors.identities.one', { provider: name, date: intl.formatDate(seenAt, { dateStyle: 'long' }) })}</span>
              <input type="hidden" name="issuer" value={issuer} />
              <input type="hidden" name="subject" value={subject} />
              {mayRemove && (
                <Button kind="quiet" name="intent" value="removeIdentity">
                  {say('factors.identities.remove', { provider: name })}
                </Button>
              )}
            </Row>
          </Form>
        ))}
        <Row>
          {connectable.map(({ name, address }) => (
            <LinkButton key={address} to={address} reload>
              {say('factors.identities.connect', { provider: name })}
            </LinkButton>
          ))}
        </Row>
      </Stack>
    </Section>
  )
}
