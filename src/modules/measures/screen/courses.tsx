import { useLanguage } from '#platform/languages/intl.tsx'
import { DescriptionList, Empty, ExternalLink, Fold, Picture, Section, Stack, Table } from '#platform/ui/index.ts'
import type { Course, Told } from '../views.server.ts'
import './measures.css'

/** What a change says, in one sentence: how much, since when, and whether that is enough to matter. */
export const useChange = () => {
  const { say, intl } = useLanguage()
  return ({ points, verdict, since }: Told): string => {
    const date = intl.formatDate(since, { dateStyle: 'long' })
    if (verdict === 'same') return say('measures.change.same', { date })
    const how = say(points > 0 ? 'measures.points.up' : 'measures.points.down', { n: Math.abs(points) })
    return say(`measures.change.${verdict}`, { date, points: how })
  }
}
export const ChangeLine = ({ change }: { change: Told }) => <p>{useChange()(change)}</p>

/** All that was filled in: for each questionnaire its last score in words, the picture, the table, and where its rules come from. */
export const Courses = ({ courses }: { courses: readonly Course[] }) => {
  const { say } = useLanguage()
  if (courses.length === 0) return <Empty title={say('measures.results.none')} what={say('measures.results.none.what')} />
  return (
    <Stack gap="large">
      {courses.map((course) => (
        <OneCourse key={course.measure.id} course={course} />
      ))}
    </Stack>
  )
}

const OneCourse = ({ course: { measure, changes, charts, summary, lines } }: { course: Course }) => {
  const { say } = useLanguage()
  const last = lines.findLast(({ total }) => total !== null)
  return (
    <div className="measures-course">
      <Section title={measure.shortName} id={measure.id}>
        <Stack>
          {last !== undefined && (
            <p className="measures-score">
              {say('measures.done.score', { total: last.total ?? 0, max: measure.scoring.max })}
              {last.band !== null && ` · ${say(`measures.band.${last.band}`)}`}
            </p>
          )}
          {changes.map((change) => (
            <ChangeLine key={String(change.since)} change={change} />
          ))}
          <p>{say(`measures.direction.${measure.better}`)}</p>
          {charts === null ? (
            <Lines lines={lines} name={measure.shortName} />
          ) : (
            <Picture
              svgWide={charts.wide}
              svgNarrow={charts.narrow}
              caption={summary}
              table={<Lines lines={lines} name={measure.shortName} />}
            />
          )}
          <Rules measure={measure} />
        </Stack>
      </Section>
    </div>
  )
}

const Lines = ({ lines, name }: Pick<Course, 'lines'> & { name: string }) => {
  const { say, intl } = useLanguage()
  const sayChange = useChange()
  return (
    <Table
      caption={say('measures.chart.title', { name })}
      captionHidden
      columns={[
        { key: 'date', label: say('measures.table.date'), whole: true },
        { key: 'score', label: say('measures.table.score'), numeric: true },
        { key: 'meaning', label: say('measures.table.meaning') },
        { key: 'how', label: say('measures.table.how') },
      ]}
      rows={[...lines].reverse().map(({ id, at, total, band, isAlone, change }) => ({
        key: id,
        cells: {
          date: intl.formatDate(at, { dateStyle: 'long' }),
          score: total === null ? say('measures.table.noScore') : String(total),
          meaning: [band === null ? '' : say(`measures.band.${band}`), change === null ? '' : sayChange(change)]
            .filter((part) => part !== '')
            .join('. '),
          how: say(isAlone ? 'measures.how.alone' : 'measures.how.together'),
        },
      }))}
    />
  )
}

const Rules = ({ measure }: Pick<Course, 'measure'>) => {
  const { say } = useLanguage()
  const { change, bandsSource, scoring, licence } = measure
  return (
    <Fold title={say('measures.rule.title')}>
      <Stack gap="small">
        <p>{change.points === null ? say('measures.rule.none') : say('measures.rule.points', { n: change.points })}</p>
        <DescriptionList
          items={[
            { key: 'change', term: say('measures.rule.change'), description: <span lang="en">{change.source}</span> },
            { key: 'bands', term: say('measures.rule.bands'), description: <span lang="en">{bandsSource}</span> },
            { key: 'scoring', term: say('measures.rule.scoring'), description: <span lang="en">{scoring.source}</span> },
            {
              key: 'licence',
              term: say('measures.rule.licence'),
              description: (
                <span lang="en">
                  <ExternalLink href={licence.address}>{licence.name}</ExternalLink>. {licence.notice}
                </span>
              ),
            },
          ]}
        />
      </Stack>
    </Fold>
  )
}
