import { writeFile } from 'node:fs/promises'
import { Command, InvalidArgumentError, Option } from 'commander'
import { FORMATS, type Format, renderAccount } from '#modules/account/compose/formats.server.ts'
import { computeAccount } from '#modules/account/data.server.ts'
import { readAllRows } from '#modules/account/queries.server.ts'
import { OPERATOR } from '#platform/actor.ts'
import { recordExport } from '#platform/audit.server.ts'
import { openDatabase } from '#platform/database/connect.server.ts'
import { asActor } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { progress, timed } from './progress.server.ts'

type Options = { network: string; year: number; lang: 'fr' | 'nl' | 'en'; format: Format; out?: string }

const yearOf = (text: string) => {
  if (!/^(19|20|21)\d\d$/.test(text)) throw new InvalidArgumentError('a year is four digits, such as 2025')
  return Number(text)
}

export const accountCommand = () =>
  new Command('account')
    .description('Writes the account of a year, computed now from the records.')
    .requiredOption('--network <id>', 'the network, such as ccoms')
    .requiredOption('--year <year>', 'the year', yearOf)
    .addOption(new Option('--lang <language>', 'the language').choices(['fr', 'nl', 'en']).default('fr'))
    .addOption(new Option('--format <format>', 'the form of the file').choices(Object.keys(FORMATS)).default('json'))
    .option('--out <file>', 'the file to write, instead of standard output')
    .action(write)

const write = async ({ network, year, lang, format, out }: Options) => {
  const database = await openDatabase({ progress })
  try {
    const { data, rows } = await timed('Computing the figures', () =>
      asActor(
        database.db,
        OPERATOR,
        async (scope) => {
          const computed = await computeAccount(scope, { network, year })
          const rows = format === 'json' ? await readAllRows(scope, computed) : new Map()
          await recordExport(scope, network, 'account.export', `${year}/live/${format}`)
          return { data: computed, rows }
        },
        { oneState: true },
      ),
    ).catch((error: unknown) => {
      throw error instanceof Problem && error.code === 'not_found'
        ? new Error(`there is no network "${network}": load one with npx maillage import <folder>`)
        : error
    })
    const body = await timed(`Writing ${format}`, () => renderAccount(data, { language: lang, format, edition: null, rows }))
    if (out === undefined)
      await new Promise<void>((resolve, reject) => process.stdout.write(body, (error) => (error ? reject(error) : resolve())))
    else await writeFile(out, body)
  } finally {
    await database.close()
  }
}
