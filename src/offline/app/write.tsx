import { type FormEvent, useEffect, useRef, useState } from 'react'
import { A_DAY, minutesOf } from '#modules/care/episodes/minutes.ts'
import { MISSED, MODES, PRESENT } from '#modules/care/vocabulary.ts'
import type { CarriedPerson, Command, ContactTyped } from '#modules/field/vocabulary.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckGroup, DateField, ErrorSummary, Notice, Row, SelectField, TextArea, TextField } from '#platform/ui/index.ts'
import type { DraftFile } from '../drafts.ts'
import { type Draft, firstDraft, readForm } from './draft.ts'
import { Files } from './files.tsx'
import { dayOf, nameOf, placeOf, timeOf } from './names.ts'
import { useDraft } from './use-draft.ts'
import { goTo, useField } from './use-field.tsx'

/** As much as the server lets a clock be ahead. */
const AHEAD = 15 * 60_000
type Refused = Extract<Command, { kind: 'contact' }>
type Props = { person: CarriedPerson; corrects: Refused | null }
type Begun = { draft: Draft; files: readonly DraftFile[] }

/**
 * A contact, written in under a minute: the fields of the page of the site. What is typed is kept, closed, while it is typed.
 * `corrects`: one that was refused, which is written better and sent again under its number.
 */
export const Write = ({ person, corrects }: Props) => {
  const { field } = useField()
  // As it was when one began: sent meanwhile, it is not pulled away from under one's hands.
  const [refused] = useState(corrects)
  const place = refused === null ? `contact ${person.network}/${person.id}` : `contact ${refused.id}`
  const [begun, setBegun] = useState<Begun | null>(null)
  useEffect(() => {
    const { drafts, clock } = field
    void Promise.all([drafts.read<Draft>(place), drafts.readFiles(place)]).then(([kept, files]) =>
      setBegun({ draft: kept ?? refused ?? firstDraft(clock()), files }),
    )
  }, [field, place, refused])
  return begun === null ? null : <WriteForm person={person} place={place} begun={begun} refused={refused} />
}

type FormProps = { person: CarriedPerson; place: string; begun: Begun; refused: Refused | null }
const WriteForm = ({ person, place, begun: { draft, files: kept }, refused }: FormProps) => {
  const { say } = useLanguage()
  const { field, view } = useField()
  const form = useRef<HTMLFormElement>(null)
  const keepDraft = useDraft<Draft>(place)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [files, setFiles] = useState<readonly DraftFile[]>(kept)
  const [isSaving, setSaving] = useState(false)
  const [episode] = person.episodes
  const team = view.me?.teams.find(({ network, service }) => network === person.network && service === episode?.service)
  const options = <T extends string>(start: 'care.mode.' | 'care.who.' | 'care.missed.', values: readonly T[]) =>
    values.map((value) => ({ value, label: say(`${start}${value}` as 'care.mode.home') }))

  const onInput = () => form.current !== null && keepDraft(readForm(form.current, draft.id))
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.current === null || episode === undefined || isSaving) return
    const { typed, workers, who, id } = readForm(form.current, draft.id)
    const wrong = wrongIn(typed, field.clock(), say)
    setErrors(wrong)
    if (Object.keys(wrong).length > 0) return
    setSaving(true)
    const about = { network: person.network, person: person.id }
    const contact: Command = { kind: 'contact', id, ...about, episode: refused?.episode ?? episode.id, typed, workers, who }
    const entries = files.map(({ id: its, name, type, bytes }) => ({
      command: { kind: 'file', id: its, ...about, contact: id, name, type } as const,
      file: bytes,
    }))
    keepDraft(null)
    const gone = field.drafts.drop(place, files)
    const isKept = await (refused === null ? field.keep([{ command: contact }, ...entries], gone) : field.again(contact, entries, gone))
    setSaving(false)
    if (!isKept) onInput()
    else goTo(`people/${person.network}/${person.id}`)
  }
  const fieldOf = (name: keyof ContactTyped) => ({
    name,
    label: say(`care.field.${name}`),
    defaultValue: draft.typed[name],
    ...(errors[name] === undefined ? {} : { error: errors[name] }),
  })
  return (
    <>
      <p>
        <a className="link" href={placeOf('people', person)}>
          {nameOf(say, person)}
        </a>
      </p>
      <h1 id="title" tabIndex={-1}>
        {say('field.write')}
      </h1>
      <ErrorSummary title={say('form.wrong')} errors={errors} />
      <form ref={form} className="stack" noValidate onInput={onInput} onSubmit={(event) => void onSubmit(event)}>
        <CheckGroup
          kind="radio"
          name="mode"
          legend={say('care.field.mode')}
          options={options('care.mode.', MODES)}
          defaultValues={[draft.typed.mode]}
        />
        <div className="field-pair">
          <DateField {...fieldOf('at')} required />
          <TextField {...fieldOf('time')} type="time" size="short" required />
        </div>
        <TextField {...fieldOf('minutes')} inputMode="numeric" size="short" />
        <TextArea {...fieldOf('note')} hint={say('care.hint.note')} rows={5} />
        <CheckGroup name="who" legend={say('care.field.who')} options={options('care.who.', PRESENT)} defaultValues={draft.who} />
        {team !== undefined && team.mates.length > 0 && (
          <CheckGroup
            name="with"
            legend={say('care.field.with')}
            options={team.mates.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValues={draft.workers}
          />
        )}
        <SelectField {...fieldOf('missed')} options={options('care.missed.', MISSED)} empty={say('care.contact.took')} />
        <DateField {...fieldOf('next_on')} />
        <Files place={place} files={files} onChange={setFiles} />
        {!view.isReached && <Notice kind="info">{say('field.write.offline')}</Notice>}
        <Row>
          <Button kind="primary" disabled={isSaving}>
            {say('care.contact.keep')}
          </Button>
          <a className="button button-quiet" href={placeOf('people', person)}>
            {say('field.write.later')}
          </a>
        </Row>
      </form>
    </>
  )
}

/** What can be told at once, without the server, which asks again. */
const wrongIn = (
  { at, time, minutes }: ContactTyped,
  clock: number,
  say: ReturnType<typeof useLanguage>['say'],
): Record<string, string> => {
  const [isDay, isTime] = [/^\d{4}-\d{2}-\d{2}$/.test(at), /^\d{2}:\d{2}$/.test(time)]
  const isToCome = isDay && isTime && `${at} ${time}` > `${dayOf(clock + AHEAD)} ${timeOf(clock + AHEAD)}`
  const length = minutesOf(minutes)
  return {
    ...(isDay ? {} : { at: say('field.wrong.day') }),
    ...(isToCome ? { at: say('care.fault.past') } : {}),
    ...(isTime ? {} : { time: say('field.wrong.time') }),
    ...(minutes === '' || (length !== null && length >= 1 && length <= A_DAY) ? {} : { minutes: say('field.wrong.minutes') }),
  }
}
