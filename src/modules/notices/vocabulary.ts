/** Notices that may be declined. What concerns the safety of an account (invitations, lost passwords) always arrives. */
export const NOTICES = [
  'workFailed',
  'workSummary',
  'requestCame',
  'requestToday',
  'requestWaits',
  'requestLate',
  'requestLateAtOnce',
] as const
export type Notice = (typeof NOTICES)[number]
/** What cannot wait for the morning: what a crisis team must answer today, or did not answer in its time. It can be declined all the same. */
export const IN_QUIET_HOURS: readonly string[] = ['requestToday', 'requestLateAtOnce'] satisfies readonly Notice[]

/** Times are those of Paris and Brussels, "HH:MM"; both or none. Quiet from 22:00 until 07:00 goes through the night. */
export type Preference = { declined: readonly string[]; quietFrom: string | null; quietUntil: string | null; quietWeekend: boolean }
export const NO_PREFERENCE: Preference = { declined: [], quietFrom: null, quietUntil: null, quietWeekend: false }

/** Jobs as they are looked at: several states of the queue make one. */
export const WORK_STATES = ['failed', 'running', 'waiting', 'done'] as const
export type WorkState = (typeof WORK_STATES)[number]

export const MAIL_STATES = ['kept', 'waiting', 'failed', 'sent', 'declined'] as const
export type MailState = (typeof MAIL_STATES)[number]

/** Lines on a page of jobs or mails. */
export const PER_PAGE = 50
