import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { Problem } from '#platform/problem.ts'
import { today } from '#platform/today.ts'
import { useWorld } from '#test/world.ts'
import { mailsFor } from '../../plans/plans.test-support.ts'
import { somebodyWithClub, stepOf } from '../paths.test-support.ts'
import { actOnMyStep } from '../routes/mine.server.ts'
import { actOnTheirs, followedHere } from '../team/team.server.ts'
import { afterStep, isOver, STEP_MOVES, STEP_STATES, type StepState, stepMovesFrom, stepPairs, takesReason } from './machine.ts'
import { addStep, answerStepProposal, changeStep, moveStep, proposeStep, reviewPath, writePath } from './path.commands.server.ts'
import { listOnPaths, listStepEvents, listStepProposals, listSteps, readPath, readStep } from './path.queries.server.ts'

const world = useWorld()
const WORDS = { project: 'Habiter seule, avec un balcon.', goals: 'Un chez-moi', reviewedOn: null, reviewOn: null }

describe('the way of a step', () => {
  test('no way leads to a state that is not one, and whatever is over can be taken up again', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STEP_MOVES), { maxLength: 30 }), (moves) => {
        let state: StepState = 'wished'
        for (const move of moves) {
          const next = afterStep(state, move)
          expect(next === null || STEP_STATES.includes(next)).toBe(true)
          state = next ?? state
          expect(stepMovesFrom(state).length).toBeGreaterThan(0)
        }
      }),
    )
  })

  test('the database allows the same moves and no others', async () => {
    const { person, writing } = await somebodyWithClub(world)
    const allowed = new Set(stepPairs().map(([from, to]) => `${from} ${to}`))
    for (const from of STEP_STATES)
      for (const to of STEP_STATES.filter((each) => each !== from)) {
        const id = await world.as(person, (scope) => addStep(scope, person, writing, stepOf()))
        // Every state is reached by the moves themselves.
        const way = { wished: [], under_way: ['under_way'], done: ['done'], paused: ['under_way', 'paused'], given_up: ['given_up'] }[from]
        const put = (state: string) =>
          world.seed((owner) =>
            sql`update paths.step set state = ${state}, ended_on = case when ${isOver(state as StepState)} then current_date end where id = ${id}`.execute(
              owner,
            ),
          )
        for (const each of way) await put(each)
        const isAllowed = await put(to).then(
          () => true,
          () => false,
        )
        expect(`${from} → ${to}: ${isAllowed}`).toBe(`${from} → ${to}: ${allowed.has(`${from} ${to}`)}`)
      }
  })
})

