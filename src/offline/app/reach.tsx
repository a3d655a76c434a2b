import { type FormEvent, useRef } from 'react'
import type { Reach as ReachWords } from '#modules/care/vocabulary.ts'
import type { CarriedPerson } from '#modules/field/vocabulary.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Row, TextArea, TextField } from '#platform/ui/index.ts'
import { nameOf, placeOf } from './names.ts'
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

/** How somebody is reached, corrected on the road. Where a colleague wrote meanwhile, both are shown and one chooses. */
export const Reach = ({ person }: { person: CarriedPerson }) => {
  const { say } = useLanguage()
  const { field } = useField()
  const form = useRef<HTMLFormElement>(null)
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.current === null) return
    const { network, id, version } = person
    const command = { kind: 'reach', id: crypto.randomUUID(), network, person: id, version, reach: readReach(form.current) } as const
    if (await field.keep([{ command }])) goTo(`people/${network}/${id}`)
  }
  return (
    <>
      <h1 id="title" tabIndex={-1}>
        {say('field.reach.title', { name: nameOf(say, person) })}
      </h1>
      <form ref={form} className="stack" noValidate onSubmit={(event) => void onSubmit(event)}>
        <ReachFields reach={person.reach} />
        <Row>
          <Button kind="primary">{say('care.contact.keep')}</Button>
          <a className="button button-quiet" href={placeOf('people', person)}>
            {say('form.cancel')}
          </a>
        </Row>
      </form>
    </>
  )
}
