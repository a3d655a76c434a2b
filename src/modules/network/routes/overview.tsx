import { redirect } from 'react-router'
import { typedOf, versionIn } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, CheckField, Door, Doors, FigureRow, FigureTile, Fold, Form, Notice, Section, Stack, TextLink } from '#platform/ui/index.ts'
import { forMember, forReader } from '../around.server.ts'
import { ftePerBed } from '../beds.ts'
import { readPublication, today } from '../network.queries.server.ts'
import { canRead } from '../policy.ts'
import { readOverview } from '../preparation.queries.server.ts'
import { publish } from '../publication.commands.server.ts'
import { EmptyChairs } from '../screen/committees.tsx'
import { NetworkPage, type Part, useShown } from '../screen/frame.tsx'
import type { Route } from './+types/overview'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const isMember = canRead(actor, network)
    const publication = await readPublication(scope, network)
    const around = isMember
      ? await forMember(scope, actor, network)
      : await forReader(scope, actor, network, publication.plan ? 'plan' : 'committees')
    return { around, publication, on: today(), overview: isMember ? await readOverview(scope, network, today()) : null }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  const wanted = { plan: typed.plan === 'yes', committees: typed.committees === 'yes', version: versionIn(typed) }
  await inRequest(args, (scope, actor) => publish(scope, actor, network, wanted))
  return redirect(`/${lang}/network/${network}?saved`)
}

const PICTURES = {
  beds: 'hospital',
  load: 'number',
  plan: 'path',
  committees: 'people',
  training: 'book',
  preparation: 'calendar',
} as const satisfies Record<Part, string>

type Data = Route.ComponentProps['loaderData']

export default function Overview({ loaderData, params }: Route.ComponentProps) {
  const { around, overview, on } = loaderData
  const { say, to, language } = useLanguage()
  const base = to(`/network/${params.network}`)
  return (
    <NetworkPage around={around} part="overview" title={inWords(around.name, language).text} purpose={say('network.purpose')} wide>
      {overview !== null && <Attention overview={overview} base={base} on={on} />}
      <Doors>
        {around.maySteer && (
          <Door picture="number" title={say('network.counts')} to={to(`/overview/${params.network}`)} act={say('network.open')}>
            {say('network.counts.what')}
          </Door>
        )}
        {around.shown.map((part) => (
          <Door key={part} picture={PICTURES[part]} title={say(`network.part.${part}`)} to={`${base}/${part}`} act={say('network.open')}>
            {say(`network.part.${part}.what`)}
          </Door>
        ))}
      </Doors>
      {around.maySteer && <Publishing {...loaderData} />}
    </NetworkPage>
  )
}

/** What wants a look today; nothing is said of what is in order. */
const Attention = ({ overview, base, on }: { overview: NonNullable<Data['overview']>; base: string; on: string }) => {
  const { say } = useLanguage()
  const shown = useShown()
  const { out, next, lateActions, lateDecisions, unnoted } = overview
  const ratio = ftePerBed(out)
  const tile = { periodLabel: say('network.onDay', { day: shown.day(on) }), kind: 'computed' as const, href: `${base}/beds` }
  const lines = [
    { n: lateActions, id: 'network.look.actions', to: `${base}/plan` },
    { n: lateDecisions, id: 'network.look.decisions', to: `${base}/preparation` },
    { n: unnoted, id: 'network.look.unnoted', to: `${base}/preparation` },
  ] as const
  return (
    <>
      {overview.hasCommittees && (
        <EmptyChairs seats={overview.seats} more={<TextLink to={`${base}/committees`}>{say('network.look.committees')}</TextLink>} />
      )}
      {(next !== null || lines.some(({ n }) => n > 0)) && (
        <Section title={say('network.look')}>
          <ul>
            {next !== null && (
              <li>
                <TextLink to={`${base}/meetings/${next.id}`}>
                  {say('network.look.next', { committee: next.committee, day: shown.day(next.held_on) })}
                </TextLink>
              </li>
            )}
            {lines
              .filter(({ n }) => n > 0)
              .map(({ id, n, to }) => (
                <li key={id}>
                  <TextLink to={to}>{say(id, { n })}</TextLink>
                </li>
              ))}
          </ul>
        </Section>
      )}
      {out.agreements > 0 && (
        <FigureRow>
          <FigureTile
            {...tile}
            label={say('network.beds.out')}
            shown={shown.number(out.beds)}
            unitLabel={say('network.beds.unit', { n: out.beds })}
          />
          <FigureTile {...tile} label={say('network.beds.freed')} shown={shown.number(out.fte)} unitLabel={say('network.fte')} />
          {ratio !== null && (
            <FigureTile {...tile} label={say('network.beds.ratio')} shown={shown.ratio(ratio)} unitLabel={say('network.beds.ratio.unit')} />
          )}
        </FigureRow>
      )}
    </>
  )
}

/** What visitors of a public network may read: nothing, unless somebody says so here. */
const Publishing = ({ publication, around }: Data) => {
  const { say } = useLanguage()
  return (
    <Fold title={say('network.publish')}>
      <Form method="post">
        <Stack>
          <p>{say('network.publish.what')}</p>
          {!around.isPublic && <Notice kind="info">{say('network.publish.closed')}</Notice>}
          <input type="hidden" name="version" value={publication.version} />
          <CheckField name="plan" value="yes" label={say('network.publish.plan')} defaultChecked={publication.plan} />
          <CheckField name="committees" value="yes" label={say('network.publish.committees')} defaultChecked={publication.committees} />
          <Button>{say('form.save')}</Button>
        </Stack>
      </Form>
    </Fold>
  )
}
