import type { Role } from '#platform/actor.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Lines, Table } from '#platform/ui/index.ts'

export type ShownRole = {
  id: string
  role: Role
  organisation: string | null
  from: string
  to: string | null
  provider: string | null
  state: 'now' | 'later' | 'over'
}
type Shown = { personId: string; name: string; email: string | null; hasFactor: boolean; roles: readonly ShownRole[] }

/** A role in one sentence: as what, where, from when to when. */
export const useRoleWords = () => {
  const { say, intl } = useLanguage()
  const day = (date: string) => intl.formatDate(`${date}T12:00:00Z`, { dateStyle: 'medium' })
  return ({ role, organisation, from, to, state }: ShownRole) => {
    const what = organisation === null ? say(`role.${role}`) : say('members.at', { role: say(`role.${role}`), organisation })
    if (to !== null && to < from) return say('members.term.never', { what })
    if (state === 'over' && to !== null) return say('members.term.over', { what, from: day(from), to: day(to) })
    if (state === 'later') return say('members.term.later', { what, from: day(from) })
    return to === null
      ? say('members.term.open', { what, from: day(from) })
      : say('members.term.until', { what, from: day(from), to: day(to) })
  }
}

/** Who holds what: one row for each person, which leads to all about them. */
export const MemberTable = ({
  members,
  base,
  self,
  caption,
}: {
  members: readonly Shown[]
  base: string
  self: string
  caption: string
}) => {
  const { say } = useLanguage()
  const wordsOf = useRoleWords()
  return (
    <Table
      caption={caption}
      captionHidden
      columns={[
        { key: 'name', label: say('members.column.name') },
        { key: 'email', label: say('members.column.email') },
        { key: 'roles', label: say('members.column.roles') },
        { key: 'factor', label: say('members.column.factor') },
      ]}
      rows={members.map(({ personId, name, email, hasFactor, roles }) => ({
        key: personId,
        href: `${base}/persons/${personId}`,
        cells: {
          name: personId === self ? say('members.you', { name }) : name,
          email: email ?? '',
          roles: (
            <ul>
              {roles.map((role) => (
                <li key={role.id}>
                  <Lines>{wordsOf(role)}</Lines>
                </li>
              ))}
            </ul>
          ),
          factor: say(hasFactor ? 'members.factor.yes' : 'members.factor.no'),
        },
      }))}
    />
  )
}
