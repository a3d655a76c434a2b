import type { CurrentFigure } from '#modules/account/index.ts'
import { type Answer, Theirs, useField, Wrong } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import {
  Button,
  DateField,
  Form,
  LinkButton,
  Row,
  SelectField,
  Stack,
  Table,
  Tag,
  TextArea,
  TextField,
  TextLink,
} from '#platform/ui/index.ts'
import type { Choice } from '../choices.server.ts'
import type { Action, Aim } from '../plan.queries.server.ts'
import { ACTION_STATES, type ActionState, CARE_FIGURES } from '../vocabulary.ts'
import { useShown } from './frame.tsx'

export const ActionStateTag = ({ state, late }: { state: ActionState; late: boolean }) => {
  const { say } = useLanguage()
  return (
    <span>
      <Tag tone={state === 'done' ? 'people' : 'plain'}>{say(`network.actionState.${state}`)}</Tag>
      {late && (
        <>
          {' '}
          <Tag tone="attention">{say('network.late')}</Tag>
        </>
      )}
    </span>
  )
}

export type AimShown = Aim & { actions: (Action & { late: boolean })[]; figures: CurrentFigure[] }

/** One aim: what it wants, its indicators as they stand, its actions. */
type PartProps = { aim: AimShown; network: string; base: string; maySteer: boolean }
export const AimPart = ({ aim, network, base, maySteer }: PartProps) => {
  const { say } = useLanguage()
  return (
    <section className="aim" aria-labelledby={`aim-${aim.id}`}>
      <div className="section-head">
        <h2 id={`aim-${aim.id}`}>{say('network.aim.title', { n: aim.position, title: aim.title })}</h2>
        {maySteer && (
          <div className="section-aside">
            <TextLink to={`${base}/plan/aims/${aim.id}/edit`}>
              {say('form.edit')}
              <span className="visually-hidden">{` – ${aim.title}`}</span>
            </TextLink>
          </div>
        )}
      </div>
      {aim.what !== null && <p className="said">{aim.what}</p>}
      <AimFigures figures={aim.figures} network={network} maySteer={maySteer} />
      {aim.actions.length > 0 && (
        <ActionTable actions={aim.actions} base={base} caption={say('network.plan.actions', { title: aim.title })} />
      )}
      {maySteer && (
        <p>
          <LinkButton kind="quiet" to={`${base}/plan/actions/new?aim=${aim.id}`}>
            {say('network.action.new')}
          </LinkButton>
        </p>
      )}
    </section>
  )
}

type FiguresProps = { figures: readonly CurrentFigure[]; network: string; maySteer: boolean }
const AimFigures = ({ figures, network, maySteer }: FiguresProps) => {
  const { say, to } = useLanguage()
  if (figures.length === 0) return null
  const told = ({ indicator, shown, unit, address }: CurrentFigure) => {
    const counted = maySteer ? CARE_FIGURES[indicator] : undefined
    if (counted !== undefined) return <TextLink to={to(counted(network))}>{say('network.figure.see')}</TextLink>
    if (shown === null) return say('network.figure.none')
    return address === null ? `${shown} ${unit}` : <TextLink to={to(address)}>{`${shown} ${unit}`}</TextLink>
  }
  return (
    <ul className="aim-figures">
      {figures.map((figure) => (
        <li key={figure.indicator}>
          {`${figure.label} : `}
          {told(figure)}
          {figure.period === '' ? '' : ` (${figure.period})`}
        </li>
      ))}
    </ul>
  )
}

type ActionRow = Action & { late: boolean }
export const ActionTable = ({ actions, base, caption }: { actions: readonly ActionRow[]; base: string; caption: string }) => {
  const { say } = useLanguage()
  const shown = useShown()
  return (
    <Table
      caption={caption}
      captionHidden
      columns={[
        { key: 'title', label: say('network.action.title') },
        { key: 'who', label: say('network.action.responsible') },
        { key: 'until', label: say('network.action.ends'), whole: true },
        { key: 'state', label: say('network.action.state'), whole: true },
      ]}
      rows={actions.map(({ id, title, organisation, responsible, ends_on, state, late }) => ({
        key: id,
        href: `${base}/plan/actions/${id}`,
        cells: {
          title,
          who: organisation === null ? responsible : `${responsible} – ${organisation}`,
          until: shown.day(ends_on),
          state: <ActionStateTag state={state} late={late} />,
        },
      }))}
    />
  )
}

