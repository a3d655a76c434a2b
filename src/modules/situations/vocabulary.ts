/** How somebody said something: the person themselves in their space, or to the team that wrote it down. */
export const WAYS = ['spoken', 'written', 'together'] as const
export type NotedWay = (typeof WAYS)[number]
export type AgreementWay = 'self' | NotedWay
/** How a person takes part in a meeting about them. */
export const ATTENDANCES = ['comes', 'represented', 'words', 'absent'] as const
export type Attendance = (typeof ATTENDANCES)[number]
export const PERSON_SAYS = ['waits', 'yes', 'no'] as const
export type PersonSays = (typeof PERSON_SAYS)[number]
export const ANSWERS = ['waits', 'comes', 'absent'] as const
export type Answer = (typeof ANSWERS)[number]
export const DECISION_SAYS = ['fine', 'not_fine'] as const
export type DecisionSays = (typeof DECISION_SAYS)[number]
export type LessonState = 'written' | 'back' | 'raised'
/** What somebody must have looked at before a lesson may leave the team. */
export const LESSON_CHECKS = ['person', 'place', 'worker'] as const

/** An agreement to a meeting is for some months, never for ever. */
export const LONGEST_DAYS = 366
export const DAYS_AFTER = 14
/** For how many days an agreement is proposed; who agrees changes the day. */
export const AGREED_DAYS = 90
export const LEAST_TEAMS = 5

/** Addresses of this module, without the language. */
export const mySituationsPath = '/my/situations'
export const situationsPath = (network: string) => `/situations/${network}`
