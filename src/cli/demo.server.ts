import { Command, InvalidArgumentError } from 'commander'
import { generateNetwork } from '#modules/care/generated/generate.server.ts'
import { openDatabase } from '#platform/database/connect.server.ts'
import { loadDemonstration } from '../demonstration.server.ts'
import { progress } from './progress.server.ts'

const MOST = 1_000_000
const numberOf = (text: string): number => {
  if (!/^\d{1,7}$/.test(text) || Number(text) < 1 || Number(text) > MOST) throw new InvalidArgumentError(`a number from 1 to ${MOST}`)
  return Number(text)
}
const idOf = (text: string): string => {
  if (!/^[a-z0-9][a-z0-9._-]{0,99}$/.test(text)) throw new InvalidArgumentError('small letters, digits, dots and dashes')
  return text
}

export const demoCommand = () =>
  new Command('demo')
    .description('Loads the demonstration: two real public networks, and invented people who sign in.')
    .option(
      '--persons <number>',
      'also makes a network of as many invented people, the same each time, with a year of requests and contacts',
      numberOf,
    )
    .option('--network <id>', 'its id', idOf, 'invente')
    .action(async ({ persons, network }: { persons?: number; network: string }) => {
      const database = await openDatabase({ progress })
      try {
        await loadDemonstration(database, progress)
        process.stdout.write('The demonstration is loaded.\n')
        if (persons === undefined) return
        const { teams } = await generateNetwork(database.ownerUrl, network, persons, ['equipe@demo.example'])
        process.stdout.write(`The network ${network} has ${persons} invented people and ${teams} teams.\n`)
      } finally {
        await database.close()
      }
    })
