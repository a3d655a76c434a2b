import { data, redirect } from 'react-router'
import { uuidIn } from '#modules/plans/index.server.ts'
import { recordRead } from '#platform/audit.server.ts'
import { type FormState, useField } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { CheckField } from '#platform/ui/index.ts'
import { readStepShown } from '../../path/step.server.ts'
import { StepPage } from '../../screen/step-page.tsx'
import { actOnTheirStep, followedHere } from '../team.server.ts'
import type { Route } from './+types/step'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const { file, name } = await followedHere(scope, actor, network, args.params.id)
    const shown = await readStepShown(scope, network, file, uuidIn(args.params.step))
    await recordRead(scope, network, 'paths.readPath', `step/${shown.step.id}`, { about: file })
    return { name, ...shown }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id, step } = args.params
  const typed = typedOf(await args.request.formData())
  const did = await inRequest(args, async (scope, actor) =>
    actOnTheirStep(scope, actor, await followedHere(scope, actor, network, id), uuidIn(step), typed),
  )
  return 'sent' in did
    ? data(did.sent.answer, { status: did.sent.status })
    : redirect(`/${lang}/paths/${network}/${id}/steps/${step}?saved=${did.saved}`)
}

const WORDS = {
  moved: 'pathTeam.saved.moved',
  kept: 'pathTeam.saved.together',
  hint: 'pathTeam.hint.reason',
  keep: 'pathTeam.send',
  here: 'pathTeam.step.here',
} as const

/** One step of somebody: a team notes how it goes, or changes it, only with the person beside. */
export default function TheirStep({ loaderData: { name, ...shown }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = { to: `${to(`/paths/${params.network}/${params.id}`)}#steps`, label: name || say('pathTeam.unnamed') }
  return (
    <StepPage
      {...shown}
      answer={actionData}
      back={back}
      words={WORDS}
      before={(form, faults) => <Here faults={faults} id={`here-${form}`} />}
    />
  )
}

/** The person is here and wants it so: without that tick nothing is written. */
const Here = ({ faults, id }: { faults: FormState['faults']; id: string }) => {
  const { defaultValue: _, ...here } = useField({ typed: {}, faults })('here', 'pathTeam.step.here')
  return <CheckField {...here} required id={id} />
}
