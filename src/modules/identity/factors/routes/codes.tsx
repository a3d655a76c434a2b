import { data } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, Page, Stack } from '#platform/ui/index.ts'
import { renewCodes } from '../account.commands.server.ts'
import { inAccount, requireFresh } from '../request.server.ts'
import { NewCodes } from '../screen/new-codes.tsx'
import type { Route } from './+types/codes'

export const loader = async (args: Route.LoaderArgs) => {
  const { standing } = await requireFresh(args)
  return { left: standing.recoveryCodes }
}

export const action = async (args: Route.ActionArgs) => {
  await requireFresh(args)
  return data({ codes: await inAccount(args, renewCodes) })
}

export default function RecoveryCodes({ loaderData, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  return (
    <Page
      title={say('factors.codes.title')}
      purpose={say('factors.codes.purpose')}
      back={{ to: to('/account/security'), label: say('factors.security.title') }}
    >
      <title>{`${say('factors.codes.title')} · Maillage`}</title>
      {actionData === undefined ? (
        <Form method="post" reloadDocument>
          <Stack gap="small">
            <p>{say('factors.codes.left', { left: loaderData.left })}</p>
            {loaderData.left > 0 && <p>{say('factors.codes.replaced')}</p>}
            <Button kind="primary">{say('factors.codes.make')}</Button>
          </Stack>
        </Form>
      ) : (
        <NewCodes codes={actionData.codes} leadOn={to('/account/security')} />
      )}
    </Page>
  )
}
