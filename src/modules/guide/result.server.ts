import { hoursInWords } from '#modules/directory/index.ts'
import type { Locale } from '#platform/languages/locales.ts'
import { intlOf, sayWith } from '#platform/languages/speech.ts'
import { inWords } from '#platform/languages/words.ts'
import { type Judgement, rank } from './rules.ts'
import type { ShownTeam } from './teams.queries.server.ts'
import type { Answers, Waits } from './vocabulary.ts'
import { type SaidReason, type Speaker, sayReason } from './words.server.ts'

type Text = { text: string; lang: 'fr' | 'nl' | 'en' }
/** A team as the page shows it: all in the reader's words. */
export type TeamCard = Pick<ShownTeam, 'id' | 'name' | 'organisation' | 'careFunction' | 'phone' | 'email' | 'website' | 'address'> & {
  /** Whether it takes people, and whether its door is open now: what nobody may overlook. */
  state: readonly SaidReason[]
  why: readonly SaidReason[]
  hours: readonly string[]
  about: readonly Text[]
  /** Where a request to this team is written; null where there is no such form. */
  ask: string | null
}
/** Teams that nothing speaks against, best first; what comes nearest besides; how many of both are left out of the page. */
export type Result = { proposed: readonly TeamCard[]; nearest: readonly TeamCard[]; left: number }

const PROPOSED_SHOWN = 8
const NEAREST_SHOWN = 4

const misses = (judgement: Judgement<ShownTeam>, about: string) =>
  judgement.reasons.some((reason) => reason.about === about && reason.verdict === 'misses')

/** What is worth a look although something speaks against it: of the kind that was asked for, in reach; if there is none, the best of the rest. */
const nearestOf = (rest: readonly Judgement<ShownTeam>[], isAlone: boolean) => {
  const ofKind = rest.filter((judgement) => !misses(judgement, 'need'))
  const inReach = ofKind.filter((judgement) => !misses(judgement, 'place'))
  const chosen = inReach.length > 0 ? inReach : isAlone ? (ofKind.length > 0 ? ofKind : rest) : []
  return chosen.slice(0, NEAREST_SHOWN)
}

const STATE = ['places', 'hours']
type Around = {
  network: string
  place: string
  /** The id of the place, where one was said: the form of a request need not ask it again. */
  placeId: string | null
  today: string
  locale: Locale
  /** For how long somebody can wait, as the network says. */
  waits: Waits
  /** Teams that anybody may ask. */
  asked: ReadonlySet<string>
}
const cardOf = ({ team, reasons }: Judgement<ShownTeam>, { network, place, placeId, today, asked }: Around, speaker: Speaker): TeamCard => {
  const said = reasons.map((reason) =>
    sayReason(reason, { today: team.moment?.days[1]?.date ?? today, place, area: team.area, at: team.at }, speaker),
  )
  const { id, name, organisation, careFunction, phone, email, website, address } = team
  const texts = [team.description, team.forWhom, team.note].flatMap((words) =>
    words === null ? [] : [inWords(words, speaker.intl.locale)],
  )
  return {
    ...{ id, name, organisation, careFunction, phone, email, website, address },
    state: said.filter(({ about }) => STATE.includes(about)),
    why: said.filter(({ about }) => !STATE.includes(about)),
    hours: team.hours === null ? [] : hoursInWords(team.hours, speaker.say, speaker.intl),
    about: texts,
    ask: asked.has(id) ? `/ask/${network}?service=${encodeURIComponent(id)}${placeId === null ? '' : `&place=${placeId}`}` : null,
  }
}

/**
 * What the guide answers: every team judged, the best told with all their reasons.
 * @param around the name of the place asked for; the ISO day of the network, for teams whose clock is not known; the teams that anybody may ask
 */
export const resultOf = (teams: readonly ShownTeam[], answers: Answers, around: Around): Result => {
  const intl = intlOf(around.locale)
  const speaker = { say: sayWith(intl), intl }
  const ranked = rank(teams, answers, around.waits)
  const fitting = ranked.filter(({ isProposed }) => isProposed)
  const rest = ranked.filter(({ isProposed }) => !isProposed)
  const [proposed, nearest] = [fitting.slice(0, PROPOSED_SHOWN), nearestOf(rest, fitting.length === 0)]
  const card = (judgement: Judgement<ShownTeam>) => cardOf(judgement, around, speaker)
  return { proposed: proposed.map(card), nearest: nearest.map(card), left: ranked.length - proposed.length - nearest.length }
}
