import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Fold } from '#platform/ui/index.ts'
import { install } from '../watch.ts'
import { useField } from './use-field.tsx'

/** The way out: forgets everything on the device. What was not sent stays closed, and that is said before. */
export const Leave = () => {
  const { say, intl } = useLanguage()
  const { field, view } = useField()
  const count = view.written.length
  return (
    <footer className="field-foot">
      <p>
        {view.me?.name}
        {view.isPersisted ? '' : ` · ${say('field.notPersisted')}`}
      </p>
      <Button type="button" onClick={field.hurry}>
        {say('field.sync')}
      </Button>
      {view.canInstall && (
        <Button type="button" onClick={() => void install()}>
          {say('field.install')}
        </Button>
      )}
      <Fold title={say('nav.signOut')}>
        <p>{say('field.leave.what')}</p>
        {count > 0 && <p>{say('field.leave.waits', { count })}</p>}
        <Button kind="danger" type="button" onClick={() => void field.leave()}>
          {say('field.leave.act')}
        </Button>
      </Fold>
      <p className="field-small">{say('field.kept', { time: intl.formatDate(view.metAt, { timeStyle: 'short' }) })}</p>
    </footer>
  )
}
