import type { Scope } from '#platform/db.server.ts'
import { open, type Place, seal } from '#platform/keys/index.server.ts'
import type { Reach, Story } from './vocabulary.ts'

/** Where a text of care stands. What is written once has version 1; what is written again takes that of its row. */
const place = (network: string, table: string, column: string, row: string, version = 1): Place => ({
  network,
  table: `care.${table}`,
  column,
  row,
  version,
})
type Of = { network: string; person: string; id: string }

export const sealStory = (scope: Scope, { network, person, id }: Of, story: Story) =>
  seal(scope, person, place(network, 'request', 'story', id), JSON.stringify(story))
/** Null: it was erased, as that of a request from outside that nobody took. */
export const openStory = async (scope: Scope, { network, person, id }: Of, sealed: Buffer | null): Promise<Story | null> => {
  const text = sealed === null ? null : await open(scope, person, place(network, 'request', 'story', id), sealed)
  return text === null ? null : JSON.parse(text)
}

const plain = (table: string, column: string) => ({
  seal: (scope: Scope, { network, person, id }: Of, text: string, version = 1): Promise<Buffer | null> =>
    text.trim() === '' ? Promise.resolve(null) : seal(scope, person, place(network, table, column, id, version), text),
  open: (scope: Scope, { network, person, id }: Of, sealed: Buffer | null, version = 1): Promise<string | null> =>
    sealed === null ? Promise.resolve(null) : open(scope, person, place(network, table, column, id, version), sealed),
})
/** What a team answered to whoever sent the request. */
export const answerText = plain('request', 'answer')
export const noteText = plain('contact', 'note')
export const thirdPartyText = plain('third_party_note', 'note')
export const emergencyText = plain('emergency', 'reason')
/** What somebody else wrote who looked at an emergency afterwards. */
export const reviewText = plain('emergency', 'review')

const reachText = plain('person', 'contact')
const NO_REACH: Reach = { phone: '', email: '', address: '', how: '' }
const isEmpty = (reach: Reach) => Object.values(reach).every((part) => part.trim() === '')
export const sealReach = (scope: Scope, of: Of, reach: Reach, version: number): Promise<Buffer | null> =>
  reachText.seal(scope, of, isEmpty(reach) ? '' : JSON.stringify(reach), version)
export const openReach = async (scope: Scope, of: Of, sealed: Buffer | null, version: number): Promise<Reach> => {
  const text = await reachText.open(scope, of, sealed, version)
  return text === null ? NO_REACH : { ...NO_REACH, ...JSON.parse(text) }
}
