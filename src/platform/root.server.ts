import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of Maillage itself: the nearest parent with its package.json, from the sources as from the bundle in build/server. */
export const projectRoot = (): string => {
  found ??= above(dirname(fileURLToPath(import.meta.url)))
  return found
}
let found: string | undefined

const above = (folder: string): string => {
  const file = join(folder, 'package.json')
  if (existsSync(file) && nameIn(file) === 'maillage') return folder
  const parent = dirname(folder)
  if (parent === folder)
    throw new Error('the files of Maillage are not together: no package.json of maillage above this program; install it again')
  return above(parent)
}

const nameIn = (file: string): unknown => {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return typeof content === 'object' && content !== null && 'name' in content ? content.name : undefined
}
