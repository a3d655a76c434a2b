import { data, redirect } from 'react-router'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import type { FormState } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { inRequest } from '#platform/request.server.ts'
import { bringToCommittee, type Quoted } from '../agenda.server.ts'

type Args = Parameters<typeof inRequest>[0] & { request: Request; params: { lang?: string; network: string } }

/** Answers the form of a page that puts one of its numbers on an agenda: leads to the meeting, or back with what is wrong. */
export const sendToAgenda = async (args: Args, read: (scope: Scope, actor: Actor) => Promise<Quoted>) => {
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, async (scope, actor) => bringToCommittee(scope, actor, await read(scope, actor), typed))
  return 'meeting' in sent
    ? redirect(`/${args.params.lang}/network/${args.params.network}/meetings/${sent.meeting}?saved`)
    : data<FormState>({ typed, faults: sent.faults }, { status: 422 })
}
