import { type FormEvent, useRef, useState } from 'react'
import type { CarriedPerson } from '#modules/field/vocabulary.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Fold, Notice, TextArea } from '#platform/ui/index.ts'
import { useField } from './use-field.tsx'

/** A note about somebody else, apart from the contact, because the person reads that. */
export const Note = ({ person: { network, id } }: { person: CarriedPerson }) => {
  const { say } = useLanguage()
  const { field } = useField()
  const form = useRef<HTMLFormElement>(null)
  const [isKept, setKept] = useState(false)
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    const text = form.current === null ? '' : String(new FormData(form.current).get('note') ?? '').trim()
    if (text === '') return
    const kept = await field.keep([{ command: { kind: 'note', id: crypto.randomUUID(), network, person: id, text } }])
    setKept(kept)
    // A device that is full keeps what was typed in its field.
    if (kept) form.current?.reset()
  }
  return (
    <Fold title={say('care.field.third')}>
      <form ref={form} className="stack stack-small" noValidate onSubmit={(event) => void onSubmit(event)}>
        <TextArea name="note" label={say('care.field.third')} hint={say('care.hint.third')} rows={3} />
        <Button>{say('care.contact.keep')}</Button>
        {isKept && <Notice kind="saved">{say('field.note.kept')}</Notice>}
      </form>
    </Fold>
  )
}
