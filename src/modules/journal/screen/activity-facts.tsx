import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { DescriptionList, Section, Stack, Table, Tag, TextLink } from '#platform/ui/index.ts'
import type { ActivityAround, ActivityRecord, Attendance } from '../activity.queries.server.ts'
import { kindInWords } from '../kinds.ts'
import { PARTS_SHOWN } from '../vocabulary.ts'
import { daysInWords } from './days.ts'
import { Doi } from './doi.tsx'

type Countries = Record<string, string>

/** When, where, for which programme, with whom, from which document: what is known, and nothing where nothing is. */
export const Facts = ({
  activity,
  around,
  base,
  countries,
}: {
  activity: ActivityRecord
  around: ActivityAround
  base: string
  countries: Countries
}) => {
  const { say, intl, language } = useLanguage()
  const programme = inWords(activity.programme, language)
  const where = [activity.place, activity.territory, activity.country === null ? null : (countries[activity.country] ?? activity.country)]
  const places = [...new Set(where.filter((part) => part !== null))].join(', ')
  const parent = around.parent === null ? null : { id: around.parent.id, ...inWords(around.parent.title, language) }
  const note = activity.note === null ? null : inWords(activity.note, language)
  const items = [
    { term: say('journal.fact.when'), description: daysInWords(intl, activity) },
    places !== '' && { term: say('journal.fact.where'), description: places },
    activity.online && { term: say('journal.fact.how'), description: say('journal.online') },
    { term: say('journal.fact.programme'), description: <span lang={programme.lang}>{programme.text}</span> },
    parent !== null && {
      term: say('journal.fact.part_of'),
      description: (
        <TextLink to={`${base}/${parent.id}`} lang={parent.lang}>
          {parent.text}
        </TextLink>
      ),
    },
    activity.occurrences > 1 && { term: say('journal.fact.occurrences'), description: say('journal.alike', { n: activity.occurrences }) },
    activity.organisations.length > 0 && {
      term: say('journal.fact.organisations'),
      description: <Organisations organisations={activity.organisations} />,
    },
    note !== null && {
      term: say('journal.fact.note'),
      description: (
        <span lang={note.lang} className="said">
          {note.text}
        </span>
      ),
    },
    around.source !== null && {
      term: say('journal.fact.source'),
      description: [around.source.title, activity.source_locator].filter((part) => part !== null).join(', '),
    },
  ]
  return <DescriptionList items={items.filter((item) => item !== false)} />
}

const Organisations = ({ organisations }: Pick<ActivityRecord, 'organisations'>) => {
  const { say } = useLanguage()
  return (
    <ul>
      {organisations.map(({ organisation_id, name, role }) => (
        <li key={`${organisation_id} ${role}`}>{say('journal.organisation.as', { name, role: say(`journal.role.${role}`) })}</li>
      ))}
    </ul>
  )
}

/** Who came, by category, as counts; what is not known is said so. */
export const Attended = ({ attendance, countries }: { attendance: readonly Attendance[]; countries: Countries }) => {
  const { say, intl } = useLanguage()
  const shown = ({ count, exactness }: Attendance) => {
    if (count === null || exactness === 'unknown') return say('journal.count.unknown')
    const n = intl.formatNumber(count)
    return exactness === 'exact' ? n : say(`journal.shown.${exactness}`, { n })
  }
  return (
    <Section title={say('journal.attended.title')}>
      {attendance.length === 0 ? (
        <p>{say('journal.attended.none')}</p>
      ) : (
        <Table
          caption={say('journal.attended.title')}
          captionHidden
          columns={[
            { key: 'category', label: say('journal.field.category') },
            ...(attendance.some(({ country }) => country !== '') ? [{ key: 'from', label: say('journal.field.from') }] : []),
            { key: 'count', label: say('journal.field.count'), numeric: true },
          ]}
          rows={attendance.map((each) => ({
            key: `${each.category} ${each.country}`,
            cells: { category: say(`journal.category.${each.category}`), from: countries[each.country] ?? '', count: shown(each) },
          }))}
        />
      )}
    </Section>
  )
}

/** The parts of an event, in the order in which they happened. */
export const Parts = ({ parts, base, activity }: { parts: ActivityAround['parts']; base: string; activity: string }) => {
  const { say, intl, language } = useLanguage()
  if (parts.length === 0) return null
  return (
    <Section title={say('journal.parts.title')}>
      <Stack>
        <Table
          caption={say('journal.parts.title')}
          captionHidden
          columns={[
            { key: 'title', label: say('journal.column.title') },
            { key: 'kind', label: say('journal.column.kind') },
            { key: 'when', label: say('journal.column.when') },
          ]}
          rows={parts.map((part) => {
            const title = inWords(part.title, language)
            const when = daysInWords(intl, part)
            return {
              key: part.id,
              href: `${base}/${part.id}`,
              cells: {
                title: <span lang={title.lang}>{title.text}</span>,
                kind: kindInWords(say, part.kind),
                when: part.outside ? (
                  <>
                    {when} <Tag tone="attention">{say('journal.outside.tag')}</Tag>
                  </>
                ) : (
                  when
                ),
              },
            }
          })}
        />
        {parts.length === PARTS_SHOWN && (
          <p>
            <TextLink to={`${base}?part_of=${activity}`}>{say('journal.parts.all')}</TextLink>
          </p>
        )}
      </Stack>
    </Section>
  )
}

/** What came of it. */
export const Outcomes = ({ outcomes, base }: { outcomes: ActivityAround['outcomes']; base: string }) => {
  const { say, intl } = useLanguage()
  if (outcomes.length === 0) return null
  return (
    <Section title={say('journal.outcomes.title')}>
      <Table
        caption={say('journal.outcomes.title')}
        captionHidden
        columns={[
          { key: 'title', label: say('journal.column.title') },
          { key: 'kind', label: say('journal.column.kind') },
          { key: 'when', label: say('journal.outcome.published') },
          { key: 'doi', label: 'DOI' },
        ]}
        rows={outcomes.map((outcome) => ({
          key: outcome.id,
          href: `${base}/outcomes/${outcome.id}`,
          cells: {
            title: outcome.language === null ? outcome.title : <span lang={outcome.language}>{outcome.title}</span>,
            kind: say(`journal.outcomeKind.${outcome.kind}`),
            when: daysInWords(intl, { starts_on: outcome.published_on, ends_on: outcome.published_on, precision: outcome.precision }),
            doi: outcome.doi === null ? '' : <Doi doi={outcome.doi} />,
          },
        }))}
      />
    </Section>
  )
}
