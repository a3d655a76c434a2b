import { randomUUID } from 'node:crypto'
import type { Actor } from '../actor.ts'

/** Somebody who watches: as who they are and by which session. */
export type Watcher = { actor: Actor; session: Buffer }
/** What is watched, named parts of it, each as JSON holds it. */
export type Parts = Readonly<Record<string, unknown>>
/** Where what is watched comes from. It must be the same for all who may watch it. */
export type Source = {
  /** As it stands now, read with the rights of one of those who watch; `asOf`: by the clock of the database, which is the same for all processes. */
  read: (as: Actor) => Promise<{ asOf: string; parts: Parts }>
  /** Which of these sessions may go on watching. */
  allowed: (sessions: readonly Buffer[]) => Promise<readonly Buffer[]>
}
export type Clock = { settle: number; beat: number; anew: number; longest: number }
// Milliseconds. After a change a moment's rest, so that several at once are read once; a sign of life, with which rights are asked for again;
// a reading whatever was heard, for what only the clock changes, told as a whole; and the longest that one line lasts.
export const CLOCK: Clock = { settle: 120, beat: 15_000, anew: 60_000, longest: 3_600_000 }
const MOST_OF_ONE = 24
const ROOM = 1024 * 1024

type Line = Watcher & { key: string; isNew: boolean; opened: number; send: (chunk: Uint8Array) => boolean; end: () => void }
type Topic = {
  name: string
  source: Source
  lines: Set<Line>
  /** What was sent last, part by part, as text. */
  last: Map<string, string>
  isStale: boolean
  /** The next word is the whole, for everybody. */
  isWhole: boolean
  round: Promise<void> | null
  timers: NodeJS.Timeout[]
}

export type Lines = {
  /** A line of server-sent events for somebody who may watch; null where they have too many already. Ends by itself when they may no longer. */
  open(topic: string, source: Source, watcher: Watcher): ReadableStream<Uint8Array> | null
  /** Something of this topic has changed. */
  changed(topic: string): void
  /** Something may have changed of every topic: notes were missed. */
  allChanged(): void
  /** How many lines are open. */
  count(): number
  stop(): void
}

