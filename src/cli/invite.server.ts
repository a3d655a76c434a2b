import { Command, InvalidArgumentError, Option } from 'commander'
import { invite, pathOf } from '#modules/identity/invitations/invitations.commands.server.ts'
import { OPERATOR, ROLES, type Role } from '#platform/actor.ts'
import { isDay } from '#platform/cells.ts'
import { openDatabase } from '#platform/database/connect.server.ts'
import { asActor } from '#platform/db.server.ts'
import { LOCALES, type Locale, segmentOf } from '#platform/languages/locales.ts'
import { Problem } from '#platform/problem.ts'
import { today } from '#platform/today.ts'
import { addressOf, siteAddress } from './options.server.ts'
import { progress } from './progress.server.ts'

type Options = { network: string; role: Role; organisation?: string; from?: string; until?: string; lang: Locale; mail?: boolean }

const dayOf = (text: string) => {
  if (!isDay(text)) throw new InvalidArgumentError('a day looks like 2026-12-31')
  return text
}

export const inviteCommand = () =>
  new Command('invite')
    .description(
      'Prints a link with which somebody takes up a role, once and within seven days. For when no administrator can sign in any more.',
    )
    .argument('<address>', 'the e-mail address of a new account; an account that there is accepts with its own', addressOf)
    .requiredOption('--network <id>', 'the network, such as ccoms')
    .addOption(new Option('--role <role>', 'the role').choices(ROLES).default('administrator'))
    .option('--organisation <id>', 'the organisation in which it is held, instead of the whole network')
    .option('--from <day>', 'its first day, instead of today', dayOf)
    .option('--until <day>', 'its last day, instead of no end', dayOf)
    .addOption(new Option('--lang <language>', 'the language').choices(LOCALES).default('fr'))
    .option('--mail', 'also send the link to the address, by the server that runs')
    .action(inviteSomebody)

const inviteSomebody = async (email: string, { network, role, organisation, from, until, lang, mail }: Options) => {
  const first = from ?? today()
  if (until !== undefined && until < first) throw new Error(`--until ${until} lies before the first day ${first}`)
  const database = await openDatabase({ progress })
  try {
    const term = { from: first, to: until ?? null, organisation: organisation ?? null, reason: null }
    const { token } = await asActor(database.db, OPERATOR, (scope) =>
      invite(scope, OPERATOR, network, { email, locale: lang, roles: [role], ...term }, mail === true),
    ).catch((error: unknown) => {
      throw error instanceof Problem ? new Error(explained(error, { email, network, organisation })) : error
    })
    process.stdout.write(`${siteAddress()}/${segmentOf(lang)}${pathOf(token)}\n`)
  } finally {
    await database.close()
  }
}

const explained = (
  { code }: Problem,
  { email, network, organisation }: { email: string; network: string; organisation: string | undefined },
) => {
  if (code === 'not_found') return `there is no network "${network}": load one with npx maillage import <folder>`
  if (code === 'conflict')
    return `${email} is invited to ${network} already: an administrator can take that back, or invite another address`
  return `there is no organisation "${organisation}" in the network ${network}`
}
