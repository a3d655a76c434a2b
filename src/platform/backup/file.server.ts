import { unreadable } from './explain.server.ts'
import { type Header, type Part, readParts } from './format.server.ts'
import { type Opening, readProtected } from './protect.server.ts'

/** The parts of a file that `backup` wrote. @throws what is wrong with the file, in one line with its name */
export async function* openBackup(file: string, opening: Opening): AsyncGenerator<Part> {
  try {
    yield* readParts(readProtected(file, opening))
  } catch (error) {
    throw unreadable(error, file)
  }
}

/** The first part. @throws when it is not the header of such a file */
export const takeHeader = async (parts: AsyncGenerator<Part>, file: string, what: Header['maillage']): Promise<Header> => {
  const { value } = await parts.next()
  if (value?.kind === 'header' && value.header.maillage === what) return value.header
  throw new Error(what === 'backup' ? `${file} holds data keys only: name the backup that it belongs to` : `${file} holds no data keys`)
}
