import { useLanguage } from '#platform/languages/intl.tsx'
import { Idea, Ideas, LinkButton, Page, Row, Stack } from '#platform/ui/index.ts'
import { hasFactor } from '../../factors/policy.ts'
import { takeProof } from '../../factors/proof.server.ts'
import { holderOf, inAccount, siteOfRequest, wantedNext } from '../../factors/request.server.ts'
import { ProofForms } from '../../factors/screen/proof-forms.tsx'
import { nextAfter } from '../../next.ts'
import { hasPaperKey, mayHavePaper } from '../paper.server.ts'
import type { Route } from './+types/lock'

const leadOn = (args: Route.LoaderArgs | Route.ActionArgs) => wantedNext(args) ?? `/${args.params.lang}/my`

export const loader = (args: Route.LoaderArgs) =>
  inAccount(args, async (scope, { standing }) => {
    const [has, may] = [hasFactor(standing), mayHavePaper({ standing })]
    const here = nextAfter(`/${args.params.lang}/my/lock`, leadOn(args))
    return {
      means: {
        hasTotp: standing.hasTotp,
        hasPasskey: standing.passkeys > 0 && siteOfRequest(args).passkeysFor !== null,
        hasRecovery: standing.recoveryCodes > 0 && has,
        // Who came in by paper alone has given one proof: the password is another.
        hasPassword: standing.isStrong && standing.hasPassword && !has,
        hasPaper: !standing.isStrong && may && (await hasPaperKey(scope, standing.personId)),
      },
      has,
      ways: {
        passkey: nextAfter(`/${args.params.lang}/account/security/passkey`, leadOn(args)),
        paper: nextAfter(`/${args.params.lang}/account/paper`, here),
      },
      mayPaper: may && !standing.isStrong,
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const form = await args.request.formData()
  // A key on paper is used up by it: the next one comes first.
  const then = form.has('paper') ? `${nextAfter(`/${args.params.lang}/account/paper`, leadOn(args))}&used` : leadOn(args)
  return takeProof(args, await holderOf(args), form, then)
}

/** What is missing before one's own health data open, and how to do it. */
export default function Lock({ loaderData: { means, has, ways, mayPaper }, actionData }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const canProve = Object.values(means).some(Boolean)
  return (
    <Page title={say('space.lock.title')} purpose={say('space.lock.purpose')} back={{ to: to('/account'), label: say('nav.account') }}>
      <title>{`${say('space.lock.title')} · Maillage`}</title>
      <Stack gap="large">
        {canProve && <ProofForms means={means} optionsFrom={to('/sign-in/passkey.json')} failure={actionData} />}
        <Ideas>
          <Idea picture="lock">{say('space.lock.why')}</Idea>
          {!has && <Idea picture="phone">{say('space.lock.how')}</Idea>}
          {!has && mayPaper && <Idea picture="pen">{say('space.lock.paper.what')}</Idea>}
          <Idea picture="hand">{say('space.lock.help')}</Idea>
        </Ideas>
        {!has && (
          <Row>
            <LinkButton kind={canProve ? 'quiet' : 'primary'} to={ways.passkey}>
              {say('space.lock.act')}
            </LinkButton>
            {mayPaper && !means.hasPaper && <LinkButton to={ways.paper}>{say('space.lock.paper.make')}</LinkButton>}
          </Row>
        )}
      </Stack>
    </Page>
  )
}
