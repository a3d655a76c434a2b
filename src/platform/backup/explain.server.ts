import { codeOf } from '../database/client.server.ts'
import { isLostDatabase } from '../lost.server.ts'

// EFBIG: the file system, or a limit of the process, takes no larger file.
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', '53100'])
// Lost while it was used. One that never let us in says so in a line of its own.
const GONE = /^(08...|57P..|ECONNRESET|EPIPE)$/

/** What went wrong with a file or a database, as one line for whoever gave the command. */
export const explained = (error: unknown, folder: string): Error => {
  const code = codeOf(error)
  const cause = { cause: error }
  if (FULL.has(code)) return new Error(`there is no room left on the disk (${folder}): make room, then try again`, cause)
  if (code === 'ENOENT') return new Error(`${folder} is not there: make the folder, or name another`, cause)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return new Error(`${folder} is not ours to use: name another place`, cause)
  if (code === '42501')
    return new Error(
      'the login of DATABASE_URL may not do this: it must own the database, and may make databases (alter role … createdb)',
      cause,
    )
  if (GONE.test(code) || (error instanceof Error && /connection (error|terminated)/i.test(error.message)))
    return new Error('the database stopped in the middle: see postgres.log in the data folder, and whether its disk is full', cause)
  return error instanceof Error ? error : new Error(String(error))
}

/** The same as a word, for the page of administrators: it says `work.why.<word>` and quotes nothing. */
export const whyOf = (error: unknown): string => {
  const code = codeOf(error) || codeOf(error instanceof Error ? error.cause : undefined)
  if (FULL.has(code)) return 'backup_no_room'
  if (['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) return 'backup_folder'
  return isLostDatabase(error) ? 'unavailable' : 'unexpected'
}

export const UNFIT = 'UNFIT_FILE'
/** A file that is not what is needed, in words for whoever named it; all other failures of reading mean that it is damaged. */
export const unfit = (why: string, cause?: unknown): Error => Object.assign(new Error(why, { cause }), { code: UNFIT })

/** Why a file could not be read. */
export const unreadable = (error: unknown, file: string): Error => {
  const code = codeOf(error)
  if (code === 'ENOENT') return new Error(`there is no file ${file}`, { cause: error })
  if (code === 'EACCES' || code === 'EISDIR') return new Error(`${file} is not ours to read`, { cause: error })
  const why = code === UNFIT && error instanceof Error ? error.message : 'it is damaged or was cut off'
  return new Error(`${file} cannot be used: ${why}`, { cause: error })
}
