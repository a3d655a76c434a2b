import { EXACTNESS } from '#modules/journal/index.ts'
import { type Answer, type FormState, SuggestField, Theirs, useField, Wrong } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import {
  Button,
  DescriptionList,
  Fold,
  Form,
  LinkButton,
  Row,
  SelectField,
  Stack,
  TextArea,
  TextField,
  TextLink,
} from '#platform/ui/index.ts'
import { PERIOD_KINDS } from '../../vocabulary.ts'
import type { Dimension, StatementChoices } from '../choices.server.ts'

type Props = Answer & { choices: StatementChoices; cancel: string; sources: string; other?: string }

/** A number that a document states: what it counts, how exactly, for when, and where it is written. */
export const StatementForm = ({ typed, faults, theirs, version, choices, cancel, sources, other }: Props) => {
  const { say } = useLanguage()
  const field = useField({ typed, faults })
  const { indicator } = choices
  return (
    <Form method="post" className="stack stack-medium">
      <Wrong faults={faults} labelOf={(name) => say(labelOf(name))} />
      <Theirs
        theirs={theirs}
        labelOf={(name) => say(labelOf(name))}
        nameOf={(name, value) => (name === 'source' ? (choices.sources.find((source) => source.value === value)?.label ?? value) : value)}
      />
      <input type="hidden" name="version" value={version ?? typed.version ?? ''} />
      <input type="hidden" name="indicator" value={indicator.id} />
      <Stack>
        <DescriptionList
          items={[
            {
              term: say('statements.field.indicator'),
              description: (
                <>
                  {indicator.label} {other !== undefined && <TextLink to={other}>{say('statements.indicator.other')}</TextLink>}
                </>
              ),
            },
            { term: say('statements.definition'), description: indicator.definition },
            { term: say('statements.unit'), description: indicator.unit },
          ]}
        />
        {choices.dimensions.map((dimension) => (
          <DimensionField key={dimension.name} dimension={dimension} typed={typed} faults={faults} />
        ))}
        <Quantity typed={typed} faults={faults} />
        <Period typed={typed} faults={faults} />
        <SelectField {...field('source', 'statements.field.source')} options={choices.sources} empty={say('form.choose')} required />
        <p>
          <TextLink to={sources}>{say('sources.new.act')}</TextLink>
        </p>
        <TextField {...field('locator', 'statements.field.locator', 'form.hint.locator')} required />
        <Notes typed={typed} faults={faults} />
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

// The parts of an indicator; without one the figure is about the whole.
const DimensionField = ({ dimension: { name, isClosed, parts }, ...state }: FormState & { dimension: Dimension }) => {
  const { say } = useLanguage()
  const known = DIMENSIONS.find((each) => each === name)
  const field = useField(state)(
    `dimension_${name}`,
    known === undefined ? 'statements.dimension.other' : `statements.dimension.${known}`,
    'statements.hint.dimension',
  )
  if (isClosed) return <SelectField {...field} options={parts} empty={say('statements.dimension.whole')} />
  return (
    <>
      <SuggestField {...field} list={`parts-${name}`} />
      <datalist id={`parts-${name}`}>
        {parts.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </datalist>
    </>
  )
}
const DIMENSIONS = [
  'activity',
  'arm',
  'category',
  'delegation',
  'group',
  'network',
  'place',
  'practice',
  'programme',
  'site',
  'step',
  'type',
] as const

const Quantity = (state: FormState) => {
  const { say } = useLanguage()
  const field = useField(state)
  const isMore = ['value_to', 'rounding'].some((name) => (state.typed[name] ?? '') !== '' || state.faults[name] !== undefined)
  return (
    <>
      <TextField {...field('value', 'statements.field.value', 'statements.hint.value')} inputMode="decimal" size="short" />
      <SelectField
        {...field('exactness', 'statements.field.exactness', 'statements.hint.exactness')}
        defaultValue={state.typed.exactness ?? 'exact'}
        options={EXACTNESS.map((value) => ({ value, label: say(`statements.exactness.${value}`) }))}
      />
      <Fold title={say('statements.range')} open={isMore}>
        <Stack>
          <TextField {...field('value_to', 'statements.field.value_to')} inputMode="decimal" size="short" />
          <TextField {...field('rounding', 'statements.field.rounding', 'statements.hint.rounding')} inputMode="decimal" size="short" />
        </Stack>
      </Fold>
    </>
  )
}

const Period = (state: FormState) => {
  const { say } = useLanguage()
  const field = useField(state)
  return (
    <>
      <SelectField
        {...field('period_kind', 'statements.field.period_kind', 'statements.hint.period')}
        defaultValue={state.typed.period_kind ?? 'year'}
        options={PERIOD_KINDS.map((value) => ({ value, label: say(`statements.periodKind.${value}`) }))}
      />
      <TextField {...field('period_from', 'statements.field.period_from', 'statements.hint.period_from')} size="short" />
      <TextField {...field('period_to', 'statements.field.period_to', 'form.hint.roughly')} size="short" required />
    </>
  )
}

const Notes = (state: FormState) => {
  const { say, language } = useLanguage()
  const field = useField(state)
  const others = (['fr', 'nl', 'en'] as const).filter((each) => each !== language)
  return (
    <>
      <TextArea {...field(`note_${language}`, 'form.note')} rows={2} />
      <Fold title={say('form.languages')} open={others.some((each) => (state.typed[`note_${each}`] ?? '') !== '')}>
        <Stack>
          {others.map((each) => (
            <TextArea key={each} {...field(`note_${each}`, `form.note_${each}`)} rows={2} />
          ))}
        </Stack>
      </Fold>
    </>
  )
}

const FIELDS = [
  'indicator',
  'value',
  'value_to',
  'exactness',
  'rounding',
  'period_kind',
  'period_from',
  'period_to',
  'source',
  'locator',
] as const
const labelOf = (name: string): MessageId => {
  const known = FIELDS.find((each) => each === name)
  const dimension = DIMENSIONS.find((each) => `dimension_${each}` === name)
  if (dimension !== undefined) return `statements.dimension.${dimension}`
  return known === undefined ? 'form.note' : `statements.field.${known}`
}
