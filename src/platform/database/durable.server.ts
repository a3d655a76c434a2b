import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { codeOf } from './client.server.ts'

/** Makes sure that a folder's new names are on the disk. Windows cannot, and does not need to. */
export const syncFolder = (folder: string) => {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Writes a secret file that is there whole or not at all. Of two processes that write it at once, the first wins; nothing is overwritten. */
export const writeOnce = (file: string, content: string) => {
  const folder = dirname(file)
  const draft = join(folder, `.draft-${process.pid}-${randomBytes(4).toString('hex')}`)
  writeFileSync(draft, content, { mode: 0o600, flush: true })
  try {
    linkSync(draft, file)
    syncFolder(folder)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
}
