import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, Notice, Row, Section } from '#platform/ui/index.ts'
import type { Situation } from '../situations.queries.server.ts'
import { Guests } from './parts.tsx'

/** A team that the person lets come: it says whether it does, and reads what the person agreed to, as long as they do. */
export const GuestPage = ({ situation }: { situation: Situation }) => {
  const { say } = useLanguage()
  const mine = situation.invitations.find(({ isMine }) => isMine)
  return (
    <>
      <Notice kind="info">{say('situations.team.guest.rule', { days: situation.daysAfter })}</Notice>
      <Section title={say(situation.heldOn === null ? 'situations.who' : 'situations.who.past')} id="who">
        <Guests invitations={situation.invitations} isPast={situation.heldOn !== null} />
        {mine !== undefined && situation.heldOn === null && (
          <Form method="post">
            <input type="hidden" name="invitation" value={mine.id} />
            <Row>
              <Button name="intent" value="comes">
                {say('situations.team.comes')}
              </Button>
              <Button name="intent" value="absent">
                {say('situations.team.absent')}
              </Button>
            </Row>
          </Form>
        )}
      </Section>
    </>
  )
}
