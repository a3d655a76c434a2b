import { redirect } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { languageOf } from '#platform/languages/locales.ts'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { Button, Chip, Empty, FilterGroup, Form, Notice, Page, Pagination, Stack, Table } from '#platform/ui/index.ts'
import { AdminTabs, useMoment } from '../screen/admin-tabs.tsx'
import { PER_PAGE, WORK_STATES } from '../vocabulary.ts'
import { retryJob } from '../work.commands.server.ts'
import { administratorsOnly, countWork, listWork, stateIn } from '../work.queries.server.ts'
import type { Route } from './+types/jobs'
import { localeIn, nameIn, pageIn } from './speak.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    administratorsOnly(actor)
    const url = new URL(args.request.url)
    const [state, page, locale] = [stateIn(url.searchParams.get('state')), pageIn(url), localeIn(args.params)]
    const lines = await listWork(scope, state, page)
    return {
      state,
      page,
      counts: await countWork(scope),
      isRetried: url.searchParams.has('retried'),
      lines: lines.map(({ job, network, why, ...line }) => ({
        ...line,
        job: nameIn(locale, 'job.', job),
        network: network === null ? null : inWords(network, languageOf(locale)),
        why: why === null ? null : nameIn(locale, 'work.why.', why.code),
        detail: why === null ? '' : [why.kind, why.sqlState].filter((part) => part !== undefined).join(' '),
      })),
    }
  })

export const action = async (args: Route.ActionArgs) => {
  const id = String((await args.request.formData()).get('id') ?? '')
  await inRequest(args, (scope, actor) => retryJob(scope, actor, id))
  return redirect(`/${args.params.lang}/admin/jobs?retried`)
}

export default function Jobs({ loaderData: { state, page, counts, lines, isRetried } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const base = to('/admin/jobs')
  return (
    <Page title={say('work.title')} purpose={say('work.purpose')} back={{ to: to('/admin'), label: say('nav.admin') }} wide>
      <title>{`${say('work.title')} · Maillage`}</title>
      <Stack>
        <AdminTabs current="jobs" />
        {isRetried && <Notice kind="saved">{say('work.retried')}</Notice>}
        <FilterGroup title={say('work.state')}>
          {WORK_STATES.map((each) => (
            <Chip key={each} to={`${base}?state=${each}`} current={each === state}>
              {say(`work.state.${each}`, { n: counts[each] })}
            </Chip>
          ))}
        </FilterGroup>
        {lines.length === 0 ? <Empty title={say(`work.none.${state}`)} what={say('work.none')} /> : <WorkTable {...{ state, lines }} />}
        <Pagination page={page} pages={Math.ceil(counts[state] / PER_PAGE)} hrefOf={(other) => `${base}?state=${state}&page=${other}`} />
      </Stack>
    </Page>
  )
}

type LoaderData = Route.ComponentProps['loaderData']

const WorkTable = ({ state, lines }: Pick<LoaderData, 'state' | 'lines'>) => {
  const { say } = useLanguage()
  const momentOf = useMoment()
  const isTroubled = state === 'failed' || state === 'waiting'
  return (
    <Table
      caption={say(`work.state.${state}`, { n: lines.length })}
      captionHidden
      columns={[
        { key: 'job', label: say('work.column.job') },
        { key: 'network', label: say('work.column.network') },
        { key: 'asked', label: say('work.column.asked') },
        { key: 'moment', label: say(`work.moment.${state}`) },
        { key: 'attempts', label: say('work.column.attempts'), numeric: true },
        ...(isTroubled ? [{ key: 'why', label: say('work.column.why') }] : []),
        ...(state === 'failed' ? [{ key: 'act', label: say('work.column.act') }] : []),
      ]}
      rows={lines.map(({ id, job, network, askedAt, moment, attempts, why, detail }) => ({
        key: id,
        cells: {
          job,
          network: network === null ? say('work.everywhere') : <span lang={network.lang}>{network.text}</span>,
          asked: momentOf(askedAt),
          moment: momentOf(moment),
          attempts: String(attempts),
          why: why === null ? '' : detail === '' ? why : `${why} (${detail})`,
          act: (
            <Form method="post">
              <input type="hidden" name="id" value={id} />
              <Button kind="quiet">{say('work.retry')}</Button>
            </Form>
          ),
        },
      }))}
    />
  )
}
