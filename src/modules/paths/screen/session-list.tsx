import type { ReactNode } from 'react'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { FamilyKind, Theme } from '../vocabulary.ts'
import { useDays } from './days.ts'
import './paths.css'

export type ShownSession = { id: string; onDay: string; who: readonly FamilyKind[]; members: number; theme: Theme; nextOn: string | null }
type Props<S extends ShownSession> = { sessions: readonly S[]; more: (session: S) => ReactNode }

/** Sessions with a family: the day, what about, who by kind and how many. */
export const SessionList = <S extends ShownSession>({ sessions, more }: Props<S>) => {
  const { say } = useLanguage()
  const { day } = useDays()
  if (sessions.length === 0) return <p>{say('family.none')}</p>
  return (
    <ul className="path-list">
      {sessions.map((session) => (
        <li key={session.id}>
          <strong>{`${day(session.onDay)}, ${say(`family.theme.${session.theme}`)}`}</strong>
          <p>{say('family.line', { n: session.members, who: session.who.map((kind) => say(`family.kind.${kind}`)).join(', ') })}</p>
          {more(session)}
          {session.nextOn !== null && <p>{say('family.next', { day: day(session.nextOn) })}</p>}
        </li>
      ))}
    </ul>
  )
}
