import { useField } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Fold, Form, Row, Section, SelectField, Stack, TextField } from '#platform/ui/index.ts'
import type { Told } from '../acting.server.ts'
import { isAhead } from '../machine.ts'
import type { Invitation, Situation } from '../situations.queries.server.ts'
import { Guests } from './parts.tsx'

/** Whom the team asks, what the person says to it, who comes. Nobody else learns of it before the person has said yes to them. */
export const TeamGuests = ({
  situation,
  teams,
  state,
}: {
  situation: Situation
  teams: readonly { value: string; label: string }[]
  state: Told
}) => {
  const { say } = useLanguage()
  const field = useField(state)
  const isOpen = isAhead(situation.state)
  return (
    <Section title={say(situation.heldOn === null ? 'situations.who' : 'situations.who.past')} id="who">
      <Stack>
        <Guests
          invitations={situation.invitations}
          isPast={situation.heldOn !== null}
          act={(invitation) => isOpen && <GuestActs invitation={invitation} />}
        />
        {isOpen && (
          <Fold title={say('situations.team.invite')} open={state.typed.intent === 'invite' || situation.invitations.length === 0}>
            <Form method="post">
              <Stack>
                <p>{say('situations.team.invite.what')}</p>
                <SelectField
                  {...field('service', 'situations.team.invite.team')}
                  options={teams}
                  empty={say('situations.team.invite.none')}
                />
                <TextField
                  {...field('partner', 'situations.team.invite.partner', 'situations.team.invite.partner.hint')}
                  maxLength={200}
                  autoComplete="off"
                />
                <Button name="intent" value="invite">
                  {say('situations.team.invite.act')}
                </Button>
              </Stack>
            </Form>
          </Fold>
        )}
      </Stack>
    </Section>
  )
}

const GuestActs = ({ invitation: { id, service, personSays } }: { invitation: Invitation }) => {
  const { say } = useLanguage()
  return (
    <Form method="post">
      <input type="hidden" name="invitation" value={id} />
      <Row>
        {service === null && personSays === 'yes' && (
          <>
            <Button name="intent" value="comes">
              {say('situations.team.partner.comes')}
            </Button>
            <Button name="intent" value="absent">
              {say('situations.team.partner.absent')}
            </Button>
          </>
        )}
        <Button kind="quiet" name="intent" value="uninvite">
          {say('situations.team.uninvite')}
        </Button>
      </Row>
    </Form>
  )
}
