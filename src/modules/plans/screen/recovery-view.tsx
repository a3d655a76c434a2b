import type { ReactNode } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { TextName } from '../vocabulary.ts'
import { TEXTS } from '../vocabulary.ts'
import './plans.css'

export type ShownRecovery = {
  texts: Readonly<Record<TextName, string>>
  goals: readonly { id: string; title: string; steps: string; who: string; isReached: boolean; isAway: boolean }[]
}

type PartProps = { id: string; title: string; isPaper: boolean; children: ReactNode }
const Part = ({ id, title, isPaper, children }: PartProps) => (
  <section className="plan-part" {...(isPaper ? {} : { 'aria-labelledby': id })}>
    <h3 {...(isPaper ? {} : { id })}>{title}</h3>
    {children}
  </section>
)

/** A recovery plan to read. `isPaper`: for print alone, on a page whose fields have these names already. */
export const RecoveryView = ({ plan, isPaper = false }: { plan: ShownRecovery; isPaper?: boolean }) => {
  const { say } = useLanguage()
  return (
    <div>
      {TEXTS.filter((name) => plan.texts[name] !== '').map((name) => (
        <Part key={name} id={`recovery-${name}`} title={say(`recovery.text.${name}`)} isPaper={isPaper}>
          <p className="plan-text">{plan.texts[name]}</p>
        </Part>
      ))}
      {plan.goals
        .filter(({ isAway }) => !isAway)
        .map(({ id, title, steps, who, isReached }) => (
          <Part key={id} id={`goal-${id}`} title={say('recovery.goal.named', { title })} isPaper={isPaper}>
            {isReached && <p>{say('recovery.reached')}</p>}
            {steps !== '' && <p className="plan-text">{steps}</p>}
            {who !== '' && <p className="plan-text">{say('recovery.helped', { who })}</p>}
          </Part>
        ))}
    </div>
  )
}
