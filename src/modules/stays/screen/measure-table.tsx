import { useLanguage } from '#platform/languages/intl.tsx'
import { Row, Table, Tag } from '#platform/ui/index.ts'
import { type Concern, minutesOf } from '../coercion/attention.ts'
import type { MeasureLine } from '../coercion/measures.queries.server.ts'
import { housePath } from '../vocabulary.ts'
import { useTimes } from './words.ts'

const HOUR = 60
const TWO_DAYS = 48 * HOUR
/** How long something lasted, in words of its size. */
export const useLasting = () => {
  const { say } = useLanguage()
  return (minutes: number) => {
    if (minutes < HOUR) return say('stays.lasting.minutes', { n: minutes })
    if (minutes < TWO_DAYS) return say('stays.lasting.hours', { h: Math.floor(minutes / HOUR), m: minutes % HOUR })
    return say('stays.lasting.days', { n: Math.round(minutes / (24 * HOUR)) })
  }
}

export type ShownMeasure = MeasureLine & { concerns: readonly Concern[] }
export const ConcernTags = ({ concerns }: { concerns: readonly Concern[] }) => {
  const { say } = useLanguage()
  return concerns.map((concern) => (
    <Tag key={concern} tone="attention">
      {say(`stays.concern.${concern}`)}
    </Tag>
  ))
}

type Props = { network: string; house: string; title: string; measures: readonly ShownMeasure[]; now: string; hasNames?: boolean }
/** Coercive measures as rows of the register: what stands out stands there as a word. */
export const MeasureTable = ({ network, house, title, measures, now, hasNames = true }: Props) => {
  const { say, to } = useLanguage()
  const { at } = useTimes()
  const lasting = useLasting()
  return (
    <Table
      caption={title}
      captionHidden
      columns={[
        { key: 'kind', label: say('stays.field.kind') },
        { key: 'number', label: say('stays.column.number'), whole: true },
        ...(hasNames ? [{ key: 'name', label: say('stays.column.name') }] : []),
        { key: 'started', label: say('stays.field.started') },
        { key: 'lasted', label: say('stays.column.lasted') },
        { key: 'state', label: say('stays.column.after') },
      ]}
      rows={measures.map((measure) => ({
        key: measure.id,
        href: to(housePath(network, house, measure.personId, measure.id)),
        cells: {
          kind: say(`stays.kind.${measure.kind}`),
          number: `${measure.year}-${measure.rank}`,
          name: measure.name,
          started: at(measure.startedAt),
          lasted: (
            <>
              {lasting(minutesOf(measure, new Date(now)))}
              {measure.endedAt === null && !measure.isVoid && ` ${say('stays.goesOn')}`}
            </>
          ),
          state: (
            <Row>
              {measure.isVoid ? (
                <Tag>{say('stays.struck')}</Tag>
              ) : (
                <>
                  <Tag>{say('stays.debriefing.tag', { state: say(`stays.debriefing.${measure.debriefing}`) })}</Tag>
                  <ConcernTags concerns={measure.concerns} />
                </>
              )}
            </Row>
          ),
        },
      }))}
    />
  )
}
