import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Empty, ExternalLink, LinkButton, Notice, Page, Table, TextLink, useSaved } from '#platform/ui/index.ts'
import { canState } from '../../policy.ts'
import { listSourceLines, type SourceLine } from '../sources.server.ts'
import { membersOnly } from '../statements.commands.server.ts'
import type { Route } from './+types/sources'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    await membersOnly(scope, actor, network)
    return {
      sources: await listSourceLines(scope, network),
      mayState: canState(actor, network),
    }
  })

export default function Sources({ loaderData: { sources, mayState }, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const saved = useSaved()
  const base = to(`/accounts/${params.network}/sources`)
  const statements = to(`/accounts/${params.network}/statements`)
  const add = (
    <LinkButton kind="primary" to={`${base}/new`}>
      {say('sources.new.act')}
    </LinkButton>
  )
  return (
    <Page
      title={say('sources.title')}
      purpose={say('sources.purpose')}
      back={{ to: statements, label: say('statements.title') }}
      wide
      {...(mayState ? { actions: add } : {})}
    >
      <title>{`${say('sources.title')} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('form.saved')}</Notice>}
      {sources.length === 0 && <Empty title={say('sources.empty.title')} what={say('sources.empty.what')} />}
      {sources.length > 0 && <SourceTable sources={sources} base={base} statements={statements} mayState={mayState} />}
    </Page>
  )
}

type TableProps = { sources: readonly SourceLine[]; base: string; statements: string; mayState: boolean }
const SourceTable = ({ sources, base, statements, mayState }: TableProps) => {
  const { say } = useLanguage()
  return (
    <Table
      caption={say('sources.title')}
      captionHidden
      columns={[
        { key: 'title', label: say('sources.field.title') },
        { key: 'publisher', label: say('sources.field.publisher') },
        { key: 'published', label: say('sources.field.published') },
        { key: 'figures', label: say('statements.title'), numeric: true },
        { key: 'address', label: say('sources.field.address') },
      ]}
      rows={sources.map(({ id, title, language, publisher, published, address, figures }) => ({
        key: id,
        ...(mayState ? { href: `${base}/${id}/edit` } : {}),
        cells: {
          title: language === null ? title : <span lang={language}>{title}</span>,
          publisher,
          published,
          figures: figures === 0 ? '0' : <TextLink to={`${statements}?source=${id}`}>{say('sources.figures', { n: figures })}</TextLink>,
          address:
            address === null ? (
              ''
            ) : /^https?:\/\//.test(address) ? (
              <ExternalLink href={address}>{say('sources.open')}</ExternalLink>
            ) : (
              address
            ),
        },
      }))}
    />
  )
}
