import type { CarriedPerson, Pulled } from '#modules/field/vocabulary.ts'
import type { Box, Change, Row } from '../store/box.ts'
import { type Keys, readMeta, record } from '../store/vault.ts'
import { isOver } from './over.ts'

export const PERSON = 'p:'
export const recordOf = ({ network, id }: Pick<CarriedPerson, 'network' | 'id'>) => `${PERSON}${network}/${id}`

export type PullPost = (fields: Record<string, string>) => Promise<Response>
export type Pull = 'done' | 'offline' | 'signedOut'

/** Keeps one page, whole: its records, what is gone, and the number from which the next page goes on. */
const keep = async (box: Box, keys: Keys, page: Pulled, now: number): Promise<void> => {
  const changes: Change[] = []
  if (page.isWhole)
    for (const { key } of await box.all<Row>('records')) if (key.startsWith(PERSON)) changes.push({ drawer: 'records', drop: key })
  for (const person of page.people) changes.push(await record(keys, recordOf(person), person))
  for (const gone of page.gone) changes.push({ drawer: 'records', drop: `${PERSON}${gone}` })
  changes.push(await record(keys, 'me', page.me))
  changes.push({ drawer: 'meta', put: { ...(await readMeta(box)), seq: page.seq, metAt: now } as Row })
  await box.write(changes)
}

/** Fetches page after page until nothing is lacking. What was kept stays when the link breaks: the next time goes on from there. */
export const pullAll = async (
  box: Box,
  keys: Keys,
  post: PullPost,
  onPage: (page: Pulled, done: number) => void,
  now: () => number = Date.now,
): Promise<Pull> => {
  for (;;) {
    const { device, seq } = await readMeta(box)
    const response = await post({ device, since: String(seq) }).catch(() => null)
    if (await isOver(response)) return 'signedOut'
    const page = response?.ok === true ? ((await response.json().catch(() => null)) as Pulled | null) : null
    if (page === null) return 'offline'
    await keep(box, keys, page, now())
    onPage(page, page.total - page.left)
    if (page.left === 0) return 'done'
  }
}
