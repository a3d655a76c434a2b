import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, Empty, Form, Page, Row, Stack, TextField } from '#platform/ui/index.ts'
import { readNetwork } from '../calendar.queries.server.ts'
import { dayIn, monthOf, monthsFrom } from '../days.ts'
import { countEncounters, DIMENSIONS } from '../encounters.server.ts'
import { mayCount } from '../policy.ts'
import { CountSections } from '../screen/count-sections.tsx'
import { outreachPath } from '../vocabulary.ts'
import type { Route } from './+types/counts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    if (actor.personId === '') throw new Problem('signed_out')
    if (!mayCount(actor, network)) throw new Problem('not_found')
    await readNetwork(scope, network)
    const search = new URL(args.request.url).searchParams
    const to = monthOf(search.get('to'))
    const from = monthOf(search.get('from') ?? monthsFrom(dayIn(0).slice(0, 7), -5))
    const [first, last] = from.first <= to.first ? [from, to] : [to, from]
    return {
      from: first.month,
      to: last.month,
      counts: await countEncounters(scope, network, first.first, last.last),
      dimensions: DIMENSIONS,
    }
  })

/** How many people the teams met outside, month by month: counts, and small ones are not told. */
export default function Counts({ loaderData: { from, to: until, counts, dimensions }, params: { network } }: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
  const total = counts.find(({ dimension }) => dimension === 'total')
  return (
    <Page
      title={say('outreach.team.counts')}
      purpose={say('outreach.team.counts.purpose')}
      back={{ to: to(outreachPath(network)), label: say('outreach.title') }}
    >
      <title>{`${say('outreach.team.counts')} · Maillage`}</title>
      <Stack gap="large">
        <Form method="get" className="outreach-screen-only">
          <Row>
            <TextField name="from" label={say('outreach.team.from')} size="short" defaultValue={from} maxLength={7} />
            <TextField name="to" label={say('outreach.team.to')} size="short" defaultValue={until} maxLength={7} />
            <Button>{say('outreach.team.show')}</Button>
          </Row>
        </Form>
        {total === undefined || total.n === 0 ? (
          <Empty title={say('outreach.team.counts.none')} what={say('outreach.team.counts.none.what')} />
        ) : (
          <p>
            <strong>{total.n === null ? say('outreach.team.small') : intl.formatNumber(total.n)}</strong>{' '}
            {say('outreach.team.counts.total')}
          </p>
        )}
        <CountSections counts={counts} dimensions={dimensions} />
      </Stack>
    </Page>
  )
}
