import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, LinkButton, Row, Section } from '#platform/ui/index.ts'
import './plans.css'

export type ShownProposal = { id: string; texts: Readonly<Record<string, string>>; at: Date; service: string | null; by: string }
type Props = {
  proposals: readonly ShownProposal[]
  /** Names of teams by their service, and of those of the circle by their account. */
  names: Readonly<Record<string, string>>
  labelOf: (part: string) => string
  /** Where a proposal can be changed before it is taken. */
  editTo?: (id: string) => string
}

/** What others propose: nothing of it stands in the plan until the person says yes. */
export const Proposals = ({ proposals, names, labelOf, editTo }: Props) => {
  const { say, intl } = useLanguage()
  if (proposals.length === 0) return null
  return (
    <Section title={say('space.proposals')} id="proposals">
      <p>{say('space.proposals.what')}</p>
      {proposals.map(({ id, texts, at, service, by }) => (
        <div key={id} className="plan-question">
          <p className="plan-for">
            {say('space.proposals.from', {
              who: names[service ?? by] ?? say('space.proposals.circle'),
              day: intl.formatDate(at, { dateStyle: 'long' }),
            })}
          </p>
          {Object.entries(texts).map(([part, text]) => (
            <div key={part}>
              <h3>{labelOf(part)}</h3>
              <p className="plan-text">{text}</p>
            </div>
          ))}
          <Form method="post">
            <input type="hidden" name="id" value={id} />
            <Row>
              <Button name="intent" value="accept">
                {say('space.proposals.accept')}
              </Button>
              {editTo !== undefined && <LinkButton to={editTo(id)}>{say('space.proposals.edit')}</LinkButton>}
              <Button kind="quiet" name="intent" value="refuse">
                {say('space.proposals.refuse')}
              </Button>
            </Row>
          </Form>
        </div>
      ))}
    </Section>
  )
}
