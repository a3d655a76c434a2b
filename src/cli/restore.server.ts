import { Command } from 'commander'
import { Kysely, PostgresDialect } from 'kysely'
import { listChains, verifyChain } from '#modules/audit/verify.server.ts'
import { OPERATOR } from '#platform/actor.ts'
import { goBackTo, listKept, openOwner, type Restored, removeKept, restoreBackup } from '#platform/backup/index.server.ts'
import { openPool } from '#platform/database/pool.server.ts'
import { asActor, type Db, type Tables } from '#platform/db.server.ts'
import { masterFile } from '#platform/keys/index.server.ts'
import { setting } from '#platform/settings/index.server.ts'
import { progress } from './progress.server.ts'
import { identitiesIn, passphraseToOpen } from './secrets.server.ts'

type Options = {
  replace?: boolean
  verify?: boolean
  identity?: string[]
  passphraseFile?: string
  keys?: string
  withoutKeys?: boolean
  kept?: boolean
  back?: string
  remove?: string
}

export const restoreCommand = () =>
  new Command('restore')
    .description(
      'Restores a backup into the embedded database, or the one that DATABASE_URL names: all of it and proved, or nothing is changed.',
    )
    .argument('[file]', 'what npx maillage backup wrote')
    .option('--replace', 'put aside the data that are there, under a dated name')
    .option('--verify', 'restore beside, compare, and throw it away: nothing is changed')
    .option('--identity <files...>', 'files with secret keys of age')
    .option('--passphrase-file <file>', 'a file with the passphrase in its first line')
    .option('--keys <file>', 'a file of data keys besides those that lie beside the backup')
    .option('--without-keys', 'go on without data keys that are nowhere: what they closed is lost')
    .option('--kept', 'list what earlier restores put aside')
    .option('--back <name>', 'put one of these back in its place')
    .option('--remove <name>', 'remove one of these for good')
    .action(restore)

const restore = async (file: string | undefined, options: Options) => {
  const log = (line: string) => void process.stderr.write(`maillage: ${line}\n`)
  const acts = [file, options.kept, options.back, options.remove].filter((act) => act !== undefined)
  if (acts.length !== 1) throw new Error('name a backup, or one of --kept, --back and --remove; see npx maillage restore --help')
  const { ownerUrl, stop } = await openOwner(process.env, progress, log)
  try {
    if (file !== undefined) await restoreFile(ownerUrl, file, options)
    else await manageKept(ownerUrl, options)
  } finally {
    await stop()
  }
}

const restoreFile = async (
  ownerUrl: string,
  file: string,
  { replace, verify, identity = [], passphraseFile, keys, withoutKeys }: Options,
) => {
  const appUrl = setting('DATABASE_APP_URL')
  const restored = await restoreBackup({
    ownerUrl,
    file,
    opening: { passphrase: passphraseToOpen(passphraseFile), identities: identitiesIn(identity) },
    replace: replace === true,
    verifyOnly: verify === true,
    withoutKeys: withoutKeys === true,
    ...(keys === undefined ? {} : { keysFile: keys }),
    ...(appUrl === undefined ? {} : { appUrl }),
    check: faultsOfTrail,
    progress,
  })
  tell(file, restored, verify === true)
}

const say = (line: string) => void process.stdout.write(`${line}\n`)

const tell = (file: string, { rows, tables, made, migrated, keys, found, before }: Restored, isOnlyVerified: boolean) => {
  say(
    `${file}: ${rows} rows in ${tables} tables, as of ${made}, ${isOnlyVerified ? 'restored beside and thrown away' : 'restored'}; every table is as it was.`,
  )
  if (migrated.length > 0) say(`Brought to the form of this version: ${migrated.join(', ')}.`)
  if (keys.erased > 0) say(`${keys.erased} data keys were erased since: what they closed stays closed.`)
  if (keys.missing > 0) say(`${keys.missing} data keys are missing: what they closed is lost.`)
  for (const id of keys.masters)
    say(`The master key ${id} is not in ${masterFile()}: add its line from the copy that was kept, before the server starts.`)
  for (const line of found) say(`The trail does not hold: ${line}`)
  if (before !== undefined)
    say(
      `The data of before are kept as ${before}: npx maillage restore --back ${before} goes back to them, --remove ${before} removes them.`,
    )
}

const manageKept = async (ownerUrl: string, { back, remove }: Options) => {
  if (back !== undefined) {
    const now = await goBackTo(ownerUrl, back)
    return say(`${back} is in its place again${now === undefined ? '' : `; what was there is kept as ${now}`}.`)
  }
  if (remove !== undefined) {
    await removeKept(ownerUrl, remove)
    return say(`${remove} is removed.`)
  }
  const kept = await listKept(ownerUrl)
  if (kept.length === 0) say('No restore put data aside.')
  for (const { name, bytes } of kept) say(`${name}  ${(bytes / 1e6).toFixed(0)} MB`)
}

/** What is wrong with the trail of a restored database. It is told, and hinders nothing: the backup is no better than what was. */
const faultsOfTrail = async (url: string): Promise<string[]> => {
  const pool = openPool({ address: url, size: 1, statementTimeout: 0, onLost: () => undefined })
  const db: Db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  try {
    return await asActor(db, OPERATOR, async (scope) => {
      const verdicts = []
      for (const chain of await listChains(scope, [])) verdicts.push(await verifyChain(scope, chain, [], 1))
      return verdicts.filter(({ faults }) => faults > 0).map(({ network, faults }) => `${network ?? 'installation'}, ${faults} faults`)
    })
  } finally {
    await db.destroy()
  }
}
