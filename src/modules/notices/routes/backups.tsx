import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Empty, Notice, Page, Pagination, Stack, Table } from '#platform/ui/index.ts'
import { listBackups } from '../backups.server.ts'
import { AdminTabs, useMoment } from '../screen/admin-tabs.tsx'
import { PER_PAGE } from '../vocabulary.ts'
import type { Route } from './+types/backups'
import { localeIn, nameIn, pageIn } from './speak.server.ts'

const LATE_MS = 36 * 3_600_000

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const [page, locale] = [pageIn(new URL(args.request.url)), localeIn(args.params)]
    const { lines, lastGood, ...rest } = await listBackups(scope, actor, page)
    return {
      ...rest,
      page,
      lastGood,
      isLate: lastGood === null || Date.now() - lastGood.getTime() > LATE_MS,
      lines: lines.map(({ why, ...line }) => ({ ...line, why: why === null ? null : nameIn(locale, 'work.why.', why) })),
    }
  })

export default function Backups({ loaderData: { lines, page, count, lastGood, isLate, isScheduled } }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const momentOf = useMoment()
  return (
    <Page title={say('backups.title')} purpose={say('backups.purpose')} back={{ to: to('/admin'), label: say('nav.admin') }} wide>
      <title>{`${say('backups.title')} · Maillage`}</title>
      <Stack>
        <AdminTabs current="backups" />
        {!isScheduled && (
          <Notice kind="attention" title={say('backups.unset')}>
            <p>{say('backups.unset.how')}</p>
          </Notice>
        )}
        {isScheduled && isLate && (
          <Notice kind="attention" title={lastGood === null ? say('backups.never') : say('backups.late', { when: momentOf(lastGood) })}>
            <p>{say('backups.late.how')}</p>
          </Notice>
        )}
        {isScheduled && !isLate && <Notice kind="info">{say('backups.good', { when: momentOf(lastGood) })}</Notice>}
        {lines.length === 0 ? <Empty title={say('backups.none')} what={say('backups.none.what')} /> : <BackupTable lines={lines} />}
        <Pagination page={page} pages={Math.ceil(count / PER_PAGE)} hrefOf={(other) => `${to('/admin/backups')}?page=${other}`} />
      </Stack>
    </Page>
  )
}

const BackupTable = ({ lines }: { lines: Route.ComponentProps['loaderData']['lines'] }) => {
  const { say, intl } = useLanguage()
  const momentOf = useMoment()
  const size = (bytes: number) => intl.formatNumber(bytes / 1e6, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 })
  const time = (seconds: number) =>
    intl.formatNumber(seconds, { style: 'unit', unit: 'second', maximumFractionDigits: seconds < 10 ? 1 : 0 })
  return (
    <Table
      caption={say('backups.title')}
      captionHidden
      columns={[
        { key: 'begun', label: say('backups.column.begun') },
        { key: 'origin', label: say('backups.column.origin') },
        { key: 'result', label: say('backups.column.result') },
        { key: 'size', label: say('backups.column.size'), numeric: true },
        { key: 'rows', label: say('backups.column.rows'), numeric: true },
        { key: 'took', label: say('backups.column.took'), numeric: true },
      ]}
      rows={lines.map(({ id, begunAt, seconds, isScheduled, bytes, rows, why, isRemoved }) => ({
        key: id,
        cells: {
          begun: momentOf(begunAt),
          origin: say(isScheduled ? 'backups.origin.schedule' : 'backups.origin.command'),
          result: why ?? say(isRemoved ? 'backups.result.removed' : 'backups.result.good'),
          size: bytes === null ? '' : size(bytes),
          rows: rows === null ? '' : intl.formatNumber(rows),
          took: time(seconds),
        },
      }))}
    />
  )
}
