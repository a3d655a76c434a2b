import { useState } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckField, Fold, Form, Notice, Section, Stack, TextArea, TextField } from '#platform/ui/index.ts'
import { TEXTS } from '../vocabulary.ts'
import type { ShownRecovery } from './recovery-view.tsx'
import { type SyncState, useRecoverySync } from './use-recovery-sync.ts'
import './plans.css'

type Props = {
  plan: ShownRecovery
  seq: number
  state: string
  syncTo: string
  held: string /** Somebody writes in the plan of another. */
  isTogether?: boolean
}

/**
 * The plan as a form that works without a script. With one, each letter goes into the shared document, and what others write appears;
 * without a network it is kept until there is one.
 */
export const RecoveryEditor = ({ plan, seq, state, syncTo, held, isTogether = false }: Props) => {
  const { say } = useLanguage()
  const [box, setBox] = useState<HTMLElement | null>(null)
  const { shown, status, isLive, others, flush, addGoal } = useRecoverySync(box?.querySelector('form') ?? null, {
    plan,
    state,
    syncTo,
    held,
  })
  const away = shown.goals.filter(({ isAway }) => isAway)
  return (
    <div ref={setBox}>
      {status === 'over' && (
        <Notice kind="danger" title={say('recovery.sync.over')}>
          <p>{say('recovery.sync.over.what')}</p>
        </Notice>
      )}
      <Form
        method="post"
        onSubmit={(event) => {
          // What was typed is in the shared document: sent as a form as well, it would be written twice.
          if (!isLive) return
          event.preventDefault()
          const field = event.currentTarget.elements.namedItem('title-new')
          if (field instanceof HTMLInputElement && field.value.trim() !== '') {
            addGoal(field.value.trim())
            field.value = ''
          }
          flush()
        }}
      >
        <input type="hidden" name="base" value={seq} />
        <Stack gap="large">
          {TEXTS.map((name) => (
            <TextArea
              key={name}
              name={name}
              label={say(`recovery.text.${name}`)}
              hint={say(`recovery.hint.${name}`)}
              defaultValue={plan.texts[name]}
              rows={4}
              maxLength={8000}
            />
          ))}
          <Section title={say('recovery.goals')}>
            <Stack>
              {shown.goals
                .filter(({ isAway }) => !isAway)
                .map((goal) => (
                  <GoalFields key={goal.id} goal={goal} />
                ))}
              <TextField name="title-new" label={say('recovery.goal.new')} hint={say('recovery.goal.hint')} maxLength={500} />
              {isLive && (
                <Button name="intent" value="goal">
                  {say('recovery.goal.add')}
                </Button>
              )}
              {away.length > 0 && (
                <Fold title={say('recovery.goals.away')}>
                  <Stack>
                    {away.map((goal) => (
                      <GoalFields key={goal.id} goal={goal} />
                    ))}
                  </Stack>
                </Fold>
              )}
            </Stack>
          </Section>
          <p role="status" className="plan-for">
            {isLive && status !== 'over' ? statusInWords(say, status) : ''}
            {isLive && others.length > 0 ? ` ${say('recovery.others', { names: others.join(', ') })}` : ''}
          </p>
          <Button kind="primary" name="intent" value="save">
            {say(isTogether ? 'recovery.together.keep' : 'recovery.keep')}
          </Button>
        </Stack>
      </Form>
    </div>
  )
}

const GoalFields = ({ goal: { id, title, steps, who, isReached, isAway } }: { goal: ShownRecovery['goals'][number] }) => {
  const { say } = useLanguage()
  return (
    <fieldset className="field">
      <legend className="field-label">{title === '' ? say('recovery.goal') : title}</legend>
      <Stack gap="small">
        <TextField name={`title-${id}`} label={say('recovery.goal')} defaultValue={title} maxLength={500} />
        <TextArea
          name={`steps-${id}`}
          label={say('recovery.steps')}
          hint={say('recovery.steps.hint')}
          defaultValue={steps}
          rows={3}
          maxLength={8000}
        />
        <TextField name={`who-${id}`} label={say('recovery.who')} defaultValue={who} maxLength={500} />
        <CheckField name={`reached-${id}`} label={say('recovery.reached')} defaultChecked={isReached} />
        <CheckField name={`away-${id}`} label={say('recovery.away')} defaultChecked={isAway} />
      </Stack>
    </fieldset>
  )
}

type Say = ReturnType<typeof useLanguage>['say']
const statusInWords = (say: Say, status: Exclude<SyncState, 'over'>) => say(`recovery.sync.${status}`)