describe('the person writes their own path', () => {
  test('in their words, which the database itself cannot read', async () => {
    const { person, writing, network, file } = await somebodyWithClub(world)
    await world.as(person, (scope) => writePath(scope, writing, 0, WORDS))
    expect(await world.as(person, (scope) => readPath(scope, network, file))).toMatchObject({
      project: WORDS.project,
      goals: 'Un chez-moi',
      version: 1,
      team: null,
    })
    const [row] = await world.seed((owner) => owner.selectFrom('paths.path').select('content').where('person_id', '=', file).execute())
    expect(row?.content?.toString('utf8')).not.toContain('balcon')
  })

  test('two who write at once: the second is told, and nothing is lost', async () => {
    const { person, worker, writing, together, network, file } = await somebodyWithClub(world)
    await world.as(person, (scope) => writePath(scope, writing, 0, WORDS))
    await world.as(worker, (scope) => writePath(scope, together, 1, { ...WORDS, project: 'Écrit ensemble' }))
    for (const seen of [0, 1])
      await expect(world.as(person, (scope) => writePath(scope, writing, seen, { ...WORDS, project: 'Trop tard' }))).rejects.toThrow(
        'conflict',
      )
    expect((await world.as(person, (scope) => readPath(scope, network, file)))?.project).toBe('Écrit ensemble')
  })

  test('a team that writes with them is named, and a look at it together keeps the words', async () => {
    const { worker, person, together, network, file } = await somebodyWithClub(world)
    await world.as(worker, (scope) => writePath(scope, together, 0, WORDS))
    await world.as(worker, (scope) => reviewPath(scope, together, 1, '2100-01-01'))
    const path = await world.as(person, (scope) => readPath(scope, network, file))
    expect(path).toMatchObject({ project: WORDS.project, reviewOn: '2100-01-01', reviewedOn: today() })
    expect(path?.team).toContain('Équipe')
  })

  test('a step goes on, rests with a reason in their words, and every change is kept', async () => {
    const { person, writing, network, file } = await somebodyWithClub(world)
    const as = <T>(work: Parameters<typeof world.as<T>>[1]) => world.as(person, work)
    const id = await as((scope) => addStep(scope, person, writing, stepOf()))
    await as((scope) => moveStep(scope, person, writing, { id, seen: 1, move: 'begin', reason: 'ignored' }))
    await as((scope) => moveStep(scope, person, writing, { id, seen: 2, move: 'pause', reason: 'Trop de monde le soir' }))
    await as((scope) => changeStep(scope, person, writing, id, 3, stepOf({ what: 'Nager le matin' })))
    expect(await as((scope) => readStep(scope, network, file, id))).toMatchObject({
      what: 'Nager le matin',
      state: 'paused',
      reason: 'Trop de monde le soir',
      version: 4,
    })
    await as((scope) => moveStep(scope, person, writing, { id, seen: 4, move: 'finish', reason: '' }))
    const step = await as((scope) => readStep(scope, network, file, id))
    expect(step).toMatchObject({ state: 'done', reason: '', endedOn: today() })
    expect(takesReason(step.state)).toBe(false)
    expect((await as((scope) => listStepEvents(scope, network, id))).map(({ after }) => after)).toEqual([
      'done',
      'paused',
      'under_way',
      'wished',
    ])
    await expect(as((scope) => moveStep(scope, person, writing, { id, seen: 5, move: 'pause', reason: '' }))).rejects.toThrow('invalid')
    await expect(as((scope) => moveStep(scope, person, writing, { id, seen: 4, move: 'again', reason: '' }))).rejects.toThrow('conflict')
  })
})

describe('a form that somebody overtook', () => {
  test('keeps the reason that was typed, and says how things stand', async () => {
    const { person, writing, network } = await somebodyWithClub(world)
    const id = await world.as(person, (scope) => addStep(scope, person, writing, stepOf()))
    const move = (typed: Record<string, string>) =>
      world.as(person, (scope) => actOnMyStep(scope, person, network, id, { intent: 'move', ...typed }))
    expect(await move({ version: '1', move: 'begin' })).toEqual({ saved: 'moved' })
    const late = await move({ version: '1', move: 'give_up', reason: 'Trop loin' })
    expect(late).toMatchObject({ sent: { status: 409, answer: { version: '2', typed: { reason: 'Trop loin', version: '2' } } } })
    await expect(move({ version: '2', move: 'vanish' })).rejects.toThrow('not_found')
  })
})

