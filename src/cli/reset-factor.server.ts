import { Command, Option } from 'commander'
import { offerReset, resetPathOf } from '#modules/identity/factors/reset.commands.server.ts'
import { OPERATOR } from '#platform/actor.ts'
import { openDatabase } from '#platform/database/connect.server.ts'
import { asActor, type Scope } from '#platform/db.server.ts'
import { LOCALES, type Locale, segmentOf } from '#platform/languages/locales.ts'
import { Problem } from '#platform/problem.ts'
import { addressOf, siteAddress } from './options.server.ts'
import { progress } from './progress.server.ts'

type Options = { network: string; lang: Locale; mail?: boolean }

export const resetFactorCommand = () =>
  new Command('reset-factor')
    .description(
      'Prints a link with which somebody replaces a lost second factor, once and within a day. For the last administrator; others ask theirs.',
    )
    .argument('<address>', 'the e-mail address of the account', addressOf)
    .requiredOption('--network <id>', 'a network in which the person holds a role today, such as ccoms')
    .addOption(new Option('--lang <language>', 'the language').choices(LOCALES).default('fr'))
    .option('--mail', 'also send the link to the address, by the server that runs')
    .action(resetFactor)

const resetFactor = async (email: string, { network, lang, mail }: Options) => {
  const database = await openDatabase({ progress })
  try {
    const token = await asActor(database.db, OPERATOR, async (scope) =>
      offerReset(scope, OPERATOR, network, await personWith(scope, email), null, mail === true),
    ).catch((error: unknown) => {
      throw error instanceof Problem ? new Error(explained(error, email, network)) : error
    })
    process.stdout.write(`${siteAddress()}/${segmentOf(lang)}${resetPathOf(token)}\n`)
  } finally {
    await database.close()
  }
}

/** @throws Problem conflict when nobody has the address */
const personWith = async (scope: Scope, email: string): Promise<string> => {
  const person = await scope.selectFrom('identity.person').select('id').where('email', '=', email).executeTakeFirst()
  if (person === undefined) throw new Problem('conflict')
  return person.id
}

const explained = ({ code }: Problem, email: string, network: string) =>
  code === 'not_found'
    ? `there is no network "${network}"`
    : `${email} is nobody who holds a role in ${network} today and has an app for codes or a passkey: there is nothing to replace`
