import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, Section, Tag } from '#platform/ui/index.ts'
import type { Part, PlanKind, ProposalState, TextName } from '../vocabulary.ts'
import './plans.css'

type Line = { id: string; kind: PlanKind; texts: Readonly<Record<string, string>>; at: Date; state: ProposalState; isMine: boolean }

/** What one proposed, and what the person said to it: as long as they have not answered, it can be taken back. */
export const Proposed = ({ lines }: { lines: readonly Line[] }) => {
  const { say, intl } = useLanguage()
  if (lines.length === 0) return null
  const labelOf = (kind: PlanKind, name: string) =>
    kind === 'crisis'
      ? say(`crisisPlan.part.${name as Part}`)
      : say(name === 'goal' ? 'recovery.goal' : `recovery.text.${name as TextName}`)
  return (
    <Section title={say('recovery.proposed.title')} id="proposed">
      <ul className="plan-list">
        {lines.map(({ id, kind, texts, at, state, isMine }) => (
          <li key={id}>
            <p className="plan-for">
              {intl.formatDate(at, { dateStyle: 'long' })} <Tag>{say(`recovery.proposed.${state as 'open'}`)}</Tag>
            </p>
            {Object.entries(texts).map(([name, text]) => (
              <div key={name}>
                <h3>{labelOf(kind, name)}</h3>
                <p className="plan-text">{text}</p>
              </div>
            ))}
            {state === 'open' && isMine && (
              <Form method="post">
                <input type="hidden" name="id" value={id} />
                <Button kind="quiet" name="intent" value="takeBack">
                  {say('recovery.proposed.back')}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
