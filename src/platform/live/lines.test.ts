import { randomBytes, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '../actor.ts'
import { CLOCK, createLines, type Source } from './lines.server.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const actor = (): Actor => ({ personId: randomUUID(), name: 'Sam', roles: {} })
/** A board of two parts, whose rights can be taken away, and which counts what it is asked. */
const aSource = () => {
  const gone = new Set<string>()
  const state = { board: { visits: ['a'], calls: [1] } as Record<string, unknown>, reads: 0, questions: 0, isDown: false }
  const source: Source = {
    read: async () => {
      state.reads += 1
      if (state.isDown) throw new Error('no database')
      return { asOf: new Date().toISOString(), parts: state.board }
    },
    allowed: async (sessions) => {
      state.questions += 1
      if (state.isDown) throw new Error('no database')
      return sessions.filter((session) => !gone.has(session.toString('hex')))
    },
  }
  return { state, source, leave: (session: Buffer) => void gone.add(session.toString('hex')) }
}
type Event = { name: string; data: Record<string, unknown> }
/** One who watches, and what they were told so far. */
const watch = (lines: ReturnType<typeof createLines>, source: Source, who = actor()) => {
  const session = randomBytes(32)
  const stream = lines.open('boards n/t', source, { actor: who, session })
  const heard: Event[] = []
  const reader = stream?.getReader()
  const seen = { isOver: false }
  const listen = async () => {
    for (;;) {
      const { value, done } = (await reader?.read()) ?? { done: true, value: undefined }
      if (done) break
      const text = new TextDecoder().decode(value)
      const [, name, data] = /event: (\w+)\ndata: (.*)\n/.exec(text) ?? []
      if (name !== undefined) heard.push({ name, data: JSON.parse(data ?? '{}') })
    }
    seen.isOver = true
  }
  void listen()
  return { session, heard, seen, names: () => heard.map(({ name }) => name), leave: () => reader?.cancel(), isRefused: stream === null }
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe('a live line', () => {
  test('begins with the whole, and then tells the parts that changed', async () => {
    const [lines, { source, state }] = [createLines(() => true), aSource()]
    const sam = watch(lines, source)
    await pass(500)
    expect(sam.heard).toMatchObject([{ name: 'whole', data: { parts: { visits: ['a'], calls: [1] } } }])
    state.board = { ...state.board, visits: ['a', 'b'] }
    lines.changed('boards n/t')
    await pass(500)
    expect(sam.heard[1]).toMatchObject({ name: 'part', data: { parts: { visits: ['a', 'b'] } } })
    expect(sam.heard[1]?.data.parts).not.toHaveProperty('calls')
    lines.changed('boards n/other')
    await pass(500)
    expect(sam.heard).toHaveLength(2)
    lines.stop()
  })

  test('costs one reading for each change, for two hundred as for one, and one for several changes at once', async () => {
    const [lines, { source, state }] = [createLines(() => true), aSource()]
    const all = Array.from({ length: 200 }, () => watch(lines, source))
    await pass(1000)
    expect(all.every(({ heard }) => heard[0]?.name === 'whole')).toBe(true)
    expect(state.reads).toBeLessThanOrEqual(2)
    const before = { ...state }
    state.board = { visits: ['c'], calls: [] }
    for (let change = 0; change < 50; change += 1) lines.changed('boards n/t')
    await pass(1000)
    expect(all.every(({ heard }) => heard.at(-1)?.name === 'part')).toBe(true)
    expect(state.reads - before.reads).toBe(1)
    expect(state.questions - before.questions).toBe(1)
    lines.stop()
  })

  test('ends before the next word when the right is gone, and without a change at the next sign of life', async () => {
    const [lines, { source, state, leave }] = [createLines(() => true), aSource()]
    const [stays, goes, goesToo] = [watch(lines, source), watch(lines, source), watch(lines, source)]
    await pass(500)
    leave(goes.session)
    state.board = { visits: ['secret'], calls: [] }
    lines.changed('boards n/t')
    await pass(500)
    expect(goes.names()).toEqual(['whole', 'over'])
    expect(goes.seen.isOver).toBe(true)
    expect(JSON.stringify(goes.heard)).not.toContain('secret')
    leave(goesToo.session)
    await pass(CLOCK.beat)
    expect(goesToo.names().at(-1)).toBe('over')
    expect(stays.names().at(-1)).toBe('beat')
    expect(lines.count()).toBe(1)
    lines.stop()
  })

  test('is not ended for who came while others were asked for their right', async () => {
    const [lines, { source, state }] = [createLines(() => true), aSource()]
    let answer: () => void = () => undefined
    const slow: Source = {
      ...source,
      allowed: async (sessions) => {
        await new Promise<void>((resolve) => {
          answer = resolve
        })
        return source.allowed(sessions)
      },
    }
    const first = watch(lines, slow)
    await pass(500)
    const second = watch(lines, slow)
    answer()
    await pass(500)
    answer()
    await pass(500)
    expect([first.names()[0], second.names()]).toEqual(['whole', ['whole']])
    expect(state.questions).toBe(2)
    lines.stop()
  })

  test('says when changes are not heard, reads again when notes were missed, and once a minute whatever was heard', async () => {
    let isUp = true
    const [lines, { source, state }] = [createLines(() => isUp), aSource()]
    const sam = watch(lines, source)
    await pass(500)
    isUp = false
    await pass(CLOCK.beat)
    expect(sam.heard.at(-1)).toMatchObject({ name: 'beat', data: { isLive: false } })
    state.board = { visits: ['missed'], calls: [] }
    isUp = true
    lines.allChanged()
    await pass(500)
    expect(sam.heard.at(-1)).toMatchObject({ name: 'part', data: { parts: { visits: ['missed'] } } })
    const before = state.reads
    await pass(CLOCK.anew + 500)
    expect(state.reads).toBe(before + 1)
    // The whole, so that a page that missed a word is right again.
    expect(sam.names().filter((name) => name === 'whole')).toHaveLength(2)
    lines.stop()
  })

  test('outlives a database that does not answer for a while', async () => {
    const [lines, { source, state }] = [createLines(() => true), aSource()]
    const sam = watch(lines, source)
    await pass(500)
    state.isDown = true
    state.board = { visits: ['later'], calls: [] }
    lines.changed('boards n/t')
    await pass(500)
    expect(sam.heard.at(-1)).toMatchObject({ name: 'beat', data: { isLive: false } })
    state.isDown = false
    await pass(CLOCK.beat + 500)
    expect(sam.heard.at(-1)).toMatchObject({ name: 'part', data: { parts: { visits: ['later'] } } })
    lines.stop()
  })

  test('lasts an hour at most, is no more than one account can need, and leaves nothing behind', async () => {
    const [lines, { source }] = [createLines(() => true), aSource()]
    const sam = watch(lines, source)
    await pass(CLOCK.longest + CLOCK.beat)
    expect(sam.names().at(-1)).toBe('again')
    const who = actor()
    const many = Array.from({ length: 30 }, () => watch(lines, source, who))
    expect(many.filter(({ isRefused }) => isRefused)).toHaveLength(6)
    await pass(500)
    await Promise.all(many.map(({ leave }) => leave()))
    expect(lines.count()).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('of a server that stops is ended with the word that another will do', async () => {
    const [lines, { source }] = [createLines(() => true), aSource()]
    const sam = watch(lines, source)
    await pass(500)
    lines.stop()
    await pass(0)
    expect(sam.names().at(-1)).toBe('again')
    expect(lines.count()).toBe(0)
  })
})
