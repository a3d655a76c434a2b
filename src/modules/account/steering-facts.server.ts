import { type RawBuilder, sql } from 'kysely'
import type { Asked, FactRow } from './facts.server.ts'
import type { ComputedFrom, SteeringFlow, SteeringStock } from './indicators/indicator.ts'

type Steering = Extract<ComputedFrom, { fact: 'steering' | 'steering-at-end' }>

const RECORDED = sql`'day' as precision, 'exact' as exactness`
const UNSOURCED = sql`null::text as source, null::text as locator`
const at = (...parts: string[]) => sql`'network/' || network_id || ${`/${parts.join('/')}/`}`

/** The rows behind a figure of the module `network`, from the views that it owns (migration 0017). */
export const steeringRows = (from: Steering, asked: Asked): RawBuilder<FactRow> =>
  from.fact === 'steering' ? duringYear(from.of, asked) : atEnd(from.of, asked)

const duringYear = (of: SteeringFlow, { network, year }: Asked): RawBuilder<FactRow> => {
  const inYear = sql`between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`
  switch (of) {
    case 'meetings':
      return sql`select id as record, to_jsonb(title) as title, held_on as "on", 1 as amount, kind as part, ${at('meetings')} || id as address, ${RECORDED}, ${UNSOURCED}
        from network.meeting_fact where network_id = ${network} and held_on ${inYear}`
    case 'decisions':
      return sql`select id as record, to_jsonb(title) as title, decided_on as "on", 1 as amount, '' as part, ${at('meetings')} || meeting_id as address, ${RECORDED}, ${UNSOURCED}
        from network.decision_fact where network_id = ${network} and decided_on ${inYear}`
    case 'decisions-done':
      return sql`select id as record, to_jsonb(title) as title, settled_on as "on", 1 as amount, '' as part, ${at('meetings')} || meeting_id as address, ${RECORDED}, ${UNSOURCED}
        from network.decision_fact where network_id = ${network} and state = 'done' and settled_on ${inYear}`
    case 'actions-done':
      return sql`select id as record, to_jsonb(title) as title, state_since as "on", 1 as amount, '' as part, ${at('plan', 'actions')} || id as address, ${RECORDED}, ${UNSOURCED}
        from network.action_fact where network_id = ${network} and state = 'done' and state_since ${inYear}`
    case 'courses':
      return sql`select id as record, to_jsonb(title) as title, starts_on as "on", 1 as amount, '' as part, ${at('training')} || id as address, ${RECORDED}, ${UNSOURCED}
        from network.training_fact where network_id = ${network} and state = 'held' and starts_on ${inYear}`
  }
}

const atEnd = (of: SteeringStock, { network, year }: Asked): RawBuilder<FactRow> => {
  const lastDay = sql`${`${year}-12-31`}::date`
  const holds = sql`valid_from <= ${lastDay} and (valid_to is null or valid_to >= ${lastDay})`
  switch (of) {
    case 'beds-out':
    case 'fte-freed':
      return sql`select id as record, to_jsonb(title) as title, valid_from as "on", ${of === 'beds-out' ? sql`beds` : sql`fte`} as amount, ${of === 'beds-out' ? sql`state` : sql`''`} as part,
        ${at('beds')} || id as address, ${RECORDED}, source_id as source, source_locator as locator
        from network.conversion_fact where network_id = ${network} and state in ('frozen', 'closed') and ${holds}`
    case 'seats':
      return seatRows(sql`1`, network, holds)
    case 'seats-filled':
      // An empty seat is a row of nothing: none filled is a figure, and not the same as nothing known.
      return seatRows(
        sql`(exists (select from network.holding h where h.network_id = f.network_id and h.committee_id = f.committee_id and h.seat_id = f.id and h.valid_from <= ${lastDay} and (h.valid_to is null or h.valid_to >= ${lastDay})))::integer`,
        network,
        holds,
      )
  }
}

const seatRows = (amount: RawBuilder<unknown>, network: string, holds: RawBuilder<unknown>): RawBuilder<FactRow> =>
  sql`select id as record, to_jsonb(title) as title, valid_from as "on", ${amount} as amount, college as part, ${at('committees')} || committee_id as address, ${RECORDED}, ${UNSOURCED}
    from network.seat_fact f where network_id = ${network} and college in ('persons_concerned', 'carers') and ${holds}`
