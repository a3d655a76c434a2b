import type { Role } from '#platform/actor.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { DescriptionList } from '#platform/ui/index.ts'
import type { Words } from '#platform/words.ts'

type Offered = {
  name: Words
  organisation: string | null
  roles: readonly Role[]
  from: string
  to: string | null
  expiresAt: Date
  email: string
}

/** What an invitation offers: where, as what, from when to when. */
export const Offer = ({ offer: { name, organisation, roles, from, to, expiresAt } }: { offer: Offered }) => {
  const { say, intl, language } = useLanguage()
  const words = inWords(name, language)
  const day = (date: string) => intl.formatDate(`${date}T12:00:00Z`, { dateStyle: 'long' })
  return (
    <DescriptionList
      items={[
        { term: say('invitation.network'), description: <span lang={words.lang}>{words.text}</span> },
        ...(organisation === null ? [] : [{ term: say('invitation.organisation'), description: organisation }]),
        { term: say('invitation.roles'), description: roles.map((role) => say(`role.${role}`)).join(', ') },
        {
          term: say('invitation.period'),
          description: to === null ? say('invitation.from', { from: day(from) }) : say('invitation.span', { from: day(from), to: day(to) }),
        },
        { term: say('invitation.good'), description: intl.formatDate(expiresAt, { dateStyle: 'long', timeStyle: 'short' }) },
      ]}
    />
  )
}
