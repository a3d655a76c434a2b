// Run as a program of its own: `node rotate.test-support.ts <owner's address> <key file>` rotates a few keys at a time and says how far
// it is, so that a test can kill it in the middle.
import { rotate } from './rotate.server.ts'

const [ownerUrl = '', keyFile = ''] = process.argv.slice(2)
await rotate(ownerUrl, {
  env: { MAILLAGE_KEY_FILE: keyFile },
  batch: 10,
  progress: (line) => void process.stdout.write(`${line}\n`),
})
