import { useRef } from 'react'
import type { Command } from '#modules/field/vocabulary.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, DescriptionList, Row } from '#platform/ui/index.ts'
import type { Written } from '../outbox/outbox.ts'
import { ReachFields, readReach } from './reach.tsx'
import { useField } from './use-field.tsx'

type ConflictProps = { command: Extract<Command, { kind: 'reach' }>; theirs: NonNullable<NonNullable<Written['told']>['theirs']> }
/** Both texts: what a colleague wrote, and one's own to keep, change or leave. Nobody overwrites anybody unseen. */
export const Conflict = ({ command, theirs }: ConflictProps) => {
  const { say } = useLanguage()
  const { field } = useField()
  const form = useRef<HTMLFormElement>(null)
  const parts = [
    ['phone', theirs.reach.phone],
    ['email', theirs.reach.email],
    ['address', theirs.reach.address],
    ['how', theirs.reach.how],
  ] as const
  return (
    <div className="stack stack-small">
      <h2>{say('field.conflict.theirs')}</h2>
      <DescriptionList
        items={parts.map(([name, what]) => ({ key: name, term: say(`care.field.${name}`), description: what === '' ? '–' : what }))}
      />
      <h2>{say('field.conflict.mine')}</h2>
      <form
        ref={form}
        className="stack stack-small"
        onSubmit={(event) => {
          event.preventDefault()
          if (form.current !== null) void field.again({ ...command, version: theirs.version, reach: readReach(form.current) })
        }}
      >
        <ReachFields reach={command.reach} />
        <Row>
          <Button kind="primary">{say('field.conflict.keep')}</Button>
          <Button type="button" onClick={() => void field.drop(command.id)}>
            {say('field.conflict.leave')}
          </Button>
        </Row>
      </form>
    </div>
  )
}
