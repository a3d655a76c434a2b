import { Command } from 'commander'
import { openDatabase } from '#platform/database/connect.server.ts'
import { progress } from './progress.server.ts'

export const migrateCommand = () =>
  new Command('migrate').description('Brings the database to the form that this version needs (also done by start).').action(async () => {
    const database = await openDatabase({ progress })
    await database.close()
    process.stdout.write('The database is up to date.\n')
  })
