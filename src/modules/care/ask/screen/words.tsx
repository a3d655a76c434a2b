import { useLanguage } from '#platform/languages/intl.tsx'
import type { StatedPlaces } from '../answers.ts'

const FUNCTIONS = ['1', '2A', '2B', '3', '4', '5'] as const

/** Words that several pages of asking share. */
export const useAskWords = () => {
  const { say, intl } = useLanguage()
  return {
    /** What a team does, for somebody who has never heard of functions. */
    kindOfTeam: (careFunction: string | null) => {
      const known = FUNCTIONS.find((each) => each === careFunction)
      return say(known === undefined ? 'ask.team.of.other' : `ask.team.of.${known}`)
    },
    /** Hours as people say them: up to three days in hours that one can count, more in days. */
    within: (hours: number) =>
      hours < 24 || hours % 24 !== 0 ? say('ask.within.hours', { n: hours }) : say('ask.within.days', { n: hours / 24 }),
    /** What a team stated last of its places; nothing where it takes people. */
    statedOf: (stated: StatedPlaces | null) =>
      stated === null || stated.state === 'open'
        ? ''
        : say(`ask.stated.${stated.state}`, {
            on: intl.formatDate(`${stated.on}T12:00:00Z`, { day: 'numeric', month: 'long', timeZone: 'UTC' }),
          }),
    /** "Tuesday 24 November, 14:30" */
    moment: (at: Date | string) =>
      intl.formatDate(at, { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }),
    languageName: (code: string) => intl.formatDisplayName(code, { type: 'language' }) ?? code,
  }
}
