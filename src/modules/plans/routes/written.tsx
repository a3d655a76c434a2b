import { listOwn, type OwnEntry } from '#modules/care/index.ts'
import { inSpace } from '#modules/identity/index.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Empty, LinkButton, Page, Tag, TextLink } from '#platform/ui/index.ts'
import { ownFile } from '../space/files.server.ts'
import '../screen/plans.css'
import type { Route } from './+types/written'

const ID = /^[0-9a-f-]{36}$/
const afterIn = (search: URLSearchParams) => {
  const [at, id] = [new Date(search.get('at') ?? ''), search.get('id') ?? '']
  return Number.isNaN(at.getTime()) || !ID.test(id) ? null : { at: at.toISOString(), id }
}

export const loader = (args: Route.LoaderArgs) =>
  inSpace(args, async (scope) => {
    const { network } = args.params
    await ownFile(scope, network)
    const after = afterIn(new URL(args.request.url).searchParams)
    return { ...(await listOwn(scope, network, after)), isFirst: after === null }
  })

/** What is written about me: requests, teams, visits and calls, emergencies, the latest first. */
export default function Written({ loaderData: { entries, next, isFirst }, params }: Route.ComponentProps) {
  const { say, to, intl } = useLanguage()
  const space = to(`/my/${params.network}`)
  const here = `${space}/written`
  return (
    <Page title={say('written.title')} purpose={say('written.purpose')} back={{ to: space, label: say('space.title') }}>
      <title>{`${say('written.title')} · Maillage`}</title>
      {entries.length === 0 && <Empty title={say('written.none')} what={say('written.none.what')} />}
      <ol className="plan-list">
        {entries.map((entry) => (
          <li key={`${entry.kind} ${entry.id}`}>
            <p className="plan-for">
              {intl.formatDate(entry.at, { dateStyle: 'full' })}
              {entry.team !== null && ` · ${entry.team}`}
            </p>
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
      {next !== null && (
        <p>
          <LinkButton to={`${here}?at=${encodeURIComponent(next.at)}&id=${next.id}`}>{say('written.older')}</LinkButton>
        </p>
      )}
      {!isFirst && (
        <p>
          <TextLink to={here}>{say('written.newest')}</TextLink>
        </p>
      )}
      <p>
        {say('written.question')} <TextLink to={`${space}/looked#questions`}>{say('written.question.act')}</TextLink>
      </p>
    </Page>
  )
}

function Entry({ entry }: { entry: OwnEntry }) {
  const { say, intl } = useLanguage()
  if (entry.kind === 'request')
    return (
      <>
        <p>
          <strong>{say('written.request')}</strong> <Tag>{say(`written.request.${entry.state}`)}</Tag>
        </p>
        <Words words={entry.words} />
        {entry.answer !== null && <Said by={say('written.answer')} words={entry.answer} />}
      </>
    )
  if (entry.kind === 'episode')
    return (
      <p>
        <strong>{say('written.episode')}</strong>
        {entry.leftOn !== null &&
          ` ${say('written.episode.until', { day: intl.formatDate(`${entry.leftOn}T12:00:00Z`, { dateStyle: 'long' }) })}`}
        {entry.reason !== null && ` ${say(`written.exit.${entry.reason}`)}`}
      </p>
    )
  if (entry.kind === 'contact')
    return (
      <>
        <p>
          <strong>{say(`written.mode.${entry.mode}`)}</strong>{' '}
          {entry.missed === null
            ? entry.minutes !== null && say('written.minutes', { n: entry.minutes })
            : say(`written.missed.${entry.missed}`)}
        </p>
        {entry.correctedAt !== null && (
          <p>{say('written.corrected', { day: intl.formatDate(entry.correctedAt, { dateStyle: 'long' }) })}</p>
        )}
        <Words words={entry.words} />
      </>
    )
  return (
    <>
      <p>
        <strong>{say('written.emergency')}</strong>{' '}
        {entry.wasRight !== null && <Tag>{say(entry.wasRight ? 'written.emergency.right' : 'written.emergency.wrong')}</Tag>}
      </p>
      <Words words={entry.words} />
      {entry.review !== null && <Said by={say('written.review')} words={entry.review} />}
    </>
  )
}

const Words = ({ words }: { words: string | null }) => words !== null && <p className="plan-text">{words}</p>
const Said = ({ by, words }: { by: string; words: string }) => (
  <>
    <p className="plan-for">{by}</p>
    <p className="plan-text">{words}</p>
  </>
)
