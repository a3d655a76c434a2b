import { useLanguage } from '#platform/languages/intl.tsx'
import { Pictogram, type PictogramName, TextLink } from '#platform/ui/index.ts'
import type { LineState } from '../live/use-live.ts'

const SIGN: Readonly<Record<LineState, PictogramName>> = {
  starting: 'info',
  live: 'check',
  blind: 'warning',
  lost: 'warning',
  over: 'stop',
}

/** Whether what is shown follows what others do, in words; and of when it is. Without a script: of when, and a link to read it again. */
export const LineOf = ({ state, at, here }: { state: LineState; at: string; here: string }) => {
  const { say } = useLanguage()
  return (
    <p className={`board-line board-line-${state}`} role="status">
      <Pictogram name={SIGN[state]} />
      <span>{say(`boards.line.${state}`, { at })}</span>{' '}
      {state !== 'live' && (
        <TextLink to={here} reload>
          {say('boards.line.again')}
        </TextLink>
      )}
    </p>
  )
}
