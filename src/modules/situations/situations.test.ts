import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { answerDecision, decide } from './decisions.commands.server.ts'
import { attend, invite, replyToInvitation, sayWords } from './guests.commands.server.ts'
import { answerMeeting, callMyMeeting, changeDraft, tellDecisions, withdraw } from './situations.commands.server.ts'
import { castIn, dayFromNow, INPUT, meetingOf } from './situations.test-support.ts'

const world = useWorld()
const start = async () => {
  const of = await castIn(world)
  return { of, meeting: await meetingOf(world, of) }
}

describe('before the person has answered', () => {
  test('nobody but the person and the team knows of the meeting, whoever is proposed for it', async () => {
    const { of, meeting } = await start()
    expect(await meeting.seen(of.person)).toMatchObject({ relation: 'person', ...INPUT })
    expect(await meeting.seen(of.worker)).toMatchObject({ relation: 'team' })
    for (const who of [of.guest, of.colleague, of.coordinator]) expect(await meeting.seen(who)).toBeNull()
  })

  test('a team that does not follow somebody calls no meeting about them', async () => {
    const of = await castIn(world)
    await expect(meetingOf(world, { ...of, worker: of.colleague, calling: of.elsewhere })).rejects.toThrow(/row-level security/)
  })

  test('the person agrees to the words that they read: a text that was changed meanwhile is a conflict, and nothing is kept', async () => {
    const { of, meeting } = await start()
    const { version } = await meeting.read(of.person)
    await world.as(of.worker, (scope) =>
      changeDraft(scope, of.network, meeting.id, version, { subject: 'Autre chose.', said: 'Autre chose.' }),
    )
    const agree = { how: 'self' as const, until: dayFromNow(10), yes: [] }
    await expect(
      world.as(of.person, (scope) => answerMeeting(scope, of.person, of.network, meeting.id, { version, agree })),
    ).rejects.toMatchObject({ code: 'conflict' })
    expect(await meeting.read(of.person)).toMatchObject({ state: 'drafted', agreements: [] })
  })
})

describe('a person who refuses', () => {
  test('shares nothing: the text, the invitations and the words are gone, the team keeps the day and the fact', async () => {
    const { of, meeting } = await start()
    await world.as(of.person, (scope) => sayWords(scope, of.person, of.network, meeting.id, 'Mes mots.'))
    await meeting.refuse()
    expect(await meeting.read(of.worker)).toMatchObject({
      state: 'refused',
      endedOn: dayFromNow(0),
      subject: '',
      said: '',
      invitations: [],
      words: [],
    })
    expect(await meeting.seen(of.guest)).toBeNull()
    const { rows } = await world.seed((owner) =>
      sql`select from situations.situation where id = ${meeting.id} and num_nonnulls(subject, said, planned_at, place) > 0`.execute(owner),
    )
    expect(rows).toHaveLength(0)
  })

  test('is not asked again by changing the row: no update leads out of a refusal', async () => {
    const { of, meeting } = await start()
    await meeting.refuse()
    await expect(
      world.as(of.worker, (scope) =>
        sql`update situations.situation set state = 'agreed' where network_id = ${of.network} and id = ${meeting.id}`.execute(scope),
      ),
    ).rejects.toThrow(/does not go/)
  })
})

