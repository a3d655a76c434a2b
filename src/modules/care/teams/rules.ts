import type { CareFunction } from '../../directory/index.ts'
import type { NOTICE_CLOCKS } from '../vocabulary.ts'
import { addHours, addWorkingDays } from './working-days.ts'

/** By when a team answers, meets somebody for the first time, and lets go again. */
export type TeamRules = {
  /** From the request to its answer. */
  answerHours: number
  /** From the answer to the first meeting: in hours, or in working days. */
  meetingHours: number | null
  meetingDays: number | null
  /** The longest that an episode is meant to last; null: no end is set. */
  longestDays: number | null
}

// Examples from the rules of one Belgian network (Mosaïque, Hainaut/Centre; see domain facts 2.2): a crisis team answers in 24 to 48 hours
// and stays 30 days, a long-term team meets somebody within 3 working days and stays up to two years. Each team can set its own.
const LONG_TERM: TeamRules = { answerHours: 72, meetingHours: null, meetingDays: 3, longestDays: 730 }
const OF_FUNCTION: Readonly<Record<CareFunction, TeamRules>> = {
  '1': { answerHours: 120, meetingHours: null, meetingDays: 10, longestDays: null },
  '2A': { answerHours: 24, meetingHours: 48, meetingDays: null, longestDays: 30 },
  '2B': LONG_TERM,
  '3': { answerHours: 120, meetingHours: null, meetingDays: 10, longestDays: null },
  '4': { answerHours: 48, meetingHours: null, meetingDays: 5, longestDays: null },
  '5': { answerHours: 240, meetingHours: null, meetingDays: 20, longestDays: null },
}

/**
 * When those who should answer are told, reminded, and others with them: examples that hold for what a team did not set (care.notice_times, 0034).
 * Minutes between two messages, hours for which something is still told, percent of the time that is left, hours after the end.
 */
export const NOTICE_EXAMPLES: Readonly<Record<(typeof NOTICE_CLOCKS)[number], number>> = {
  today_minutes: 5,
  other_minutes: 15,
  told_hours: 24,
  remind_percent: 25,
  escalate_hours: 0,
}

type Set = { answer_hours: number | null; meeting_hours: number | null; meeting_days: number | null; longest_days: number | null }
/** The rules of a team: its own where it set them, else the example of its function. */
export const rulesOf = (own: Set | null, careFunction: CareFunction | null): TeamRules => {
  const example = OF_FUNCTION[careFunction ?? '2B']
  const setsMeeting = own !== null && (own.meeting_hours !== null || own.meeting_days !== null)
  return {
    answerHours: own?.answer_hours ?? example.answerHours,
    meetingHours: setsMeeting ? own.meeting_hours : example.meetingHours,
    meetingDays: setsMeeting ? own.meeting_days : example.meetingDays,
    longestDays: own?.longest_days ?? example.longestDays,
  }
}

export const answerDue = (sentAt: Date, { answerHours }: TeamRules): Date => addHours(sentAt, answerHours)
/** By when the first meeting should be. `country` decides which days are holidays. */
export const meetingDue = (acceptedAt: Date, { meetingHours, meetingDays }: TeamRules, country: string): Date =>
  meetingHours === null ? addWorkingDays(acceptedAt, meetingDays ?? 1, country) : addHours(acceptedAt, meetingHours)
