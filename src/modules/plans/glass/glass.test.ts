import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Actor, OPERATOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { answer, answersUnread, ask, askedAbout, listQuestions, noteLooked, whoLooked } from '../looked/looked.server.ts'
import { mailsFor, type Somebody, somebodyIn } from '../plans.test-support.ts'
import { type PlanRules, rulesOf, setRules } from '../rules.server.ts'
import { knownFile } from '../space/files.server.ts'
import { breakGlass, listGlass, openGlass, remindOfGlass, reviewGlass } from './glass.server.ts'

const world = useWorld()
const GIVEN = { name: 'Zoe Lefevre', born: '1990-05-17', reason: 'Trouvée sur un pont, ne répond pas.' }
const breakIt = (who: Actor, { network }: Somebody, given = GIVEN) => world.as(who, (scope) => breakGlass(scope, who, network, given))
/** The network says how long things stand. */
const rule = ({ administrator, network }: Somebody, some: Partial<PlanRules>) =>
  world.as(administrator, async (scope) => {
    const { version, ...standing } = await rulesOf(scope, network)
    await setRules(scope, network, { ...standing, ...some }, version)
  })

describe('the glass', () => {
  test('a curious colleague sees nothing; with name, birth date and a reason the file opens, and the person and the administrators are told', async () => {
    const of = await somebodyIn(world)
    await expect(world.as(of.colleague, (scope) => knownFile(scope, of.network, of.file))).rejects.toMatchObject({ code: 'not_found' })
    expect(await breakIt(of.colleague, of)).toBe(of.file)
    expect(await world.as(of.colleague, (scope) => knownFile(scope, of.network, of.file))).toMatchObject({ givenName: 'Zoé' })
    expect(await world.as(of.colleague, (scope) => openGlass(scope, of.network))).toMatchObject([{ file: of.file, reason: GIVEN.reason }])
    expect(await mailsFor(world, of.person)).toEqual(['glassBroken'])
    expect(await mailsFor(world, of.administrator)).toEqual(['glassBroken'])
    expect(await world.as(of.person, (scope) => whoLooked(scope, of.network))).toMatchObject([
      { action: 'plans.breakGlass', reason: GIVEN.reason, name: 'Somebody' },
    ])
  })

  test('stays whole for a wrong birth date, another name, a person who is there twice, and for who works in no team', async () => {
    const of = await somebodyIn(world)
    for (const given of [
      { ...GIVEN, born: '1990-05-18' },
      { ...GIVEN, name: 'Marie Curie' },
      { ...GIVEN, name: 'Zoe' },
    ])
      expect(await breakIt(of.colleague, of, given), given.name).toBeNull()
    expect(await breakIt(of.administrator, of)).toBeNull()
    await of.care.file(of.network, { given_name: 'Zoé', family_name: 'Lefebvre', birth_date: '1990-05-17' })
    expect(await breakIt(of.colleague, of)).toBeNull()
  })

  test('is looked at by an administrator, who does not learn whose file it was, and never by who broke it', async () => {
    const of = await somebodyIn(world)
    await breakIt(of.colleague, of)
    const [line] = await world.as(of.administrator, (scope) => listGlass(scope, of.administrator, of.network))
    expect(line).toMatchObject({ reason: GIVEN.reason, isMine: false, reviewedAt: null })
    expect(JSON.stringify(line)).not.toMatch(/Lef|Zo/)
    const review = (who: Actor) =>
      world.as(who, (scope) => reviewGlass(scope, who, of.network, { id: line?.id ?? '', wasRight: false, words: 'Pas d’urgence.' }))
    await expect(review(of.colleague)).rejects.toThrow()
    await expect(review(of.worker)).rejects.toMatchObject({ code: 'not_found' })
    await review(of.administrator)
    expect(await world.as(of.administrator, (scope) => listGlass(scope, of.administrator, of.network))).toMatchObject([
      { wasRight: false, review: 'Pas d’urgence.', reviewer: 'Somebody' },
    ])
    expect(await world.as(of.worker, (scope) => listGlass(scope, of.worker, of.network))).toEqual([])
  })

  const [MONDAY, TUESDAY] = ['2026-11-23', '2026-11-24']
  test('that waits for a look is recalled to administrators every week, or as often as their network says', async () => {
    const of = await somebodyIn(world)
    await breakIt(of.colleague, of)
    await world.as(OPERATOR, (scope) => remindOfGlass(scope, TUESDAY))
    expect(await mailsFor(world, of.administrator)).toEqual(['glassBroken'])
    await world.as(OPERATOR, (scope) => remindOfGlass(scope, MONDAY))
    expect(await mailsFor(world, of.administrator)).toEqual(['glassBroken', 'glassToReview'])
    await rule(of, { reviewDays: 1 })
    await world.as(OPERATOR, (scope) => remindOfGlass(scope, TUESDAY))
    expect((await mailsFor(world, of.administrator)).length).toBe(3)
  })

  test('is broken for an hour, or as long as the network says, and for no longer whatever is written', async () => {
    const of = await somebodyIn(world)
    const minutes = async () => {
      await breakIt(of.colleague, of)
      const open = await world.as(of.colleague, (scope) => openGlass(scope, of.network))
      return open.map(({ at, until }) => Math.round((until.getTime() - at.getTime()) / 60_000)).sort()
    }
    expect(await minutes()).toEqual([60])
    await rule(of, { glassMinutes: 30 })
    expect(await minutes()).toEqual([30, 60])
    const longer = world.as(of.colleague, (scope) =>
      sql`insert into care.glass (network_id, person_id, by_id, reason, until) values (${of.network}, ${of.file}, ${of.colleague.personId}, '\\x01', now() + interval '60 minutes')`.execute(
        scope,
      ),
    )
    await expect(longer).rejects.toThrow('row-level security')
  })
})

