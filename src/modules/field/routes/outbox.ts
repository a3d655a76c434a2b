import type { z } from 'zod'
import { asActor } from '#platform/db.server.ts'
import { isLostDatabase } from '#platform/lost.server.ts'
import { Problem } from '#platform/problem.ts'
import { serverContext } from '#platform/server/context.ts'
import { doOnce, theirsOf } from '../outbox.commands.server.ts'
import { type CommandIn, CommandsIn } from '../schema.ts'
import type { Answer } from '../vocabulary.ts'
import type { Route } from './+types/outbox'
import { refusal } from './answers.server.ts'

type Command = z.infer<typeof CommandIn>
const PASSING = ['unavailable', 'too_many']

/** What was written on the road, each in its own transaction and with its own answer. What comes after one that could not be decided waits with it. */
export const action = async (args: Route.ActionArgs) => {
  const { actor } = args.context.get(serverContext)
  const form = await args.request.formData()
  if (actor.personId === '') return refusal(new Problem('signed_out'))
  // A device sends only what is of the one who signed in on it.
  if (form.get('person') !== actor.personId) return refusal(new Problem('conflict'))
  const read = CommandsIn.safeParse(parsed(String(form.get('commands') ?? '')))
  if (!read.success) return refusal(new Problem('invalid'))
  const sent = form.get('file')
  const bytes = sent instanceof File ? Buffer.from(await sent.arrayBuffer()) : null
  const answers: Answer[] = []
  for (const command of read.data) {
    const isLate = answers.at(-1)?.outcome === 'later'
    answers.push(isLate ? { id: command.id, outcome: 'later' } : await answerTo(args, command, bytes))
  }
  return Response.json({ answers })
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const answerTo = async ({ context }: Route.ActionArgs, command: Command, bytes: Buffer | null): Promise<Answer> => {
  const { db, actor } = context.get(serverContext)
  const { id } = command
  try {
    const isNew = await asActor(db, actor, (scope) => doOnce(scope, actor, command, bytes))
    return { id, outcome: isNew ? 'done' : 'already' }
  } catch (error) {
    if (isLostDatabase(error)) return { id, outcome: 'later' }
    if (!(error instanceof Problem)) throw error
    if (PASSING.includes(error.code)) return { id, outcome: 'later' }
    if (error.code === 'conflict' && command.kind === 'reach')
      return { id, outcome: 'conflict', theirs: await asActor(db, actor, (scope) => theirsOf(scope, command)) }
    return { id, outcome: 'refused', reason: error.detail.fields ?? error.code }
  }
}