const AIM: Readonly<Record<string, MessageId>> = { title: 'network.aim.name', position: 'network.aim.position', what: 'network.aim.what' }

type AimProps = Answer & { indicators: readonly Choice[]; fields: number; cancel: string }
/** An aim of the plan with up to three indicators of the account. */
export const AimForm = ({ typed, faults, theirs, version, indicators, fields, cancel }: AimProps) => {
  const { say } = useLanguage()
  const field = useField({ typed, faults })
  const labelOf = (name: string) => say(AIM[name] ?? 'network.aim.indicator')
  return (
    <Form method="post" className="stack stack-medium">
      <Wrong faults={faults} labelOf={labelOf} />
      <Theirs
        theirs={theirs}
        labelOf={labelOf}
        nameOf={(_, value) => indicators.find((choice) => choice.value === value)?.label ?? value}
      />
      <input type="hidden" name="version" value={version ?? typed.version ?? ''} />
      <TextField {...field('title', 'network.aim.name')} required />
      <TextField {...field('position', 'network.aim.position')} inputMode="numeric" size="short" maxLength={3} required />
      <TextArea {...field('what', 'network.aim.what')} rows={4} />
      {Array.from({ length: fields }, (_, at) => `indicator_${at}`).map((name) => (
        <SelectField key={name} {...field(name, 'network.aim.indicator')} options={indicators} empty={say('network.aim.indicator.none')} />
      ))}
      <Row>
        <Button kind="primary">{say('form.save')}</Button>
        <LinkButton kind="quiet" to={cancel}>
          {say('form.cancel')}
        </LinkButton>
      </Row>
    </Form>
  )
}

const ACTION_LABELS: Readonly<Record<string, MessageId>> = {
  aim: 'network.action.aim',
  aim_id: 'network.action.aim',
  title: 'network.action.title',
  organisation: 'network.action.organisation',
  organisation_id: 'network.action.organisation',
  responsible: 'network.action.responsible',
  starts_on: 'network.action.starts',
  ends_on: 'network.action.ends',
  state: 'network.action.state',
  state_since: 'network.action.since',
  stopped_because: 'network.action.because',
}

/** The fields of aims and actions as their history names them. */
export const PLAN_LABELS: Readonly<Record<string, MessageId>> = {
  ...ACTION_LABELS,
  position: 'network.aim.position',
  what: 'network.aim.what',
  indicators: 'network.aim.indicator',
}

type ActionProps = Answer & { choices: { aims: readonly Choice[]; organisations: readonly Choice[] }; cancel: string }
/** An action of the plan: what, who, from when to when, and how far it is. */
export const ActionForm = ({ typed, faults, theirs, version, choices, cancel }: ActionProps) => {
  const { say } = useLanguage()
  const field = useField({ typed, faults })
  const states = ACTION_STATES.map((value) => ({ value, label: say(`network.actionState.${value}`) }))
  const offered: Record<string, readonly Choice[]> = { aim: choices.aims, organisation: choices.organisations, state: states }
  const labelOf = (name: string) => say(ACTION_LABELS[name] ?? 'network.action.title')
  return (
    <Form method="post" className="stack stack-medium">
      <Wrong faults={faults} labelOf={labelOf} />
      <Theirs
        theirs={theirs}
        labelOf={labelOf}
        nameOf={(name, value) => offered[name]?.find((choice) => choice.value === value)?.label ?? value}
      />
      <input type="hidden" name="version" value={version ?? typed.version ?? ''} />
      <TextField {...field('title', 'network.action.title')} required />
      <SelectField {...field('aim', 'network.action.aim')} options={choices.aims} empty={say('form.choose')} required />
      <TextField {...field('responsible', 'network.action.responsible', 'network.hint.function')} required />
      <SelectField
        {...field('organisation', 'network.action.organisation')}
        options={choices.organisations}
        empty={say('network.organisation.none')}
      />
      <Stack gap="small">
        <DateField {...field('starts_on', 'network.action.starts')} required />
        <DateField {...field('ends_on', 'network.action.ends')} required />
      </Stack>
      <SelectField {...field('state', 'network.action.state')} options={states} required />
      <DateField {...field('state_since', 'network.action.since', 'network.hint.today')} />
      <TextField {...field('stopped_because', 'network.action.because', 'network.hint.stopped')} />
      <Row>
        <Button kind="primary">{say('form.save')}</Button>
        <LinkButton kind="quiet" to={cancel}>
          {say('form.cancel')}
        </LinkButton>
      </Row>
    </Form>
  )
}