const encoder = new TextEncoder()
const event = (name: string, data: unknown, id?: string) =>
  encoder.encode(`${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)

/**
 * The lines that this process keeps open, by topic. A change costs one question about rights and one reading, however many watch; each gets
 * the parts that changed, and whoever is new gets all of them. Nothing is sent to anybody whose right was not asked for just before.
 * @param isUp whether changes are heard at the moment: said with each sign of life
 */
export const createLines = (isUp: () => boolean, clock: Clock = CLOCK): Lines => {
  const topics = new Map<string, Topic>()
  const run = randomUUID().slice(0, 8)
  let number = 0

  const drop = (topic: Topic, line: Line) => {
    topic.lines.delete(line)
    line.end()
    if (topic.lines.size > 0) return
    for (const timer of topic.timers) clearInterval(timer)
    if (topics.get(topic.name) === topic) topics.delete(topic.name)
  }
  const bye = (topic: Topic, line: Line, why: 'over' | 'again') => {
    line.send(event(why, {}))
    drop(topic, line)
  }
  const say = (topic: Topic, line: Line, chunk: Uint8Array) => {
    // Who does not read fast enough gets a new line, and with it everything, rather than a backlog.
    if (!line.send(chunk)) drop(topic, line)
  }
  /** Ends the lines of those who may no longer, and of nobody who came while this was asked. @returns those who may */
  const sift = async (topic: Topic): Promise<Line[]> => {
    const asked = [...topic.lines]
    const allowed = new Set((await topic.source.allowed(asked.map(({ session }) => session))).map((hash) => hash.toString('hex')))
    for (const line of asked) if (!allowed.has(line.key) && topic.lines.has(line)) bye(topic, line, 'over')
    return asked.filter((line) => topic.lines.has(line))
  }
  const readAndSend = async (topic: Topic) => {
    topic.isStale = false
    const may = await sift(topic)
    const [reader] = may
    if (reader === undefined) return
    const { asOf: at, parts } = await topic.source.read(reader.actor)
    const isForAll = topic.isWhole
    topic.isWhole = false
    const texts = Object.entries(parts).map(([name, part]) => [name, JSON.stringify(part)] as const)
    const changed = texts.filter(([name, text]) => topic.last.get(name) !== text).map(([name]) => name)
    for (const [name, text] of texts) topic.last.set(name, text)
    const id = `${run}-${++number}`
    const news = event('part', { asOf: at, parts: Object.fromEntries(changed.map((name) => [name, parts[name]])) }, id)
    const whole = event('whole', { asOf: at, parts }, id)
    // Whoever came meanwhile was not asked for their right: theirs is the next round.
    for (const line of may) {
      if (!topic.lines.has(line)) continue
      say(topic, line, line.isNew || isForAll ? whole : news)
      line.isNew = false
    }
    if ([...topic.lines].some(({ isNew }) => isNew)) topic.isStale = true
  }
  /** One round after the other; what changes meanwhile makes another. A database that does not answer is asked again with the next sign of life. */
  const round = (topic: Topic): Promise<void> => {
    topic.isStale = true
    topic.round ??= (async () => {
      try {
        while (topic.isStale && topic.lines.size > 0) {
          await new Promise((resolve) => setTimeout(resolve, clock.settle))
          await readAndSend(topic)
        }
      } catch {
        topic.isStale = true
        for (const line of [...topic.lines]) say(topic, line, event('beat', { isLive: false }))
      } finally {
        topic.round = null
      }
    })()
    return topic.round
  }
  const beat = async (topic: Topic) => {
    if (topic.isStale) return round(topic)
    let may: Line[]
    try {
      may = await sift(topic)
    } catch {
      for (const line of [...topic.lines]) say(topic, line, event('beat', { isLive: false }))
      return
    }
    for (const line of may) {
      if (Date.now() - line.opened >= clock.longest) bye(topic, line, 'again')
      else say(topic, line, event('beat', { isLive: isUp() }))
    }
  }
  const topicOf = (name: string, source: Source): Topic => {
    const known = topics.get(name)
    if (known !== undefined) return known
    const topic: Topic = { name, source, lines: new Set(), last: new Map(), isStale: true, isWhole: false, round: null, timers: [] }
    topic.timers.push(
      setInterval(() => void beat(topic), clock.beat),
      setInterval(() => {
        topic.isWhole = true
        void round(topic)
      }, clock.anew),
    )
    for (const timer of topic.timers) timer.unref()
    topics.set(name, topic)
    return topic
  }

  return {
    open: (name, source, { actor, session }) => {
      const mine = [...topics.values()].flatMap(({ lines }) => [...lines]).filter((line) => line.actor.personId === actor.personId)
      if (mine.length >= MOST_OF_ONE) return null
      const topic = topicOf(name, source)
      let [isOpen, leave] = [true, () => {}]
      return new ReadableStream<Uint8Array>(
        {
          start: (controller) => {
            const line: Line = {
              actor,
              session,
              key: session.toString('hex'),
              isNew: true,
              opened: Date.now(),
              send: (chunk) => {
                if (!isOpen || (controller.desiredSize ?? 0) < 0) return false
                controller.enqueue(chunk)
                return true
              },
              end: () => {
                if (isOpen) controller.close()
                isOpen = false
              },
            }
            leave = () => drop(topic, line)
            topic.lines.add(line)
            // When to try again after a loss, not all at the same time.
            line.send(encoder.encode(`retry: ${1000 + Math.floor(Math.random() * 3000)}\n\n`))
            void round(topic)
          },
          cancel: () => {
            isOpen = false
            leave()
          },
        },
        new ByteLengthQueuingStrategy({ highWaterMark: ROOM }),
      )
    },
    changed: (name) => {
      const topic = topics.get(name)
      if (topic !== undefined) void round(topic)
    },
    allChanged: () => {
      for (const topic of topics.values()) void round(topic)
    },
    count: () => [...topics.values()].reduce((sum, { lines }) => sum + lines.size, 0),
    stop: () => {
      for (const topic of [...topics.values()]) for (const line of [...topic.lines]) bye(topic, line, 'again')
    },
  }
}
