import { sql } from 'kysely'
import { hashOfTyped } from '#modules/identity/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { answerDue, rulesOf } from '../teams/rules.ts'
import { sealReach, sealStory } from '../texts.server.ts'
import type { Reach } from '../vocabulary.ts'
import { asksName, teamFor } from './answers.ts'
import { followedBy, listPublicTeams } from './ask.queries.server.ts'
import type { FormOf } from './form-token.server.ts'
import { livesIn } from './near.server.ts'
import type { Answers, ReplyWay } from './vocabulary.ts'

/** The hash by which the request of an asker is found. */
export const hashOfRequest = (code: string): Promise<Buffer> => hashOfTyped('request', code)

/** What the asker's answer on how to be reached says in words, for whoever reads it in the team. */
export type Spoken = { way: (way: ReplyWay) => string }

const NO_REACH: Reach = { phone: '', email: '', address: '', how: '' }
const reachOf = ({ way, reach }: Answers): Partial<Reach> =>
  way === 'mail' ? { email: reach.trim() } : way === 'code' ? {} : { phone: reach.trim() }

/** `territory`: the id of their municipality; what was typed is kept as words where it says nothing or too much. */
const personOf = (territory: string | null, answers: Answers) => {
  const isNamed = asksName(answers)
  const own = answers.who === 'person' ? reachOf(answers) : {}
  return {
    given: isNamed ? answers.given.trim().slice(0, 100) : '',
    family: isNamed ? answers.family.trim().slice(0, 100) : '',
    territory,
    reach: { ...NO_REACH, ...own, address: territory === null ? answers.place.trim() : '' },
  }
}

const storyOf = (answers: Answers, { way }: Spoken) => ({
  what: answers.what.trim(),
  hoped: answers.hoped.trim(),
  safety: answers.safety.trim(),
  answer: [way(answers.way as ReplyWay), answers.when.trim()].filter((part) => part !== '').join(' – '),
  askerName: answers.who === 'person' ? '' : answers.asker.trim(),
  askerReach: answers.who === 'person' ? '' : answers.reach.trim(),
})

export type Asked = { service: string; phone: string | null; due: Date | null }

/**
 * Asks a team for help, from outside: nobody needs an account. Sent twice it is one request. The answers were found without fault.
 * @throws Problem conflict when the team that was chosen cannot be asked any more
 */
export const askForHelp = async (
  scope: Scope,
  actor: Actor,
  form: FormOf,
  country: string,
  answers: Answers,
  spoken: Spoken,
): Promise<Asked> => {
  const { network, request, file } = form
  const code = await hashOfRequest(form.code)
  const before = await followedBy(scope, code)
  if (before !== null) return { service: before.service, phone: before.phone, due: before.answerDue }
  // Only the id is kept: in which language it would be shown does not matter.
  const lives = await livesIn(scope, answers, { language: 'fr', country })
  const territory = lives.kind === 'at' ? lives.place.id : null
  const teams = await listPublicTeams(scope, network, territory)
  const team = teams.find(({ id }) => id === teamFor(answers, teams))
  if (team === undefined) throw new Problem('conflict')
  const person = personOf(territory, answers)
  const isForMe = answers.who === 'person' && answers.forMe === 'yes' && actor.personId !== ''
  const due = answerDue(new Date(), { ...rulesOf(null, null), answerHours: team.answerHours })
  const reach = await sealReach(scope, { network, person: file, id: file }, person.reach, 1)
  const story = await sealStory(scope, { network, person: file, id: request }, storyOf(answers, spoken))
  const language = /^[a-z]{2,3}$/.test(answers.language) ? answers.language : null
  const agreement = answers.who === 'person' ? 'yes' : answers.agreement
  // The database notes it in the trail (care.ask): a visitor has no other way to.
  const { rows } = await sql<{ said: 'asked' | 'again' | 'closed' }>`
    select care.ask(${network}, ${team.id}, ${request}, ${file}, ${person.given}, ${person.family}, null, ${person.territory}, ${language},
      ${answers.interpreter === 'yes'}, ${reach}, ${answers.who}, ${answers.urgency}, ${answers.reason === '' ? 'other' : answers.reason}, ${agreement},
      ${answers.passOn === 'yes'}, ${story}, ${due}, ${code}, ${isForMe}) as said`.execute(scope)
  const said = rows[0]?.said ?? 'closed'
  if (said === 'closed') throw new Problem('conflict')
  return { service: team.name, phone: team.phone, due }
}

/** Takes a request back with its code. @returns false when there is nothing (more) to take back */
export const withdrawByCode = async (scope: Scope, code: string): Promise<boolean> => {
  const { rows } = await sql<{ done: boolean }>`select care.withdraw_request(${await hashOfRequest(code)}) as done`.execute(scope)
  return rows[0]?.done === true
}
/** Takes back a request of the person's own file. @returns false when there is nothing (more) to take back */
export const withdrawMine = async (scope: Scope, network: string, request: string): Promise<boolean> => {
  const { rows } = await sql<{ done: boolean }>`select care.withdraw_mine(${network}, ${request}) as done`.execute(scope)
  return rows[0]?.done === true
}
