import type { Agreement, FromKind } from '../vocabulary.ts'

type Asked = { fromServiceId: string | null; fromKind: FromKind; agreement: Agreement; mayPassOn: boolean }

/**
 * Whether a request from outside goes straight on to the team that is proposed: its asker agreed to that, and is the person or says that
 * the person agrees. The same stands in care.may_pass (migration 0031), which decides.
 */
export const mayPass = ({ fromServiceId, fromKind, agreement, mayPassOn }: Asked): boolean =>
  fromServiceId === null && mayPassOn && (fromKind === 'person' || agreement === 'yes')
