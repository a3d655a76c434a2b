import { useLanguage } from '#platform/languages/intl.tsx'
import { Pictogram } from '#platform/ui/index.ts'
import { COUNTRIES_WITH_NUMBERS, emergencyNumbers } from '../emergency-numbers.ts'
import './ask.css'

/** Whom to call when it cannot wait: first on every page of somebody who asks for help. Both countries where it is not known which. */
export const EmergencyNumbers = ({ country }: { country: string | null }) => {
  const { say, intl, language } = useLanguage()
  const countries = country === null ? COUNTRIES_WITH_NUMBERS : [country]
  const nameOf = (code: string) => intl.formatDisplayName(code, { type: 'region' }) ?? code
  return (
    <aside className="emergency" aria-labelledby="emergency-title">
      <p className="emergency-title" id="emergency-title">
        <Pictogram name="phone" /> {say('ask.emergency.title')}
      </p>
      {countries.map((each) => (
        <div key={each}>
          {countries.length > 1 && <p className="emergency-country">{nameOf(each)}</p>}
          <ul className="emergency-numbers">
            {emergencyNumbers(each, language).map(({ number, dial, what }) => (
              <li key={number}>
                <a className="emergency-number" href={`${what === 'deaf' ? 'sms' : 'tel'}:${dial}`}>
                  {number}
                </a>{' '}
                <span>{say(`ask.emergency.${what}`)}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </aside>
  )
}

/** A telephone number as a link that dials it. */
export const PhoneLink = ({ phone }: { phone: string }) => (
  <a className="link" href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>
    {phone}
  </a>
)
