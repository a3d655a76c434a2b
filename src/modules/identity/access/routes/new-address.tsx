import { data } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { serverContext } from '#platform/server/context.ts'
import { Button, Form, LinkButton, Notice, Page } from '#platform/ui/index.ts'
import { told } from '../../factors/request.server.ts'
import { confirmAddress } from '../address.commands.server.ts'
import { linkOf } from '../links.server.ts'
import { OverPage } from '../screen/over.tsx'
import type { Route } from './+types/new-address'

export const loader = ({ context, params }: Route.LoaderArgs) =>
  told(async () => {
    const link = await linkOf(context.get(serverContext).db, 'address', params.token)
    return link === null ? data({ address: null }, { status: 404 }) : data({ address: link.newEmail })
  })

export const action = async ({ context, params }: Route.ActionArgs) => {
  const outcome = await told(() => confirmAddress(context.get(serverContext).db, params.token))
  return data({ outcome }, { status: outcome === 'done' ? 200 : outcome === 'taken' ? 409 : 404 })
}

// Mail programs open links to look at them: only the button changes something.
export default function NewAddress({ loaderData: { address }, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  if (actionData?.outcome === 'over' || (address === null && actionData === undefined)) return <OverPage kind="address" />
  const isDone = actionData?.outcome === 'done'
  const title = say(isDone ? 'access.confirm.done' : 'access.confirm.title')
  return (
    <Page title={title} {...(isDone || address === null ? {} : { purpose: say('access.confirm.purpose', { address }) })}>
      <title>{`${title} · Maillage`}</title>
      {actionData?.outcome === 'taken' && <Notice kind="danger">{say('access.confirm.taken')}</Notice>}
      {isDone ? (
        <LinkButton to={to('/account')} kind="primary" reload>
          {say('access.account.title')}
        </LinkButton>
      ) : (
        actionData === undefined && (
          <Form method="post" reloadDocument>
            <Button kind="primary">{say('access.confirm.act')}</Button>
          </Form>
        )
      )}
    </Page>
  )
}
