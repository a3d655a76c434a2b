import { useLanguage } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, localeOf } from '#platform/languages/locales.ts'
import { serverContext } from '#platform/server/context.ts'
import { Notice, Page } from '#platform/ui/index.ts'
import { askNewPassword } from '../password.commands.server.ts'
import { AddressForm } from '../screen/address-form.tsx'
import { withAddress } from '../typed-address.server.ts'
import type { Route } from './+types/forgotten'

export const action = ({ context, request, params }: Route.ActionArgs) => {
  const { db, remoteAddress } = context.get(serverContext)
  return withAddress(request, (email) => askNewPassword(db, email, localeOf(params.lang) ?? DEFAULT_LOCALE, remoteAddress))
}

export default function Forgotten({ actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  return (
    <Page
      title={say('access.forgotten.title')}
      purpose={say('access.forgotten.purpose')}
      back={{ to: to('/sign-in'), label: say('signIn.title') }}
    >
      <title>{`${say('access.forgotten.title')} · Maillage`}</title>
      {actionData?.failure === null ? (
        <Notice kind="saved" title={say('access.forgotten.sent')}>
          <p>{say('access.forgotten.look')}</p>
        </Notice>
      ) : (
        <AddressForm answer={actionData} label={say('signIn.email')} act={say('access.forgotten.act')} autoComplete="username" />
      )}
    </Page>
  )
}
