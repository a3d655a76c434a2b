import { data, redirect } from 'react-router'
import { recordRead } from '#platform/audit.server.ts'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { allow, found, Problem } from '#platform/problem.ts'
import { failed, inRequest } from '#platform/request.server.ts'
import { Empty, Notice, Page, Section, Stack, Table, useSaved } from '#platform/ui/index.ts'
import { setAlertHours } from '../alerts/alerts.commands.server.ts'
import { listAlertHours, listWaiting } from '../alerts/alerts.queries.server.ts'
import { setOffer } from '../measures.commands.server.ts'
import { listFollowed, readOffer, worksIn } from '../measures.queries.server.ts'
import { packs } from '../packs.server.ts'
import { canSetOffer } from '../policy.ts'
import { AlertCard } from '../screen/alerts.tsx'
import { HoursForms, OfferForm } from '../screen/settings.tsx'
import { INSTRUMENTS, measuresPath } from '../vocabulary.ts'
import type { Route } from './+types/team'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const [works, maySet] = [await worksIn(scope, network), canSetOffer(actor, network)]
    if (!works && !maySet) throw new Problem(actor.personId === '' ? 'forbidden' : 'not_found')
    const offer = await readOffer(scope, network)
    if (works) await recordRead(scope, network, 'measures.readTeam', `network/${network}`)
    return {
      works,
      waiting: await listWaiting(scope, network),
      followed: works ? await listFollowed(scope, network) : [],
      hours: await listAlertHours(scope, network),
      offer: maySet ? { ...offer, all: packs().map(({ id, shortName }) => ({ id, shortName })) } : null,
    }
  })

const HOURS = /^[1-9]\d{0,2}$/
export const action = async (args: Route.ActionArgs) => {
  const { network, lang } = args.params
  const form = await args.request.formData()
  const { intent, service = '', hours = '', version = '', non_commercial } = typedOf(form)
  const saved = redirect(`/${lang}${measuresPath(network)}?saved`)
  if (intent === 'hours') {
    if (!HOURS.test(hours) || Number(hours) > 168) return data({ wrong: service, taken: null }, { status: 422 })
    const taken = await inRequest(args, async (scope) => {
      // Whoever leads no such team is told that there is none.
      const now = found((await listAlertHours(scope, network)).find(({ serviceId }) => serviceId === service))
      if (String(now.version) !== version) return { service, typed: hours, now: now.hours, version: now.version }
      await setAlertHours(scope, network, service, Number(hours), now.version)
      return null
    })
    return taken === null ? saved : data({ wrong: undefined, taken }, { status: 409 })
  }
  if (!/^\d{1,9}$/.test(version)) throw failed(new Problem('not_found'))
  const wanted = form.getAll('instrument')
  await inRequest(args, async (scope, actor) => {
    allow(canSetOffer(actor, network), 'measures.setOffer')
    const switchedOff = INSTRUMENTS.filter((id) => !wanted.includes(id))
    await setOffer(scope, network, { isNonCommercial: non_commercial === 'yes', switchedOff, version: Number(version) })
  })
  return saved
}

export default function Team({ loaderData: { works, waiting, followed, hours, offer }, actionData, params }: Route.ComponentProps) {
  const { say } = useLanguage()
  const saved = useSaved()
  return (
    <Page title={say('measures.team.title')} purpose={say('measures.team.purpose')} wide>
      <title>{`${say('measures.team.title')} · Maillage`}</title>
      <Stack gap="large">
        {saved !== null && <Notice kind="saved">{say('measures.team.saved')}</Notice>}
        {works && (
          <Section title={say('measures.team.waiting')}>
            {waiting.length === 0 ? (
              <p>{say('measures.team.waiting.none')}</p>
            ) : (
              <Stack>
                {waiting.map((alert) => (
                  <AlertCard key={alert.id} network={params.network} alert={alert} />
                ))}
              </Stack>
            )}
          </Section>
        )}
        {works && <Followed network={params.network} followed={followed} />}
        {hours.length > 0 && <HoursForms hours={hours} wrong={actionData?.wrong} taken={actionData?.taken ?? null} />}
        {offer !== null && <OfferForm offer={offer} />}
      </Stack>
    </Page>
  )
}

const Followed = ({ network, followed }: { network: string } & Pick<Route.ComponentProps['loaderData'], 'followed'>) => {
  const { say, to, intl } = useLanguage()
  if (followed.length === 0) return <Empty title={say('measures.team.followed.none')} what={say('measures.team.followed.none.what')} />
  return (
    <Section title={say('measures.team.followed')}>
      <Table
        caption={say('measures.team.followed')}
        captionHidden
        columns={[
          { key: 'name', label: say('measures.team.person') },
          { key: 'last', label: say('measures.team.last') },
          { key: 'alerts', label: say('measures.team.alerts'), numeric: true },
        ]}
        rows={followed.map(({ personId, name, lastAt, openAlerts }) => ({
          key: personId,
          href: to(measuresPath(network, personId)),
          cells: {
            name,
            last: lastAt === null ? '' : intl.formatDate(lastAt, { dateStyle: 'long' }),
            alerts: openAlerts === 0 ? '' : String(openAlerts),
          },
        }))}
      />
    </Section>
  )
}
