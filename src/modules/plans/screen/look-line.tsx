import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'

export type ShownLook = {
  at: Date
  kind: 'read' | 'write' | 'export'
  action: string
  reason: string | null
  name: string | null
  team: string | null
  profession: string | null
  isCircle: boolean
}

/** One line of who has looked: who, when, what, why. */
export const LookLine = ({ look }: { look: ShownLook }) => {
  const { say, intl } = useLanguage()
  const { at, action, kind, reason, name, team, profession, isCircle } = look
  const said = (id: string) => (id in intl.messages ? say(id as MessageId) : null)
  const as = [
    profession === null ? null : said(`looked.profession.${profession}`),
    team,
    isCircle && team === null ? say('looked.circle') : null,
  ]
  const why = reason === null ? null : (said(`duty.reason.${reason}`) ?? reason)
  return (
    <>
      <strong>{name ?? say(action.startsWith('paths.partner') ? 'looked.partner' : 'looked.gone')}</strong>
      <p>{as.filter((each) => each !== null).join(', ')}</p>
      <p>{said(`looked.action.${action}`) ?? say(`looked.kind.${kind}`)}</p>
      <p className="plan-for">{intl.formatDate(at, { dateStyle: 'full', timeStyle: 'short' })}</p>
      {why !== null && <p className="plan-text">{say('looked.why', { why })}</p>}
    </>
  )
}