describe('a team proposes, and the person decides', () => {
  test('a proposal is nothing until the person says yes, and then it is a step of theirs', async () => {
    const { person, worker, together, network, file } = await somebodyWithClub(world)
    const id = await world.as(worker, (scope) => proposeStep(scope, worker, together, stepOf()))
    expect(await world.as(person, (scope) => listSteps(scope, network, file))).toEqual([])
    expect(await world.as(person, (scope) => listStepProposals(scope, network, file))).toMatchObject([
      { id, what: 'Nager une fois par semaine', isMine: false },
    ])
    await world.as(person, (scope) => answerStepProposal(scope, person, { network, file, service: null }, id, 'accepted'))
    expect(await world.as(worker, (scope) => listSteps(scope, network, file))).toMatchObject([
      { what: 'Nager une fois par semaine', how: 'accepted' },
    ])
    await expect(
      world.as(person, (scope) => answerStepProposal(scope, person, { network, file, service: null }, id, 'accepted')),
    ).rejects.toThrow('not_found')
  })

  test('a no leaves the path as it is, and nobody answers in the place of the person', async () => {
    const { person, worker, together, network, file, writing } = await somebodyWithClub(world)
    const id = await world.as(worker, (scope) => proposeStep(scope, worker, together, stepOf()))
    await expect(world.as(worker, (scope) => answerStepProposal(scope, worker, together, id, 'accepted'))).rejects.toThrow()
    await world.as(person, (scope) => answerStepProposal(scope, person, writing, id, 'refused'))
    expect(await world.as(person, (scope) => listSteps(scope, network, file))).toEqual([])
  })

  test('the person is told by a mail that names nothing, and not of what they do themselves', async () => {
    const { person, worker, network, file } = await somebodyWithClub(world)
    const typed = { intent: 'step', way: 'propose', domain: 'sport', what: 'Nager' }
    await world.as(worker, async (scope) => actOnTheirs(scope, worker, await followedHere(scope, worker, network, file), typed))
    expect(await mailsFor(world, person)).toEqual(['pathNews'])
    expect(await mailsFor(world, worker)).toEqual([])
  })

  test('a team writes the project only with the person beside', async () => {
    const { worker, network, file } = await somebodyWithClub(world)
    const act = (typed: Record<string, string>) =>
      world.as(worker, async (scope) => actOnTheirs(scope, worker, await followedHere(scope, worker, network, file), typed))
    const project = { intent: 'project', version: '0', project: 'Un balcon', goals: '', review_on: '' }
    expect(await act(project)).toMatchObject({ sent: { status: 422, answer: { faults: { here: { id: 'pathTeam.fault.here' } } } } })
    expect(await act({ ...project, here: 'on' })).toEqual({ saved: 'together' })
  })
})

describe('two files of one person', () => {
  test('a team that knows them by the other file writes where the person finds it', async () => {
    const { person, worker, network, file, care, elsewhere, colleague } = await somebodyWithClub(world)
    const other = await care.file(network, { merged_into: file })
    await care.episode(elsewhere, other, { entered_on: '2026-01-01' })
    await world.as(colleague, async (scope) => {
      const followed = await followedHere(scope, colleague, network, other)
      await addStep(scope, colleague, followed, stepOf())
      expect((await listOnPaths(scope, network)).map(({ id, steps }) => [id, steps])).toEqual([[file, 1]])
    })
    for (const who of [person, worker]) expect(await world.as(who, (scope) => listSteps(scope, network, file))).toHaveLength(1)
  })
})

describe('who else', () => {
  test('another team, a colleague on duty and a stranger neither read nor write', async () => {
    const { person, colleague, duty, carer, writing, together, network, file, elsewhere } = await somebodyWithClub(world)
    await world.as(person, (scope) => writePath(scope, writing, 0, WORDS))
    const step = await world.as(person, (scope) => addStep(scope, person, writing, stepOf()))
    for (const who of [colleague, duty, carer]) {
      expect(await world.as(who, (scope) => readPath(scope, network, file))).toBeNull()
      expect(await world.as(who, (scope) => listSteps(scope, network, file))).toEqual([])
      await expect(world.as(who, (scope) => readStep(scope, network, file, step))).rejects.toThrow(Problem)
      for (const service of [null, elsewhere.id, together.service])
        await expect(world.as(who, (scope) => addStep(scope, who, { network, file, service }, stepOf()))).rejects.toThrow()
    }
  })

  test('a team whose episode is over reads the path no more', async () => {
    const { person, worker, writing, network, file } = await somebodyWithClub(world)
    await world.as(person, (scope) => writePath(scope, writing, 0, WORDS))
    expect(await world.as(worker, (scope) => readPath(scope, network, file))).not.toBeNull()
    await world.seed((owner) =>
      owner.updateTable('care.episode').set({ left_on: today(), exit_reason: 'moved_on' }).where('person_id', '=', file).execute(),
    )
    expect(await world.as(worker, (scope) => readPath(scope, network, file))).toBeNull()
  })
})
