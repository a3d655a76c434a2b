import { runMaillage } from './run.mjs'

runMaillage(['start', '--demo', ...process.argv.slice(2)])
