import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Empty, LinkButton, Page, Section, Stack, TextLink } from '#platform/ui/index.ts'
import { mayReadLessons, mayWork } from '../policy.ts'
import { SituationList } from '../screen/parts.tsx'
import { listSituations } from '../situations.queries.server.ts'
import { situationsPath } from '../vocabulary.ts'
import type { Route } from './+types/team'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    if (actor.personId === '') throw new Problem('signed_out')
    if (!mayWork(actor, network)) throw new Problem('not_found')
    return { heads: await listSituations(scope, network), mayReadLessons: mayReadLessons(actor, network) }
  })

/** The meetings that my teams prepare, and those to which people let them come. */
export default function Team({ loaderData: { heads, mayReadLessons: reads }, params: { network } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const base = to(situationsPath(network))
  const hrefOf = ({ id }: (typeof heads)[number]) => `${base}/${id}`
  const titleOf = ({ name }: (typeof heads)[number]) => name || say('situations.team.unnamed')
  const [ours, guests] = [heads.filter(({ relation }) => relation === 'team'), heads.filter(({ relation }) => relation === 'invited')]
  return (
    <Page
      title={say('situations.team.title')}
      purpose={say('situations.team.purpose')}
      back={{ to: to('/care'), label: say('situations.team.care') }}
      {...(reads ? { actions: <LinkButton to={`${base}/lessons`}>{say('situations.team.lessons')}</LinkButton> } : {})}
    >
      <title>{`${say('situations.team.title')} · Maillage`}</title>
      <Stack gap="large">
        {heads.length === 0 && (
          <Empty
            title={say('situations.team.none')}
            what={say('situations.team.none.what')}
            start={<TextLink to={to('/care')}>{say('situations.team.care')}</TextLink>}
          />
        )}
        {guests.length > 0 && (
          <Section title={say('situations.team.guests')} id="guests">
            <SituationList heads={guests} hrefOf={hrefOf} titleOf={titleOf} />
          </Section>
        )}
        {ours.length > 0 && (
          <Section title={say('situations.team.ours')} id="ours">
            <SituationList heads={ours} hrefOf={hrefOf} titleOf={titleOf} />
          </Section>
        )}
      </Stack>
    </Page>
  )
}
