import { writeFileSync } from 'node:fs'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { Command } from 'commander'
import { OPERATOR } from '#platform/actor.ts'
import { type Database, openDatabase } from '#platform/database/connect.server.ts'
import { asActor, record } from '#platform/db.server.ts'
import { type KeyCount, keyCounts, makeMasterFile, masterFile, prepareMaster, retire, rotate } from '#platform/keys/index.server.ts'
import { progress } from './progress.server.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)

const withDatabase = async (work: (database: Database) => Promise<void>) => {
  const database = await openDatabase({ progress })
  try {
    await work(database)
  } finally {
    await database.close()
  }
}

const statusCommand = () =>
  new Command('status').description('Says which master keys there are, and how many data keys each of them wraps.').action(() =>
    withDatabase(async ({ ownerUrl }) => {
      const counts = await keyCounts(ownerUrl)
      say(`Master keys in ${masterFile()}:`)
      for (const count of counts) say(lineOf(count))
      const missing = counts.filter(({ is }) => is === 'missing')
      if (missing.length > 0)
        throw new Error(`${missing.length} master keys of this database are not in the file: add them from the copy that was kept`)
    }),
  )

const WORDS = { current: 'in use', next: 'prepared', former: 'former', missing: 'MISSING' }
const lineOf = ({ id, made, keys, is }: KeyCount) => `${id}  ${made ?? '          '}  ${String(keys).padStart(8)} data keys  ${WORDS[is]}`

const rotateCommand = () =>
  new Command('rotate')
    .description('Wraps all data keys with a new master key, while the server goes on. Cut off, it goes on where it was when called again.')
    .option('--prepare', 'only add the new master key to the file: copy that to the other servers, then rotate')
    .action(async ({ prepare }: { prepare?: boolean }) => {
      if (prepare === true)
        return say(`${prepareMaster().id} is prepared in ${masterFile()}: copy the file to every server, then npx maillage keys rotate`)
      await withDatabase(async ({ ownerUrl, db }) => {
        const { to, wrapped, isResumed } = await rotate(ownerUrl, { progress })
        await asActor(db, OPERATOR, (scope) => record(scope, null, 'keys.rotate', to))
        say(`${wrapped} data keys are wrapped with the master key ${to}${isResumed ? ', which an earlier rotation had made' : ''}.`)
        say(`Copy ${masterFile()} to where its copy is kept. After the next backup: npx maillage keys retire <former>`)
      })
    })

const retireCommand = () =>
  new Command('retire')
    .description('Removes a former master key for good: files of data keys from before the rotation open no more, wherever they are.')
    .argument('<id>', 'the master key, as npx maillage keys status shows it')
    .action((id: string) =>
      withDatabase(async ({ ownerUrl, db }) => {
        await retire(ownerUrl, id)
        await asActor(db, OPERATOR, (scope) => record(scope, null, 'keys.retire', id))
        say(`${id} is removed from ${masterFile()}. Remove it from the copies of that file too.`)
      }),
    )

const newCommand = () =>
  new Command('new')
    .description('Makes a file with a first master key, for MAILLAGE_KEY_FILE. Nothing is overwritten.')
    .argument('<file>', 'the new file')
    .action((file: string) => {
      makeMasterFile(file)
      say(`${file} holds a master key. Keep a copy of it, and not where the backups are.`)
    })

const generateCommand = () =>
  new Command('generate')
    .description('Makes a pair of keys of age for backups: the public one is printed, the secret one goes into a file to keep elsewhere.')
    .argument('<file>', 'the new file for the secret key')
    .action(async (file: string) => {
      const identity = await generateIdentity()
      const recipient = await identityToRecipient(identity)
      try {
        writeFileSync(file, `# Opens backups of Maillage that are closed for ${recipient}\n${identity}\n`, {
          mode: 0o600,
          flag: 'wx',
          flush: true,
        })
      } catch (error) {
        throw new Error(`${file} cannot be made: it is there already, or its folder is not`, { cause: error })
      }
      say(recipient)
    })

export const keysCommand = () => {
  const command = new Command('keys').description('The keys: master keys of encrypted fields, and key pairs for backups.')
  for (const part of [statusCommand, rotateCommand, retireCommand, newCommand, generateCommand]) command.addCommand(part().exitOverride())
  return command
}
