import { type Answer, Theirs, useField, Wrong } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Button, CheckGroup, DateField, Form, LinkButton, Row, SelectField, Table, Tag, TextField } from '#platform/ui/index.ts'
import type { Choice } from '../choices.server.ts'
import type { Training } from '../training.server.ts'
import { AUDIENCES, type Audience, TRAINING_STATES } from '../vocabulary.ts'
import { useShown } from './frame.tsx'

const useAudience = () => {
  const { say } = useLanguage()
  return {
    one: (audience: Audience) => say(`network.audience.${audience}`),
    all: (audience: readonly Audience[]) => audience.map((each) => say(`network.audience.${each}`)).join(', '),
  }
}

/** The courses of the plan: for whom, when, how many seats, how far. */
export const TrainingTable = ({ courses, base, caption }: { courses: readonly Training[]; base: string; caption: string }) => {
  const { say } = useLanguage()
  const shown = useShown()
  const audience = useAudience()
  return (
    <Table
      caption={caption}
      captionHidden
      columns={[
        { key: 'title', label: say('network.training.title') },
        { key: 'organisation', label: say('network.training.organisation'), under: true },
        { key: 'audience', label: say('network.training.audience') },
        { key: 'when', label: say('network.training.when') },
        { key: 'seats', label: say('network.training.seats') },
        { key: 'state', label: say('network.training.state'), whole: true },
      ]}
      rows={courses.map((course) => ({
        key: course.id,
        href: `${base}/training/${course.id}`,
        cells: {
          title: course.title,
          organisation: course.organisation ?? '',
          audience: audience.all(course.audience),
          when:
            course.starts_on === course.ends_on
              ? shown.day(course.starts_on)
              : say('network.training.span', { from: shown.day(course.starts_on), to: shown.day(course.ends_on) }),
          seats: seatsOf(course, say),
          state: (
            <span>
              <Tag tone={course.state === 'held' ? 'people' : 'plain'}>{say(`network.trainingState.${course.state}`)}</Tag>
            </span>
          ),
        },
      }))}
    />
  )
}

const seatsOf = ({ seats, taken }: Training, say: ReturnType<typeof useLanguage>['say']) => {
  if (taken !== null && seats !== null) return say('network.training.taken', { taken, seats })
  if (taken !== null) return say('network.training.people', { n: taken })
  return seats === null ? '' : say('network.training.places', { n: seats })
}

const LABELS: Readonly<Record<string, MessageId>> = {
  title: 'network.training.title',
  audience: 'network.training.audience',
  organisation: 'network.training.organisation',
  starts_on: 'network.training.starts',
  ends_on: 'network.training.ends',
  seats: 'network.training.seats',
  taken: 'network.training.taken.label',
  state: 'network.training.state',
}

/** A course of the training plan. */
export const TrainingForm = ({
  typed,
  faults,
  theirs,
  version,
  organisations,
  cancel,
}: Answer & { organisations: readonly Choice[]; cancel: string }) => {
  const { say } = useLanguage()
  const field = useField({ typed, faults })
  const audience = useAudience()
  const labelOf = (name: string) => say(LABELS[name] ?? 'network.training.title')
  const states = TRAINING_STATES.map((value) => ({ value, label: say(`network.trainingState.${value}`) }))
  const { defaultValue: chosen, label: _, ...group } = field('audience', 'network.training.audience')
  return (
    <Form method="post" className="stack stack-medium">
      <Wrong faults={faults} labelOf={labelOf} />
      <Theirs
        theirs={theirs}
        labelOf={labelOf}
        nameOf={(name, value) =>
          name === 'audience'
            ? audience.all(value.split('|').filter((each): each is Audience => AUDIENCES.some((known) => known === each)))
            : ([...organisations, ...states].find((choice) => choice.value === value)?.label ?? value)
        }
      />
      <input type="hidden" name="version" value={version ?? typed.version ?? ''} />
      <TextField {...field('title', 'network.training.title')} required />
      <CheckGroup
        {...group}
        legend={say('network.training.audience')}
        options={AUDIENCES.map((value) => ({ value, label: audience.one(value) }))}
        defaultValues={chosen.split('|')}
        required
      />
      <SelectField
        {...field('organisation', 'network.training.organisation')}
        options={organisations}
        empty={say('network.organisation.none')}
      />
      <DateField {...field('starts_on', 'network.training.starts')} required />
      <DateField {...field('ends_on', 'network.training.ends', 'network.hint.sameDay')} />
      <div className="quick-fields">
        <TextField {...field('seats', 'network.training.seats')} inputMode="numeric" size="short" maxLength={4} />
        <TextField {...field('taken', 'network.training.taken.label')} inputMode="numeric" size="short" maxLength={4} />
      </div>
      <SelectField {...field('state', 'network.training.state')} options={states} required />
      <Row>
        <Button kind="primary">{say('form.save')}</Button>
        <LinkButton kind="quiet" to={cancel}>
          {say('form.cancel')}
        </LinkButton>
      </Row>
    </Form>
  )
}
