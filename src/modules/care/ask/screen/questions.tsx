import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Button, CheckField, CheckGroup, Idea, Ideas, Notice, Row, SelectField, TextArea, TextField, TextLink } from '#platform/ui/index.ts'
import { AGREEMENTS, OUTSIDE_KINDS, REASON_KINDS, URGENCIES } from '../../vocabulary.ts'
import { type AskFaults, asksName, mayTravel, nearFirst, needsPlace, takesNobody, tooSlow } from '../answers.ts'
import { ANY_TEAM, type Field, LANGUAGES, longestOf, REPLY_WAYS, type Step } from '../vocabulary.ts'
import type { FormProps } from './form.tsx'
import { useAskWords } from './words.tsx'

type Props = Pick<FormProps, 'answers' | 'faults' | 'teams' | 'waits' | 'places' | 'isSignedIn' | 'days'>

/** What a fault says, at its field and at the top of the page. */
export const useFaultWords = () => {
  const { say } = useLanguage()
  return (faults: AskFaults, field: Field) => {
    const fault = faults[field]
    return fault === undefined ? undefined : say(`ask.fault.${fault}`, { most: longestOf(field) })
  }
}

const useAttributes = ({ answers, faults }: Props) => {
  const { say } = useLanguage()
  const wordsOf = useFaultWords()
  return (name: Field, label: MessageId, hint?: MessageId) => {
    const error = wordsOf(faults, name)
    return {
      name,
      label: say(label),
      defaultValue: answers[name],
      ...(hint === undefined ? {} : { hint: say(hint) }),
      ...(error === undefined ? {} : { error }),
    }
  }
}
/** A question with a few answers to choose from. */
const useChoice = (props: Props) => {
  const attributes = useAttributes(props)
  return (name: Field, legend: MessageId, hint?: MessageId) => {
    const { label, defaultValue, ...rest } = attributes(name, legend, hint)
    return { ...rest, legend: label, defaultValues: [defaultValue], kind: 'radio' as const }
  }
}

const Who = (props: Props) => {
  const { say } = useLanguage()
  const choice = useChoice(props)
  return (
    <>
      <CheckGroup
        {...choice('who', 'ask.who.label')}
        required
        options={OUTSIDE_KINDS.map((kind) => ({ value: kind, label: say(`ask.who.${kind as Exclude<typeof kind, 'team'>}`) }))}
      />
      {props.isSignedIn && (
        <CheckField
          name="forMe"
          value="yes"
          label={say('ask.forMe.label')}
          hint={say('ask.forMe.hint')}
          defaultChecked={props.answers.forMe === 'yes'}
        />
      )}
    </>
  )
}

const GuideLink = ({ placeId }: { placeId: string }) => {
  const { say, to } = useLanguage()
  return (
    <TextLink to={to(placeId === '' ? '/guide' : `/guide?place=${placeId}`)} reload>
      {say('ask.near.guide')}
    </TextLink>
  )
}

const Team = (props: Props) => {
  const { say } = useLanguage()
  const { kindOfTeam, within, statedOf } = useAskWords()
  const choice = useChoice(props)
  return (
    <>
      <TooSlow {...props} />
      <CheckGroup
        {...choice('team', 'ask.team.label')}
        required
        options={[
          ...nearFirst(props.teams).map(({ id, name, careFunction, answerHours, stated, lies }) => ({
            value: id,
            label: name,
            hint: [
              say('ask.team.hint', { kind: kindOfTeam(careFunction), within: within(answerHours) }),
              lies === 'elsewhere' ? say('ask.team.elsewhere') : '',
              statedOf(stated),
            ]
              .filter((part) => part !== '')
              .join(' '),
          })),
          { value: ANY_TEAM, label: say('ask.team.any'), hint: say('ask.team.any.hint') },
        ]}
      />
      {props.faults.team === 'noTeam' && <GuideLink placeId={props.answers.placeId} />}
    </>
  )
}

/** Said before it is sent: the team that was chosen lets them wait longer than they can. */
const TooSlow = ({ answers, teams, waits }: Props) => {
  const { say } = useLanguage()
  const { within, statedOf } = useAskWords()
  const slow = tooSlow(answers, teams, waits)
  const [chosen, instead] = [teams.find(({ id }) => id === slow?.team), teams.find(({ id }) => id === slow?.instead)]
  if (chosen === undefined) return null
  const title = takesNobody(chosen)
    ? say('ask.slow.nobody', { team: chosen.name })
    : say('ask.slow', { team: chosen.name, within: within(chosen.answerHours) })
  return (
    <Notice kind="attention" title={title}>
      {chosen.stated !== null && <p>{statedOf(chosen.stated)}</p>}
      {instead !== undefined && (
        <Button name="go" value="crisis">
          {say('ask.slow.instead', { team: instead.name, within: within(instead.answerHours) })}
        </Button>
      )}
    </Notice>
  )
}

