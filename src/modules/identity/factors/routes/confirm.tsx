import { redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { LinkButton, Notice, Page, Section } from '#platform/ui/index.ts'
import { failureOf } from '../../openid/failures.ts'
import { shownProviders } from '../../openid/shown.server.ts'
import { hasFactor, isFresh, isLimited } from '../policy.ts'
import { takeProof } from '../proof.server.ts'
import { holderOf, siteOfRequest, wantedNext } from '../request.server.ts'
import { ProofForms } from '../screen/proof-forms.tsx'
import type { Route } from './+types/confirm'

const leadOn = (args: Route.LoaderArgs | Route.ActionArgs) => wantedNext(args) ?? `/${args.params.lang}/account/security`

export const loader = async (args: Route.LoaderArgs) => {
  const { standing } = await holderOf(args)
  if (isFresh(standing) && new URL(args.request.url).searchParams.has('next')) throw redirect(leadOn(args))
  const next = encodeURIComponent(leadOn(args))
  return {
    failure: failureOf(args.request.url),
    means: {
      hasTotp: standing.hasTotp,
      hasPasskey: standing.passkeys > 0 && siteOfRequest(args).passkeysFor !== null,
      hasRecovery: standing.recoveryCodes > 0 && hasFactor(standing),
      hasPassword: standing.hasPassword && !hasFactor(standing),
    },
    providers: shownProviders(args.params.lang)
      .filter(({ id }) => id === standing.provider && !isLimited(standing))
      .map(({ id, name }) => ({ name, address: `/${args.params.lang}/sign-in/with?provider=${id}&act=confirm&next=${next}` })),
  }
}

export const action = async (args: Route.ActionArgs) => takeProof(args, await holderOf(args), await args.request.formData(), leadOn(args))

export default function Confirm({ loaderData, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  return (
    <Page title={say('factors.confirm.title')} purpose={say('factors.confirm.purpose')}>
      <title>{`${say('factors.confirm.title')} · Maillage`}</title>
      {loaderData.failure !== null && <Notice kind="danger">{say(`factors.openid.failure.${loaderData.failure}`)}</Notice>}
      <ProofForms means={loaderData.means} optionsFrom={to('/sign-in/passkey.json')} failure={actionData} />
      {loaderData.providers.map(({ name, address }) => (
        <Section key={address} title={name}>
          <LinkButton to={address} reload>
            {say('factors.openid.confirm', { provider: name })}
          </LinkButton>
        </Section>
      ))}
    </Page>
  )
}
