import type { CarriedPerson } from '#modules/field/vocabulary.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { Language } from '#platform/languages/locales.ts'
import { Button, Notice } from '#platform/ui/index.ts'
import { takeUpdate } from '../watch.ts'
import { Duty } from './duty.tsx'
import { Leave } from './leave.tsx'
import { People } from './people.tsx'
import { PersonPage } from './person.tsx'
import { Reach } from './reach.tsx'
import { Shut } from './shut.tsx'
import { Status } from './status.tsx'
import { Today } from './today.tsx'
import { useField, usePlace } from './use-field.tsx'
import { Waiting } from './waiting.tsx'
import { Write } from './write.tsx'

/** A clock that is further off than this is told. */
const SLOW_CLOCK = 5 * 60_000
/** The area: a line that says how things stand, four places, and what is shown in one of them. */
export const App = ({ language }: { language: Language }) => {
  const { say, intl } = useLanguage()
  const { field, view } = useField()
  const place = usePlace()
  const [where = 'today'] = place
  const isWriting = where === 'write' || where === 'reach'
  const count = view.written.length + view.closed.length
  const tabs = [
    { to: 'today', label: say('field.today') },
    { to: 'people', label: say('field.people') },
    { to: 'waiting', label: say('field.waiting'), count },
    ...((view.me?.duty.length ?? 0) > 0 ? [{ to: 'duty', label: say('field.duty') }] : []),
  ]
  return (
    <div className="field-area">
      {/* No link: what stands after the # of the address is a place of the area. */}
      <button className="skip" type="button" onClick={() => document.getElementById('main')?.focus()}>
        {say('field.skip')}
      </button>
      <header className="field-head">
        <p className="field-brand">
          <strong>{say('field.title')}</strong>
          <a className="link" href={`/${language}/care`}>
            {say('field.site')}
          </a>
        </p>
        <Status />
        {view.phase === 'open' && (
          <nav className="field-tabs" aria-label={say('field.title')}>
            {tabs.map(({ to, label, count: waits = 0 }) => (
              <a key={to} className="field-tab" href={`#/${to}`} {...(to === where ? { 'aria-current': 'page' as const } : {})}>
                {label} {waits > 0 && <span className="field-count">{waits}</span>}
              </a>
            ))}
          </nav>
        )}
      </header>
      <main id="main" tabIndex={-1} className="field-main">
        {view.trouble !== null && (
          <Notice kind="danger" title={say(`field.trouble.${view.trouble}`)}>
            {say(`field.trouble.${view.trouble}.what`)}
          </Notice>
        )}
        {view.phase === 'open' && Math.abs(view.skew) > SLOW_CLOCK && (
          <Notice kind="info">
            {say('field.clock', { time: intl.formatDate(field.clock(), { dateStyle: 'medium', timeStyle: 'short' }) })}
          </Notice>
        )}
        {view.isUpdateReady && !isWriting && (
          <Notice kind="info" title={say('field.update')}>
            <p>{say('field.update.what')}</p>
            <Button type="button" onClick={() => void takeUpdate()}>
              {say('field.update.act')}
            </Button>
          </Notice>
        )}
        {view.phase === 'shut' && <Shut language={language} />}
        {view.phase === 'open' && <Place place={place} />}
      </main>
      {view.phase === 'open' && !isWriting && <Leave />}
    </div>
  )
}

const Place = ({ place: [where = 'today', network = '', id = '', item] }: { place: string[] }) => {
  const { view } = useField()
  const person = view.people.find((each) => each.network === network && each.id === id)
  switch (where) {
    case 'people':
      return person === undefined ? <People isLost={id !== ''} /> : <PersonPage person={person} />
    case 'write':
      return person === undefined ? <People isLost /> : <Contact key={`${id} ${item}`} person={person} item={item} />
    case 'reach':
      return person === undefined ? <People isLost /> : <Reach key={id} person={person} />
    case 'waiting':
      return <Waiting />
    case 'duty':
      return <Duty />
    default:
      return <Today />
  }
}

/** A new contact, or one that was refused; where that is settled by now, what waits is shown. */
const Contact = ({ person, item }: { person: CarriedPerson; item: string | undefined }) => {
  const { view } = useField()
  if (item === undefined) return <Write person={person} corrects={null} />
  const command = view.written.find(({ id, state }) => id === item && state === 'refused')?.command
  return command?.kind === 'contact' ? <Write person={person} corrects={command} /> : <Waiting />
}
