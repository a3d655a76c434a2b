import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { Empty, LinkButton, Page, Row, Stack } from '#platform/ui/index.ts'
import { listTurns, readNetwork } from '../calendar.queries.server.ts'
import { monthOf, monthsFrom } from '../days.ts'
import { TurnList } from '../screen/turns.tsx'
import { Welcome } from '../screen/welcome.tsx'
import { outreachPath } from '../vocabulary.ts'
import type { Route } from './+types/month'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope) => {
    const { network } = args.params
    const { name } = await readNetwork(scope, network)
    const { month, first, last } = monthOf(new URL(args.request.url).searchParams.get('month'))
    return { name, month, turns: (await listTurns(scope, network, first, last)).filter(({ isPublic }) => isPublic) }
  })

/** All stops of a month, to be printed and put on a wall. */
export default function Month({ loaderData: { name, month, turns }, params: { network } }: Route.ComponentProps) {
  const { say, to, intl, language } = useLanguage()
  const base = to(outreachPath(network))
  const inMonth = intl.formatDate(`${month}-15T12:00:00Z`, { month: 'long', year: 'numeric' })
  return (
    <Page
      title={say('outreach.month.title', { month: inMonth })}
      purpose={say('outreach.purpose', { network: inWords(name, language).text })}
      back={{ to: base, label: say('outreach.title') }}
      wide
    >
      <title>{`${say('outreach.month.title', { month: inMonth })} · Maillage`}</title>
      <Stack gap="large">
        <div className="outreach-screen-only">
          <Row>
            <LinkButton kind="quiet" to={`${base}/month?month=${monthsFrom(month, -1)}`}>
              {say('outreach.month.before')}
            </LinkButton>
            <LinkButton kind="quiet" to={`${base}/month?month=${monthsFrom(month, 1)}`}>
              {say('outreach.month.after')}
            </LinkButton>
          </Row>
        </div>
        {turns.length === 0 ? (
          <Empty title={say('outreach.none')} what={say('outreach.month.none')} />
        ) : (
          <div className="stop-month">
            <TurnList turns={turns} level="h2" />
          </div>
        )}
        <p>{say('outreach.how')}</p>
        <Welcome spoken={[...new Set(turns.flatMap(({ languages }) => languages))]} />
        <p className="outreach-screen-only">{say('outreach.month.print')}</p>
      </Stack>
    </Page>
  )
}
