import { data, redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { serverContext } from '#platform/server/context.ts'
import { Button, Form, Notice, Page, Stack } from '#platform/ui/index.ts'
import { linkOf } from '../../access/links.server.ts'
import { OverPage } from '../../access/screen/over.tsx'
import { cookieOf } from '../../session.server.ts'
import { told } from '../request.server.ts'
import { resetFactors } from '../reset.commands.server.ts'
import type { Route } from './+types/new-factor'

export const loader = ({ context, params }: Route.LoaderArgs) =>
  told(async () => {
    const link = await linkOf(context.get(serverContext).db, 'factor', params.token)
    return link === null ? data({ email: null }, { status: 404 }) : data({ email: link.email })
  })

export const action = async ({ context, params }: Route.ActionArgs) => {
  const { db, isSecure } = context.get(serverContext)
  if (!(await told(() => resetFactors(db, params.token)))) return data(null, { status: 404 })
  return redirect(`/${params.lang}/sign-in?reset`, {
    headers: { 'Set-Cookie': cookieOf('', isSecure, 0), 'X-Remix-Reload-Document': 'true' },
  })
}

export default function NewFactor({ loaderData: { email } }: Route.ComponentProps) {
  const { say } = useLanguage()
  if (email === null) return <OverPage kind="factor" />
  return (
    <Page title={say('factors.reset.title')} purpose={say('factors.reset.purpose', { email })}>
      <title>{`${say('factors.reset.title')} · Maillage`}</title>
      <Form method="post" reloadDocument>
        <Stack>
          <Notice kind="attention">{say('factors.reset.what')}</Notice>
          <p>{say('factors.reset.then')}</p>
          <Button kind="primary">{say('factors.reset.act')}</Button>
        </Stack>
      </Form>
    </Page>
  )
}
