import { main } from '../build/server/index.js'

process.exitCode = await main(process.argv.slice(2))
