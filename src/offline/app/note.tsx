import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { CarriedPerson } from '#modules/field/vocabulary.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Fold, Notice, TextArea } from '#platform/ui/index.ts'
import { useDraft } from './use-draft.ts'
import { useField } from './use-field.tsx'

/** A note about somebody else, apart from the contact, because the person reads that. Open where one was begun. */
export const Note = ({ person: { network, id } }: { person: CarriedPerson }) => {
  const { say } = useLanguage()
  const { field } = useField()
  const place = `note ${network}/${id}`
  const keepDraft = useDraft<string>(place)
  const area = useRef<HTMLFormElement>(null)
  const [begun, setBegun] = useState<string | null>(null)
  const [isKept, setKept] = useState(false)
  useEffect(() => {
    void field.drafts.read<string>(place).then((text) => setBegun(text ?? ''))
  }, [field, place])
  const typed = () => (area.current === null ? '' : String(new FormData(area.current).get('note') ?? ''))
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    const text = typed().trim()
    if (text === '') return
    keepDraft(null)
    const kept = await field.keep(
      [{ command: { kind: 'note', id: crypto.randomUUID(), network, person: id, text } }],
      field.drafts.drop(place),
    )
    setKept(kept)
    // A device that is full keeps what was typed in its field.
    const box = area.current?.elements.namedItem('note')
    if (kept && box instanceof HTMLTextAreaElement) box.value = ''
    if (!kept) keepDraft(text)
  }
  if (begun === null) return null
  return (
    <Fold title={say('care.field.third')} open={begun !== ''}>
      <form
        ref={area}
        className="stack stack-small"
        noValidate
        onInput={() => keepDraft(typed())}
        onSubmit={(event) => void onSubmit(event)}
      >
        <TextArea name="note" label={say('care.field.third')} hint={say('care.hint.third')} rows={3} defaultValue={begun} />
        <Button>{say('care.contact.keep')}</Button>
        {isKept && <Notice kind="saved">{say('field.note.kept')}</Notice>}
      </form>
    </Fold>
  )
}
