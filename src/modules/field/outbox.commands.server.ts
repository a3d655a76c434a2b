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

// Each says whether what it did is new: a number that was forgotten since is known again by what it did.
const contact = async (
  scope: Scope,
  actor: Actor,
  { id, network, person, episode, typed, workers, who }: Of<'contact'>,
): Promise<boolean> => {
  const its = found((await listEpisodes(scope, network, person)).find((each) => each.id === episode && each.isMine))
  const mates = (await listWorkers(scope, network)).filter(({ serviceId }) => serviceId === its.serviceId).map(({ personId }) => personId)
  const read = readContactForm({ ...typed, id }, workers, who, new Set(mates))
  if (!read.ok) return refuse(Object.keys(read.faults))
  return writeContact(scope, actor, network, episode, read.input)
}

const file = async (
  scope: Scope,
  actor: Actor,
  { id, network, contact: to, name, type }: Of<'file'>,
  bytes: Buffer | null,
): Promise<boolean> => {
  if (bytes === null || bytes.length > setting('MAILLAGE_FIELD_FILE_KB') * 1024) return refuse(['file'])
  return addAttachment(scope, actor, network, { id, contact: to, name, type, bytes })
}

const REACHED = ['phone', 'email', 'address', 'how'] as const
const reach = async (scope: Scope, { network, person, version, reach: said }: Of<'reach'>): Promise<boolean> => {
  const now = await readPerson(scope, network, person)
  if (now.isInHand && REACHED.every((each) => now.reach[each] === said[each])) return false
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
  return true
}

const noteOf = async (scope: Scope, actor: Actor, { id, network, person, text }: Of<'note'>): Promise<boolean> => {
  const mine = found((await listEpisodes(scope, network, person)).find(({ isMine, leftOn }) => isMine && leftOn === null))
  return writeThirdPartyNote(scope, actor, network, person, mine.serviceId, text, id)
}

/**
 * A crisis plan that was opened without a network. It is told whatever the person allows now, because it was read; where they still
 * allow it, it counts as an opening like any other.
 */
const opening = async (scope: Scope, actor: Actor, { network, person, reason, at }: Of<'opening'>): Promise<boolean> => {
  const { rows } = await sql<{ told: boolean; isNew: boolean; account: string | null }>`
    select told, is_new as "isNew", account from field.tell_opening(${network}, ${person}, ${at}::timestamptz, ${reason})`.execute(scope)
  const { account, isNew } = found(rows[0]?.told === true ? rows[0] : undefined)
  if (!isNew) return false
  try {
    await sql`savepoint opening`.execute(scope)
    await openInCrisis(scope, actor, network, person, reason)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await sql`rollback to savepoint opening`.execute(scope)
    if (account !== null && account !== actor.personId)
      await sendMail(scope, { to: { personId: account }, template: 'planOpened', values: { link: '/my', at } })
  }
  return true
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
  switch (command.kind) {
    case 'contact':
      return contact(scope, actor, command)
    case 'file':
      return file(scope, actor, command, bytes)
    case 'reach':
      return reach(scope, command)
    case 'note':
      return noteOf(scope, actor, command)
    case 'opening':
      return opening(scope, actor, command)
  }
}

/** What somebody else wrote meanwhile, so that the one on the road chooses with both before them. Its own transaction: the other one failed. */
export const theirsOf = async (scope: Scope, { network, person }: Of<'reach'>): Promise<NonNullable<Answer['theirs']>> => {
  const { version, reach: now } = await readPerson(scope, network, person)
  return { version, reach: now }
}
