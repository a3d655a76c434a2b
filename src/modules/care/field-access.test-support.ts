import { randomUUID } from 'node:crypto'
import type { Actor } from '#platform/actor.ts'
import type { What, Who } from './access.ts'
import type { careIn } from './care.test-support.ts'
import { SEALED } from './sealed.test-support.ts'

type Given = { network: string; person: string; who: Record<Who, Actor>; inCharge: string; contact: string }

export const FIELD_TABLES = {
  attachment: 'field.attachment',
  carried: 'field.carried',
  carriedPlan: 'field.carried_plan',
} as const satisfies Partial<Record<What, string>>

/** What work on the road leaves: a file of a contact, a file on somebody's device, a crisis plan in somebody's shift. */
export const fieldOf = async (
  put: ReturnType<typeof careIn>['put'],
  { network, person, who, inCharge, contact }: Given,
): Promise<Record<keyof typeof FIELD_TABLES, string>> => {
  const key = { network_id: network, person_id: person }
  const until = new Date(Date.now() + 3_600_000)
  await put('field.carried', { ...key, by_id: who.team.personId, device_id: randomUUID(), stamp: 'a', seq: 1 })
  await put('field.carried_plan', { ...key, by_id: who.duty.personId, until })
  return {
    carried: `${person} seq 1`,
    carriedPlan: `${person} by_id ${who.duty.personId}`,
    attachment: await put('field.attachment', {
      ...key,
      id: randomUUID(),
      contact_id: contact,
      service_id: inCharge,
      name: SEALED,
      type: 'image/png',
      bytes: 1,
      content: SEALED,
      by_id: who.team.personId,
    }),
  }
}
