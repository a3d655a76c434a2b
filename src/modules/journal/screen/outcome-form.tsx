import { type Answer, Theirs, useField, Wrong } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Button, Form, LinkButton, Row, SelectField, Stack, TextField } from '#platform/ui/index.ts'
import type { Choice } from '../choices.server.ts'
import { OUTCOME_KINDS } from '../vocabulary.ts'

export type OutcomeChoices = { programmes: Choice[]; sources: Choice[]; events: Choice[] }
type Props = Answer & { choices: OutcomeChoices; cancel: string }

const LABELS: Readonly<Record<string, MessageId>> = {
  programme: 'journal.field.programme',
  activity: 'journal.outcome.activity',
  kind: 'journal.outcome.kind',
  title: 'journal.field.title',
  language: 'journal.outcome.language',
  published: 'journal.outcome.published',
  publisher: 'journal.outcome.publisher',
  doi: 'journal.outcome.doi',
  address: 'journal.outcome.address',
  occurrences: 'journal.field.occurrences',
  source: 'journal.field.source',
  locator: 'journal.field.locator',
}

/** What came of it: an article, a guide, a report. */
export const OutcomeForm = ({ typed, faults, theirs, version, choices, cancel }: Props) => {
  const { say } = useLanguage()
  const field = useField({ typed, faults })
  const kinds = OUTCOME_KINDS.map((value) => ({ value, label: say(`journal.outcomeKind.${value}`) }))
  const offered: Record<string, readonly Choice[]> = {
    programme: choices.programmes,
    source: choices.sources,
    activity: choices.events,
    kind: kinds,
  }
  return (
    <Form method="post" className="stack stack-medium">
      <Wrong faults={faults} labelOf={(name) => say(LABELS[name] ?? 'journal.field.title')} />
      <Theirs
        theirs={theirs}
        labelOf={(name) => say(LABELS[name] ?? 'journal.field.title')}
        nameOf={(name, value) => offered[name]?.find((choice) => choice.value === value)?.label ?? value}
      />
      <input type="hidden" name="version" value={version ?? typed.version ?? ''} />
      <Stack>
        <TextField {...field('title', 'journal.field.title')} required />
        <SelectField {...field('kind', 'journal.outcome.kind')} options={kinds} empty={say('form.choose')} required />
        <SelectField {...field('programme', 'journal.field.programme')} options={choices.programmes} empty={say('form.choose')} required />
        <TextField {...field('published', 'journal.outcome.published', 'form.hint.roughly')} size="short" required />
        <SelectField {...field('activity', 'journal.outcome.activity')} options={choices.events} empty={say('journal.part_of.none')} />
        <TextField {...field('publisher', 'journal.outcome.publisher', 'journal.hint.publisher')} />
        <TextField {...field('doi', 'journal.outcome.doi', 'journal.hint.doi')} spellCheck={false} />
        <TextField {...field('address', 'journal.outcome.address')} type="url" />
        <TextField {...field('language', 'journal.outcome.language', 'form.hint.language')} size="short" maxLength={2} />
        <TextField {...field('occurrences', 'journal.field.occurrences', 'journal.hint.occurrences')} inputMode="numeric" size="short" />
        <SelectField {...field('source', 'journal.field.source')} options={choices.sources} empty={say('journal.source.none')} />
        <TextField {...field('locator', 'journal.field.locator', 'form.hint.locator')} />
        <Row>
          <Button kind="primary">{say('form.save')}</Button>
          <LinkButton kind="quiet" to={cancel}>
            {say('form.cancel')}
          </LinkButton>
        </Row>
      </Stack>
    </Form>
  )
}
