import { join } from 'node:path'
import { projectRoot } from '../root.server.ts'
import { type Name, SETTINGS, type ValueOf } from './descriptions.server.ts'
import { type Env, type Given, givenFor } from './sources.server.ts'

/**
 * The value of a setting: the one way to read the environment, the file of settings and the files of secrets.
 * @throws one line that names the setting, what it must be and where it was said; a secret is not quoted
 */
export const setting = <N extends Name>(name: N, env: Env = process.env): ValueOf<N> => {
  const given = givenFor(name, env)
  const { schema, unset } = SETTINGS[name]
  if (given === undefined) return unset as ValueOf<N>
  const read = schema.safeParse(given.text)
  if (!read.success) throw new Error(mistakeIn(name, given, read.error.issues[0]?.message ?? 'is wrong'))
  return read.data as ValueOf<N>
}

const mistakeIn = (name: Name, { text, from }: Given, must: string) =>
  `${name} ${must}${'secret' in SETTINGS[name] ? '' : `, not "${text}"`} (in ${from})`

/** The folder of this installation: the embedded database, its key, files that are made beside it. */
export const dataFolder = (env: Env = process.env): string => setting('MAILLAGE_DATA', env) ?? join(projectRoot(), '.maillage')
