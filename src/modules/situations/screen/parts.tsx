import type { ReactNode } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Fold, Form, Section, Stack, Tag, TextLink } from '#platform/ui/index.ts'
import type { Invitation, Situation, SituationHead } from '../situations.queries.server.ts'
import './situations.css'

const ZONE = { timeZone: 'Europe/Paris' } as const
/** Days and moments in words, as people say them. */
export const useDays = () => {
  const { intl } = useLanguage()
  return {
    day: (iso: string) => intl.formatDate(`${iso}T12:00:00Z`, { dateStyle: 'full' }),
    dayOf: (at: Date | string) => intl.formatDate(at, { dateStyle: 'long', ...ZONE }),
    moment: (at: Date | string) => intl.formatDate(at, { dateStyle: 'full', timeStyle: 'short', ...ZONE }),
  }
}

/** Where a meeting stands, in a few words; what is ahead and waits for somebody stands out. */
export const StateTag = ({ state }: Pick<SituationHead, 'state'>) => {
  const { say } = useLanguage()
  return <Tag {...(state === 'drafted' ? { tone: 'attention' as const } : {})}>{say(`situations.state.${state}`)}</Tag>
}

/** Meetings, one below the other: whose or by whom, where it stands, when. */
export const SituationList = ({
  heads,
  hrefOf,
  titleOf,
}: {
  heads: readonly SituationHead[]
  hrefOf: (head: SituationHead) => string
  titleOf: (head: SituationHead) => string
}) => {
  const { say } = useLanguage()
  const { day, dayOf, moment } = useDays()
  return (
    <ul className="situation-list">
      {heads.map((head) => (
        <li key={head.id}>
          <p>
            <TextLink to={hrefOf(head)}>{titleOf(head)}</TextLink> <StateTag state={head.state} />
          </p>
          <p>
            {head.plannedAt !== null && head.heldOn === null
              ? say('situations.on', { moment: moment(head.plannedAt) })
              : head.heldOn !== null
                ? say('situations.held', { day: day(head.heldOn) })
                : head.endedOn !== null
                  ? say('situations.ended', { day: day(head.endedOn) })
                  : say('situations.since', { day: dayOf(head.madeAt) })}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** What the meeting is about and what will be said: to whom and until when is beside. */
export const About = ({ situation }: { situation: Situation }) => {
  const { say } = useLanguage()
  const { moment } = useDays()
  return (
    <>
      {situation.plannedAt !== null && (
        <Section title={say('situations.when')} id="when">
          <p>
            <strong>{moment(situation.plannedAt)}</strong>
          </p>
          {situation.place !== '' && <p>{situation.place}</p>}
        </Section>
      )}
      <Section title={say('situations.subject')}>
        <p className="situation-text">{situation.subject}</p>
      </Section>
      <Section title={say(situation.heldOn === null ? 'situations.said' : 'situations.said.past')}>
        <p className="situation-text">{situation.said}</p>
      </Section>
    </>
  )
}

/** How the person takes part, in words. */
export const Attending = ({ situation: { attendance, company } }: { situation: Situation }) => {
  const { say } = useLanguage()
  if (attendance === null) return null
  return (
    <>
      <p>
        <strong>{say(`situations.attendance.${attendance}`)}</strong>
      </p>
      {company !== '' && <p className="situation-text">{company}</p>}
    </>
  )
}

export const Words = ({ words }: { words: Situation['words'] }) => {
  const { say } = useLanguage()
  return (
    <ul className="situation-list">
      {words.map(({ id, text, how }) => (
        <li key={id}>
          <p className="situation-text">{text}</p>
          {how === 'together' && <p>{say('situations.words.together')}</p>}
        </li>
      ))}
    </ul>
  )
}

type GuestsProps = { invitations: readonly Invitation[]; isPast: boolean; act?: (invitation: Invitation) => ReactNode }
/** Who is asked to come: what the person says to it, and what they answered. `act` adds what can be done about one of them. */
export const Guests = ({ invitations, isPast, act }: GuestsProps) => {
  const { say } = useLanguage()
  if (invitations.length === 0) return <p>{say(isPast ? 'situations.who.past.none' : 'situations.who.none')}</p>
  return (
    <ul className="situation-list">
      {invitations.map((invitation) => (
        <li key={invitation.id}>
          <p>
            <strong>{invitation.name}</strong>{' '}
            <Tag>
              {say(invitation.personSays === 'yes' ? `situations.reply.${invitation.answer}` : `situations.says.${invitation.personSays}`)}
            </Tag>
          </p>
          {act?.(invitation)}
        </li>
      ))}
    </ul>
  )
}

/** An act that ends something: one tap to see what it does, a second one to do it. Works without a script. */
export const EndIt = ({ intent, title, what, act }: { intent: string; title: string; what: string; act: string }) => (
  <Fold title={title}>
    <Form method="post">
      <Stack gap="small">
        <p>{what}</p>
        <Button kind="danger" name="intent" value={intent}>
          {act}
        </Button>
      </Stack>
    </Form>
  </Fold>
)
