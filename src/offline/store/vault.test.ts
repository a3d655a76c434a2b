import { describe, expect, test } from 'vitest'
import type { Begun, CarriedPerson, Command, Pulled } from '#modules/field/vocabulary.ts'
import { addToOutbox, againChanges, countOfOthers, listClosed, makeSender, readOutbox } from '../outbox/outbox.ts'
import { PERSON, pullAll } from '../sync/pull.ts'
import { type Box, memoryBox } from './box.ts'
import { begin, isInTime, openKeys, readMeta, readRecords, record, wipe } from './vault.ts'

const secretOf = (letter: string) => btoa(letter.repeat(32))
const begun = (row: Partial<Begun> = {}): Begun => ({
  person: 'anna',
  session: 'one',
  secret: secretOf('a'),
  hours: 12,
  fileBytes: 1000,
  now: new Date(0).toISOString(),
  ...row,
})
const HOUR = 3_600_000
const NAME = 'Zarathoustra'
const note = (text: string, id: string = crypto.randomUUID()): Command => ({ kind: 'note', id, network: 'n', person: 'p', text })
const person = (id: string, given = NAME) => ({ network: 'n', id, given }) as CarriedPerson

/** Every byte of a store, as one text: what a thief reads. */
const allBytes = (box: ReturnType<typeof memoryBox>): string => {
  const textOf = (value: unknown): string => {
    if (value instanceof ArrayBuffer) return Buffer.from(value).toString('latin1')
    if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer).toString('latin1')
    if (value !== null && typeof value === 'object') return Object.values(value).map(textOf).join(' ')
    return String(value)
  }
  return box.rows().map(textOf).join('\n')
}
const begunBox = async () => {
  const box = memoryBox()
  const keys = await begin(box, begun(), 0)
  return { box, keys }
}

describe('the store on a device', () => {
  test('holds nothing in clear: no name, no text, no file', async () => {
    const { box, keys } = await begunBox()
    await box.write([await record(keys, `${PERSON}n/1`, person('1'))])
    const file = new TextEncoder().encode(NAME)
    await addToOutbox(box, keys, 'anna', [{ command: note(NAME) }, { command: note(NAME), file }])
    expect(allBytes(box)).not.toContain(NAME)
    expect((await readRecords(box, keys)).get(`${PERSON}n/1`)).toEqual(person('1'))
    expect((await readOutbox(box, keys, 'anna')).map(({ command }) => command)).toMatchObject([{ text: NAME }, { text: NAME }])
  })

  test('its keys cannot be taken out of the browser', async () => {
    const { keys } = await begunBox()
    for (const key of Object.values(keys)) await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
  })

  test('a record that was put in the place of another does not open', async () => {
    const { box, keys } = await begunBox()
    const change = await record(keys, `${PERSON}n/1`, person('1'))
    if ('put' in change) await box.write([{ drawer: 'records', put: { ...change.put, key: `${PERSON}n/2` } }])
    expect((await readRecords(box, keys)).size).toBe(0)
  })

  test('opens again without a network for the hours that the server set, and forgets everything after', async () => {
    const { box, keys } = await begunBox()
    await box.write([await record(keys, `${PERSON}n/1`, person('1'))])
    expect(await openKeys(box, 12 * HOUR - 1)).not.toBeNull()
    expect(await openKeys(box, 12 * HOUR)).toBeNull()
    expect(await box.all('records')).toEqual([])
    expect(await box.all('keys')).toEqual([])
    expect((await readMeta(box)).wiped).toBe('late')
  })

  test('a clock that was put back opens nothing', async () => {
    const box = memoryBox()
    await begin(box, begun(), 100 * HOUR)
    expect(isInTime(await readMeta(box), 100 * HOUR - 5 * 60_000)).toBe(true)
    expect(isInTime(await readMeta(box), 90 * HOUR)).toBe(false)
    expect(await openKeys(box, 90 * HOUR)).toBeNull()
    expect(await box.all('keys')).toEqual([])
    expect((await readMeta(box)).wiped).toBe('clock')
  })

  test('another session begins with an empty store and another key', async () => {
    const { box, keys } = await begunBox()
    await box.write([await record(keys, `${PERSON}n/1`, person('1'))])
    const again = await begin(box, begun({ session: 'two' }), 1)
    expect(await box.all('records')).toEqual([])
    expect(again.data).not.toBe(keys.data)
    expect((await readMeta(box)).seq).toBe(0)
  })
})

