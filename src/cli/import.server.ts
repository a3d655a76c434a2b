import { Command } from 'commander'
import { importFolder } from '#modules/exchange/folder.server.ts'
import { openDatabase } from '#platform/database/connect.server.ts'
import { progress, timed } from './progress.server.ts'

export const importCommand = () =>
  new Command('import')
    .description(
      'Loads a folder of files, such as data/ccoms-2025: all of it, or nothing when a line is wrong. Twice gives the same result.',
    )
    .argument('<folder>', 'the folder with network.csv and the files beside it')
    .action(async (folder: string) => {
      const database = await openDatabase({ progress })
      try {
        const result = await timed(`Reading ${folder}`, () => importFolder(database.db, folder))
        process.stdout.write(`${result.network}: ${result.rows} rows in ${result.files} files, ${result.changed} changed.\n`)
      } finally {
        await database.close()
      }
    })
