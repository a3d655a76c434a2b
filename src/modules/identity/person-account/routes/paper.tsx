import { data } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, Notice, Page, Stack, TextLink } from '#platform/ui/index.ts'
import { inAccount, requireFresh, wantedNext } from '../../factors/request.server.ts'
import { hasPaperKey, mayHavePaper, renewPaperKey } from '../paper.server.ts'
import { PaperKey } from '../screen/paper-key.tsx'
import type { Route } from './+types/paper'

export const loader = async (args: Route.LoaderArgs) => {
  const holder = await requireFresh(args)
  return inAccount(args, async (scope) => ({
    may: mayHavePaper(holder),
    hasOne: await hasPaperKey(scope, holder.standing.personId),
    next: wantedNext(args),
    isUsed: new URL(args.request.url).searchParams.has('used'),
  }))
}

export const action = async (args: Route.ActionArgs) => {
  await requireFresh(args)
  return data({ paperKey: await inAccount(args, renewPaperKey) })
}

export default function Paper({ loaderData: { may, hasOne, isUsed, next }, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  return (
    <Page title={say('paper.title')} purpose={say('paper.purpose')} back={{ to: to('/account'), label: say('nav.account') }}>
      <title>{`${say('paper.title')} · Maillage`}</title>
      {actionData !== undefined ? (
        <PaperKey paperKey={actionData.paperKey} leadOn={next ?? to(isUsed ? '/account/security/passkey' : '/account/security')} />
      ) : may ? (
        <Form method="post" reloadDocument>
          <Stack>
            {isUsed && <Notice kind="attention">{say(next === null ? 'paper.used' : 'paper.usedHere')}</Notice>}
            {hasOne && <p>{say('paper.replaces')}</p>}
            <Button kind="primary">{say('paper.make')}</Button>
            <TextLink to={next ?? to('/account/security')}>{say('paper.later')}</TextLink>
          </Stack>
        </Form>
      ) : (
        <Notice kind="info">{say('paper.notYours')}</Notice>
      )}
    </Page>
  )
}
