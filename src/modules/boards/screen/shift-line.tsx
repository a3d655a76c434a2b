import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Fold, Form, type Option, Row, SelectField, Stack, Tag } from '#platform/ui/index.ts'
import type { Shift } from '../duty/duty.queries.server.ts'
import type { useClock } from './moments.ts'

type Props = {
  shift: Shift & { isAway: boolean }
  clock: ReturnType<typeof useClock>
  /** Shifts of colleagues that are to come: what can be asked for in return. */
  others: readonly (Shift & { day: string })[]
  names: Readonly<Record<string, string>>
  me: string
  isLead: boolean
  mates: readonly Option[]
  isPast: boolean
  hasBegun: boolean
}

/** Somebody's hours on a day, and what becomes of them: offered, taken, to be confirmed. */
export const ShiftLine = ({ shift, clock, others, names, me, isLead, mates, isPast, hasBegun }: Props) => {
  const { say } = useLanguage()
  const { id, worker, swap, startsAt, endsAt } = shift
  const hours = `${clock.hour(startsAt)}–${clock.hour(endsAt)}`
  const name = names[worker] ?? say('boards.steps.former')
  return (
    <li>
      <Stack gap="small">
        <Row>
          <strong>{name}</strong>
          <span>{hours}</span>
          {shift.isAway && <Tag tone="attention">{say('boards.away.shift')}</Tag>}
          {swap !== null && (
            <Tag tone="attention">
              {swap.state === 'taken'
                ? say('boards.swap.taken', { name: names[swap.taker ?? ''] ?? '' })
                : swap.to === null
                  ? say('boards.swap.offered')
                  : say('boards.swap.offeredTo', { name: names[swap.to] ?? '' })}
            </Tag>
          )}
          {swap !== null && swap.inReturn !== null && (
            <span>{say('boards.swap.inReturn', { at: clock.moment(swap.inReturn.startsAt), to: clock.hour(swap.inReturn.endsAt) })}</span>
          )}
        </Row>
        {!hasBegun && <SwapMoves shift={shift} name={`${name}, ${hours}`} me={me} isLead={isLead} />}
        {!hasBegun && swap === null && worker === me && (
          <Fold title={say('boards.swap.offer')}>
            <Form method="post">
              <Stack gap="small">
                <input type="hidden" name="intent" value="offer" />
                <input type="hidden" name="shift" value={id} />
                <SelectField
                  name="to"
                  label={say('boards.swap.to')}
                  options={mates.filter(({ value }) => value !== me)}
                  empty={say('boards.swap.anybody')}
                />
                <Button>{say('boards.swap.offer.act')}</Button>
              </Stack>
            </Form>
            <ExchangeForm shift={id} others={others} names={names} clock={clock} />
          </Fold>
        )}
        {!isPast && isLead && (
          <Form method="post" className="screen-only">
            <input type="hidden" name="intent" value="remove" />
            <input type="hidden" name="shift" value={id} />
            <Button kind="quiet">
              {say('boards.shift.remove')}
              <span className="visually-hidden">{` ${name}, ${hours}`}</span>
            </Button>
          </Form>
        )}
      </Stack>
    </li>
  )
}

const SwapMoves = ({ shift: { swap }, name, me, isLead }: Pick<Props, 'shift' | 'me' | 'isLead'> & { name: string }) => {
  const { say } = useLanguage()
  if (swap === null) return null
  const moves = [
    ...(swap.state === 'offered' && swap.by !== me && (swap.to === null || swap.to === me) ? (['take'] as const) : []),
    ...(swap.state === 'taken' && isLead ? (['confirm', 'refuse'] as const) : []),
    ...(swap.by === me ? (['withdraw'] as const) : []),
  ]
  if (moves.length === 0) return null
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="swap" />
      <input type="hidden" name="swap" value={swap.id} />
      <Row>
        {moves.map((move) => (
          <Button key={move} name="move" value={move}>
            {say(`boards.swap.${move}`)}
            <span className="visually-hidden">{` ${name}`}</span>
          </Button>
        ))}
      </Row>
    </Form>
  )
}

type ExchangeProps = { shift: string } & Pick<Props, 'others' | 'names' | 'clock'>
/** One's own shift for one of a colleague, who is asked for both in one. Each choice says whose it is. */
const ExchangeForm = ({ shift, others, names, clock }: ExchangeProps) => {
  const { say } = useLanguage()
  const known = others.filter(({ worker }) => names[worker] !== undefined)
  if (known.length === 0) return null
  return (
    <Form method="post">
      <Stack gap="small">
        <input type="hidden" name="intent" value="offer" />
        <input type="hidden" name="shift" value={shift} />
        <SelectField
          name="inReturn"
          id={`return-${shift}`}
          label={say('boards.swap.exchange')}
          options={known.map(({ id, worker, startsAt, endsAt }) => ({
            value: id,
            label: `${names[worker] ?? ''}, ${clock.moment(startsAt)}–${clock.hour(endsAt)}`,
          }))}
        />
        <Button>{say('boards.swap.exchange.act')}</Button>
      </Stack>
    </Form>
  )
}
