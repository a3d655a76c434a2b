import { redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { failed } from '#platform/request.server.ts'
import { serverContext } from '#platform/server/context.ts'
import { Button, Form, Page } from '#platform/ui/index.ts'
import { takeProof } from '../proof.server.ts'
import { siteOfRequest, standingOfRequest, wantedNext, wayOn } from '../request.server.ts'
import { ProofForms } from '../screen/proof-forms.tsx'
import type { Route } from './+types/second'

export const loader = async (args: Route.LoaderArgs) => {
  const standing = await standingOfRequest(args)
  const { lang } = args.params
  if (standing === null) throw redirect(`/${lang}/sign-in`)
  if (standing.step === 'open') throw redirect(wayOn(standing, lang, wantedNext(args)))
  return {
    means: {
      hasTotp: standing.hasTotp,
      hasPasskey: standing.passkeys > 0 && siteOfRequest(args).passkeysFor !== null,
      hasRecovery: standing.recoveryCodes > 0,
      hasPassword: false,
    },
  }
}

export const action = async (args: Route.ActionArgs) => {
  const { sessionHash } = args.context.get(serverContext)
  const standing = await standingOfRequest(args)
  if (standing === null || sessionHash === null) throw failed(new Problem('signed_out'))
  const { lang } = args.params
  if (standing.step === 'open') return redirect(wayOn(standing, lang, wantedNext(args)))
  return takeProof(args, { standing, sessionHash }, await args.request.formData(), wantedNext(args) ?? `/${lang}`)
}

export default function SecondStep({ loaderData, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  return (
    <Page title={say('factors.second.title')} purpose={say('factors.second.purpose')}>
      <title>{`${say('factors.second.title')} · Maillage`}</title>
      <ProofForms means={loaderData.means} optionsFrom={to('/sign-in/passkey.json')} failure={actionData} />
      <Form method="post" action={to('/sign-out')} reloadDocument>
        <Button kind="quiet">{say('factors.second.stop')}</Button>
      </Form>
    </Page>
  )
}