const What = (props: Props) => {
  const { say } = useLanguage()
  const [attributes, choice] = [useAttributes(props), useChoice(props)]
  return (
    <>
      <TextArea {...attributes('what', 'ask.what.label', 'ask.what.hint')} required />
      <div className="ask-chips">
        <CheckGroup
          {...choice('reason', 'ask.reason.label')}
          options={REASON_KINDS.map((kind) => ({ value: kind, label: say(`ask.reason.${kind}`) }))}
        />
      </div>
      <TextArea {...attributes('hoped', 'ask.hoped.label')} rows={3} />
    </>
  )
}

const Urgent = (props: Props) => {
  const { say } = useLanguage()
  const [attributes, choice] = [useAttributes(props), useChoice(props)]
  return (
    <>
      <CheckGroup
        {...choice('urgency', 'ask.urgency.label')}
        required
        options={URGENCIES.map((each) => ({ value: each, label: say(`ask.urgency.${each}`) }))}
      />
      <TextArea {...attributes('safety', 'ask.safety.label', 'ask.safety.hint')} rows={3} />
    </>
  )
}

const Agreement = (props: Props) => {
  const { say } = useLanguage()
  const choice = useChoice(props)
  return (
    <>
      <CheckGroup
        {...choice('agreement', 'ask.agreement.label')}
        required
        options={AGREEMENTS.map((each) => ({ value: each, label: say(`ask.agreement.${each}`) }))}
      />
      <Notice kind="info" title={say('ask.agreement.without')}>
        <p>{say('ask.agreement.without.what')}</p>
      </Notice>
    </>
  )
}

const Person = (props: Props) => {
  const { say } = useLanguage()
  const { languageName } = useAskWords()
  const attributes = useAttributes(props)
  return (
    <>
      {asksName(props.answers) ? (
        <>
          <TextField {...attributes('given', 'ask.given.label')} autoComplete="off" />
          <TextField {...attributes('family', 'ask.family.label')} autoComplete="off" />
        </>
      ) : (
        <Notice kind="info">{say('ask.person.unnamed')}</Notice>
      )}
      <TextField
        {...attributes('place', 'ask.place.label', 'ask.place.hint')}
        autoComplete="off"
        required={needsPlace(props.answers, props.teams)}
      />
      <Which {...props} />
      {(props.faults.place === 'noTeam' || props.faults.place === 'placeUnknown') && (
        <Row>
          <Button name="go" value="at-team">
            {say('ask.step.team')}
          </Button>
          <GuideLink placeId={props.answers.placeId} />
        </Row>
      )}
      <SelectField
        {...attributes('language', 'ask.language.label')}
        empty={say('ask.language.any')}
        options={LANGUAGES.map((code) => ({ value: code, label: languageName(code) }))}
      />
      <CheckField
        name="interpreter"
        value="yes"
        label={say('ask.interpreter.label')}
        defaultChecked={props.answers.interpreter === 'yes'}
      />
    </>
  )
}

/** Several municipalities may be meant: one tap says which. What is typed anew is looked for anew. */
const Which = ({ faults, places }: Props) => {
  const { say } = useLanguage()
  if (faults.place !== 'placeWhich') return null
  return (
    <CheckGroup
      name="placeId"
      legend={say('ask.near.which')}
      kind="radio"
      options={places.map(({ id, name, within, called }) => ({
        value: id,
        label: name,
        hint: [called, within].filter((part) => part !== null).join(' · '),
      }))}
    />
  )
}

const Reply = (props: Props) => {
  const { say } = useLanguage()
  const [attributes, choice] = [useAttributes(props), useChoice(props)]
  return (
    <>
      <CheckGroup
        {...choice('way', 'ask.way.label')}
        required
        options={REPLY_WAYS.map((way) => ({ value: way, label: say(`ask.way.${way}`) }))}
      />
      <TextField {...attributes('reach', 'ask.reach.label', 'ask.reach.hint')} autoComplete="off" />
      <TextArea {...attributes('when', 'ask.when.label', 'ask.when.hint')} rows={3} />
      {props.answers.who !== 'person' && <TextField {...attributes('asker', 'ask.asker.label')} autoComplete="off" />}
    </>
  )
}

const Send = (props: Props) => {
  const { say } = useLanguage()
  return (
    <>
      <TooSlow {...props} />
      {mayTravel(props.answers) && (
        <CheckField
          name="passOn"
          value="yes"
          label={say('ask.passOn.label')}
          hint={say('ask.passOn.hint', { days: props.days })}
          defaultChecked={props.answers.passOn === 'yes'}
        />
      )}
      <h2>{say('ask.rights.title')}</h2>
      <Ideas>
        <Idea picture="eye">{say('ask.rights.who')}</Idea>
        <Idea picture="calendar">{say('ask.rights.until')}</Idea>
        <Idea picture="hand">{say('ask.rights.yours')}</Idea>
        {props.answers.who !== 'person' && <Idea picture="speech">{say('ask.rights.asker')}</Idea>}
      </Ideas>
    </>
  )
}

/** The fields of each question. */
export const QUESTIONS: Readonly<Record<Step, (props: Props) => React.ReactNode>> = {
  who: Who,
  team: Team,
  what: What,
  urgency: Urgent,
  agreement: Agreement,
  person: Person,
  reply: Reply,
  send: Send,
}
