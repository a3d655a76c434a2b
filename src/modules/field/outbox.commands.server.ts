import { sql } from 'kysely'
import type { z } from 'zod'
import {
  changePerson,
  listEpisodes,
  listWorkers,
  readContactForm,
  readPerson,
  writeContact,
  writeThirdPartyNote,
} from '#modules/care/index.server.ts'
import { openInCrisis } from '#modules/plans/index.server.ts'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { sendMail } from '#platform/mail/index.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { setting } from '#platform/settings/index.server.ts'
import { addAttachment } from './attachments.server.ts'
import type { CommandIn } from './schema.ts'
import type { Answer } from './vocabulary.ts'

type Command = z.infer<typeof CommandIn>
type Of<K extends Command['kind']> = Extract<Command, { kind: K }>

/** A command whose fields are wrong: told with the names of the fields. */
const refuse = (fields: readonly string[]): never => {
  throw new Problem('invalid', { fields: fields.join(',') })
}

const contact = async (scope: Scope, actor: Actor, { id, network, person, episode, typed, workers, who }: Of<'contact'>): Promise<void> => {
  const its = found((await listEpisodes(scope, network, person)).find((each) => each.id === episode && each.isMine))
  const mates = (await listWorkers(scope, network)).filter(({ serviceId }) => serviceId === its.serviceId).map(({ personId }) => personId)
  const read = readContactForm({ ...typed, id }, workers, who, new Set(mates))
  if (!read.ok) return refuse(Object.keys(read.faults))
  await writeContact(scope, actor, network, episode, read.input)
}

const file = async (
  scope: Scope,
  actor: Actor,
  { id, network, contact: to, name, type }: Of<'file'>,
  bytes: Buffer | null,
): Promise<void> => {
  if (bytes === null || bytes.length > setting('MAILLAGE_FIELD_FILE_KB') * 1024) return refuse(['file'])
  await addAttachment(scope, actor, network, { id, contact: to, name, type, bytes })
}

const reach = async (scope: Scope, { network, person, version, reach: said }: Of<'reach'>): Promise<void> => {
  const now = await readPerson(scope, network, person)
  const { given, family, birthDate, territoryId, language, needsInterpreter } = now
  const same = {
    given_name: given,
    family_name: family,
    birth_date: birthDate,
    territory_id: territoryId,
    language,
    needs_interpreter: needsInterpreter,
  }
  await changePerson(scope, network, person, version, same, said)
}

const noteOf = async (scope: Scope, actor: Actor, { network, person, text }: Of<'note'>): Promise<void> => {
  const mine = found((await listEpisodes(scope, network, person)).find(({ isMine, leftOn }) => isMine && leftOn === null))
  await writeThirdPartyNote(scope, actor, network, person, mine.serviceId, text)
}

/**
 * A crisis plan that was opened without a network. It is told whatever the person allows now, because it was read; where they still
 * allow it, it counts as an opening like any other.
 */
const opening = async (scope: Scope, actor: Actor, { network, person, reason, at }: Of<'opening'>): Promise<void> => {
  const { rows } = await sql<{ told: boolean; account: string | null }>`
    select told, account from field.tell_opening(${network}, ${person}, ${at}::timestamptz, ${reason})`.execute(scope)
  const { account } = found(rows[0]?.told === true ? rows[0] : undefined)
  try {
    await sql`savepoint opening`.execute(scope)
    await openInCrisis(scope, actor, network, person, reason)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await sql`rollback to savepoint opening`.execute(scope)
    if (account !== null && account !== actor.personId)
      await sendMail(scope, { to: { personId: account }, template: 'planOpened', values: { link: '/my', at } })
  }
}

/**
 * Does what was asked for on a device, once: the number that it was given there is kept in the same transaction, and whoever sends it
 * again, also at the same moment, is told that it is done.
 * @returns whether it was new
 * @throws Problem of the commands: those of the screens, with their policies
 */
export const doOnce = async (scope: Scope, actor: Actor, command: Command, bytes: Buffer | null): Promise<boolean> => {
  const { network, id, kind } = command
  // The one who comes second waits here until the first has ended, whichever way.
  const { numInsertedOrUpdatedRows } = await scope
    .insertInto('field.command')
    .values({ network_id: network, by_id: actor.personId, id, kind })
    .onConflict((conflict) => conflict.columns(['network_id', 'by_id', 'id']).doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) return false
  if (command.kind === 'contact') await contact(scope, actor, command)
  else if (command.kind === 'file') await file(scope, actor, command, bytes)
  else if (command.kind === 'reach') await reach(scope, command)
  else if (command.kind === 'note') await noteOf(scope, actor, command)
  else await opening(scope, actor, command)
  return true
}

/** What somebody else wrote meanwhile, so that the one on the road chooses with both before them. Its own transaction: the other one failed. */
export const theirsOf = async (scope: Scope, { network, person }: Of<'reach'>): Promise<NonNullable<Answer['theirs']>> => {
  const { version, reach: now } = await readPerson(scope, network, person)
  return { version, reach: now }
}