describe('what was not sent', () => {
  test('outlives a wipe, closed, and opens when the same person signs in again', async () => {
    const { box, keys } = await begunBox()
    await addToOutbox(box, keys, 'anna', [{ command: note('seen on the stairs') }])
    await wipe(box, 'left')
    expect(await box.all('keys')).toEqual([])
    expect(allBytes(box)).not.toContain('seen on the stairs')
    const ben = await begin(box, begun({ person: 'ben', session: 'two', secret: secretOf('b') }), 1)
    expect(await readOutbox(box, ben, 'ben')).toEqual([])
    expect(await countOfOthers(box, 'ben')).toBe(1)
    // Not even with the row in hand: his key is another.
    expect(await readOutbox(box, ben, 'anna')).toEqual([])
    const anna = await begin(box, begun({ session: 'three' }), 2)
    expect((await readOutbox(box, anna, 'anna')).map(({ command }) => command)).toMatchObject([{ text: 'seen on the stairs' }])
  })

  test('is said to be lost, never to be sent, where the server knows the key of the device no longer', async () => {
    const { box, keys } = await begunBox()
    await addToOutbox(box, keys, 'anna', [{ command: note('under the old key') }])
    const later = await begin(box, begun({ session: 'two', secret: secretOf('z') }), 1)
    await addToOutbox(box, later, 'anna', [{ command: note('under the new key') }])
    const far = server()
    expect(await makeSender().run(box, later, 'anna', far.post)).toBe('done')
    expect(far.done).toHaveLength(1)
    expect(await readOutbox(box, later, 'anna')).toEqual([])
    expect(await listClosed(box, later, 'anna')).toHaveLength(1)
  })

  test('is kept whole or not at all when the device is full', async () => {
    let isFull = false
    const box = memoryBox(() => (isFull ? Object.assign(new Error('full'), { name: 'QuotaExceededError' }) : null))
    const keys = await begin(box, begun(), 0)
    isFull = true
    const file = new Uint8Array(10)
    await expect(addToOutbox(box, keys, 'anna', [{ command: note('a') }, { command: note('b'), file }])).rejects.toThrow('full')
    isFull = false
    expect(await readOutbox(box, keys, 'anna')).toEqual([])
    expect(await box.all('files')).toEqual([])
  })
})

/** A server that does each number once, and may die after doing it and before answering. */
const server = (diesAt: readonly number[] = [], outcomes: Record<string, string> = {}) => {
  const done: string[] = []
  let calls = 0
  const post = async (form: FormData): Promise<Response> => {
    calls += 1
    const commands = JSON.parse(String(form.get('commands'))) as { id: string }[]
    const answers = commands.map(({ id }) => {
      if (outcomes[id] !== undefined) return { id, outcome: outcomes[id] }
      const isNew = !done.includes(id)
      if (isNew) done.push(id)
      return { id, outcome: isNew ? 'done' : 'already' }
    })
    if (diesAt.includes(calls)) throw new TypeError('the connection was lost')
    return Response.json({ answers })
  }
  return { post, done, calls: () => calls }
}

