import { data, redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, Notice, Page, TextLink } from '#platform/ui/index.ts'
import { connectToken } from '../../openid/connect.server.ts'
import { failureOf } from '../../openid/failures.ts'
import { shownProviders } from '../../openid/shown.server.ts'
import { removeMeans, renamePasskey } from '../account.commands.server.ts'
import { identitiesOf, passkeysOf } from '../account.queries.server.ts'
import { isLimited, mayRemove } from '../policy.ts'
import { holderOf, inAccount, requireFresh, siteOfRequest, wantedNext } from '../request.server.ts'
import { networksThatSetRules } from '../rules.server.ts'
import { Base64Url, PasskeyName } from '../schema.ts'
import { CodeApp, Identities, Passkeys, RecoveryCodes } from '../screen/means.tsx'
import type { Route } from './+types/security'

const DONE = ['passkeyRenamed', 'removed', 'connected', 'taken'] as const

export const loader = (args: Route.LoaderArgs) =>
  inAccount(args, async (scope, holder) => {
    const { standing } = holder
    const { lang } = args.params
    const passkeys = await passkeysOf(scope, standing.personId)
    const identities = await identitiesOf(scope, standing.personId)
    const limited = isLimited(standing)
    const providers = shownProviders(lang)
    const said = new URL(args.request.url).searchParams.get('done')
    return {
      passkeys,
      identities: identities.map(({ issuer, subject, provider, seenAt }) => ({
        key: `${issuer} ${subject}`,
        issuer,
        subject,
        seenAt,
        name: providers.find(({ id }) => id === provider)?.name ?? issuer,
      })),
      connectable: limited ? [] : providers.map(({ id, name }) => ({ name, address: connectAddress(lang, id, holder.sessionHash) })),
      hasTotp: standing.hasTotp,
      codesLeft: standing.recoveryCodes,
      isLimited: limited,
      isPasskeyPossible: siteOfRequest(args).passkeysFor !== null,
      may: {
        totp: mayRemove(standing, { kind: 'totp' }),
        passkey: mayRemove(standing, { kind: 'passkey' }),
        identity: mayRemove(standing, { kind: 'identity' }),
      },
      setsRules: !limited && (await networksThatSetRules(scope)).length > 0,
      next: wantedNext(args),
      failure: failureOf(args.request.url),
      done: DONE.find((known) => known === said) ?? null,
    }
  })

const connectAddress = (lang: string, id: string, sessionHash: Buffer) =>
  `/${lang}/sign-in/with?provider=${id}&act=connect&proof=${connectToken(sessionHash)}`

export const action = async (args: Route.ActionArgs) => {
  const form = await args.request.formData()
  const here = (done: (typeof DONE)[number]) => redirect(`/${args.params.lang}/account/security?done=${done}`)
  const id = Base64Url.safeParse(form.get('id'))
  if (form.get('intent') === 'rename') {
    await holderOf(args)
    const name = PasskeyName.safeParse(form.get('name'))
    if (!name.success || !id.success) return data({ nameless: String(form.get('id')) }, { status: 422 })
    await inAccount(args, (scope, holder) => renamePasskey(scope, holder, id.data, name.data))
    return here('passkeyRenamed')
  }
  await requireFresh(args)
  const removal =
    form.get('intent') === 'removeTotp'
      ? { kind: 'totp' as const }
      : form.get('intent') === 'removeIdentity'
        ? { kind: 'identity' as const, issuer: String(form.get('issuer')), subject: String(form.get('subject')) }
        : { kind: 'passkey' as const, id: id.success ? id.data : '' }
  await inAccount(args, (scope, holder) => removeMeans(scope, holder, removal))
  return here('removed')
}

export default function Security({ loaderData, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const { passkeys, may, done, next } = loaderData
  const onward = (path: string) => `${to(path)}${next === null ? '' : `?next=${encodeURIComponent(next)}`}`
  return (
    <Page
      title={say('factors.security.title')}
      purpose={say('factors.security.purpose')}
      {...(loaderData.isLimited ? {} : { back: { to: to('/account'), label: say('access.account.title') } })}
    >
      <title>{`${say('factors.security.title')} · Maillage`}</title>
      {done !== null && <Notice kind={done === 'taken' ? 'danger' : 'saved'}>{say(`factors.done.${done}`)}</Notice>}
      {loaderData.failure !== null && <Notice kind="danger">{say(`factors.openid.failure.${loaderData.failure}`)}</Notice>}
      {loaderData.isLimited && (
        <Notice kind="attention" title={say('factors.limited.title')}>
          <p>{say('factors.limited.what')}</p>
        </Notice>
      )}
      <Passkeys {...loaderData} mayRemove={may.passkey} nameless={actionData?.nameless} toAdd={onward('/account/security/passkey')} />
      <CodeApp {...loaderData} mayRemove={may.totp} toAdd={onward('/account/security/totp')} />
      {!loaderData.isLimited && (loaderData.hasTotp || passkeys.length > 0) && <RecoveryCodes left={loaderData.codesLeft} />}
      {(loaderData.identities.length > 0 || loaderData.connectable.length > 0) && <Identities {...loaderData} mayRemove={may.identity} />}
      {loaderData.setsRules && (
        <p>
          <TextLink to={to('/account/security/required')}>{say('factors.rules.title')}</TextLink>
        </p>
      )}
      {loaderData.isLimited && (
        <Form method="post" action={to('/sign-out')} reloadDocument>
          <Button kind="quiet">{say('factors.second.stop')}</Button>
        </Form>
      )}
    </Page>
  )
}
