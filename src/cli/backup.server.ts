import { Command } from 'commander'
import {
  noteAttempt,
  openOwner,
  type Protection,
  passphraseFrom,
  protectionIn,
  shortPassphrase,
  type Written,
  writeBackup,
} from '#platform/backup/index.server.ts'
import { progress } from './progress.server.ts'
import { askSecret, isTerminal } from './secrets.server.ts'

type Options = { to?: string[]; passphraseFile?: string; plain?: boolean; keys?: string }

export const backupCommand = () =>
  new Command('backup')
    .description('Writes everything of one moment into a new file, while the server goes on. Data keys go into a file beside it.')
    .argument('<file>', 'the new file; nothing is overwritten')
    .option('--to <keys...>', 'close it for the holders of these public keys of age (age1…)')
    .option('--passphrase-file <file>', 'close it with the passphrase in the first line of this file')
    .option('--plain', 'do not close it: whoever has the file reads everything but encrypted fields')
    .option('--keys <file>', 'where the data keys go, instead of <file>.keys')
    .addHelpText(
      'after',
      '\nWithout an option it is closed as MAILLAGE_BACKUP_TO or MAILLAGE_BACKUP_PASSPHRASE_FILE say; on a terminal it asks.',
    )
    .action(backup)

const backup = async (file: string, options: Options) => {
  const protection = await protectionFor(options)
  const log = (line: string) => void process.stderr.write(`maillage: ${line}\n`)
  const { ownerUrl, stop } = await openOwner(process.env, progress, log)
  try {
    const begunAt = new Date()
    const written = await writeBackup({
      ownerUrl,
      file,
      protection,
      progress,
      ...(options.keys === undefined ? {} : { keysFile: options.keys }),
    })
    await noteAttempt(ownerUrl, { origin: 'command', begunAt, file: null, result: written })
    tell(file, written)
  } finally {
    await stop()
  }
}

const tell = (file: string, { rows, tables, bytes, made, keysFile, dataKeys }: Written) => {
  process.stdout.write(`${file}: ${rows} rows in ${tables} tables, ${(bytes / 1e6).toFixed(1)} MB, as of ${made}.\n`)
  if (keysFile !== undefined)
    process.stdout.write(
      `${keysFile}: ${dataKeys} data keys, without which encrypted fields stay closed. The newest such file is enough: remove older ones.\n`,
    )
}

const protectionFor = async ({ to, passphraseFile, plain }: Options): Promise<Protection> => {
  const named = [to, passphraseFile, plain].filter((option) => option !== undefined)
  if (named.length > 1) throw new Error('--to, --passphrase-file and --plain say different things: keep one of them')
  if (to !== undefined) return { kind: 'recipients', recipients: to }
  if (passphraseFile !== undefined) return { kind: 'passphrase', passphrase: passphraseFrom(passphraseFile) }
  if (plain === true) return { kind: 'plain' }
  const set = protectionIn(process.env)
  if (set !== undefined) return set
  if (isTerminal()) return { kind: 'passphrase', passphrase: await askTwice() }
  throw new Error(
    'nothing says who may open the backup: name public keys with --to, or a passphrase with --passphrase-file; --plain leaves it open to everybody',
  )
}

const askTwice = async (): Promise<string> => {
  for (;;) {
    const one = await askSecret('Passphrase for the backup (five words are good): ')
    const fault = shortPassphrase(one)
    if (fault !== undefined) process.stderr.write(`${fault}\n`)
    else if ((await askSecret('Once more: ')) === one) return one
    else process.stderr.write('These are two different ones.\n')
  }
}
