import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Reach as ReachWords } from '#modules/care/vocabulary.ts'
import type { CarriedPerson } from '#modules/field/vocabulary.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Row, TextArea, TextField } from '#platform/ui/index.ts'
import { nameOf, placeOf } from './names.ts'
import { useDraft } from './use-draft.ts'
import { goTo, useField } from './use-field.tsx'

export const readReach = (form: HTMLFormElement): ReachWords => {
  const data = new FormData(form)
  const text = (name: keyof ReachWords) => String(data.get(name) ?? '').trim()
  return { phone: text('phone'), email: text('email'), address: text('address'), how: text('how') }
}
export const ReachFields = ({ reach }: { reach: ReachWords }) => {
  const { say } = useLanguage()
  return (
    <>
      <TextField name="phone" label={say('care.field.phone')} type="tel" defaultValue={reach.phone} />
      <TextField name="email" label={say('care.field.email')} type="email" defaultValue={reach.email} />
      <TextArea name="address" label={say('care.field.address')} rows={2} defaultValue={reach.address} />
      <TextArea name="how" label={say('care.field.how')} rows={3} defaultValue={reach.how} />
    </>
  )
}

/** What was read when one began: whoever wrote since is not overwritten unseen. */
type Begun = { version: number; reach: ReachWords }
/** How somebody is reached, corrected on the road. Where a colleague wrote meanwhile, both are shown and one chooses. */
export const Reach = ({ person }: { person: CarriedPerson }) => {
  const { say } = useLanguage()
  const { field } = useField()
  const form = useRef<HTMLFormElement>(null)
  const { network, id } = person
  const place = `reach ${network}/${id}`
  const keepDraft = useDraft<Begun>(place)
  const [begun, setBegun] = useState<Begun | null>(null)
  useEffect(() => {
    const fresh = { version: person.version, reach: person.reach }
    void field.drafts.read<Begun>(place).then((kept) => setBegun((before) => before ?? kept ?? fresh))
  }, [field, place, person])
  if (begun === null) return null
  const { version } = begun
  const leave = () => {
    keepDraft(null)
    void field.drafts.forget(place)
  }
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.current === null) return
    const reach = readReach(form.current)
    const command = { kind: 'reach', id: crypto.randomUUID(), network, person: id, version, reach } as const
    keepDraft(null)
    if (await field.keep([{ command }], field.drafts.drop(place))) goTo(`people/${network}/${id}`)
    else keepDraft({ version, reach })
  }
  return (
    <>
      <h1 id="title" tabIndex={-1}>
        {say('field.reach.title', { name: nameOf(say, person) })}
      </h1>
      <form
        ref={form}
        className="stack"
        noValidate
        onInput={() => form.current !== null && keepDraft({ version, reach: readReach(form.current) })}
        onSubmit={(event) => void onSubmit(event)}
      >
        <ReachFields reach={begun.reach} />
        <Row>
          <Button kind="primary">{say('care.contact.keep')}</Button>
          <a className="button button-quiet" href={placeOf('people', person)} onClick={leave}>
            {say('form.cancel')}
          </a>
        </Row>
      </form>
    </>
  )
}
