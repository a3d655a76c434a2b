import type { ReactNode } from 'react'
import { type FormState, Theirs, Wrong } from '#platform/forms/form-state.tsx'
import type { Typed } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Button, Form, Notice, Page, Row, Section, Stack, Tag, useSaved } from '#platform/ui/index.ts'
import type { Sent } from '../conflict.server.ts'
import type { Step, StepEvent } from '../path/path.queries.server.ts'
import { useDays } from './days.ts'
import { StepFacts } from './path-line.tsx'
import { StepFields } from './step-fields.tsx'
import { StepMoves } from './step-moves.tsx'

type Loaded = { step: Step; kept: Typed; events: readonly StepEvent[] }
type Props = Loaded & {
  answer: Exclude<Sent, null>['answer'] | undefined
  back: { to: string; label: string }
  /** What the page says differently to the person and to a team. */
  words: Record<'moved' | 'kept' | 'hint' | 'keep', MessageId> & { here?: MessageId }
  /** What a team is asked before each of the two forms. */
  before?: (form: 'move' | 'change', faults: FormState['faults']) => ReactNode
}

/** One step: how it is going, why it rests where somebody wants to say so, its words, and how it came to be where it is. */
export const StepPage = ({ step, kept, events, answer, back, words, before }: Props) => {
  const { say } = useLanguage()
  const { on } = useDays()
  const saved = useSaved()
  const moved = answer?.typed.intent === 'move' ? answer : undefined
  const state = answer !== undefined && moved === undefined ? answer : { typed: kept, faults: {}, theirs: null, version: undefined }
  const labelOf = (name: string) => say(name === 'here' && words.here !== undefined ? words.here : (`path.field.${name}` as MessageId))
  return (
    <Page title={<span className="path-text">{step.what}</span>} back={back}>
      <title>{`${say('path.step.title')} · Maillage`}</title>
      {saved !== null && answer === undefined && <Notice kind="saved">{say(saved === 'moved' ? words.moved : words.kept)}</Notice>}
      <Row>
        <Tag tone={step.state === 'under_way' ? 'people' : 'plain'}>{say(`path.state.${step.state}`)}</Tag>
        <Tag>{say(`path.domain.${step.domain}`)}</Tag>
      </Row>
      <StepFacts step={step} />
      <Section title={say('path.step.moves')}>
        <Wrong faults={moved?.faults ?? {}} labelOf={labelOf} />
        <Theirs theirs={moved?.theirs ?? null} labelOf={labelOf} nameOf={(_, value) => value} />
        <StepMoves
          key={moved?.version ?? step.version}
          state={step.state}
          version={moved?.version ?? String(step.version)}
          reason={moved?.typed.reason ?? step.reason}
          hint={say(words.hint)}
        >
          {before?.('move', moved?.faults ?? {})}
        </StepMoves>
      </Section>
      <Section title={say('path.step.change')}>
        <Form method="post" key={kept.version}>
          <input type="hidden" name="version" value={state.version ?? state.typed.version ?? ''} />
          <Stack>
            <Wrong faults={state.faults} labelOf={labelOf} />
            <Theirs theirs={state.theirs} labelOf={labelOf} nameOf={(_, value) => value} />
            <StepFields {...state} />
            {before?.('change', state.faults)}
            <Row>
              <Button kind="primary">{say(words.keep)}</Button>
            </Row>
          </Stack>
        </Form>
      </Section>
      <Section title={say('path.step.history')}>
        <ul>
          {events.map(({ seq, at, after }) => (
            <li key={seq}>{`${on(at)} : ${say(`path.state.${after}`)}`}</li>
          ))}
        </ul>
      </Section>
    </Page>
  )
}
