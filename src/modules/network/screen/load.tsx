import { type Answer, Theirs, useField, Wrong } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Button, DateField, Fold, Form, Row, Stack, Table, TextField } from '#platform/ui/index.ts'
import type { TeamDay } from '../load.queries.server.ts'
import { type Capacity, caseload, occupancy, type Stated } from '../load.ts'
import { WAITING_REASONS } from '../vocabulary.ts'
import { useShown } from './frame.tsx'

const LABELS: Readonly<Record<string, MessageId>> = {
  on: 'network.day',
  occupied: 'network.load.occupied',
  followed: 'network.load.followed',
  waiting: 'network.load.waiting',
  ...Object.fromEntries(WAITING_REASONS.map((reason) => [`waiting_${reason}`, `network.waiting.${reason}`])),
}

/** What a team states for a day, in a few numbers; only what it has to say. */
export const LoadForm = ({
  typed,
  faults,
  theirs,
  version,
  hasRoom,
  isCounted,
  last,
}: Answer & { hasRoom: boolean; isCounted: boolean; last: Stated | null }) => {
  const { say } = useLanguage()
  const shown = useShown()
  const plain = useField({ typed, faults })
  // Who knows the number of last time sees a slip of the finger at once.
  const field = (name: 'occupied' | 'followed' | 'waiting', label: MessageId) => {
    const before = last?.[name] ?? null
    return {
      ...plain(name, label),
      ...(before === null || last === null ? {} : { hint: say('network.load.before', { n: before, day: shown.day(last.on) }) }),
    }
  }
  const labelOf = (name: string) => say(LABELS[name] ?? 'network.day')
  const explained = WAITING_REASONS.some((reason) => (typed[`waiting_${reason}`] ?? '') !== '')
  return (
    <Form method="post">
      <Stack>
        <Wrong faults={faults} labelOf={labelOf} />
        <Theirs theirs={theirs} labelOf={labelOf} nameOf={(_, value) => value} />
        <input type="hidden" name="version" value={version ?? typed.version ?? '0'} />
        <input type="hidden" name="day" value={typed.on ?? ''} />
        <div className="quick-fields">
          {hasRoom && <TextField {...field('occupied', 'network.load.occupied')} inputMode="numeric" size="short" maxLength={5} />}
          {!isCounted && <TextField {...field('followed', 'network.load.followed')} inputMode="numeric" size="short" maxLength={5} />}
          <TextField {...field('waiting', 'network.load.waiting')} inputMode="numeric" size="short" maxLength={5} />
        </div>
        <Fold title={say('network.load.reasons')} open={explained}>
          <div className="quick-fields">
            {WAITING_REASONS.map((reason) => (
              <TextField
                key={reason}
                {...plain(`waiting_${reason}`, `network.waiting.${reason}`)}
                inputMode="numeric"
                size="short"
                maxLength={5}
              />
            ))}
          </div>
        </Fold>
        <DateField {...plain('on', 'network.day')} required />
        <Row>
          <Button kind="primary">{say('form.save')}</Button>
        </Row>
      </Stack>
    </Form>
  )
}

const useLoadWords = () => {
  const { say } = useLanguage()
  const shown = useShown()
  const some = (n: number | null) => (n === null ? '' : shown.number(n))
  return {
    some,
    /** "37 of 40 places (93 %)", or only what there is. */
    taken: (stated: Pick<Stated, 'occupied'> | null, { beds, places, fte }: Capacity) => {
      const room = [
        ...(beds === null ? [] : [say('network.load.beds', { n: beds })]),
        ...(places === null ? [] : [say('network.load.places', { n: places })]),
      ].join(', ')
      const share = stated === null ? null : occupancy(stated, { beds, places })
      if (share === null) return room === '' && fte === null ? say('network.load.unknown') : room
      return say('network.load.taken', { n: some(stated?.occupied ?? null), room, share: shown.percent(share) })
    },
    occupied: (stated: Pick<Stated, 'occupied'>, capacity: Capacity) => {
      const share = occupancy(stated, capacity)
      return share === null ? some(stated.occupied) : `${some(stated.occupied)} (${shown.percent(share)})`
    },
    load: (stated: Pick<Stated, 'followed'>, capacity: Capacity) => {
      const ratio = caseload(stated, capacity)
      return ratio === null ? '' : shown.one(ratio)
    },
  }
}

