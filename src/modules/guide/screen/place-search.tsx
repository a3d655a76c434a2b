import { useLanguage } from '#platform/languages/intl.tsx'
import { Notice } from '#platform/ui/index.ts'
import type { Place } from '../places.queries.server.ts'
import type { Answers } from '../vocabulary.ts'
import { AnswerButtons, Kept } from './answers.tsx'

/** What tells a place apart: the name or code that was typed, and what it lies in. */
const besides = ({ called, within }: Place) => {
  const hint = [called, within].filter((part) => part !== null).join(' · ')
  return hint === '' ? {} : { hint }
}

/** The search for a municipality, and what it found, to choose from. A plain form: what was typed leaves the address with the choice. */
export const PlaceSearch = ({ action, answers, q, places }: { action: string; answers: Answers; q: string; places: readonly Place[] }) => {
  const { say } = useLanguage()
  return (
    <>
      <search>
        <form className="search" method="get" action={action}>
          <Kept answers={answers} />
          <label className="field-label" htmlFor="q">
            {say('guide.place.label')}
          </label>
          <p className="field-hint" id="q-hint">
            {say('guide.place.hint')}
          </p>
          <div className="place-line">
            <input
              className="input"
              id="q"
              type="search"
              name="q"
              defaultValue={q}
              maxLength={60}
              autoComplete="address-level2"
              aria-describedby="q-hint"
            />
            <button className="button button-primary" type="submit">
              {say('guide.place.act')}
            </button>
          </div>
        </form>
      </search>
      {q !== '' && places.length === 0 && (
        <Notice kind="attention" title={say('guide.place.none')}>
          <p>{say('guide.place.none.what')}</p>
        </Notice>
      )}
      {places.length > 0 && (
        <section aria-labelledby="places">
          <h2 className="places-title" id="places">
            {say('guide.place.found')}
          </h2>
          <AnswerButtons
            question="place"
            action={action}
            answers={answers}
            choices={places.map((place) => ({ value: place.id, label: place.name, ...besides(place) }))}
          />
        </section>
      )}
    </>
  )
}
