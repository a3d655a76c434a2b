import { useState } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Empty, Notice, Tag } from '#platform/ui/index.ts'
import { foundBy, nameOf, placeOf } from './names.ts'
import { useField } from './use-field.tsx'

/** Everybody whom one's teams follow, one's own first; found by a name as it is typed in a hurry. */
export const People = ({ isLost = false }: { isLost?: boolean }) => {
  const { say, intl } = useLanguage()
  const { view } = useField()
  const [words, setWords] = useState('')
  const shown = foundBy(words, view.people)
  return (
    <>
      <h1 id="title" tabIndex={-1}>
        {say('field.people')}
      </h1>
      {isLost && <Notice kind="info">{say('field.people.gone')}</Notice>}
      <div className="field">
        <label className="field-label" htmlFor="find">
          {say('field.people.find')}
        </label>
        <input
          className="input"
          id="find"
          type="search"
          autoComplete="off"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </div>
      <p role="status">{say('field.people.count', { count: shown.length })}</p>
      {view.people.length === 0 ? (
        <Empty title={say('field.people.none')} what={say('field.people.none.what')} />
      ) : (
        <ul className="field-list">
          {shown.map((person) => (
            <li key={`${person.network}/${person.id}`} className="field-card">
              <a className="field-name" href={placeOf('people', person)}>
                {nameOf(say, person)}
              </a>
              <span>{person.birthDate !== null && intl.formatDate(`${person.birthDate}T12:00:00Z`, { dateStyle: 'medium' })}</span>
              <span>
                {[...new Set(person.episodes.map(({ team }) => team))].join(', ')}{' '}
                {person.isReferent && <Tag>{say('field.people.referent')}</Tag>} {person.plan !== null && <Tag>{say('field.plan')}</Tag>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
