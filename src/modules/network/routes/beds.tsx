import { latestPublished } from '#modules/account/index.ts'
import { isDay } from '#platform/cells.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Button, DateField, Empty, FigureRow, FigureTile, LinkButton, Picture, Table } from '#platform/ui/index.ts'
import { forMember } from '../around.server.ts'
import { listConversions } from '../beds.queries.server.ts'
import { type BedStep, courseOf, ftePerBed, outOn } from '../beds.ts'
import { drawBeds, nationalMean } from '../beds-shown.server.ts'
import { today } from '../network.queries.server.ts'
import { AgreementTable } from '../screen/beds.tsx'
import { NetworkPage, useShown } from '../screen/frame.tsx'
import type { Route } from './+types/beds'
import { languageIn } from './sending.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const around = await forMember(scope, actor, network)
    const asked = new URL(args.request.url).searchParams.get('day') ?? ''
    const day = isDay(asked) ? asked : today()
    const language = languageIn(args.params)
    const conversions = await listConversions(scope, network)
    const steps = courseOf(conversions, day)
    return {
      around,
      day,
      conversions,
      steps,
      out: outOn(conversions, day),
      mean: nationalMean(
        network,
        await latestPublished(scope, network, 'reform.beds.converted', language),
        await latestPublished(scope, network, 'reform.fte.mobile', language),
      ),
      picture: drawBeds(steps, day, args.params.lang),
    }
  })

type Data = Route.ComponentProps['loaderData']

export default function Beds({ loaderData, params }: Route.ComponentProps) {
  const { around, day, conversions, picture, steps } = loaderData
  const { say, to } = useLanguage()
  const shown = useShown()
  const base = to(`/network/${params.network}`)
  const add = (
    <LinkButton kind="primary" to={`${base}/beds/new`}>
      {say('network.beds.new')}
    </LinkButton>
  )
  return (
    <NetworkPage
      around={around}
      part="beds"
      title={say('network.part.beds')}
      purpose={say('network.beds.purpose')}
      wide
      {...(around.maySteer ? { actions: add } : {})}
    >
      {conversions.length === 0 ? (
        <Empty title={say('network.beds.empty')} what={say('network.beds.empty.what')} {...(around.maySteer ? { start: add } : {})} />
      ) : (
        <>
          <form method="get" className="day-form">
            <DateField name="day" label={say('network.day')} defaultValue={day} />
            <Button kind="quiet">{say('network.day.act')}</Button>
          </form>
          <Tiles {...loaderData} base={base} />
          {picture !== null && (
            <Picture
              svgWide={picture.wide}
              svgNarrow={picture.narrow}
              caption={say('network.beds.picture', {
                day: shown.day(day),
                beds: loaderData.out.beds,
                frozen: loaderData.out.frozen,
                closed: loaderData.out.closed,
              })}
              table={<CourseTable steps={steps} />}
            />
          )}
          <div id="agreements">
            <AgreementTable conversions={conversions} day={day} base={base} />
          </div>
          <p>{say('network.beds.freeze')}</p>
        </>
      )}
    </NetworkPage>
  )
}

/** Beds, staff and their ratio on the day, beside what was published for the country. */
const Tiles = ({ out, mean, day, base }: Data & { base: string }) => {
  const { say, to } = useLanguage()
  const shown = useShown()
  const own = ftePerBed(out)
  const tile = { periodLabel: say('network.onDay', { day: shown.day(day) }), kind: 'computed' as const, href: `${base}/beds#agreements` }
  return (
    <FigureRow>
      <FigureTile
        {...tile}
        label={say('network.beds.out')}
        shown={shown.number(out.beds)}
        unitLabel={say('network.beds.unit', { n: out.beds })}
      />
      <FigureTile {...tile} label={say('network.beds.freed')} shown={shown.number(out.fte)} unitLabel={say('network.fte')} />
      <FigureTile
        {...tile}
        label={say('network.beds.ratio')}
        shown={own === null ? '–' : shown.ratio(own)}
        unitLabel={say('network.beds.ratio.unit')}
      />
      {mean !== null && (
        <FigureTile
          label={say('network.beds.mean')}
          shown={shown.ratio(mean.ratio)}
          unitLabel={say('network.beds.ratio.unit')}
          periodLabel={say('network.beds.mean.of', { fte: shown.number(mean.fte), beds: shown.number(mean.beds), period: mean.period })}
          kind="published"
          href={to(mean.address)}
        />
      )}
    </FigureRow>
  )
}

const CourseTable = ({ steps }: { steps: readonly BedStep[] }) => {
  const { say } = useLanguage()
  const shown = useShown()
  return (
    <Table
      caption={say('network.beds.course')}
      columns={[
        { key: 'on', label: say('network.since'), whole: true },
        { key: 'frozen', label: say('network.bedState.frozen'), numeric: true },
        { key: 'closed', label: say('network.bedState.closed'), numeric: true },
        { key: 'fte', label: say('network.beds.fte'), numeric: true },
      ]}
      rows={steps.map(({ on, frozen, closed, fte }) => ({
        key: on,
        cells: { on: shown.day(on), frozen: shown.number(frozen), closed: shown.number(closed), fte: shown.number(fte) },
      }))}
    />
  )
}
