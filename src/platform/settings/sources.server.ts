import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { projectRoot } from '../root.server.ts'
import { type Name, SETTINGS } from './descriptions.server.ts'

export type Env = Readonly<Record<string, string | undefined>>
/** A text that was given for a setting, and where. */
export type Given = { text: string; from: string }
type File = { path: string; values: Readonly<Record<string, string>>; text: string }

export const FILE_NAME = 'maillage.conf'
/** An empty value is none: that is how a service file or a container leaves something out. */
const said = (text: string | undefined): string | undefined => (text === undefined || text === '' ? undefined : text)

/** The folder of this installation: MAILLAGE_DATA, else `.maillage` beside package.json. */
const folderIn = (env: Env): string => said(env.MAILLAGE_DATA) ?? join(projectRoot(), '.maillage')

const files = new Map<string, File>()

/**
 * The file of settings: the one that MAILLAGE_CONFIG names, else maillage.conf in the data folder, read once in the life of a process.
 * @throws one line when a named file is not there, or one that is there cannot be read
 */
export const settingsFile = (env: Env): File => {
  const named = said(env.MAILLAGE_CONFIG)
  const path = named ?? join(folderIn(env), FILE_NAME)
  const known = files.get(path)
  if (known !== undefined) return known
  const text = read(path, named !== undefined)
  const file = { path, text, values: Object.fromEntries(Object.entries(parseEnv(text)).map(([name, value]) => [name, value ?? ''])) }
  files.set(path, file)
  return file
}

const read = (path: string, isNamed: boolean): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOENT' && !isNamed) return ''
    throw new Error(
      code === 'ENOENT'
        ? `MAILLAGE_CONFIG names ${path}, which does not exist`
        : `the settings in ${path} cannot be read (${code}): let the user who runs Maillage read it`,
      { cause: error },
    )
  }
}

/**
 * What was given for a setting: by the environment, else by the file of settings; a secret also by the file that NAME_FILE names.
 * @throws one line when that file cannot be read
 */
export const givenFor = (name: Name, env: Env): Given | undefined => {
  const isSecret = 'secret' in SETTINGS[name]
  const inside = (values: Env, from: string): Given | undefined => {
    const text = said(values[name])
    if (text !== undefined) return { text, from }
    const path = isSecret ? said(values[`${name}_FILE`]) : undefined
    return path === undefined ? undefined : { text: secretIn(path, name), from: `${path}, by ${name}_FILE` }
  }
  const here = inside(env, 'the environment')
  if (here !== undefined || 'environmentOnly' in SETTINGS[name]) return here
  const file = settingsFile(env)
  return inside(file.values, file.path)
}

/** The first line of a file. */
const secretIn = (path: string, name: Name): string => {
  try {
    const [line = ''] = readFileSync(path, 'utf8').split(/\r?\n/)
    if (line !== '') return line
  } catch (error) {
    throw new Error(`${name}_FILE names ${path}, which cannot be read: it should hold the secret in its first line`, { cause: error })
  }
  throw new Error(`${name}_FILE names ${path}, which is empty: it should hold the secret in its first line`)
}
