import { type FormEvent, useEffect, useRef, useState } from 'react'
import { MISSED, MODES, PRESENT } from '#modules/care/vocabulary.ts'
import type { CarriedPerson, Command, ContactTyped } from '#modules/field/vocabulary.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import {
  Button,
  CheckGroup,
  DateField,
  ErrorSummary,
  FileField,
  Notice,
  Row,
  SelectField,
  TextArea,
  TextField,
} from '#platform/ui/index.ts'
import { type Draft, dropped, firstDraft, readForm } from './draft.ts'
import { nameOf, placeOf } from './names.ts'
import { type Chosen, prepare } from './shrink.ts'
import { goTo, useField } from './use-field.tsx'

type Props = { person: CarriedPerson }

/** A contact, written in under a minute: the fields of the page of the site. What is typed is kept, closed, while it is typed. */
export const Write = ({ person }: Props) => {
  const { field } = useField()
  const place = `contact ${person.network}/${person.id}`
  const [draft, setDraft] = useState<Draft | null>(null)
  useEffect(() => {
    void field.drafts.read<Draft>(place).then((kept) => setDraft(kept ?? firstDraft()))
  }, [field, place])
  return draft === null ? null : <WriteForm person={person} place={place} draft={draft} />
}

const WriteForm = ({ person, place, draft }: Props & { place: string; draft: Draft }) => {
  const { say } = useLanguage()
  const { field, view } = useField()
  const form = useRef<HTMLFormElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [files, setFiles] = useState<Chosen[]>([])
  const [isSaving, setSaving] = useState(false)
  const [episode] = person.episodes
  const team = view.me?.teams.find(({ network, service }) => network === person.network && service === episode?.service)
  const options = <T extends string>(start: 'care.mode.' | 'care.who.' | 'care.missed.', values: readonly T[]) =>
    values.map((value) => ({ value, label: say(`${start}${value}` as 'care.mode.home') }))

  const onInput = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => form.current !== null && void field.drafts.save(place, readForm(form.current, draft.id)), 300)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  const onFiles = async (input: HTMLInputElement) => {
    for (const file of input.files ?? []) {
      const chosen = await prepare(file, view.fileBytes)
      if (typeof chosen === 'string') setErrors({ file: say(`field.file.${chosen}`, { name: file.name }) })
      else setFiles((before) => [...before, chosen])
    }
    input.value = ''
  }
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.current === null || episode === undefined || isSaving) return
    const { typed, workers, who, id } = readForm(form.current, draft.id)
    const wrong = wrongIn(typed, say)
    setErrors(wrong)
    if (Object.keys(wrong).length > 0) return
    setSaving(true)
    clearTimeout(timer.current)
    const about = { network: person.network, person: person.id }
    const contact: Command = { kind: 'contact', id, ...about, episode: episode.id, typed, workers, who }
    const entries = files.map(({ name, type, bytes }) => ({
      command: { kind: 'file', id: crypto.randomUUID(), ...about, contact: id, name, type } as const,
      file: bytes,
    }))
    const isKept = await field.keep([{ command: contact }, ...entries], [field.drafts.drop(place)])
    setSaving(false)
    if (isKept) goTo(`people/${person.network}/${person.id}`)
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
        <div onInput={(event) => event.target instanceof HTMLInputElement && void onFiles(event.target)}>
          <FileField
            name="file"
            label={say('field.file')}
            hint={say('field.file.hint', { size: Math.round(view.fileBytes / 1024 / 1024) })}
            accept="image/*,application/pdf"
            {...(errors.file === undefined ? {} : { error: errors.file })}
          />
        </div>
        <Files files={files} drop={(at) => setFiles(dropped(files, at))} />
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

const Files = ({ files, drop }: { files: readonly Chosen[]; drop: (at: number) => void }) => {
  const { say, intl } = useLanguage()
  if (files.length === 0) return null
  return (
    <ul className="field-list" aria-label={say('field.file')}>
      {files.map(({ name, bytes }, at) => (
        <li key={`${name}-${bytes.length}`} className="field-card">
          <span>{`${name}, ${intl.formatNumber(bytes.length / 1024, { maximumFractionDigits: 0 })} kB`}</span>
          <Button type="button" kind="quiet" onClick={() => drop(at)}>
            {say('field.file.drop', { name })}
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** What can be told at once, without the server, which asks again. */
const wrongIn = ({ at, time, minutes }: ContactTyped, say: ReturnType<typeof useLanguage>['say']): Record<string, string> => ({
  ...(/^\d{4}-\d{2}-\d{2}$/.test(at) ? {} : { at: say('field.wrong.day') }),
  ...(/^\d{2}:\d{2}$/.test(time) ? {} : { time: say('field.wrong.time') }),
  ...(minutes === '' || /^[1-9]\d{0,3}$/.test(minutes) ? {} : { minutes: say('field.wrong.minutes') }),
})
