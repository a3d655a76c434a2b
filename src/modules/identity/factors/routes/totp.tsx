import { data } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { serverContext } from '#platform/server/context.ts'
import { Button, ErrorSummary, Form, Notice, Page, Section, Stack, TextField } from '#platform/ui/index.ts'
import { addTotp } from '../account.commands.server.ts'
import { goOnUnder, requireFresh, told, wantedNext } from '../request.server.ts'
import { Code } from '../schema.ts'
import { NewCodes } from '../screen/new-codes.tsx'
import { offerAgain, offerTotp } from '../totp.server.ts'
import type { Route } from './+types/totp'
import '../screen/factors.css'

const leadOnOf = (args: Route.LoaderArgs | Route.ActionArgs) => wantedNext(args) ?? `/${args.params.lang}/account/security`

export const loader = async (args: Route.LoaderArgs) => {
  const { standing } = await requireFresh(args)
  return { leadOn: leadOnOf(args), offer: offerTotp(standing), isThere: standing.hasTotp }
}

export const action = async (args: Route.ActionArgs) => {
  const { db } = args.context.get(serverContext)
  const holder = await requireFresh(args)
  const form = await args.request.formData()
  const sealed = String(form.get('offer') ?? '')
  const code = Code.safeParse(form.get('code'))
  const again = (seconds: number, status: number) =>
    data({ done: false as const, offer: offerAgain(holder.standing, sealed), seconds, leadOn: leadOnOf(args) }, { status })
  if (!code.success) return again(0, 422)
  try {
    const added = await addTotp(db, holder, sealed, code.data)
    if (added === null) return again(0, 422)
    return data({ done: true as const, codes: added.codes, leadOn: leadOnOf(args) }, { headers: await goOnUnder(args, added.token) })
  } catch (error) {
    if (error instanceof Problem && error.code === 'too_many') return again(Number(error.detail.seconds), 429)
    return told(() => Promise.reject(error))
  }
}

export default function SetUpTotp({ loaderData, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const title = actionData?.done ? say('factors.totp.done') : say('factors.totp.setUp.title')
  const offer = actionData?.done === false ? actionData.offer : loaderData.offer
  return (
    <Page
      title={title}
      {...(actionData?.done ? {} : { purpose: say('factors.totp.setUp.purpose') })}
      back={{ to: to('/account/security'), label: say('factors.security.title') }}
    >
      <title>{`${title} · Maillage`}</title>
      {actionData?.done ? (
        actionData.codes.length > 0 ? (
          <NewCodes codes={actionData.codes} leadOn={actionData.leadOn} />
        ) : (
          <Notice kind="saved">{say('factors.totp.there')}</Notice>
        )
      ) : (
        <>
          {loaderData.isThere && <Notice kind="attention">{say('factors.totp.replaces')}</Notice>}
          <SetUp offer={offer} failure={actionData === undefined ? undefined : actionData.seconds} />
        </>
      )}
    </Page>
  )
}

type Offer = { offer: string; secret: string; uri: string; qr: { size: number; path: string } }

const SetUp = ({ offer, failure }: { offer: Offer; failure: number | undefined }) => {
  const { say } = useLanguage()
  const message =
    failure === undefined ? undefined : failure > 0 ? say('signIn.failure.wait', { seconds: failure }) : say('factors.wrong.totp')
  return (
    <Stack gap="large">
      {message !== undefined && <ErrorSummary title={say('form.wrong')} errors={{ code: message }} />}
      <Section title={say('factors.totp.setUp.scan')}>
        <svg className="qr" viewBox={`0 0 ${offer.qr.size} ${offer.qr.size}`} role="img" aria-label={say('factors.totp.setUp.picture')}>
          <path d={offer.qr.path} shapeRendering="crispEdges" />
        </svg>
        <p>{say('factors.totp.setUp.type')}</p>
        <p className="secret">
          <code>{offer.secret}</code>
        </p>
        <p>
          <a className="link" href={offer.uri}>
            {say('factors.totp.setUp.open')}
          </a>
        </p>
      </Section>
      <Section title={say('factors.totp.setUp.then')}>
        {/* The whole page is loaded anew: the codes that follow stay in no history, and the session goes on under a new token. */}
        <Form method="post" reloadDocument>
          <Stack gap="small">
            <input type="hidden" name="offer" value={offer.offer} />
            <TextField
              name="code"
              label={say('factors.code.label')}
              hint={say('factors.code.hint')}
              inputMode="numeric"
              autoComplete="one-time-code"
              size="short"
              required
              {...(message === undefined ? {} : { error: message })}
            />
            <Button kind="primary">{say('factors.totp.setUp.act')}</Button>
          </Stack>
        </Form>
      </Section>
    </Stack>
  )
}
