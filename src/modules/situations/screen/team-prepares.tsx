import { useField } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckGroup, DateField, Fold, Form, Notice, Section, SelectField, Stack, TextArea, TextField } from '#platform/ui/index.ts'
import type { Told } from '../acting.server.ts'
import { isAhead } from '../machine.ts'
import type { Situation } from '../situations.queries.server.ts'
import { ATTENDANCES, WAYS } from '../vocabulary.ts'
import { EndIt } from './parts.tsx'
import { TeamGuests } from './team-guests.tsx'

type Option = { value: string; label: string }
export type Preparing = { situation: Situation; teams: readonly Option[]; until: string; today: string; state: Told }

/** What the team that prepares can do now: one step after the other, none without the person. */
export const TeamPrepares = (props: Preparing) => {
  const { situation } = props
  const { say } = useLanguage()
  const isOpen = isAhead(situation.state)
  return (
    <>
      {situation.state === 'drafted' && <Notice kind="attention">{say('situations.team.waiting')}</Notice>}
      {situation.state !== 'drafted' && !situation.isAgreed && <Notice kind="attention">{say('situations.team.notAgreed')}</Notice>}
      {situation.state === 'drafted' && situation.calledBy === 'team' && <ChangeDraft {...props} />}
      <TeamGuests situation={situation} teams={props.teams} state={props.state} />
      {isOpen && <NoteAnswer {...props} />}
      {isOpen && situation.isAgreed && <Plan {...props} />}
      {situation.state === 'planned' && situation.isAgreed && <Hold {...props} />}
      {isOpen && situation.state !== 'drafted' && <NotePart {...props} />}
      {(isOpen || situation.isAgreed) && (
        <EndIt
          intent="withdraw"
          title={say('situations.team.withdraw')}
          what={say(isOpen ? 'situations.team.withdraw.before' : 'situations.team.withdraw.after')}
          act={say('situations.team.withdraw.act')}
        />
      )}
    </>
  )
}

const ChangeDraft = ({ situation, state }: Preparing) => {
  const { say } = useLanguage()
  const field = useField(state)
  return (
    <Fold title={say('situations.team.change')} open={state.typed.intent === 'change'}>
      <Form method="post">
        <input type="hidden" name="version" value={situation.version} />
        <Stack>
          <TextArea
            {...field('subject', 'situations.team.subject')}
            defaultValue={state.typed.subject ?? situation.subject}
            rows={4}
            maxLength={4000}
          />
          <TextArea
            {...field('said', 'situations.team.said')}
            defaultValue={state.typed.said ?? situation.said}
            rows={4}
            maxLength={4000}
          />
          <Button name="intent" value="change">
            {say('situations.team.change.act')}
          </Button>
        </Stack>
      </Form>
    </Fold>
  )
}

const NoteAnswer = ({ situation, until, state }: Preparing) => {
  const { say } = useLanguage()
  const field = useField(state)
  const isFirst = situation.state === 'drafted'
  return (
    <Fold title={say('situations.team.answer')} open={['yes', 'no'].includes(state.typed.intent ?? '')}>
      <Form method="post">
        <input type="hidden" name="version" value={situation.version} />
        <Stack>
          <p>{say('situations.team.answer.what')}</p>
          <SelectField
            {...field('how', 'situations.team.how')}
            options={WAYS.map((value) => ({ value, label: say(`situations.team.how.${value}`) }))}
          />
          {situation.invitations.length > 0 && (
            <CheckGroup
              name="yes"
              legend={say('situations.team.yes.whom')}
              options={situation.invitations.map(({ id, name }) => ({ value: id, label: name }))}
              defaultValues={situation.invitations.filter(({ personSays }) => personSays === 'yes').map(({ id }) => id)}
            />
          )}
          <DateField {...field('until', 'situations.team.until')} defaultValue={state.typed.until ?? until} />
          <div className="situation-choice">
            <Button name="intent" value="yes">
              {say('situations.team.yes')}
            </Button>
            {isFirst && (
              <Button name="intent" value="no">
                {say('situations.team.no')}
              </Button>
            )}
          </div>
        </Stack>
      </Form>
    </Fold>
  )
}

const Plan = ({ situation, state }: Preparing) => {
  const { say } = useLanguage()
  const field = useField(state)
  const isNew = situation.plannedAt === null
  const shown =
    situation.plannedAt === null
      ? ''
      : new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'short' }).format(situation.plannedAt)
  return (
    <Section title={say(isNew ? 'situations.team.plan' : 'situations.team.plan.again')} id="plan">
      <Form method="post">
        <input type="hidden" name="version" value={situation.version} />
        <Stack>
          <DateField {...field('day', 'situations.team.day')} defaultValue={state.typed.day ?? shown.slice(0, 10)} required />
          <TextField
            {...field('time', 'situations.team.time')}
            type="time"
            size="short"
            defaultValue={state.typed.time ?? (shown.slice(11) || '14:00')}
            required
          />
          <TextField
            {...field('place', 'situations.team.place')}
            defaultValue={state.typed.place ?? situation.place}
            maxLength={200}
            autoComplete="off"
          />
          <Button kind={isNew ? 'primary' : 'quiet'} name="intent" value="plan">
            {say('situations.team.plan.act')}
          </Button>
        </Stack>
      </Form>
    </Section>
  )
}

const Hold = ({ situation, today, state }: Preparing) => {
  const { say } = useLanguage()
  const field = useField(state)
  return (
    <Section title={say('situations.team.hold')} id="hold">
      <Form method="post">
        <input type="hidden" name="version" value={situation.version} />
        <Stack>
          <DateField {...field('held', 'situations.team.held')} defaultValue={state.typed.held ?? today} max={today} required />
          <Button kind="primary" name="intent" value="hold">
            {say('situations.team.hold.act')}
          </Button>
        </Stack>
      </Form>
    </Section>
  )
}

const NotePart = ({ situation, state }: Preparing) => {
  const { say } = useLanguage()
  const field = useField(state)
  return (
    <Fold title={say('situations.team.part')} open={['attend', 'words'].includes(state.typed.intent ?? '')}>
      <Stack>
        <Form method="post">
          <Stack gap="small">
            <SelectField
              name="attendance"
              label={say('situations.team.attendance')}
              options={ATTENDANCES.map((value) => ({ value, label: say(`situations.attendance.${value}`) }))}
              defaultValue={situation.attendance ?? 'comes'}
            />
            <TextField
              {...field('company', 'situations.team.company')}
              defaultValue={situation.company}
              maxLength={500}
              autoComplete="off"
            />
            <Button name="intent" value="attend">
              {say('situations.team.part.act')}
            </Button>
          </Stack>
        </Form>
        <Form method="post">
          <Stack gap="small">
            <TextArea {...field('words', 'situations.team.words')} rows={3} maxLength={4000} />
            <Button name="intent" value="words">
              {say('situations.team.words.act')}
            </Button>
          </Stack>
        </Form>
      </Stack>
    </Fold>
  )
}
