import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Empty, LinkButton, Section } from '#platform/ui/index.ts'
import { forMember } from '../around.server.ts'
import { today } from '../network.queries.server.ts'
import { NetworkPage } from '../screen/frame.tsx'
import { TrainingTable } from '../screen/training.tsx'
import { listTraining } from '../training.server.ts'
import type { Route } from './+types/training'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const around = await forMember(scope, actor, network)
    const [courses, on] = [await listTraining(scope, network), today()]
    return {
      around,
      coming: courses.filter(({ ends_on }) => ends_on >= on).toReversed(),
      past: courses.filter(({ ends_on }) => ends_on < on),
    }
  })

export default function TrainingPlan({ loaderData: { around, coming, past }, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const base = to(`/network/${params.network}`)
  const add = (
    <LinkButton kind="primary" to={`${base}/training/new`}>
      {say('network.training.new')}
    </LinkButton>
  )
  return (
    <NetworkPage
      around={around}
      part="training"
      title={say('network.training.plan')}
      purpose={say('network.training.purpose')}
      wide
      {...(around.maySteer ? { actions: add } : {})}
    >
      {coming.length + past.length === 0 && (
        <Empty
          title={say('network.training.empty')}
          what={say('network.training.empty.what')}
          {...(around.maySteer ? { start: add } : {})}
        />
      )}
      {coming.length > 0 && (
        <Section title={say('network.training.coming')}>
          <TrainingTable courses={coming} base={base} caption={say('network.training.coming')} />
        </Section>
      )}
      {past.length > 0 && (
        <Section title={say('network.training.past')}>
          <TrainingTable courses={past} base={base} caption={say('network.training.past')} />
        </Section>
      )}
    </NetworkPage>
  )
}
