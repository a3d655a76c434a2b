import { type Answer, faultInWords } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, DateField, Fold, Form, Row, SelectField, Stack } from '#platform/ui/index.ts'
import type { Choice } from '../choices.server.ts'
import type { Seat } from '../committees.queries.server.ts'

type Props = { seat: Seat; today: string; organisations: readonly Choice[]; answer: Answer | undefined }

/** What can happen to a seat: somebody takes it, leaves it, or it is given up. Who it is, nobody writes down. */
export const SeatMoves = ({ seat, today, organisations, answer }: Props) => {
  const { say } = useLanguage()
  const own = answer?.typed.seat === seat.id ? answer : undefined
  const isEmpty = seat.filled_from === null
  // Several of these forms stand on one page: each field has an id of its own.
  const at = (name: string) => ({ name, id: `seat-${seat.id}-${name}` })
  const fault = Object.values(own?.faults ?? {})[0]
  return (
    <Fold title={say(isEmpty ? 'network.seat.fill' : 'network.seat.change')} open={own !== undefined}>
      <Form method="post">
        <Stack gap="small">
          <input type="hidden" name="seat" value={seat.id} />
          <DateField
            {...at('on')}
            label={say(isEmpty ? 'network.since' : 'network.seat.last')}
            defaultValue={own?.typed.on ?? today}
            {...(fault === undefined ? {} : { error: faultInWords(say, fault) })}
            required
          />
          {isEmpty && (
            <SelectField
              {...at('organisation')}
              label={say('network.seat.sent')}
              options={organisations}
              empty={say('network.organisation.none')}
              defaultValue={own?.typed.organisation ?? ''}
            />
          )}
          <Row>
            <SubmitAs intent={isEmpty ? 'fill' : 'vacate'}>{say(isEmpty ? 'network.seat.fill' : 'network.seat.vacate')}</SubmitAs>
            <SubmitAs intent="end" quiet>
              {say('network.seat.end')}
            </SubmitAs>
          </Row>
        </Stack>
      </Form>
    </Fold>
  )
}

const SubmitAs = ({ intent, quiet, children }: { intent: string; quiet?: boolean; children: string }) => (
  <Button name="intent" value={intent} {...(quiet ? { kind: 'quiet' as const } : {})}>
    {children}
  </Button>
)
