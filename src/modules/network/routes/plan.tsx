import { currentFigures } from '#modules/account/index.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Empty, LinkButton, TextLink } from '#platform/ui/index.ts'
import { forReader } from '../around.server.ts'
import { today } from '../network.queries.server.ts'
import { isLate, readPlan } from '../plan.queries.server.ts'
import { NetworkPage } from '../screen/frame.tsx'
import { AimPart } from '../screen/plan.tsx'
import type { Route } from './+types/plan'
import { languageIn } from './sending.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const around = await forReader(scope, actor, network, 'plan')
    const [plan, on] = [await readPlan(scope, network), today()]
    const asked = { year: Number(on.slice(0, 4)), language: languageIn(args.params) }
    // The account as it stands today is for members: visitors read the plan without its figures.
    const ids = around.isMember ? plan.flatMap(({ indicators }) => indicators) : []
    const figures = ids.length === 0 ? [] : await currentFigures(scope, network, ids, asked)
    return {
      around,
      aims: plan.map((aim) => ({
        ...aim,
        actions: aim.actions.map((action) => ({ ...action, late: isLate(action, on) })),
        figures: figures.filter(({ indicator }) => aim.indicators.includes(indicator)),
      })),
    }
  })

export default function Plan({ loaderData: { around, aims }, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const base = to(`/network/${params.network}`)
  const actions = aims.flatMap((aim) => aim.actions)
  const add = (
    <LinkButton kind="primary" to={`${base}/plan/aims/new`}>
      {say('network.aim.new')}
    </LinkButton>
  )
  return (
    <NetworkPage
      around={around}
      part="plan"
      title={say('network.part.plan')}
      purpose={say('network.plan.purpose')}
      wide
      {...(around.maySteer ? { actions: add } : {})}
    >
      {aims.length === 0 ? (
        <Empty title={say('network.plan.empty')} what={say('network.plan.empty.what')} {...(around.maySteer ? { start: add } : {})} />
      ) : (
        <p>
          {say('network.plan.sum', {
            n: actions.length,
            done: actions.filter(({ state }) => state === 'done').length,
            late: actions.filter(({ late }) => late).length,
          })}
          {around.maySteer && (
            <>
              {' '}
              <TextLink to={to(`/overview/${params.network}/functions/2B`)}>{say('network.plan.works')}</TextLink>
            </>
          )}
        </p>
      )}
      {aims.map((aim) => (
        <AimPart key={aim.id} aim={aim} network={params.network} base={base} maySteer={around.maySteer} />
      ))}
    </NetworkPage>
  )
}
