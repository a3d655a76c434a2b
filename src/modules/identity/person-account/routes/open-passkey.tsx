import { data } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { serverContext } from '#platform/server/context.ts'
import { Idea, Ideas, Lines, LinkButton, Notice, Row, Section, Stack } from '#platform/ui/index.ts'
import { verifiedPasskey } from '../../factors/passkeys.server.ts'
import { siteOfRequest, told } from '../../factors/request.server.ts'
import { PasskeyForm } from '../../factors/screen/passkey-form.tsx'
import { headersUnder, localeIn, orRefused, refused } from '../answers.server.ts'
import { bindingOf, flowAt } from '../flow.server.ts'
import { openWithPasskey } from '../opening.server.ts'
import { PaperKey } from '../screen/paper-key.tsx'
import { Question } from '../screen/question.tsx'
import { refusalIn } from '../screen/refusal.ts'
import type { Route } from './+types/open-passkey'

export const loader = (args: Route.LoaderArgs) => {
  flowAt(args, 'passkey')
  return { isPossible: siteOfRequest(args).passkeysFor !== null }
}

export const action = async (args: Route.ActionArgs) => {
  const flow = flowAt(args, 'passkey')
  const { db, remoteAddress, sessionHash: former } = args.context.get(serverContext)
  const answer = String((await args.request.formData()).get('answer') ?? '')
  return orRefused(async () => {
    const passkey = await told(() =>
      verifiedPasskey(db, { personId: flow.personId, sessionHash: bindingOf(flow) }, siteOfRequest(args), answer),
    )
    if (passkey === null) return refused('wrong')
    const opening = { flow, locale: localeIn(args), former, from: { remoteAddress } }
    const { token, paperKey } = await openWithPasskey(db, opening, passkey, flow.name ?? '')
    return data({ paperKey, why: null, seconds: 0 }, { headers: await headersUnder(args, token) })
  })
}

export default function OpenPasskey({ loaderData, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  if (actionData !== undefined && 'paperKey' in actionData && actionData.paperKey !== null)
    return (
      <Question
        title={say('paper.title')}
        why={say('paper.opened')}
        after={<PaperKey paperKey={actionData.paperKey} leadOn={to('/open/done')} />}
      />
    )
  const error =
    actionData?.why == null ? undefined : refusalIn(say, { ...actionData, why: actionData.why }, 'answer', say('factors.wrong.passkey'))
  return (
    <Question
      title={say('open.passkey.title')}
      why={say('open.passkey.why')}
      back={to('/open/how')}
      after={
        <Stack>
          <Ideas>
            <Idea picture="hand">{say('open.passkey.how')}</Idea>
            <Idea picture="lock">{say('open.passkey.stays')}</Idea>
          </Ideas>
          {error !== undefined && <Notice kind="danger">{error.message}</Notice>}
          {loaderData.isPossible ? (
            <PasskeyForm optionsFrom={to('/open/passkey.json')} isNew label={say('open.passkey.act')} kind="primary" />
          ) : (
            <Notice kind="attention">{say('factors.passkey.noPlace')}</Notice>
          )}
          <Section title={say('open.passkey.not')}>
            <Stack gap="small">
              <p>
                <Lines>{say('open.passkey.other')}</Lines>
              </p>
              <Row>
                <LinkButton to={to('/open/address')}>{say('open.how.address.act')}</LinkButton>
              </Row>
            </Stack>
          </Section>
        </Stack>
      }
    />
  )
}
