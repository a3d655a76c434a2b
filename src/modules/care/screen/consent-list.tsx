import { useLanguage } from '#platform/languages/intl.tsx'
import { dayOf } from '#platform/today.ts'
import { Button, Form, Row, Stack } from '#platform/ui/index.ts'
import type { ConsentLine } from '../people/people.queries.server.ts'
import { useMoments } from './moment.tsx'

/** To whom the person agreed, for what, until when; each can be ended in two taps. */
export const ConsentList = ({ consents, canEnd }: { consents: readonly ConsentLine[]; canEnd: boolean }) => {
  const { say } = useLanguage()
  const { day } = useMoments()
  if (consents.length === 0) return <p>{say('care.person.consents.none')}</p>
  return (
    <ul className="care-list">
      {consents.map(({ id, to, sections, purpose, how, until, withdrawnAt }) => (
        <li key={id} className="care-contact">
          <Stack gap="small">
            <div className="care-contact-head">
              <strong>{to}</strong>
              <span>{sections.map((section) => say(`care.section.${section}`)).join(', ')}</span>
              <span>{say(`care.how.${how}`)}</span>
              <span>
                {withdrawnAt === null
                  ? say('care.person.consent.until', { day: day(until) })
                  : say('care.person.consent.ended', { day: day(dayOf(new Date(withdrawnAt))) })}
              </span>
            </div>
            <p>{purpose}</p>
            {canEnd && withdrawnAt === null && (
              <Form method="post">
                <input type="hidden" name="intent" value="consent" />
                <input type="hidden" name="consent" value={id} />
                <Row>
                  <Button kind="quiet">{say('care.person.consent.end')}</Button>
                </Row>
              </Form>
            )}
          </Stack>
        </li>
      ))}
    </ul>
  )
}
