// Run as a program of its own, so that a test can kill it or give it little room: `node interrupted.test-support.ts <act> <place>
// <file>`. The place is an owner's address, or the data folder of an embedded database. It says each step.
import { startEmbedded } from '../database/embedded.server.ts'
import { restoreBackup } from './restore.server.ts'
import { writeBackup } from './write.server.ts'

const [act, place = '', file = ''] = process.argv.slice(2)
const progress = (line: string) => void process.stdout.write(`${line}\n`)
const embedded = place.startsWith('postgres') ? undefined : await startEmbedded({ dataDir: place })
const ownerUrl = embedded?.ownerUrl ?? place
try {
  if (act === 'backup') await writeBackup({ ownerUrl, file, protection: { kind: 'plain' }, progress })
  else await restoreBackup({ ownerUrl, file, opening: {}, replace: true, progress })
  progress('done')
} catch (error) {
  progress(`failed: ${error instanceof Error ? error.message : error}`)
} finally {
  await embedded?.stop()
}
