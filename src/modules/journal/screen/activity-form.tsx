import { type Answer, type FormState, SuggestField, Suggestions, Theirs, useField, Wrong } from '#platform/forms/form-state.tsx'
import { type Say, useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import {
  Button,
  CheckField,
  DateField,
  Fold,
  Form,
  LinkButton,
  Notice,
  Row,
  Section,
  SelectField,
  Stack,
  TextArea,
  TextField,
} from '#platform/ui/index.ts'
import type { ActivityChoices, Language } from '../choices.server.ts'
import { kindInWords } from '../kinds.ts'
import { CATEGORIES, KNOWN_KINDS } from '../vocabulary.ts'
import { AttendanceRows, OrganisationRows } from './activity-rows.tsx'

type Props = Answer & { choices: ActivityChoices; cancel: string }

/** What happened, when, where, with whom: the first fields are enough, and most of the rest is folded. */
export const ActivityForm = ({ typed, faults, theirs, version, choices, cancel }: Props) => {
  const { say, language } = useLanguage()
  if (choices.programmes.length === 0)
    return (
      <Notice kind="attention" title={say('journal.programmes.none')}>
        {say('journal.programmes.none.what')}
      </Notice>
    )
  return (
    <Form method="post" className="stack stack-large">
      <Wrong faults={faults} labelOf={(name) => say(labelOf(name))} />
      <Theirs theirs={theirs} labelOf={(name) => say(labelOf(name))} nameOf={(name, value) => valueInWords(say, choices, name, value)} />
      <input type="hidden" name="version" value={version ?? typed.version ?? ''} />
      <First typed={typed} faults={faults} choices={choices} language={language} />
      <Section title={say('journal.people.title')}>
        <p>{say('journal.people.what')}</p>
        <AttendanceRows typed={typed} faults={faults} countries={choices.countries} />
      </Section>
      <Section title={say('journal.organisations.title')}>
        <OrganisationRows typed={typed} faults={faults} organisations={choices.organisations} />
      </Section>
      <Section title={say('journal.more.title')}>
        <More typed={typed} faults={faults} choices={choices} language={language} />
      </Section>
      <Row>
        <Button kind="primary">{say('form.save')}</Button>
        <Button kind="quiet" name="intent" value="more">
          {say('journal.rows.more')}
        </Button>
        <LinkButton kind="quiet" to={cancel}>
          {say('form.cancel')}
        </LinkButton>
      </Row>
    </Form>
  )
}

// What is enough for an entry, in the order in which people tell it: what, for what, when, where.
const First = ({ choices, language, ...state }: FormState & { choices: ActivityChoices; language: Language }) => {
  const { say } = useLanguage()
  const field = useField(state)
  const kinds = [...new Set([...KNOWN_KINDS, ...choices.kinds])].map((kind) => kindInWords(say, kind))
  return (
    <Stack>
      <TextField {...field(`title_${language}`, 'journal.field.title', 'journal.hint.title')} required />
      <SelectField {...field('programme', 'journal.field.programme')} options={choices.programmes} empty={say('form.choose')} required />
      <SuggestField
        {...field('kind', 'journal.field.kind', 'journal.hint.kind')}
        defaultValue={state.typed.kind ? kindInWords(say, state.typed.kind) : ''}
        list="journal-kinds"
        required
      />
      <Suggestions id="journal-kinds" options={kinds} />
      <When {...state} />
      <Where {...state} choices={choices} />
    </Stack>
  )
}

const When = (state: FormState) => {
  const { say } = useLanguage()
  const field = useField(state)
  const roughly = ['starts_roughly', 'ends_roughly'].some((name) => (state.typed[name] ?? '') !== '' || state.faults[name] !== undefined)
  return (
    <>
      <div className="entry-fields-pair">
        <DateField {...field('starts', 'journal.field.starts')} />
        <DateField {...field('ends', 'journal.field.ends', 'journal.hint.ends')} />
      </div>
      <Fold title={say('journal.roughly.title')} open={roughly}>
        <div className="entry-fields-pair">
          <TextField {...field('starts_roughly', 'journal.field.starts_roughly', 'form.hint.roughly')} size="short" />
          <TextField {...field('ends_roughly', 'journal.field.ends_roughly')} size="short" />
        </div>
      </Fold>
    </>
  )
}

const Where = ({ choices, ...state }: FormState & { choices: ActivityChoices }) => {
  const { say } = useLanguage()
  const field = useField(state)
  const { defaultValue: online, ...onlineField } = field('online', 'journal.field.online')
  return (
    <>
      <TextField {...field('place', 'journal.field.place', 'journal.hint.place')} />
      <div className="entry-fields-pair">
        <SuggestField {...field('territory', 'journal.field.territory', 'journal.hint.territory')} list="journal-territories" />
        <SelectField {...field('country', 'journal.field.country')} options={choices.countries} empty={say('journal.country.none')} />
      </div>
      <Suggestions id="journal-territories" options={choices.territories} />
      <CheckField {...onlineField} value="true" defaultChecked={online === 'true'} />
    </>
  )
}

const More = ({ choices, language, ...state }: FormState & { choices: ActivityChoices; language: Language }) => {
  const { say } = useLanguage()
  const field = useField(state)
  const others = (['fr', 'nl', 'en'] as const).filter((other) => other !== language)
  const isOpen = others.some((other) => (state.typed[`title_${other}`] ?? '') !== '' || (state.typed[`note_${other}`] ?? '') !== '')
  return (
    <Stack>
      <SelectField
        {...field('part_of', 'journal.field.part_of', 'journal.hint.part_of')}
        options={choices.events}
        empty={say('journal.part_of.none')}
      />
      <TextField {...field('occurrences', 'journal.field.occurrences', 'journal.hint.occurrences')} inputMode="numeric" size="short" />
      <TextArea {...field(`note_${language}`, 'form.note')} rows={3} />
      <SelectField {...field('source', 'journal.field.source')} options={choices.sources} empty={say('journal.source.none')} />
      <TextField {...field('locator', 'journal.field.locator', 'form.hint.locator')} />
      <Fold title={say('form.languages')} open={isOpen}>
        <Stack>
          {others.map((other) => (
            <Stack key={other} gap="small">
              <TextField {...field(`title_${other}`, `journal.field.title_${other}`)} />
              <TextArea {...field(`note_${other}`, `form.note_${other}`)} rows={2} />
            </Stack>
          ))}
        </Stack>
      </Fold>
    </Stack>
  )
}

const PLAIN = [
  'programme',
  'kind',
  'title_fr',
  'title_nl',
  'title_en',
  'starts',
  'starts_roughly',
  'ends',
  'ends_roughly',
  'place',
  'territory',
  'country',
  'online',
  'occurrences',
  'part_of',
  'source',
  'locator',
] as const
const NOTES = ['note_fr', 'note_nl', 'note_en'] as const
const ROWS = ['organisation', 'role', 'category', 'from', 'count', 'exactness'] as const
const labelOf = (name: string): MessageId => {
  const base = name.replace(/-\d+$/, '')
  const label = [...PLAIN, ...ROWS].find((known) => known === base)
  if (label !== undefined) return `journal.field.${label}`
  const note = NOTES.find((known) => known === base)
  return note === undefined ? 'form.note' : `form.${note}`
}

const valueInWords = (say: Say, choices: ActivityChoices, name: string, value: string) => {
  const offered = {
    programme: choices.programmes,
    source: choices.sources,
    part_of: choices.events,
    country: choices.countries,
    from: choices.countries,
  }
  const base = name.replace(/-\d+$/, '')
  const known = Object.entries(offered)
    .find(([field]) => field === base)?.[1]
    .find((choice) => choice.value === value)
  if (known !== undefined) return known.label
  if (base === 'kind') return kindInWords(say, value)
  const category = CATEGORIES.find((each) => base === 'category' && each === value)
  return category === undefined ? value : say(`journal.category.${category}`)
}
