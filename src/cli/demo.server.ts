import { Command } from 'commander'
import { openDatabase } from '#platform/database/connect.server.ts'
import { loadDemonstration } from '../demonstration.server.ts'
import { progress } from './progress.server.ts'

export const demoCommand = () =>
  new Command('demo')
    .description('Loads the demonstration: two real public networks, and invented people who sign in.')
    .action(async () => {
      const database = await openDatabase({ progress })
      try {
        await loadDemonstration(database, progress)
        process.stdout.write('The demonstration is loaded.\n')
      } finally {
        await database.close()
      }
    })
