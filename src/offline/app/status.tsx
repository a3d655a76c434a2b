import { useLanguage } from '#platform/languages/intl.tsx'
import { Progress } from '#platform/ui/index.ts'
import { useField } from './use-field.tsx'

/** How things stand, in one quiet line that is also said aloud when it changes: fresh as of when, without a network, what waits. */
export const Status = () => {
  const { say, intl } = useLanguage()
  const { view } = useField()
  const { phase, work, progress, metAt, isReached, isWhole, written } = view
  const time = metAt === 0 ? '' : intl.formatDate(metAt, { timeStyle: 'short' })
  const waits = written.filter(({ state }) => state === 'waiting').length
  const asks = written.length - waits
  const now =
    phase === 'opening'
      ? say('field.state.opening')
      : phase === 'shut'
        ? say(isReached ? 'field.state.shut' : 'field.state.shut.offline')
        : !isReached
          ? say('field.state.offline', { time })
          : work === 'syncing' && !isWhole
            ? say('field.state.first')
            : say('field.state.fresh', { time })
  return (
    <div className="field-status">
      <p role="status" aria-live="polite">
        <span className={isReached ? 'field-dot' : 'field-dot field-dot-off'} aria-hidden="true" /> {now}
        {waits > 0 && <> {say('field.state.waits', { count: waits })}</>}
        {asks > 0 && (
          <>
            {' '}
            <a className="link" href="#/waiting">
              {say('field.state.asks', { count: asks })}
            </a>
          </>
        )}
      </p>
      {progress !== null && progress.done < progress.total && (
        <Progress value={progress.done} max={progress.total} label={say('field.state.progress', progress)} />
      )}
    </div>
  )
}
