import { useLanguage } from '#platform/languages/intl.tsx'
import { Pictogram } from '#platform/ui/index.ts'
import type { EmergencyNumber } from '../emergency.ts'

// 114 is written to, not spoken with.
const hrefOf = ({ line, number }: EmergencyNumber) => `${line === 'deaf' ? 'sms' : 'tel'}:${number.replaceAll(' ', '')}`

/** Whom to call now: on every page of the guide, first. `isDanger`: somebody said that there is danger. */
export const Emergency = ({ numbers, isDanger = false }: { numbers: readonly EmergencyNumber[]; isDanger?: boolean }) => {
  const { say } = useLanguage()
  return (
    <section className={isDanger ? 'emergency emergency-now' : 'emergency'} aria-labelledby="emergency">
      <h2 id="emergency">
        <Pictogram name="phone" />
        {say(isDanger ? 'guide.emergency.now' : 'guide.emergency')}
      </h2>
      <ul>
        {numbers.map((entry) => (
          <li key={entry.line}>
            <a href={hrefOf(entry)}>
              <strong>{entry.number}</strong> <span>{say(`guide.line.${entry.line}`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
