import type { ReactNode } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Notice, Pictogram, Table } from '#platform/ui/index.ts'
import type { Composition, MeetingLine, Seat } from '../committees.queries.server.ts'
import { COLLEGES, type College, FIRST_COLLEGES } from '../vocabulary.ts'
import { useShown } from './frame.tsx'

const emptyOf = (seats: readonly Seat[], college: College) =>
  seats.filter((seat) => seat.college === college && seat.filled_from === null).length

/** Empty seats of persons concerned and of carers, said aloud: nothing about us without us. And where no seat was ever made for them. */
export const EmptyChairs = ({ seats, more }: { seats: readonly Seat[]; more?: ReactNode }) => {
  const { say } = useLanguage()
  const lines = FIRST_COLLEGES.flatMap((college) => {
    const empty = emptyOf(seats, college)
    const isMissing = !seats.some((seat) => seat.college === college)
    if (isMissing) return [say(`network.seat.missing.${college as 'carers'}`)]
    return empty === 0 ? [] : [say(`network.seat.empty.${college as 'carers'}`, { n: empty })]
  })
  if (lines.length === 0) return null
  return (
    <Notice kind="attention" title={say('network.seat.aloud')}>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {more !== undefined && <p>{more}</p>}
    </Notice>
  )
}

/** The seats of a committee by college; an empty one is drawn as an empty chair. */
export const Seats = ({ seats, children }: { seats: readonly Seat[]; children?: (seat: Seat) => ReactNode }) => {
  const { say } = useLanguage()
  return (
    <div className="colleges">
      {COLLEGES.filter((college) => seats.some((seat) => seat.college === college)).map((college) => (
        <div key={college} className="college">
          <h3>{say(`network.college.${college}`)}</h3>
          <ul className="seats">
            {seats
              .filter((seat) => seat.college === college)
              .map((seat) => (
                <li key={seat.id} className={seat.filled_from === null ? 'seat seat-empty' : 'seat'}>
                  <Pictogram name={seat.filled_from === null ? 'question' : 'person'} />
                  <div>
                    <SeatWords seat={seat} />
                    {children?.(seat)}
                  </div>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

const SeatWords = ({ seat }: { seat: Seat }) => {
  const { say } = useLanguage()
  const shown = useShown()
  return (
    <>
      {seat.label ?? say(`network.seat.${seat.college}`)}
      <span className="seat-note">
        {seat.filled_from === null
          ? say('network.seat.free')
          : seat.organisation === null
            ? say('network.seat.since', { day: shown.day(seat.filled_from) })
            : say('network.seat.by', { day: shown.day(seat.filled_from), organisation: seat.organisation })}
      </span>
    </>
  )
}

const countIn = (seats: readonly Seat[], colleges: readonly College[]) => {
  const own = seats.filter(({ college }) => colleges.includes(college))
  return { all: own.length, filled: own.filter(({ filled_from }) => filled_from !== null).length }
}

/** All committees with how their seats are filled. */
export const CommitteeTable = ({ committees, base }: { committees: readonly Composition[]; base: string }) => {
  const { say } = useLanguage()
  const filled = (seats: readonly Seat[], colleges: readonly College[]) => {
    const { all, filled: taken } = countIn(seats, colleges)
    if (all === 0) return say('network.seat.none')
    return say(taken === all ? 'network.seat.count' : 'network.seat.count.free', { filled: taken, all })
  }
  return (
    <Table
      caption={say('network.committees.table')}
      columns={[
        { key: 'name', label: say('network.committee.name') },
        { key: 'kind', label: say('network.committee.kind'), under: true },
        { key: 'all', label: say('network.committee.seats') },
        { key: 'persons', label: say('network.college.persons_concerned') },
        { key: 'carers', label: say('network.college.carers') },
      ]}
      rows={committees.map(({ id, name, kind, care_function, seats }) => ({
        key: id,
        href: `${base}/committees/${id}`,
        cells: {
          name,
          kind: care_function === null ? say(`network.committeeKind.${kind}`) : `${care_function} · ${say(`function.${care_function}`)}`,
          all: filled(seats, COLLEGES),
          persons: filled(seats, ['persons_concerned']),
          carers: filled(seats, ['carers']),
        },
      }))}
    />
  )
}

/** The meetings of a committee, the latest first. */
export const MeetingTable = ({ meetings, base }: { meetings: readonly MeetingLine[]; base: string }) => {
  const { say } = useLanguage()
  const shown = useShown()
  return (
    <Table
      caption={say('network.meetings')}
      captionHidden
      columns={[
        { key: 'on', label: say('network.meeting.on'), whole: true },
        { key: 'state', label: say('network.meeting.state') },
        { key: 'people', label: say('network.meeting.people'), numeric: true },
        { key: 'decisions', label: say('network.meeting.decisions'), numeric: true },
        { key: 'open', label: say('network.meeting.open'), numeric: true },
      ]}
      rows={meetings.map(({ id, held_on, state, people, decisions, open }) => ({
        key: id,
        href: `${base}/meetings/${id}`,
        cells: {
          on: shown.day(held_on),
          state: say(`network.meetingState.${state}`),
          people: people === null ? '' : shown.number(people),
          decisions: shown.number(decisions),
          open: shown.number(open),
        },
      }))}
    />
  )
}
