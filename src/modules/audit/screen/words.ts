import type { Say, Speech } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { type FilterName, filtersOf, isId } from '../filters.ts'
import type { TrailRow } from '../vocabulary.ts'

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

/** One filter in the reader's words: "by Noor", "from 3 March 2026 on". */
export const filterInWords = (say: Say, intl: Speech, names: Readonly<Record<string, string>>, name: FilterName, value: string): string => {
  const day = () => intl.formatDate(`${value}T12:00:00Z`, { dateStyle: 'long' })
  if (name === 'actor' || name === 'about')
    return say(`audit.filter.set.${name}`, { person: isId(value) ? personInWords(say, names, value) : value })
  if (name === 'action') return actionInWords(say, intl, value)
  return name === 'failed' ? say('audit.filter.failed') : say(`audit.filter.set.${name}`, { day: day() })
}

// Says no more than the act and the person concerned do.
const SAID_ALREADY = /^(all|kept|session|(session|person|role|mail|closing)\/[0-9a-f-]{36})$/
// What the trail itself was asked for: a form, and the address of the filters.
const ASKED = /^(csv |ndjson )?(\?.*|all)$/

/** Which record it was, where the act alone does not say it; what somebody looked for in the trail comes in words. */
export const targetInWords = (say: Say, intl: Speech, names: Readonly<Record<string, string>>, { action, target }: TrailRow): string => {
  if (SAID_ALREADY.test(target)) return ''
  const id = `audit.target.${target}`
  if (id in intl.messages) return say(id as MessageId)
  const [, form = '', search = ''] = (action.startsWith('audit.') ? ASKED.exec(target) : null) ?? []
  if (search === '') return target
  const filters = Object.entries(filtersOf(new URLSearchParams(search === 'all' ? '' : search))) as [FilterName, string][]
  const words = filters.map(([name, value]) => filterInWords(say, intl, names, name, value))
  return [...(form === '' ? [] : [form === 'csv ' ? 'CSV' : 'FHIR']), ...words].join(', ')
}
