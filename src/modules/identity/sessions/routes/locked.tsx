import { redirect } from 'react-router'
import { z } from 'zod'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { failed, inRequest } from '#platform/request.server.ts'
import { Button, Empty, Form, Notice, Page, Row, Stack } from '#platform/ui/index.ts'
import { requireFresh } from '../../factors/request.server.ts'
import { unlock, waitingIn } from '../locked.server.ts'
import '../screen/sessions.css'
import type { Route } from './+types/locked'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => ({
    waiting: await waitingIn(scope, actor, args.params.network),
    isDone: new URL(args.request.url).searchParams.has('done'),
  }))

export const action = async (args: Route.ActionArgs) => {
  await requireFresh(args)
  const person = z.uuid().safeParse((await args.request.formData()).get('person'))
  if (!person.success) throw failed(new Problem('not_found'))
  await inRequest(args, (scope, actor) => unlock(scope, actor, args.params.network, person.data))
  return redirect(`/${args.params.lang}/admin/locked/${args.params.network}?done`)
}

export default function Locked({ loaderData: { waiting, isDone } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  return (
    <Page title={say('locked.title')} purpose={say('locked.purpose')} back={{ to: to('/admin'), label: say('nav.admin') }}>
      <title>{`${say('locked.title')} · Maillage`}</title>
      {isDone && <Notice kind="saved">{say('locked.done')}</Notice>}
      {waiting.length === 0 ? (
        <Empty title={say('locked.none')} what={say('locked.none.what')} />
      ) : (
        <ul className="session-list">
          {waiting.map(({ personId, name, failures, seconds }) => (
            <li key={personId}>
              <Form method="post" reloadDocument>
                <Stack gap="small">
                  <strong>{name}</strong>
                  <p>{say('locked.one', { failures, minutes: Math.ceil(seconds / 60) })}</p>
                  <input type="hidden" name="person" value={personId} />
                  <Row>
                    <Button>{say('locked.unlock', { name })}</Button>
                  </Row>
                </Stack>
              </Form>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}
