import { sleep } from './cluster.mjs'

const WRITERS = 8
const PAUSE_MS = 40
const PATIENCE_MS = 120_000

/** Signs in as the programme manager of the demonstration. @returns the cookie */
export const signIn = async (address) => {
  const body = new URLSearchParams({ email: 'programmes@demo.example', password: 'maillage-demonstration' })
  const answer = await fetch(`${address}/fr/sign-in`, { method: 'POST', redirect: 'manual', headers: { origin: address }, body })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  if (answer.status !== 302 || cookie === undefined) throw new Error(`nobody was signed in: ${answer.status}`)
  return cookie
}

/** One activity through the form of the journal. @returns its id when the server said that it is kept, else why not */
const write = async ({ address, cookie, title }) => {
  const body = new URLSearchParams({
    programme: 'practices',
    kind: 'meeting',
    title_fr: title,
    starts: '2026-11-22',
    country: 'FR',
    occurrences: '1',
  })
  try {
    const answer = await fetch(`${address}/fr/journal/ccoms/new`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: address, cookie },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    await answer.arrayBuffer()
    const [, id] = /journal\/ccoms\/([0-9a-f-]{36})\?saved/.exec(answer.headers.get('location') ?? '') ?? []
    return { id, status: String(answer.status) }
  } catch (error) {
    return { id: undefined, status: error.name === 'TimeoutError' ? 'no answer' : (error.cause?.code ?? error.name) }
  }
}

/**
 * People who write one activity after the other, each under a title of its own, and never the same twice: what was not acknowledged
 * is left. Times are of performance.now().
 */
export const startLoad = (address, cookie, name) => {
  const attempts = []
  let isOver = false
  const writer = async (number) => {
    for (let turn = 1; !isOver; turn += 1) {
      const title = `${name} ${number}.${turn}`
      const sent = performance.now()
      const told = await write({ address, cookie, title })
      attempts.push({ title, sent, ended: performance.now(), ...told })
      await sleep(PAUSE_MS)
    }
  }
  const writers = Array.from({ length: WRITERS }, (_, number) => writer(number))
  return {
    attempts,
    acknowledgedSince: (moment) => attempts.find(({ id, sent }) => id !== undefined && sent > moment),
    stop: async () => {
      isOver = true
      await Promise.all(writers)
    },
  }
}

/** The longest time between two acknowledgements that began before `until` and ended after `from`, in seconds. */
export const longestGap = (attempts, from, to) => {
  const acknowledged = attempts
    .filter(({ id }) => id !== undefined)
    .map(({ ended }) => ended)
    .sort((a, b) => a - b)
  let longest = 0
  for (const [at, moment] of acknowledged.entries()) {
    const before = acknowledged[at - 1]
    if (before !== undefined && moment > from && before < to) longest = Math.max(longest, moment - before)
  }
  return longest / 1000
}
