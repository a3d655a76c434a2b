import { redirect } from 'react-router'
import { inSpace } from '#modules/identity/index.server.ts'
import { recordRead } from '#platform/audit.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Notice, Page, useSaved } from '#platform/ui/index.ts'
import { docOf, lackingIn, readDoc } from '../recovery/doc.ts'
import { readPieces, readRecoveryForm, saveForm } from '../recovery/recovery.server.ts'
import { togetherWith } from '../recovery/together.server.ts'
import { RecoveryEditor } from '../screen/recovery-editor.tsx'
import { uuidIn } from '../space/files.server.ts'
import type { Route } from './+types/together'

export const loader = (args: Route.LoaderArgs) =>
  inSpace(args, async (scope, actor) => {
    const { network } = args.params
    const file = uuidIn(args.params.id)
    const together = await togetherWith(scope, network, file)
    await recordRead(scope, network, 'plans.readShared', 'recovery', { about: file })
    const { pieces, seq } = await readPieces(scope, network, file)
    const doc = docOf(pieces)
    const state = Buffer.from(lackingIn(doc, null)).toString('base64')
    return { ...together, plan: readDoc(doc), seq, state, held: `${actor.personId}.${file}` }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const form = await args.request.formData()
  await inSpace(args, async (scope) => {
    const file = uuidIn(id)
    await togetherWith(scope, network, file)
    await saveForm(scope, network, file, readRecoveryForm(form))
  })
  return redirect(`/${lang}/circle/${network}/${id}/recovery?saved=kept`)
}

/** Writing somebody's recovery plan with them, because they asked for it: what each writes appears with the other, and nothing is lost. */
export default function Together({
  loaderData: { givenName, works, plan, seq, state, held },
  params: { network, id },
}: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const saved = useSaved()
  const title = say('recovery.of', { name: givenName })
  const back = works ? { to: to(`/plans/${network}/${id}`), label: givenName } : { to: to(`/circle/${network}/${id}`), label: givenName }
  return (
    <Page title={title} purpose={say('recovery.together.purpose', { name: givenName })} back={back}>
      <title>{`${say('recovery.theirs')} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('recovery.saved.kept')}</Notice>}
      <RecoveryEditor
        key={seq}
        plan={plan}
        seq={seq}
        state={state}
        syncTo={to(`/circle/${network}/${id}/recovery/sync`)}
        held={held}
        isTogether
      />
    </Page>
  )
}
