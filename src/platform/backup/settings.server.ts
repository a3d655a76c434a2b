import { readFileSync } from 'node:fs'
import { type Env, setting } from '../settings/index.server.ts'
import { checkRecipients, type Protection } from './protect.server.ts'
import { KEEP, type Keep } from './retention.ts'

/** Scheduled backups: where to, closed for whom, how many stay. */
export type BackupSettings = { folder: string; protection: Protection; keep: Keep }

/**
 * MAILLAGE_BACKUP_FOLDER, and for whom its files are closed: MAILLAGE_BACKUP_TO (public keys of age, with spaces between; then the
 * server itself cannot open what it writes) or MAILLAGE_BACKUP_PASSPHRASE(_FILE). MAILLAGE_BACKUP_KEEP is days/weeks/months, 7/4/12.
 * @returns undefined when no folder is named: then nothing is scheduled
 * @throws one line that names the setting and what it should be
 */
export const backupSettings = (env: Env): BackupSettings | undefined => {
  const folder = setting('MAILLAGE_BACKUP_FOLDER', env)
  if (folder === undefined) return undefined
  const protection = protectionIn(env)
  if (protection === undefined)
    throw new Error(
      'MAILLAGE_BACKUP_FOLDER is set, and nothing says who may open the backups: set MAILLAGE_BACKUP_TO to public keys of age (npx maillage keys generate makes one), or MAILLAGE_BACKUP_PASSPHRASE_FILE to a file with a passphrase',
    )
  return { folder, protection, keep: keepIn(setting('MAILLAGE_BACKUP_KEEP', env)) }
}

/** For whom backups are closed, as the environment says it; undefined when it does not. */
export const protectionIn = (env: Env): Protection | undefined => {
  const recipients = (setting('MAILLAGE_BACKUP_TO', env) ?? '').split(/[\s,]+/).filter((word) => word !== '')
  const passphrase = passphraseIn(env)
  if (recipients.length > 0 && passphrase !== undefined)
    throw new Error('MAILLAGE_BACKUP_TO and a passphrase for backups are both set: keep one of them')
  if (recipients.length > 0) {
    checkRecipients(recipients)
    return { kind: 'recipients', recipients }
  }
  return passphrase === undefined ? undefined : { kind: 'passphrase', passphrase }
}

export const passphraseIn = (env: Env): string | undefined => setting('MAILLAGE_BACKUP_PASSPHRASE', env)

/** The first line of a file. */
export const passphraseFrom = (file: string): string => {
  try {
    const [passphrase = ''] = readFileSync(file, 'utf8').split(/\r?\n/)
    const fault = shortPassphrase(passphrase, ` in ${file}`)
    if (fault !== undefined) throw new Error(fault)
    return passphrase
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      throw new Error(`${file} cannot be read: it should hold the passphrase`, { cause: error })
    throw error
  }
}

const SHORTEST = 12
/** What is wrong with a passphrase: what somebody with the file could guess in a night protects nothing. */
export const shortPassphrase = (passphrase: string, where = ''): string | undefined =>
  passphrase.length < SHORTEST ? `the passphrase${where} is too short: ${SHORTEST} characters at least, better five words` : undefined

const keepIn = (text: string | undefined): Keep => {
  if (text === undefined) return KEEP
  const [, days, weeks, months] = /^(\d{1,3})\/(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []
  if (days === undefined) throw new Error('MAILLAGE_BACKUP_KEEP must be days/weeks/months, as in 7/4/12')
  return { days: Number(days), weeks: Number(weeks), months: Number(months) }
}