describe('a person who agrees', () => {
  test('lets in those whom they ticked, and nobody who was proposed afterwards', async () => {
    const { of, meeting } = await start()
    await meeting.agree()
    expect(await meeting.seen(of.guest)).toMatchObject({ relation: 'invited', name: 'Zoé Lefèvre', ...INPUT })
    await world.as(of.worker, (scope) => invite(scope, of.network, meeting.id, { service: of.elsewhere.id }))
    expect(await meeting.seen(of.colleague)).toBeNull()
    const late = (await meeting.read(of.worker)).invitations.find(({ service }) => service === of.elsewhere.id)
    // The team cannot say yes for the person by itself: the agreement is older than the invitation.
    await world.seed((owner) =>
      sql`update situations.agreement set given_at = now() - interval '1 day' where situation_id = ${meeting.id}`.execute(owner),
    )
    await expect(
      world.as(of.worker, (scope) =>
        sql`update situations.invitation set person_says = 'yes' where network_id = ${of.network} and id = ${late?.id}`.execute(scope),
      ),
    ).rejects.toThrow(/without the agreement/)
    await meeting.agree()
    expect(await meeting.seen(of.colleague)).toMatchObject({ relation: 'invited' })
  })

  test('lets nobody in whom they did not tick', async () => {
    const { of, meeting } = await start()
    await meeting.agree(dayFromNow(30), [])
    expect(await meeting.seen(of.guest)).toBeNull()
    expect(await meeting.read(of.worker)).toMatchObject({ state: 'agreed' })
  })

  test('shuts the meeting in the same second when they withdraw, and it is erased', async () => {
    const { of, meeting } = await start()
    await meeting.agree()
    await meeting.plan()
    expect(await meeting.seen(of.guest)).not.toBeNull()
    await world.as(of.person, (scope) => withdraw(scope, of.network, meeting.id))
    expect(await meeting.seen(of.guest)).toBeNull()
    expect(await meeting.read(of.worker)).toMatchObject({ state: 'withdrawn', subject: '', invitations: [] })
  })

  test('shuts it also after it was held, and keeps the decisions', async () => {
    const { of, meeting } = await start()
    await meeting.agree()
    await meeting.plan()
    await meeting.hold()
    await world.as(of.worker, (scope) =>
      decide(scope, of.worker, of.network, meeting.id, { what: 'Une visite.', who: 'L’équipe', until: null }),
    )
    expect((await meeting.seen(of.guest))?.decisions).toHaveLength(1)
    await world.as(of.person, (scope) => withdraw(scope, of.network, meeting.id))
    expect(await meeting.seen(of.guest)).toBeNull()
    await world.as(of.worker, async (scope) => {
      const { version } = await meeting.read(of.worker)
      await tellDecisions(scope, of.network, meeting.id, version)
    })
    expect((await meeting.read(of.person)).decisions).toMatchObject([{ what: 'Une visite.' }])
  })

  test('is asked again when the day that they named is over: until then guests see nothing, and nothing is planned', async () => {
    const { of, meeting } = await start()
    await meeting.agree()
    await world.seed((owner) =>
      sql`update situations.agreement set until = current_date - 1 where situation_id = ${meeting.id}`.execute(owner),
    )
    expect(await meeting.seen(of.guest)).toBeNull()
    await expect(meeting.plan()).rejects.toMatchObject({ code: 'invalid' })
    await meeting.agree()
    await meeting.plan()
    expect(await meeting.seen(of.guest)).toMatchObject({ state: 'planned' })
  })

  test('takes part as they wish, with whom they wish; who is invited reads it', async () => {
    const { of, meeting } = await start()
    await meeting.agree()
    await world.as(of.person, (scope) => attend(scope, of.network, meeting.id, { attendance: 'represented', company: 'Ma sœur' }))
    await world.as(of.person, (scope) => sayWords(scope, of.person, of.network, meeting.id, 'Je veux rester près de ma sœur.'))
    expect(await meeting.read(of.guest)).toMatchObject({
      attendance: 'represented',
      company: 'Ma sœur',
      words: [{ text: 'Je veux rester près de ma sœur.', how: 'self' }],
    })
  })
})

