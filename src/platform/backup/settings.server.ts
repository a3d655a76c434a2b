import { readFileSync } from 'node:fs'
import { checkRecipients, type Protection } from './protect.server.ts'
import { KEEP, type Keep } from './retention.ts'

/** Scheduled backups: where to, closed for whom, how many stay. */
export type BackupSettings = { folder: string; protection: Protection; keep: Keep }

const given = (env: NodeJS.ProcessEnv, name: string) => (env[name] === undefined || env[name] === '' ? undefined : env[name])

/**
 * MAILLAGE_BACKUP_FOLDER, and for whom its files are closed: MAILLAGE_BACKUP_TO (public keys of age, with spaces between; then the
 * server itself cannot open what it writes) or MAILLAGE_BACKUP_PASSPHRASE(_FILE). MAILLAGE_BACKUP_KEEP is days/weeks/months, 7/4/12.
 * @returns undefined when no folder is named: then nothing is scheduled
 * @throws one line that names the setting and what it should be
 */
export const backupSettings = (env: NodeJS.ProcessEnv): BackupSettings | undefined => {
  const folder = given(env, 'MAILLAGE_BACKUP_FOLDER')
  if (folder === undefined) return undefined
  const protection = protectionIn(env)
  if (protection === undefined)
    throw new Error(
      'MAILLAGE_BACKUP_FOLDER is set, and nothing says who may open the backups: set MAILLAGE_BACKUP_TO to public keys of age (npx maillage keys generate makes one), or MAILLAGE_BACKUP_PASSPHRASE_FILE to a file with a passphrase',
    )
  return { folder, protection, keep: keepIn(given(env, 'MAILLAGE_BACKUP_KEEP')) }
}

/** For whom backups are closed, as the environment says it; undefined when it does not. */
export const protectionIn = (env: NodeJS.ProcessEnv): Protection | undefined => {
  const recipients = (given(env, 'MAILLAGE_BACKUP_TO') ?? '').split(/[\s,]+/).filter((word) => word !== '')
  const passphrase = passphraseIn(env)
  if (recipients.length > 0 && passphrase !== undefined)
    throw new Error('MAILLAGE_BACKUP_TO and a passphrase for backups are both set: keep one of them')
  if (recipients.length > 0) {
    checkRecipients(recipients)
    return { kind: 'recipients', recipients }
  }
  return passphrase === undefined ? undefined : { kind: 'passphrase', passphrase }
}

export const passphraseIn = (env: NodeJS.ProcessEnv): string | undefined => {
  const file = given(env, 'MAILLAGE_BACKUP_PASSPHRASE_FILE')
  return file === undefined ? checked(given(env, 'MAILLAGE_BACKUP_PASSPHRASE'), 'MAILLAGE_BACKUP_PASSPHRASE') : passphraseFrom(file)
}

/** The first line of a file. */
export const passphraseFrom = (file: string): string => {
  try {
    return checked(readFileSync(file, 'utf8').split(/\r?\n/)[0], file) ?? ''
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      throw new Error(`${file} cannot be read: it should hold the passphrase`, { cause: error })
    throw error
  }
}

const SHORTEST = 12
/** What somebody with the file could guess in a night protects nothing. */
const checked = (passphrase: string | undefined, where: string): string | undefined => {
  if (passphrase !== undefined && passphrase.length < SHORTEST)
    throw new Error(`the passphrase in ${where} is too short: ${SHORTEST} characters at least, better five words`)
  return passphrase
}

const keepIn = (text: string | undefined): Keep => {
  if (text === undefined) return KEEP
  const [, days, weeks, months] = /^(\d{1,3})\/(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []
  if (days === undefined) throw new Error('MAILLAGE_BACKUP_KEEP must be days/weeks/months, as in 7/4/12')
  return { days: Number(days), weeks: Number(weeks), months: Number(months) }
}
