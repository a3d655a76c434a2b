// Another process of Maillage for the tests: holds the database of a folder until it is told to stop, or is killed.
import { startEmbedded } from './embedded.server.ts'

const [dataDir = ''] = process.argv.slice(2)
const say = (line: string) => void process.stdout.write(`${line}\n`)
const server = await startEmbedded({ dataDir, log: (line) => say(`log ${line}`), progress: (line) => say(`progress ${line}`) }).catch(
  (error: Error) => {
    say(`failed ${error.message}`)
    process.exit(1)
  },
)
say(`ready ${server.pid} ${server.ownerUrl}`)
process.stdin.once('data', async () => {
  await server.stop()
  say('stopped')
  process.exit(0)
})
