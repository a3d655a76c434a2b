import { useEffect, useRef, useState } from 'react'
import { useFetcher } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Row } from '#platform/ui/index.ts'
import type { VisitLine } from '../board/board.ts'
import { isOut, visitMovesFrom } from '../visits/machine.ts'
import { QUICK_OUTCOMES } from '../vocabulary.ts'
import { UNSENT } from './unsent.ts'
import { useScript } from './use-script.ts'

type Answer = { problem?: string }
const AGAIN_MS = 5000
/** Says a tap again until it arrives: when the network is back, and every few seconds. */
const useAgain = (fetcher: ReturnType<typeof useFetcher<Answer>>, action: string) => {
  const last = useRef<FormData | null>(null)
  const isUnsent = fetcher.data?.problem === UNSENT
  useEffect(() => {
    if (!isUnsent) return
    const again = () => {
      if (last.current !== null && fetcher.state === 'idle') void fetcher.submit(last.current, { method: 'post', action })
    }
    const timer = setInterval(again, AGAIN_MS)
    addEventListener('online', again)
    return () => {
      clearInterval(timer)
      removeEventListener('online', again)
    }
  }, [isUnsent, fetcher, action])
  const keep = (form: FormData) => {
    last.current = form
  }
  return { isUnsent, keep }
}

type Props = {
  action: string
  /** `signBy`: the hour by which somebody who is out alone gives a sign. */
  visit: { id: string; state: VisitLine['state']; who: string; at: string; signBy: string | null }
  /** By how many minutes it can be made longer, as the team decided. */
  longer: readonly number[]
  /** Whose board it is, where the page is not that of one board. */
  of?: { network: string; team: string }
}
/** What can be said of a visit now, each in one tap; whoever is out can also say that it takes longer. */
export const VisitMoves = ({ action, visit: { id, state, who, at, signBy }, longer, of }: Props) => {
  const { say } = useLanguage()
  const fetcher = useFetcher<Answer>()
  const hasScript = useScript()
  const form = useRef<HTMLFormElement>(null)
  const { isUnsent, keep } = useAgain(fetcher, action)
  const [said, setSaid] = useState('')
  // The button that was pressed is gone with what it said: by keyboard one goes on where one was.
  const before = useRef(state)
  useEffect(() => {
    if (before.current === state || fetcher.data === undefined) return
    before.current = state
    if (document.activeElement === document.body) form.current?.querySelector('button')?.focus()
  }, [state, fetcher.data])
  const moves = visitMovesFrom(state).filter((move) => move !== 'finish')
  if (moves.length === 0 && state !== 'safe') return null
  return (
    <fetcher.Form
      ref={form}
      method="post"
      action={action}
      className="screen-only"
      aria-label={say('boards.moves', { name: who, at })}
      onSubmit={({ currentTarget, nativeEvent }) => {
        const { submitter } = nativeEvent as SubmitEvent
        keep(new FormData(currentTarget, submitter))
        setSaid(submitter?.textContent ?? '')
      }}
    >
      <input type="hidden" name="visit" value={id} />
      {of !== undefined && <input type="hidden" name="network" value={of.network} />}
      {of !== undefined && <input type="hidden" name="team" value={of.team} />}
      {hasScript && <input type="hidden" name="quiet" value="yes" />}
      <Row>
        {moves.map((move) => (
          <Button key={move} name="move" value={move} {...(move === 'callOff' ? { kind: 'quiet' as const } : {})}>
            {say(`boards.move.${move}`)}
          </Button>
        ))}
        {signBy !== null && (
          <Button name="fine" value="yes">
            {say('boards.move.fine')}
          </Button>
        )}
        {isOut(state) &&
          longer.map((minutes) => (
            <Button key={minutes} kind="quiet" name="longer" value={String(minutes)}>
              {say('boards.move.longer', { minutes })}
            </Button>
          ))}
        {state === 'safe' &&
          QUICK_OUTCOMES.map((outcome) => (
            <Button key={outcome} name="outcome" value={outcome}>
              {say(`boards.quick.${outcome}`)}
            </Button>
          ))}
      </Row>
      {signBy !== null && <p className="board-soft">{say('boards.signBy', { at: signBy })}</p>}
      {isUnsent && <p role="alert">{say('boards.moved.unsent', { said })}</p>}
      {fetcher.data?.problem !== undefined && !isUnsent && <p role="alert">{say('boards.moved.meanwhile')}</p>}
    </fetcher.Form>
  )
}
