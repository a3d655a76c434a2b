import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { passphraseFrom, passphraseIn } from '#platform/backup/index.server.ts'
import { codeOf } from '#platform/database/client.server.ts'

/** Whether somebody is there to be asked. */
export const isTerminal = () => process.stdin.isTTY === true && process.stderr.isTTY === true

/** Asks for something that is not shown while it is typed. @throws when the person gives up (Ctrl+C) */
export const askSecret = async (question: string): Promise<string> => {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  process.stderr.write(question)
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('SIGINT', () => reject(new Error('given up: nothing was done')))
      lines.question('').then(resolve, reject)
    })
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}

/** The passphrase of a backup that is to be opened: from a file, the settings, or whoever sits there, who is asked once. */
export const passphraseToOpen = (file: string | undefined) => {
  let answer: Promise<string> | undefined
  return () => (answer ??= passphraseGiven(file))
}

const passphraseGiven = async (file: string | undefined): Promise<string> => {
  const given = file === undefined ? passphraseIn(process.env) : passphraseFrom(file)
  if (given !== undefined) return given
  if (isTerminal()) return askSecret('Passphrase of the backup: ')
  throw new Error(
    'the backup is closed with a passphrase: name a file that holds it with --passphrase-file, or set MAILLAGE_BACKUP_PASSPHRASE_FILE',
  )
}

/** The secret keys in files as `keys generate` and age-keygen write them. @throws when a file has none */
export const identitiesIn = (files: readonly string[]): string[] =>
  files.flatMap((file) => {
    const lines = textOf(file)
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line.startsWith('AGE-SECRET-KEY-'))
    if (lines.length === 0) throw new Error(`${file} holds no secret key of age: it looks like AGE-SECRET-KEY-1…`)
    return lines
  })

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Error(`${file} cannot be read (${codeOf(error)}): it should hold a secret key of age`, { cause: error })
  }
}
