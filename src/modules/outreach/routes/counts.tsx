import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, Empty, Form, Page, Row, SelectField, Stack } from '#platform/ui/index.ts'
import { readNetwork } from '../calendar.queries.server.ts'
import { dayIn } from '../days.ts'
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
    const now = Number(dayIn(0).slice(0, 4))
    const years = [now, now - 1, now - 2].map(String)
    // Of whole years alone: of months of one's own choice, the difference of two spans would be the month that may not be told.
    const year = years.find((each) => each === search.get('year')) ?? String(now)
    return { year, years, counts: await countEncounters(scope, network, `${year}-01-01`, `${year}-12-31`), dimensions: DIMENSIONS }
  })

/** How many people the teams met outside, month by month: counts, and small ones are not told. */
export default function Counts({ loaderData: { year, years, counts, dimensions }, params: { network } }: Route.ComponentProps) {
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
            <SelectField
              name="year"
              label={say('outreach.team.year')}
              defaultValue={year}
              options={years.map((value) => ({ value, label: value }))}
            />
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
