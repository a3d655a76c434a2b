import type { Typed } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, Notice } from '#platform/ui/index.ts'
import type { ShownStatement } from '../shown.server.ts'

/** A figure was taken away: it stays in this form for as long as the page is open, and one button brings it back. */
export const Removed = ({ kept, shown, action }: { kept: Typed; shown: ShownStatement; action: string }) => {
  const { say } = useLanguage()
  return (
    <Notice kind="saved" title={say('statements.removed')}>
      <p>{`${shown.label}${shown.part === '' ? '' : ` – ${shown.part}`} : ${shown.value} (${shown.period})`}</p>
      <Form method="post" action={action}>
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button name="intent" value="restore">
          {say('statements.restore')}
        </Button>
      </Form>
    </Notice>
  )
}
