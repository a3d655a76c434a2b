import { Command } from 'commander'
import { openIdProviders } from '#modules/identity/openid/settings.server.ts'
import { backupSettings } from '#platform/backup/settings.server.ts'
import { mailSettings } from '#platform/mail/index.server.ts'
import { type Env, type Listed, listSettings, mistakes } from '#platform/settings/index.server.ts'

// What several settings say together, asked of those who use them.
const TOGETHER: readonly ((env: Env) => unknown)[] = [mailSettings, backupSettings, openIdProviders]

/** All that is wrong with the settings, alone and together, a line for each. */
export const allMistakes = (env: Env = process.env): string[] => {
  const alone = mistakes(env)
  if (alone.length > 0) return alone
  return TOGETHER.flatMap((ask) => {
    try {
      ask(env)
      return []
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)]
    }
  })
}

/** Refuses to begin with settings that are wrong. @throws one message with a line for each mistake */
export const assertAllSettings = (env: Env = process.env) => {
  const wrong = allMistakes(env)
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
}

const width = (rows: readonly Listed[], part: 'name' | 'value') => Math.min(48, Math.max(...rows.map((row) => row[part].length)))

const asText = (rows: readonly Listed[]): string => {
  const [names, values] = [width(rows, 'name'), width(rows, 'value')]
  return rows.map(({ name, value, from }) => `${name.padEnd(names)}  ${value.padEnd(values)}  ${from}`).join('\n')
}

export const configCommand = () =>
  new Command('config')
    .description('Lists every setting with its value and where that comes from, secrets hidden, and says what is wrong with them.')
    .option('--check', 'list nothing: only say what is wrong, a line for each mistake')
    .option('--json', 'list as JSON')
    .action(({ check, json }: { check?: boolean; json?: boolean }) => {
      const rows = listSettings()
      if (check !== true) process.stdout.write(`${json === true ? JSON.stringify(rows, null, 2) : asText(rows)}\n`)
      assertAllSettings()
      if (check === true) process.stdout.write('The settings can be used.\n')
    })