describe('sending', () => {
  test('what the server did before its answer was lost is done once, also when the tab is killed in between', async () => {
    const { box, keys } = await begunBox()
    const commands = Array.from({ length: 23 }, (_, at) => note(`text ${at}`))
    await addToOutbox(
      box,
      keys,
      'anna',
      commands.map((command) => ({ command })),
    )
    const far = server([1, 3])
    // Each sender is a tab that was opened anew: nothing but the store survives.
    for (let tab = 0; tab < 4; tab += 1) await makeSender().run(box, keys, 'anna', far.post)
    expect(far.done).toEqual(commands.map(({ id }) => id))
    expect(await readOutbox(box, keys, 'anna')).toEqual([])
  })

  test('a tab that dies before it could write the answers down asks again', async () => {
    let isDead = false
    const box = memoryBox(() => (isDead ? new Error('the tab is gone') : null))
    const keys = await begin(box, begun(), 0)
    const command = note('once')
    await addToOutbox(box, keys, 'anna', [{ command }])
    const far = server()
    isDead = true
    await expect(makeSender().run(box, keys, 'anna', far.post)).rejects.toThrow('gone')
    isDead = false
    expect(await makeSender().run(box, keys, 'anna', far.post)).toBe('done')
    expect(far.done).toEqual([command.id])
    expect(far.calls()).toBe(2)
  })

  test('one that is refused stays with its reason, and holds up nobody', async () => {
    const { box, keys } = await begunBox()
    const [bad, good] = [note('bad'), note('good')]
    await addToOutbox(box, keys, 'anna', [{ command: bad }, { command: good }])
    expect(await makeSender().run(box, keys, 'anna', server([], { [bad.id]: 'refused' }).post)).toBe('done')
    expect(await readOutbox(box, keys, 'anna')).toMatchObject([{ id: bad.id, state: 'refused', told: { outcome: 'refused' } }])
  })

  test('one that was refused goes again under its number when it was corrected', async () => {
    const { box, keys } = await begunBox()
    const bad = note('bad')
    await addToOutbox(box, keys, 'anna', [{ command: bad }])
    await makeSender().run(box, keys, 'anna', server([], { [bad.id]: 'refused' }).post)
    await box.write(await againChanges(box, keys, [{ ...bad, text: 'good' } as Command]))
    expect(await readOutbox(box, keys, 'anna')).toMatchObject([{ id: bad.id, state: 'waiting', told: null, command: { text: 'good' } }])
    const far = server()
    await makeSender().run(box, keys, 'anna', far.post)
    expect(far.done).toEqual([bad.id])
  })

  test('a session that is over sends nothing and loses nothing', async () => {
    const { box, keys } = await begunBox()
    await addToOutbox(box, keys, 'anna', [{ command: note('kept') }])
    const proxy = async () => new Response('<p>Sign in to the hotel network</p>', { status: 401 })
    expect(await makeSender().run(box, keys, 'anna', proxy)).toBe('waits')
    const over = async () => Response.json({ maillage: 'field', code: 'signed_out' }, { status: 401 })
    expect(await makeSender().run(box, keys, 'anna', over)).toBe('signedOut')
    expect(await readOutbox(box, keys, 'anna')).toHaveLength(1)
  })
})

describe('fetching', () => {
  const page = (seq: number, left: number, people: CarriedPerson[], row: Partial<Pulled> = {}): Pulled => ({
    seq,
    isWhole: false,
    total: 3,
    left,
    people,
    gone: [],
    me: { name: 'Anna', teams: [], duty: [], visits: [] },
    ...row,
  })
  const peopleIn = async (box: Box, keys: Awaited<ReturnType<typeof begin>>) =>
    [...(await readRecords(box, keys)).keys()].filter((key) => key.startsWith(PERSON)).sort()

  test('a link that breaks between two pages goes on where it was', async () => {
    const { box, keys } = await begunBox()
    const asked: string[] = []
    const post = async ({ since = '' }: Record<string, string>) => {
      asked.push(since)
      if (since === '0') return Response.json(page(1, 1, [person('1')], { isWhole: true }))
      if (asked.length === 2) throw new TypeError('lost')
      return Response.json(page(2, 0, [person('2')]))
    }
    expect(await pullAll(box, keys, post, () => undefined)).toBe('offline')
    expect(await peopleIn(box, keys)).toEqual([`${PERSON}n/1`])
    expect(await pullAll(box, keys, post, () => undefined)).toBe('done')
    expect(await peopleIn(box, keys)).toEqual([`${PERSON}n/1`, `${PERSON}n/2`])
    expect(asked).toEqual(['0', '1', '1'])
  })

  test('what is gone is gone from the store, and a whole page begins anew', async () => {
    const { box, keys } = await begunBox()
    await pullAll(
      box,
      keys,
      async () => Response.json(page(1, 0, [person('1'), person('2')], { isWhole: true })),
      () => undefined,
    )
    await pullAll(
      box,
      keys,
      async () => Response.json(page(2, 0, [], { gone: ['n/1'] })),
      () => undefined,
    )
    expect(await peopleIn(box, keys)).toEqual([`${PERSON}n/2`])
    await pullAll(
      box,
      keys,
      async () => Response.json(page(9, 0, [person('3')], { isWhole: true })),
      () => undefined,
    )
    expect(await peopleIn(box, keys)).toEqual([`${PERSON}n/3`])
  })
})
