import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Button, Form, LinkButton, Notice, Row, Section, Stack } from '#platform/ui/index.ts'
import type { SafetyView } from '../views.server.ts'
import { type CallNumber, digitsOf } from '../vocabulary.ts'

/** The numbers that answer day and night, each a target for a thumb. */
export const Calls = ({ calls }: { calls: readonly CallNumber[] }) => {
  const { say } = useLanguage()
  return (
    <ul className="measures-calls">
      {calls.map((number) => (
        <li key={number}>
          <a className="measures-call" href={`tel:${digitsOf(number)}`}>
            <strong>{say('measures.safe.call', { number: number.replaceAll(' ', '\u00a0') })}</strong>
            <span>{say(`measures.call.${digitsOf(number)}` as MessageId)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** Who was told, and who was not: never more than is so. */
export const WhoIsTold = ({ safety: { teams, hasAsked } }: { safety: SafetyView }) => {
  const { say } = useLanguage()
  if (teams.length === 0) return <Notice kind="attention">{say('measures.safe.nobody')}</Notice>
  return (
    <Notice kind="info" title={say('measures.safe.told', { teams: teams.map(({ name }) => name).join(', ') })}>
      <p>{say(hasAsked ? 'measures.safe.asked' : 'measures.safe.toldWhen')}</p>
      {teams.map(({ name, phone }) =>
        phone === null ? null : (
          <p key={name}>
            {name} : <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>{phone.replaceAll(' ', '\u00a0')}</a>
          </p>
        ),
      )}
    </Notice>
  )
}

/** What a person sees at once when an answer calls for somebody: calm words, the question, the numbers, who is told. */
export const Safe = ({ safety, goOn, record, plan }: { safety: SafetyView; goOn: string; record: string | null; plan: string | null }) => {
  const { say } = useLanguage()
  const mayAsk = safety.teams.length > 0 && !safety.hasAsked && safety.states.some((state) => state !== 'done')
  return (
    <Stack>
      <p>{say('measures.safe.calm')}</p>
      <Section title={say('measures.safe.ask')}>
        <Stack>
          <p>{say('measures.safe.numbers')}</p>
          <Calls calls={safety.calls} />
          {mayAsk && (
            <Form method="post">
              <Button kind="primary" name="intent" value="call">
                {say('measures.safe.yes')}
              </Button>
            </Form>
          )}
          <WhoIsTold safety={safety} />
          {plan !== null && (
            <p>
              <LinkButton to={plan}>{say('measures.safe.plan')}</LinkButton>
            </p>
          )}
        </Stack>
      </Section>
      <Row>
        {record !== null && <LinkButton to={record}>{say('measures.safe.toRecord')}</LinkButton>}
        <LinkButton kind="quiet" to={goOn}>
          {say('measures.safe.goOn')}
        </LinkButton>
      </Row>
    </Stack>
  )
}