/** Whom teams follow, counted from their episodes; null where the number may not be told. */
export type Counted = readonly { key: string; count: number | null }[]

/** Every team with what it can take, what it stated last, and whom it follows where that is counted. */
export const TeamTable = ({ teams, day, base, counted }: { teams: readonly TeamDay[]; day: string; base: string; counted: Counted }) => {
  const { say } = useLanguage()
  const shown = useShown()
  const words = useLoadWords()
  // What a team counts in its episodes stands instead of what it states; a number that may not be told is not replaced by a stated one.
  const followedBy = (id: string, stated: Stated | null) => {
    const own = counted.find(({ key }) => key === id)
    if (own === undefined) return { followed: stated?.followed ?? null, words: words.some(stated?.followed ?? null) }
    return {
      followed: own.count,
      words: own.count === null ? say('network.load.hidden') : say('network.load.counted', { n: shown.number(own.count) }),
    }
  }
  return (
    <Table
      caption={say('network.load.table', { day: shown.day(day) })}
      columns={[
        { key: 'team', label: say('network.load.team') },
        { key: 'organisation', label: say('network.load.organisation'), under: true },
        { key: 'room', label: say('network.load.room') },
        { key: 'fte', label: say('network.fte'), numeric: true },
        { key: 'followed', label: say('network.load.followed'), numeric: true },
        { key: 'load', label: say('network.load.caseload'), numeric: true },
        { key: 'waiting', label: say('network.load.waiting'), numeric: true },
        { key: 'on', label: say('network.load.on'), whole: true },
      ]}
      rows={teams.map(({ stated, ...team }) => ({
        key: team.id,
        href: `${base}/load/${team.id}`,
        cells: {
          team: team.name,
          organisation: team.organisation,
          room: words.taken(stated, team),
          fte: words.some(team.fte),
          followed: followedBy(team.id, stated).words,
          load: words.load(followedBy(team.id, stated), team),
          waiting: words.some(stated?.waiting ?? null),
          on: stated === null ? say('network.load.never') : shown.day(stated.on),
        },
      }))}
    />
  )
}

/** What one team stated, day by day. */
export const StatedTable = ({ days }: { days: readonly (Stated & Capacity)[] }) => {
  const { say } = useLanguage()
  const shown = useShown()
  const words = useLoadWords()
  return (
    <Table
      caption={say('network.load.days')}
      columns={[
        { key: 'on', label: say('network.day'), whole: true },
        ...(days.some(({ occupied }) => occupied !== null)
          ? [{ key: 'occupied', label: say('network.load.occupied'), numeric: true }]
          : []),
        { key: 'followed', label: say('network.load.followed'), numeric: true },
        { key: 'load', label: say('network.load.caseload'), numeric: true },
        { key: 'waiting', label: say('network.load.waiting'), numeric: true },
        ...WAITING_REASONS.filter((reason) => days.some(({ reasons }) => reasons[reason] > 0)).map((reason) => ({
          key: reason,
          label: say(`network.waiting.${reason}`),
          numeric: true,
        })),
      ]}
      rows={days.map((stated) => ({
        key: stated.on,
        cells: {
          on: shown.day(stated.on),
          occupied: words.occupied(stated, stated),
          followed: words.some(stated.followed),
          load: words.load(stated, stated),
          waiting: words.some(stated.waiting),
          ...Object.fromEntries(WAITING_REASONS.map((reason) => [reason, words.some(stated.reasons[reason] || null)])),
        },
      }))}
    />
  )
}
