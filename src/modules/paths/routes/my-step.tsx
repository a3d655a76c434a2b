import { data, redirect } from 'react-router'
import { inSpace } from '#modules/identity/index.server.ts'
import { ownFile, uuidIn } from '#modules/plans/index.server.ts'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { readStepShown } from '../path/step.server.ts'
import { StepPage } from '../screen/step-page.tsx'
import type { Route } from './+types/my-step'
import { actOnMyStep } from './mine.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inSpace(args, async (scope) => {
    const { network } = args.params
    const { id } = await ownFile(scope, network)
    return readStepShown(scope, network, id, uuidIn(args.params.id))
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const did = await inSpace(args, (scope, actor) => actOnMyStep(scope, actor, network, uuidIn(id), typed))
  return 'sent' in did
    ? data(did.sent.answer, { status: did.sent.status })
    : redirect(`/${lang}/my/path/${network}/steps/${id}?saved=${did.saved}`)
}

const WORDS = { moved: 'path.saved.moved', kept: 'path.saved.kept', hint: 'path.hint.reason', keep: 'path.keep' } as const

/** One of my steps: how it is going, why it rests if I want to say so, and its words. */
export default function MyStep({ loaderData, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = { to: `${to(`/my/path/${params.network}`)}#steps`, label: say('path.title') }
  return <StepPage {...loaderData} answer={actionData} back={back} words={WORDS} />
}
