import type { Say, Speech } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'

const OPERATOR_ID = '00000000-0000-4000-8000-000000000001'

/** An act in the reader's words; its name in the code where nobody has given it any. */
export const actionInWords = (say: Say, intl: Speech, action: string) => {
  const id = `audit.action.${action}`
  return id in intl.messages ? say(id as MessageId) : action
}

/** A role as it was kept, in the reader's words where it still exists. */
export const roleInWords = (say: Say, intl: Speech, role: string) => {
  const id = `role.${role}`
  return id in intl.messages ? say(id as MessageId) : role === 'operator' ? say('audit.person.operator') : role
}

/** Who somebody is: their name, or what is left of it. */
export const personInWords = (say: Say, names: Readonly<Record<string, string>>, id: string | null) => {
  if (id === null) return say('audit.person.unknown')
  if (id === OPERATOR_ID) return say('audit.person.operator')
  return names[id] ?? say('audit.person.gone', { id: id.slice(0, 8) })
}

/** By what means somebody signed in. */
export const howInWords = (say: Say, intl: Speech, how: string) => {
  const id = `audit.how.${how.split(' ')[0] ?? ''}`
  return id in intl.messages ? say(id as MessageId, { name: how.split(' ').slice(1).join(' ') }) : how
}
