import { useLanguage } from '#platform/languages/intl.tsx'
import type { TextName } from '../vocabulary.ts'
import { TEXTS } from '../vocabulary.ts'
import './plans.css'

export type ShownRecovery = {
  texts: Readonly<Record<TextName, string>>
  goals: readonly { id: string; title: string; steps: string; who: string; isReached: boolean; isAway: boolean }[]
}

/** A recovery plan to read. */
export const RecoveryView = ({ plan }: { plan: ShownRecovery }) => {
  const { say } = useLanguage()
  return (
    <div>
      {TEXTS.filter((name) => plan.texts[name] !== '').map((name) => (
        <section key={name} className="plan-part" aria-labelledby={`recovery-${name}`}>
          <h3 id={`recovery-${name}`}>{say(`recovery.text.${name}`)}</h3>
          <p className="plan-text">{plan.texts[name]}</p>
        </section>
      ))}
      {plan.goals
        .filter(({ isAway }) => !isAway)
        .map(({ id, title, steps, who, isReached }) => (
          <section key={id} className="plan-part" aria-labelledby={`goal-${id}`}>
            <h3 id={`goal-${id}`}>{say('recovery.goal.named', { title })}</h3>
            {isReached && <p>{say('recovery.reached')}</p>}
            {steps !== '' && <p className="plan-text">{steps}</p>}
            {who !== '' && <p className="plan-text">{say('recovery.helped', { who })}</p>}
          </section>
        ))}
    </div>
  )
}
