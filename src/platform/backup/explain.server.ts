import { codeOf } from '../database/client.server.ts'

const FULL = new Set(['ENOSPC', 'EDQUOT', '53100'])

/** What went wrong with a file or a database, as one line for whoever gave the command. */
export const explained = (error: unknown, folder: string): Error => {
  const code = codeOf(error)
  const cause = { cause: error }
  if (FULL.has(code)) return new Error(`there is no room left on the disk (${folder}): make room, then try again`, cause)
  if (code === 'ENOENT') return new Error(`${folder} is not there: make the folder, or name another`, cause)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return new Error(`${folder} is not ours to use: name another place`, cause)
  if (code === '42501')
    return new Error('the login of DATABASE_URL may not do this: it must own the database, and may make databases (alter role … createdb)', cause)
  if (code.startsWith('57P') || code.startsWith('08') || code === 'ECONNRESET' || code === 'EPIPE')
    return new Error('the database stopped in the middle: see postgres.log in the data folder, and whether its disk is full', cause)
  return error instanceof Error ? error : new Error(String(error))
}
