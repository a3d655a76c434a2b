import { useLanguage } from '#platform/languages/intl.tsx'
import { Pictogram, Section } from '#platform/ui/index.ts'
import { directionOf, ownNameOf, WELCOME } from '../welcome.ts'
import './outreach.css'

/** For who reads little of the page: what they must know in other languages, and which ones the team speaks, each by its own name. */
export const Welcome = ({ spoken }: { spoken: readonly string[] }) => {
  const { say, language } = useLanguage()
  return (
    <Section title={say('outreach.languages')} id="languages">
      {spoken.length > 0 && (
        <p>
          <Pictogram name="speech" /> {say('outreach.speaks')}{' '}
          {spoken.map((each, at) => (
            <span key={each}>
              {at > 0 && ' · '}
              <strong lang={each} dir={directionOf(each)}>
                {ownNameOf(each)}
              </strong>
            </span>
          ))}
        </p>
      )}
      <ul className="stop-welcome">
        {WELCOME.filter((each) => each.language !== language).map(({ language: each, text }) => (
          <li key={each} lang={each} dir={directionOf(each)}>
            {text}
          </li>
        ))}
      </ul>
    </Section>
  )
}
