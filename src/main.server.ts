import './catalogues/all.server.ts'
import { Command, CommanderError, type OutputConfiguration } from 'commander'
import { accountCommand } from './cli/account.server.ts'
import { auditCommand } from './cli/audit.server.ts'
import { backupCommand } from './cli/backup.server.ts'
import { assertAllSettings, configCommand } from './cli/config.server.ts'
import { demoCommand } from './cli/demo.server.ts'
import { importCommand } from './cli/import.server.ts'
import { inviteCommand } from './cli/invite.server.ts'
import { keysCommand } from './cli/keys.server.ts'
import { migrateCommand } from './cli/migrate.server.ts'
import { resetFactorCommand } from './cli/reset-factor.server.ts'
import { restoreCommand } from './cli/restore.server.ts'
import { startCommand } from './cli/start.server.ts'
import { Problem } from './platform/problem.ts'
import { log } from './platform/server/log.server.ts'

/** The command line: `maillage <command>`. @returns the exit code: 0, or 1 after one line on standard error that says what to do. */
export const main = async (args: string[]): Promise<number> => {
  const program = new Command('maillage')
    .description('Runs a community mental-health network and gives an honest account of it.')
    .exitOverride()
    // A wrong setting is told before anything is done with the others.
    .hook('preAction', (_, command) => {
      if (command.name() !== 'config') assertAllSettings()
    })
    .configureOutput(told(''))
  for (const command of [
    startCommand,
    migrateCommand,
    demoCommand,
    importCommand,
    inviteCommand,
    resetFactorCommand,
    accountCommand,
    auditCommand,
    configCommand,
    backupCommand,
    restoreCommand,
    keysCommand,
  ].map((make) => make()))
    program.addCommand(command.exitOverride().configureOutput(told(` ${command.name()}`)))
  try {
    await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode
    process.stderr.write(`maillage: ${explain(error)}\n`)
    return 1
  }
}

// One line that says what was wrong and where to read on, like every other error of the program.
const told = (command: string): OutputConfiguration => ({
  outputError: (line, write) => write(`maillage: ${line.replace(/^error: /, '').trim()}; see npx maillage${command} --help\n`),
})

const explain = (error: unknown) => {
  if (error instanceof Problem) return error.message
  if (error instanceof Error && log.level !== 'debug') return error.message.replaceAll('\n', '\n  ')
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
