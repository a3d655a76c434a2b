import './trail.css'
import type { ReactNode } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Columns, Empty, LinkButton, OlderNewer, Page, Row, Tabs } from '#platform/ui/index.ts'
import type { Words } from '#platform/words.ts'
import { type Cursor, type Filters, searchOf } from '../filters.ts'
import type { Unclear } from '../people.queries.server.ts'
import type { TrailRow } from '../vocabulary.ts'
import { FilterForm, FiltersSet, WhoIsMeant } from './filter-form.tsx'
import { TrailTable } from './trail-table.tsx'

type Read = {
  name: Words
  typed: Filters
  filters: Filters
  unclear: Unclear | null
  page: { rows: TrailRow[]; newer: Cursor | null; older: Cursor | null }
  names: Record<string, string>
  actions: string[]
}

type Props = { read: Read; network: string; part: 'all' | 'signIns'; children?: ReactNode }

/** The trail of a network, or the sign-ins of its people, for who administers it; `children` follow the rows. */
export const TrailScreen = ({ read, network, part, children }: Props) => {
  const { say, to, language } = useLanguage()
  const home = to(`/admin/audit/${network}`)
  const base = part === 'all' ? home : `${home}/sign-ins`
  const { typed, filters, unclear, page, names, actions } = read
  const owner = inWords(read.name, language).text
  const form = { base, part, typed, filters, names, actions }
  return (
    <Page
      title={say('audit.title')}
      purpose={say(part === 'all' ? 'audit.purpose' : 'audit.signIns.purpose', { network: owner })}
      back={{ to: to('/admin'), label: say('audit.back') }}
      wide
    >
      <title>{`${say('audit.of', { network: owner })} · Maillage`}</title>
      <Tabs
        label={say('audit.title')}
        items={[
          { to: home, label: say('audit.tab.all'), current: part === 'all' },
          { to: `${home}/sign-ins`, label: say('audit.tab.signIns'), current: part === 'signIns' },
        ]}
      />
      <Columns open={Object.keys(filters).length > 0} side={<FilterForm {...form} />}>
        <FiltersSet {...form} />
        {unclear !== null && <WhoIsMeant base={base} typed={typed} unclear={unclear} />}
        {unclear === null && page.rows.length === 0 && <Empty title={say('audit.empty.title')} what={say('audit.empty.what')} />}
        {page.rows.length > 0 && <TrailTable rows={page.rows} names={names} base={base} filters={filters} />}
        <OlderNewer newer={page.newer} older={page.older} hrefOf={(cursor) => `${base}${searchOf(filters, cursor)}`} />
        {part === 'all' && unclear === null && (
          <Row>
            <LinkButton kind="quiet" reload to={`${home}/export/trail.csv${searchOf(filters)}`}>
              {say('audit.export.csv')}
            </LinkButton>
            <LinkButton kind="quiet" reload to={`${home}/export/fhir.ndjson${searchOf(filters)}`}>
              {say('audit.export.fhir')}
            </LinkButton>
          </Row>
        )}
        {children}
      </Columns>
    </Page>
  )
}