describe('a question about who has looked', () => {
  const put = (of: Somebody, service: string | null) =>
    world.as(of.person, (scope) => ask(scope, of.person, of.network, { text: 'Pourquoi ?', service, trailSeq: 1 }))

  test('reaches the team or whoever answers for data protection, and nobody else; the answer comes back once', async () => {
    const of = await somebodyIn(world)
    await put(of, of.following.id)
    await put(of, null)
    const asked = (who: Actor) => world.as(who, (scope) => listQuestions(scope, of.network, 'to_me'))
    expect(await asked(of.worker)).toMatchObject([{ service: of.following.id, question: 'Pourquoi ?' }])
    expect(await asked(of.administrator)).toMatchObject([{ service: null, question: 'Pourquoi ?' }])
    expect(await asked(of.colleague)).toEqual([])
    expect(await mailsFor(world, of.worker)).toEqual(['questionAsked'])
    expect(await mailsFor(world, of.administrator)).toEqual(['questionAsked'])
    const [question] = await asked(of.worker)
    const say = (who: Actor) => world.as(who, (scope) => answer(scope, who, of.network, question?.id ?? '', 'Pour préparer notre visite.'))
    await expect(say(of.colleague)).rejects.toMatchObject({ code: 'not_found' })
    await say(of.worker)
    await expect(say(of.worker)).rejects.toMatchObject({ code: 'not_found' })
    expect(await mailsFor(world, of.person)).toEqual(['questionAnswered'])
    expect(await world.as(of.person, answersUnread)).toEqual([of.network])
    expect(await world.as(of.worker, answersUnread)).toEqual([])
    await world.as(of.person, (scope) => noteLooked(scope, of.network, of.file))
    expect(await world.as(of.person, answersUnread)).toEqual([])
    const mine = await world.as(of.person, (scope) => listQuestions(scope, of.network, 'mine'))
    expect(mine.map((each) => each.answer)).toContain('Pour préparer notre visite.')
  })

  test('says what it is about to who answers it; who asks is told to their team, and not to whoever answers for data protection', async () => {
    const of = await somebodyIn(world)
    await breakIt(of.colleague, of)
    const [line] = await world.as(of.person, (scope) => whoLooked(scope, of.network))
    for (const service of [of.following.id, null])
      await world.as(of.person, (scope) => ask(scope, of.person, of.network, { text: 'Qui ?', service, trailSeq: Number(line?.seq) }))
    const about = async (who: Actor) => [...(await world.as(who, (scope) => askedAbout(scope, of.network))).values()]
    const asked = { action: 'plans.breakGlass', name: 'Somebody' }
    expect(await about(of.worker)).toMatchObject([{ ...asked, asker: 'Zoé Lefèvre' }])
    expect(await about(of.administrator)).toMatchObject([{ ...asked, asker: null }])
    expect(await about(of.colleague)).toEqual([])
  })
})
