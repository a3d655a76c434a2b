import { hasRole } from '#platform/actor.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Empty, Page, Table, Tag } from '#platform/ui/index.ts'
import { localNow } from '../../care/index.ts'
import { readCoverage } from '../duty/duty.queries.server.ts'
import { dayAfter } from '../duty/week.ts'
import { useClock } from '../screen/moments.ts'
import '../screen/boards.css'
import type { Route } from './+types/coverage'

const DAYS = 7
export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    if (actor.personId === '') throw new Problem('signed_out')
    if (!hasRole(actor, network, 'coordinator', 'programme_manager', 'administrator')) throw new Problem('not_found')
    const { day } = localNow(new Date())
    return { lines: await readCoverage(scope, network, day, dayAfter(day, DAYS - 1)) }
  })

/** Whether somebody is on duty in each team this week: hours, and nobody's name. */
export default function Coverage({ loaderData: { lines }, params: { network } }: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
  const clock = useClock('UTC')
  const hours = (minutes: number) => intl.formatNumber(minutes / 60, { maximumFractionDigits: 1 })
  const teams = [...new Map(lines.map(({ service, name }) => [service, name]))]
  return (
    <Page
      title={say('boards.coverage.title')}
      purpose={say('boards.coverage.purpose')}
      back={{ to: to(`/care/${network}/delays`), label: say('boards.coverage.back') }}
      wide
    >
      <title>{`${say('boards.coverage.title')} · Maillage`}</title>
      {lines.length === 0 && <Empty title={say('boards.coverage.none')} what={say('boards.coverage.none.what')} />}
      {lines.length > 0 && (
        <Table
          caption={say('boards.coverage.title')}
          captionHidden
          columns={[
            { key: 'day', label: say('boards.field.day') },
            { key: 'covered', label: say('boards.coverage.covered'), whole: true },
            { key: 'state', label: say('care.column.state') },
          ]}
          rows={teams.map(([service, name]) => ({
            key: service,
            title: name,
            rows: lines
              .filter((line) => line.service === service)
              .map(({ day, wanted, covered }) => ({
                key: `${service} ${day}`,
                cells: {
                  day: clock.longDay(day),
                  covered: say('boards.coverage.hours', { covered: hours(covered), wanted: hours(wanted) }),
                  state:
                    covered >= wanted ? (
                      say('boards.coverage.all')
                    ) : (
                      <Tag tone="attention">{say(covered === 0 ? 'boards.coverage.nobody' : 'boards.coverage.part')}</Tag>
                    ),
                },
              })),
          }))}
        />
      )}
    </Page>
  )
}
