import type { ReactNode } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, Row, Stack, TextArea } from '#platform/ui/index.ts'
import { afterStep, type StepState, stepMovesFrom, takesReason } from '../path/machine.ts'

type Props = {
  state: StepState
  version: string
  reason: string
  hint: string
  /** What a team is asked before. */
  children?: ReactNode
}

/** How a step goes on: one button for each way, and a reason for those who want to give one. */
export const StepMoves = ({ state, version, reason, hint, children }: Props) => {
  const { say } = useLanguage()
  const moves = stepMovesFrom(state)
  const asksReason = moves.some((move) => takesReason(afterStep(state, move) ?? state))
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="move" />
      <input type="hidden" name="version" value={version} />
      <Stack>
        {asksReason && (
          <TextArea name="reason" label={say('path.field.reason')} hint={hint} defaultValue={reason} rows={2} maxLength={2000} />
        )}
        {children}
        <Row>
          {moves.map((move) => (
            <Button key={move} name="move" value={move} {...(move === 'give_up' ? { kind: 'quiet' as const } : {})}>
              {say(`path.move.${move}`)}
            </Button>
          ))}
        </Row>
      </Stack>
    </Form>
  )
}
