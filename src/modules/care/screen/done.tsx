import { useLanguage } from '#platform/languages/intl.tsx'
import { Notice, useSaved } from '#platform/ui/index.ts'

const DONE = [
  'taken',
  'sent',
  'accepted',
  'met',
  'begun',
  'declined',
  'told',
  'calledBack',
  'notReached',
  'passed',
  'drafted',
  'withdrawn',
  'saved',
  'written',
  'ended',
  'merged',
  'split',
  'consentEnded',
  'linked',
] as const
export type Done = (typeof DONE)[number]

/** What was just done, as the address of the next page says it. */
export const doneIn = (search: URLSearchParams): Done | null => DONE.find((done) => done === search.get('done')) ?? null

export const DoneNotice = ({ done }: { done: Done | null }) => {
  const { say } = useLanguage()
  // Told once: it leaves the address as soon as it was shown.
  useSaved()
  return done === null ? null : <Notice kind="saved">{say(`care.done.${done}`)}</Notice>
}