describe('a team that is invited', () => {
  test('sees nothing but the meeting: no file, no contact', async () => {
    const { of, meeting } = await start()
    await meeting.agree()
    const files = await world.as(of.guest, (scope) => scope.selectFrom('care.person').select('id').where('id', '=', of.file).execute())
    expect(files).toEqual([])
  })

  test('answers for itself, and reads no more of it when it stays away', async () => {
    const { of, meeting } = await start()
    await meeting.agree()
    const mine = (await meeting.read(of.guest)).invitations.find(({ isMine }) => isMine)?.id ?? ''
    await world.as(of.guest, (scope) => replyToInvitation(scope, of.network, meeting.id, mine, 'comes'))
    expect((await meeting.read(of.worker)).invitations).toMatchObject([{ answer: 'comes' }])
    await expect(world.as(of.worker, (scope) => replyToInvitation(scope, of.network, meeting.id, mine, 'absent'))).rejects.toMatchObject({
      code: 'not_found',
    })
    await world.as(of.guest, (scope) => replyToInvitation(scope, of.network, meeting.id, mine, 'absent'))
    expect(await meeting.seen(of.guest)).toBeNull()
  })

  test('reads it some days longer than it was held, as the network set it, and then no more', async () => {
    const { of, meeting } = await start()
    await meeting.agree()
    await meeting.plan()
    await meeting.hold()
    const heldDaysAgo = (days: number) =>
      world.seed((owner) =>
        sql`alter table situations.situation disable trigger user; update situations.situation set held_on = current_date - ${sql.lit(days)}::integer where id = ${sql.lit(meeting.id)}; alter table situations.situation enable trigger user`.execute(
          owner,
        ),
      )
    await heldDaysAgo(14)
    expect(await meeting.seen(of.guest)).not.toBeNull()
    await heldDaysAgo(15)
    expect(await meeting.seen(of.guest)).toBeNull()
  })

  test('cannot answer for another team, nor can the person say when and where', async () => {
    const { of, meeting } = await start()
    await meeting.agree()
    const update = (who: typeof of.worker, what: string) => world.as(who, (scope) => sql`${sql.raw(what)}`.execute(scope))
    await expect(update(of.worker, "update situations.invitation set answer = 'comes'")).rejects.toThrow(/answers for itself/)
    await expect(update(of.person, "update situations.situation set state = 'planned', planned_at = now()")).rejects.toThrow(
      /team prepares/,
    )
    await expect(update(of.person, 'update situations.situation set planned_at = now()')).rejects.toThrow(/when and where/)
  })

  test('cannot move the meeting', async () => {
    const { of, meeting } = await start()
    await meeting.agree()
    await expect(world.as(of.guest, (scope) => withdraw(scope, of.network, meeting.id))).rejects.toMatchObject({ code: 'not_found' })
    const { numAffectedRows } = await world.as(of.guest, (scope) =>
      sql`update situations.situation set state = 'withdrawn' where network_id = ${of.network} and id = ${meeting.id}`.execute(scope),
    )
    expect(numAffectedRows).toBe(0n)
  })
})

test('a person calls a meeting themselves: they agreed to their own words, and say yes to each whom the team proposes', async () => {
  const of = await castIn(world)
  const id = await world.as(of.person, (scope) =>
    callMyMeeting(scope, of.person, { network: of.network, person: of.file, service: of.calling.id }, { ...INPUT, until: dayFromNow(60) }),
  )
  const meeting = { ...(await meetingOf(world, of)), id }
  expect(id).not.toBe('')
  await world.as(of.worker, (scope) => invite(scope, of.network, meeting.id, { words: 'le bailleur' }))
  expect(
    await world.as(of.person, (scope) =>
      scope.selectFrom('situations.situation').select(['state', 'called_by']).where('id', '=', id).execute(),
    ),
  ).toEqual([{ state: 'agreed', called_by: 'person' }])
})

test('what was decided comes back to the person, only once the team gives it, and they answer', async () => {
  const { of, meeting } = await start()
  await meeting.agree()
  await meeting.plan()
  await meeting.hold()
  await world.as(of.worker, (scope) =>
    decide(scope, of.worker, of.network, meeting.id, { what: 'Visiter un appartement.', who: 'Le bailleur', until: dayFromNow(20) }),
  )
  expect((await meeting.read(of.person)).decisions).toEqual([])
  await world.as(of.worker, async (scope) => tellDecisions(scope, of.network, meeting.id, (await meeting.read(of.worker)).version))
  const [decision] = (await meeting.read(of.person)).decisions
  expect(decision).toMatchObject({ what: 'Visiter un appartement.', who: 'Le bailleur', says: null })
  await world.as(of.person, (scope) =>
    answerDecision(scope, of.network, meeting.id, { decision: decision?.id ?? '', says: 'not_fine', answer: 'Trop loin.' }),
  )
  expect((await meeting.read(of.worker)).decisions).toMatchObject([{ says: 'not_fine', answer: 'Trop loin.' }])
  await expect(
    world.as(of.worker, (scope) => decide(scope, of.worker, of.network, meeting.id, { what: 'Autre.', who: 'x', until: null })),
  ).rejects.toMatchObject({ code: 'invalid' })
})
