import { timeInWords } from '#modules/directory/index.ts'
import type { Say, Speech } from '#platform/languages/speech.ts'
import type { ClockTime } from './open.ts'
import type { Reason, Stated, Verdict } from './rules.ts'
import type { Ages } from './vocabulary.ts'

// Reasons become sentences on the server: an old phone fetches neither the rules nor their words.
export type Speaker = { say: Say; intl: Speech }
/** A reason as it is read: what it says of the team, and how it stands to what was asked. */
export type SaidReason = { about: Reason['about']; verdict: Verdict; text: string }
/** What sentences tell besides: the day that it is, the place asked for, the team's catchment and place. */
export type Around = { today: string; place: string; area: string | null; at: string | null }

const DAY = 86_400_000
const noon = (day: string) => `${day}T12:00:00Z`

/** "in 3 weeks": days below two weeks, weeks below two months, then months. */
export const waitInWords = (days: number, { say }: Speaker): string => {
  const [unit, n] = days < 14 ? ['days', days] : days < 60 ? ['weeks', Math.round(days / 7)] : ['months', Math.round(days / 30)]
  return say('guide.wait', { unit, n })
}

/** When something was stated, beside the day itself. */
export const statedInWords = ({ on, daysAgo }: Pick<Stated, 'on' | 'daysAgo'>, { say, intl }: Speaker): string =>
  say('guide.stated', { days: daysAgo, date: intl.formatDate(noon(on), { day: 'numeric', month: 'long', year: 'numeric' }) })

export const agesInWords = ({ from, to }: Ages, { say }: Speaker): string =>
  say('guide.ages', { kind: from === null ? 'to' : to === null ? 'from' : 'both', from: from ?? 0, to: to ?? 0 })

const clockInWords = ({ date, minute }: ClockTime, today: string, { say, intl }: Speaker) => {
  const ahead = Math.round((Date.parse(date) - Date.parse(today)) / DAY)
  const day = intl.formatDate(noon(date), { weekday: 'long', day: 'numeric', month: 'long' })
  return { time: timeInWords(minute, say), kind: ahead === 0 ? 'today' : ahead === 1 ? 'tomorrow' : 'other', day }
}

/** The languages by their names, as a list. */
export const languagesInWords = (codes: readonly string[], { intl }: Speaker): string =>
  codes.map((code) => intl.formatDisplayName(code, { type: 'language' }) ?? code).join(', ')

/** One reason in words. */
export const sayReason = ({ about, verdict, code, told }: Reason, around: Around, speaker: Speaker): SaidReason => {
  const { say } = speaker
  const { stated, ages, languages, clock } = told
  const text = say(`guide.why.${code}`, {
    place: around.place,
    area: around.area ?? '',
    at: around.at ?? '',
    ages: ages === undefined ? '' : agesInWords(ages, speaker),
    languages: languages === undefined ? '' : languagesInWords(languages, speaker),
    places: stated?.placesFree ?? 0,
    isKnown: stated?.waitingDays === null || stated === undefined ? 'no' : 'yes',
    wait: stated?.waitingDays == null ? '' : waitInWords(stated.waitingDays, speaker),
    stated: stated === undefined ? '' : statedInWords(stated, speaker),
    ...(clock === undefined ? { time: '', kind: 'other', day: '' } : clockInWords(clock, around.today, speaker)),
  })
  return { about, verdict, text }
}

/** When the answer was made: places and hours change, paper does not. */
export const checkedInWords = (now: Date, { say, intl }: Speaker): string =>
  say('guide.checked', {
    date: intl.formatDate(now, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    time: intl.formatDate(now, { hour: '2-digit', minute: '2-digit' }),
  })

/** A statement on its own, for those who keep it up to date. */
export const saidState = (stated: Stated, speaker: Speaker): string => {
  const { state, placesFree, waitingDays } = stated
  return speaker.say('guide.saidState', {
    state: state === 'open' && placesFree !== null ? 'free' : state,
    places: placesFree ?? 0,
    isKnown: waitingDays === null ? 'no' : 'yes',
    wait: waitingDays === null ? '' : waitInWords(waitingDays, speaker),
    stated: statedInWords(stated, speaker),
  })
}
