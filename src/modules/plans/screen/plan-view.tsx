import type { ReactNode } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Tag } from '#platform/ui/index.ts'
import type { Audience, Part, Signer, Way } from '../vocabulary.ts'
import { withPhones } from './phones.tsx'
import './plans.css'

export type ShownPlan = {
  writtenAt: Date
  how: Way
  parts: readonly { part: Part; text: string; forWhom: readonly Audience[] }[]
  signers: readonly Signer[]
}

type Props = { plan: ShownPlan; team?: string | undefined; shows?: boolean /** The level of the headings of its parts. */; level?: 2 | 3 }
/** A crisis plan on one page, as it is read in a crisis. `shows`: also for whom each part is, for the person. */
export const PlanView = ({ plan, team, shows, level = 3 }: Props) => {
  const { say, intl } = useLanguage()
  const Heading = `h${level}` as const
  const day = intl.formatDate(plan.writtenAt, { dateStyle: 'long' })
  return (
    <div>
      <p className="plan-for">
        {plan.how === 'together' && team !== undefined
          ? say('crisisPlan.written.with', { day, team })
          : say(plan.how === 'together' ? 'crisisPlan.written.together' : 'crisisPlan.written.alone', { day })}
      </p>
      {plan.parts.map(({ part, text, forWhom }) => (
        <section key={part} className="plan-part" aria-labelledby={`part-${part}`}>
          <Heading id={`part-${part}`}>{say(`crisisPlan.part.${part}`)}</Heading>
          <p className="plan-text">{part === 'call' || part === 'trusted' || part === 'home' ? withPhones(text) : text}</p>
          {shows && <p className="plan-for">{forWhomInWords(say, forWhom)}</p>}
        </section>
      ))}
      {plan.signers.length > 0 && (
        <section className="plan-part" aria-labelledby="part-signed">
          <Heading id="part-signed">{say('crisisPlan.signed')}</Heading>
          <ul>
            {plan.signers.map(({ name, role, day: on }) => (
              <li key={`${name} ${role}`}>
                {[name, role, on === '' ? '' : intl.formatDate(`${on}T12:00:00Z`, { dateStyle: 'long' })]
                  .filter((each) => each !== '')
                  .join(', ')}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

type Say = ReturnType<typeof useLanguage>['say']
const forWhomInWords = (say: Say, forWhom: readonly Audience[]): ReactNode =>
  forWhom.length === 0 ? (
    <Tag>{say('crisisPlan.for.nobody')}</Tag>
  ) : (
    say('crisisPlan.for.read', { who: forWhom.map((each) => say(`crisisPlan.for.${each}`)).join(', ') })
  )
