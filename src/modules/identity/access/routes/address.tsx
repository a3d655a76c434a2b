import { useLanguage } from '#platform/languages/intl.tsx'
import { serverContext } from '#platform/server/context.ts'
import { Notice, Page } from '#platform/ui/index.ts'
import { requireFresh } from '../../factors/request.server.ts'
import { askAddress } from '../address.commands.server.ts'
import { AddressForm } from '../screen/address-form.tsx'
import { isShared } from '../shared.ts'
import { withAddress } from '../typed-address.server.ts'
import type { Route } from './+types/address'

export const loader = async (args: Route.LoaderArgs) => {
  const { standing } = await requireFresh(args)
  return { email: standing.email, isShared: isShared(standing) }
}

export const action = async (args: Route.ActionArgs) => {
  const { db } = args.context.get(serverContext)
  const holder = await requireFresh(args)
  return withAddress(args.request, (email) => askAddress(db, holder, email))
}

export default function ChangeAddress({ loaderData: { email, ...loaderData }, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  return (
    <Page
      title={say('access.address.title')}
      purpose={say('access.address.purpose')}
      back={{ to: to('/account'), label: say('access.account.title') }}
    >
      <title>{`${say('access.address.title')} · Maillage`}</title>
      {actionData?.failure === null ? (
        <Notice kind="saved" title={say('access.address.sent')}>
          <p>{say('access.address.look', { address: actionData.typed })}</p>
        </Notice>
      ) : loaderData.isShared ? (
        <Notice kind="info">{say('access.shared')}</Notice>
      ) : (
        <>
          <p>{email === null ? say('access.address.none') : say('access.address.now', { address: email })}</p>
          <AddressForm answer={actionData} label={say('access.address.new')} act={say('access.address.act')} autoComplete="email" />
        </>
      )}
    </Page>
  )
}
