import { useLanguage } from '#platform/languages/intl.tsx'
import { Pictogram, type PictogramName, Row, Tag, TextLink } from '#platform/ui/index.ts'
import type { StepState } from '../path/machine.ts'
import type { Domain, Helper, StepWay } from '../vocabulary.ts'
import { useDays } from './days.ts'
import './paths.css'

export type ShownStep = {
  id: string
  domain: Domain
  helper: Helper
  what: string
  who: string
  state: StepState
  reason: string
  beginsOn: string | null
  dueOn: string | null
  endedOn: string | null
  how: StepWay
  team: string | null
}
const SIGN: Readonly<Record<StepState, PictogramName>> = {
  wished: 'heart',
  under_way: 'arrow',
  done: 'check',
  paused: 'hand',
  given_up: 'back',
}

/** What else there is to say of a step: who helps, when, why it rests, and who wrote it. */
export const StepFacts = ({ step }: { step: Omit<ShownStep, 'id' | 'what' | 'state' | 'domain'> }) => {
  const { say } = useLanguage()
  const { day } = useDays()
  const { helper, who, reason, beginsOn, dueOn, endedOn, how, team } = step
  const days = [
    endedOn === null ? '' : say('path.ended', { day: day(endedOn) }),
    endedOn === null && beginsOn !== null ? say('path.begins', { day: day(beginsOn) }) : '',
    endedOn === null && dueOn !== null ? say('path.due', { day: day(dueOn) }) : '',
  ].filter((part) => part !== '')
  return (
    <>
      {(helper !== 'nobody' || who !== '') && <p>{say('path.helped', { who: who === '' ? say(`path.helper.${helper}`) : who })}</p>}
      {days.length > 0 && <p>{days.join('. ')}</p>}
      {reason !== '' && <p className="path-text">{say('path.why', { why: reason })}</p>}
      {how === 'together' && team !== null && <p className="path-soft">{say('path.way.together', { team })}</p>}
      {how === 'accepted' && <p className="path-soft">{say('path.way.accepted')}</p>}
    </>
  )
}

type LineProps = {
  steps: readonly ShownStep[]
  /** Where a step is opened; without it the line is only read. */
  hrefOf?: (id: string) => string
}
/** The picture of a path: its steps on one calm line. A sign, a word and a colour say how each is going; it reads and prints as a list. */
export const PathLine = ({ steps, hrefOf }: LineProps) => {
  const { say } = useLanguage()
  return (
    <ol className="path-line">
      {steps.map((step) => (
        <li key={step.id} className={`path-step path-step-${step.state}`}>
          <span className="path-sign">
            <Pictogram name={SIGN[step.state]} />
          </span>
          <h3>{step.what}</h3>
          <Row>
            <Tag tone={step.state === 'under_way' ? 'people' : 'plain'}>{say(`path.state.${step.state}`)}</Tag>
            <Tag>{say(`path.domain.${step.domain}`)}</Tag>
          </Row>
          <StepFacts step={step} />
          {hrefOf !== undefined && (
            <p className="path-screen">
              <TextLink to={hrefOf(step.id)}>
                {say('path.step.open')} <span className="visually-hidden">{step.what}</span>
              </TextLink>
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}
