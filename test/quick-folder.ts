import { mkdtempSync, statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'

const MEMORY = '/dev/shm'
const ENOUGH = 4 * 1024 ** 3

const hasRoom = (): boolean => {
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    return bavail * bsize > ENOUGH && freemem() > ENOUGH
  } catch {
    return false
  }
}

/**
 * A new folder for a database of tests: in memory where there is room, because no test of it is about a power cut, and a disk that is
 * asked to keep every commit is most of the time that tests take. Those that are about that have folders of their own.
 */
export const quickFolder = (start: string): string => {
  const name = `${start}-`
  if (hasRoom())
    try {
      return mkdtempSync(join(MEMORY, name))
    } catch {
      // Closed to us: the disk will do.
    }
  return mkdtempSync(join(tmpdir(), name))
}
