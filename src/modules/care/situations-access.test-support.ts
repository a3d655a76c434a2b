import { randomUUID } from 'node:crypto'
import type { Actor } from '#platform/actor.ts'
import { dayIn, today } from '#platform/today.ts'
import type { World } from '#test/world.ts'
import { decide, writeLesson } from '../situations/decisions.commands.server.ts'
import { invite, sayWords } from '../situations/guests.commands.server.ts'
import { answerMeeting, callMeeting, holdMeeting, planMeeting, tellDecisions, withdraw } from '../situations/situations.commands.server.ts'
import { readSituation } from '../situations/situations.queries.server.ts'
import type { What, Who } from './access.ts'
import type { careIn, Team } from './care.test-support.ts'

type Given = { network: string; person: string; who: Record<Who, Actor>; inCharge: Team; guests: Team }

export const SITUATION_TABLES = {
  meeting: 'situations.situation',
  meetingAgreement: 'situations.agreement',
  meetingGuest: 'situations.invitation',
  meetingAsked: 'situations.invitation',
  meetingWords: 'situations.words',
  meetingDecision: 'situations.decision',
  meetingRefused: 'situations.situation',
  meetingWithdrawn: 'situations.situation',
  lesson: 'situations.lesson',
  lessonRaised: 'situations.raised',
} as const satisfies Partial<Record<What, string>>

const UNTIL = dayIn(90)
const INPUT = { subject: 'Le logement.', said: 'Cherche un appartement.' }

/** Meetings about somebody: one that went its whole way with a team that was let in, one that was refused, one that was withdrawn. */
export const situationsOf = async (
  world: World,
  care: ReturnType<typeof careIn>,
  { network, person, who, inCharge, guests }: Given,
): Promise<Record<keyof typeof SITUATION_TABLES, string>> => {
  const call = () => world.as(who.team, (scope) => callMeeting(scope, who.team, { network, person, service: inCharge.id }, INPUT))
  const asPerson = (id: string, agrees: boolean) =>
    world.as(who.person, async (scope) => {
      const { version, invitations } = await readSituation(scope, network, id)
      const yes = invitations.map((invitation) => invitation.id)
      await answerMeeting(scope, who.person, network, id, {
        version,
        agree: agrees ? { how: 'self', until: UNTIL, yes } : { how: 'self', until: null },
      })
    })
  const [meeting, refused, withdrawn] = [await call(), await call(), await call()]
  for (const id of [meeting, refused, withdrawn]) await world.as(who.team, (scope) => invite(scope, network, id, { service: guests.id }))
  await asPerson(meeting, true)
  await asPerson(refused, false)
  await asPerson(withdrawn, true)
  await world.as(who.person, (scope) => withdraw(scope, network, withdrawn))
  await world.as(who.person, (scope) => sayWords(scope, who.person, network, meeting, 'Je veux rester près de ma sœur.'))
  await world.as(who.team, async (scope) => {
    await invite(scope, network, meeting, { words: 'le bailleur' })
    await planMeeting(scope, network, meeting, 2, { at: new Date(Date.now() + 86_400_000), place: '' })
    await holdMeeting(scope, network, meeting, 3, today())
    await decide(scope, who.team, network, meeting, { what: 'Visiter un appartement.', who: 'L’équipe', until: null })
    await writeLesson(scope, who.team, network, meeting, 0, 'Prévenir tôt aide.')
    await tellDecisions(scope, network, meeting, 4)
  })
  const raised = await care.put('situations.raised', {
    network_id: network,
    id: randomUUID(),
    month: '2026-01-01',
    care_function: null,
    content: 'Prévenir tôt aide.',
  })
  const first = (table: 'situations.agreement' | 'situations.words' | 'situations.decision') =>
    world.seed(
      async (owner) => (await owner.selectFrom(table).select('id').where('situation_id', '=', meeting).executeTakeFirstOrThrow()).id,
    )
  const guest = (isAsked: boolean) =>
    world.seed(
      async (owner) =>
        (
          await owner
            .selectFrom('situations.invitation')
            .select('id')
            .where('situation_id', '=', meeting)
            .where('person_says', '=', isAsked ? 'waits' : 'yes')
            .executeTakeFirstOrThrow()
        ).id,
    )
  return {
    meeting,
    meetingAgreement: await first('situations.agreement'),
    meetingGuest: await guest(false),
    meetingAsked: await guest(true),
    meetingWords: await first('situations.words'),
    meetingDecision: await first('situations.decision'),
    meetingRefused: refused,
    meetingWithdrawn: withdrawn,
    lesson: `${person} situation_id ${meeting}`,
    lessonRaised: raised,
  }
}
