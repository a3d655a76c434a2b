import { FORMER, type Name, SETTINGS } from './descriptions.server.ts'
import { nearest } from './nearest.ts'
import { setting } from './read.server.ts'
import { type Env, givenFor, settingsFile } from './sources.server.ts'

export type Listed = { name: Name; value: string; from: string }

const NAMES = Object.keys(SETTINGS) as Name[]
const FILES = NAMES.filter((name) => 'secret' in SETTINGS[name]).map((name) => `${name}_FILE`)
const KNOWN: readonly string[] = [...NAMES, ...FILES]
const LINE = /^\s*(#.*|(export\s+)?[A-Za-z_]\w*\s*=.*)?$/

/** All that is wrong with the settings, a line for each mistake: names that nobody knows, values that cannot be, what is said twice. */
export const mistakes = (env: Env = process.env): string[] => {
  const file = told(() => settingsFile(env))
  if (typeof file === 'string') return [file]
  const lines = file.text
    .split(/\r?\n/)
    .flatMap((line, at) => (LINE.test(line) ? [] : [`${file.path}, line ${at + 1}: must be NAME=value`]))
  const wrongNames = [
    ...Object.keys(env)
      .filter((name) => name.startsWith('MAILLAGE_'))
      .flatMap((name) => strange(name, 'the environment')),
    ...Object.keys(file.values).flatMap((name) => strange(name, file.path)),
  ]
  const misplaced = Object.keys(file.values).flatMap((name) =>
    isName(name) && 'environmentOnly' in SETTINGS[name] ? [`${name} is read from the environment only, not from ${file.path}`] : [],
  )
  const twice = FILES.flatMap((name) => {
    const own = name.replace(/_FILE$/, '')
    return [env, file.values].some((values) => (values[name] ?? '') !== '' && (values[own] ?? '') !== '')
      ? [`${own} and ${name} are both set: keep one of them`]
      : []
  })
  const values = NAMES.flatMap((name) => {
    const read = told(() => ({ value: setting(name, env) }))
    return typeof read === 'string' ? [read] : []
  })
  return [...lines, ...wrongNames, ...misplaced, ...twice, ...values]
}

const isName = (name: string): name is Name => name in SETTINGS

const strange = (name: string, from: string): string[] => {
  if (KNOWN.includes(name)) return []
  const former = FORMER[name]
  if (former !== undefined) return [`${name} is no setting any more: ${former} (in ${from})`]
  const meant = nearest(name, KNOWN)
  return [`${name} is no setting${meant === undefined ? '' : `: did you mean ${meant}?`} (in ${from})`]
}

const told = <T extends object>(work: () => T): T | string => {
  try {
    return work()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Refuses to go on with settings that are wrong. @throws one message with a line for each mistake */
export const assertSettings = (env: Env = process.env) => {
  const wrong = mistakes(env)
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
}

/** Every setting with its value as it may be shown, and where that was said. */
export const listSettings = (env: Env = process.env): Listed[] =>
  NAMES.map((name) => {
    const given = told(() => ({ given: givenFor(name, env) }))
    if (typeof given === 'string') return { name, value: 'cannot be read', from: given }
    if (given.given === undefined) return { name, value: unsetOf(name).replaceAll('`', ''), from: 'default' }
    return { name, value: 'secret' in SETTINGS[name] ? '(set, not shown)' : given.given.text, from: given.given.from }
  })

/** The value while a setting is not set, in words. */
export const unsetOf = (name: Name): string => {
  const description = SETTINGS[name]
  return 'unsetWords' in description && description.unsetWords !== undefined ? description.unsetWords : `\`${String(description.unset)}\``
}
