import { useState } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, FileField } from '#platform/ui/index.ts'
import type { DraftFile } from '../drafts.ts'
import { prepare } from './shrink.ts'
import { useField } from './use-field.tsx'

type Props = { place: string; files: readonly DraftFile[]; onChange: (change: (before: readonly DraftFile[]) => DraftFile[]) => void }

/** Photographs and papers of a contact: each is kept with the draft as soon as it is chosen. */
export const Files = ({ place, files, onChange }: Props) => {
  const { say, intl } = useLanguage()
  const { field, view } = useField()
  const [error, setError] = useState<string | null>(null)
  const choose = async (input: HTMLInputElement) => {
    setError(null)
    for (const file of [...(input.files ?? [])]) {
      const chosen = await prepare(file, view.fileBytes)
      if (typeof chosen === 'string') {
        setError(say(`field.file.${chosen}`, { name: file.name }))
        continue
      }
      const kept = { id: crypto.randomUUID(), ...chosen }
      onChange((before) => [...before, kept])
      await field.drafts.saveFile(place, kept)
    }
    input.value = ''
  }
  const drop = (id: string) => {
    onChange((before) => before.filter((file) => file.id !== id))
    void field.drafts.dropFile(id)
  }
  return (
    <>
      <div onInput={(event) => event.target instanceof HTMLInputElement && void choose(event.target)}>
        <FileField
          name="file"
          label={say('field.file')}
          hint={say('field.file.hint', { size: Math.round(view.fileBytes / 1024 / 1024) })}
          accept="image/*,application/pdf"
          {...(error === null ? {} : { error })}
        />
      </div>
      {files.length > 0 && (
        <ul className="field-list" aria-label={say('field.file')}>
          {files.map(({ id, name, bytes }) => (
            <li key={id} className="field-card">
              <span>{`${name}, ${intl.formatNumber(bytes.length / 1024, { maximumFractionDigits: 0 })} kB`}</span>
              <Button type="button" kind="quiet" onClick={() => drop(id)}>
                {say('field.file.drop', { name })}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
