import { useState } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckField, Form, Section, Stack, TextArea, TextField } from '#platform/ui/index.ts'
import { TEXTS } from '../vocabulary.ts'
import type { ShownRecovery } from './recovery-view.tsx'
import { type SyncState, useRecoverySync } from './use-recovery-sync.ts'
import './plans.css'

type Props = { plan: ShownRecovery; seq: number; state: string; syncTo: string }

/**
 * The plan as a form that works without a script. With one, each letter goes into the shared document, and what others write appears;
 * without a network it is kept until there is one.
 */
export const RecoveryEditor = ({ plan, seq, state, syncTo }: Props) => {
  const { say } = useLanguage()
  const [box, setBox] = useState<HTMLElement | null>(null)
  const { shown, status, isLive, flush, addGoal } = useRecoverySync(box?.querySelector('form') ?? null, { plan, state, syncTo })
  return (
    <div ref={setBox}>
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
              {shown.goals.map(({ id, title, steps, who, isReached }) => (
                <fieldset key={id} className="field">
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
                  </Stack>
                </fieldset>
              ))}
              <TextField name="title-new" label={say('recovery.goal.new')} hint={say('recovery.goal.hint')} maxLength={500} />
              {isLive && (
                <Button name="intent" value="goal">
                  {say('recovery.goal.add')}
                </Button>
              )}
            </Stack>
          </Section>
          <p role="status" className="plan-for">
            {isLive ? statusInWords(say, status) : ''}
          </p>
          <Button kind="primary" name="intent" value="save">
            {say('recovery.keep')}
          </Button>
        </Stack>
      </Form>
    </div>
  )
}

type Say = ReturnType<typeof useLanguage>['say']
const statusInWords = (say: Say, status: SyncState) => say(`recovery.sync.${status}`)
