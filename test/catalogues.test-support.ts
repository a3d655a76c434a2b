// The sources and the catalogues of messages, as the tests of both read them.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locale } from '#platform/languages/locales.ts'
import { projectRoot } from '#platform/root.server.ts'

const SRC = join(projectRoot(), 'src')
export const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'))
export const textOf = (file: string) => readFileSync(join(SRC, file), 'utf8')
export const folders = [
  ...new Set(files.filter((file) => /\/messages\/[\w-]+\.json$/.test(file)).map((file) => file.replace(/\/[\w-]+\.json$/, ''))),
].sort()
export const catalogue = (folder: string, locale: Locale): Record<string, string> =>
  files.includes(`${folder}/${locale}.json`) ? JSON.parse(textOf(`${folder}/${locale}.json`)) : {}
export const everyMessage = (locale: Locale) =>
  folders.flatMap((folder) => Object.entries(catalogue(folder, locale)).map(([id, message]) => ({ folder, id, message })))
