import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Answer } from '#platform/forms/form-state.tsx'
import { differences, type Faults, type Typed } from '#platform/forms/typed.ts'
import type { Language } from '#platform/languages/locales.ts'
import { Problem } from '#platform/problem.ts'
import { stateAvailability, statingAvailability } from './availability.commands.server.ts'
import { readTeamRule } from './availability.queries.server.ts'
import { readRuleForm, readSettingsForm, readStatement, ruleTyped, settingsTyped } from './forms.server.ts'
import { setSettings, setTeamRule, settingRules } from './rules.commands.server.ts'
import { readSettings } from './settings.queries.server.ts'

/** A form was kept (null), or comes back as it was typed with what is wrong. */
export type Sent = null | { answer: Answer; status: 409 | 422 }

const wrongly = (typed: Typed, faults: Faults): Sent => ({ answer: { typed, faults, theirs: null }, status: 422 })

/** Keeps; where somebody else did so meanwhile, what they put stands beside what was typed. */
const orTheirs = async (typed: Typed, keep: () => Promise<void>, now: () => Promise<Typed>): Promise<Sent> => {
  try {
    await keep()
    return null
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'conflict') throw error
    const theirs = await now()
    const version = theirs.version ?? '0'
    return { answer: { typed: { ...typed, version }, faults: {}, theirs: differences(typed, theirs), version }, status: 409 }
  }
}

/** The form in which a team's places are stated. */
export const sendStatement = async (
  scope: Scope,
  actor: Actor,
  { network, service, language }: { network: string; service: string; language: Language },
  typed: Typed,
): Promise<Sent> => {
  await statingAvailability(scope, actor, network, service)
  const read = readStatement(typed, language)
  if (!read.ok) return wrongly(typed, read.faults)
  await stateAvailability(scope, actor, network, service, read.input)
  return null
}

/** The form of whom a team takes. */
export const sendRule = async (scope: Scope, actor: Actor, network: string, service: string, typed: Typed): Promise<Sent> => {
  await settingRules(scope, actor, network)
  const read = readRuleForm(typed)
  if (!read.ok) return wrongly(typed, read.faults)
  return orTheirs(
    typed,
    () => setTeamRule(scope, actor, network, service, read.input),
    async () => ruleTyped(await readTeamRule(scope, network, service)),
  )
}

/** The form of what is usual in a network. */
export const sendSettings = async (scope: Scope, actor: Actor, network: string, typed: Typed): Promise<Sent> => {
  await settingRules(scope, actor, network)
  const read = readSettingsForm(typed)
  if (!read.ok) return wrongly(typed, read.faults)
  return orTheirs(
    typed,
    () => setSettings(scope, actor, network, read.input),
    async () => settingsTyped(await readSettings(scope, network)),
  )
}
