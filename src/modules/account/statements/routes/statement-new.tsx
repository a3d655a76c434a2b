import { data, redirect } from 'react-router'
import { listProgrammes } from '#modules/journal/choices.server.ts'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Page } from '#platform/ui/index.ts'
import { isIndicator } from '../../indicators/index.ts'
import { statementChoices } from '../choices.server.ts'
import { IndicatorChoice } from '../screen/indicator-choice.tsx'
import { StatementForm } from '../screen/statement-form.tsx'
import { indicatorGroups } from '../shown.server.ts'
import { stating } from '../statements.commands.server.ts'
import type { Route } from './+types/statement-new'
import { languageIn, sendStatement } from './sending.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    await stating(scope, actor, network, 'account.stateFigure')
    const indicator = new URL(args.request.url).searchParams.get('indicator') ?? ''
    const language = languageIn(args.params)
    if (isIndicator(indicator)) return { choices: await statementChoices(scope, network, indicator, language), groups: null }
    return { choices: null, groups: indicatorGroups(language, await listProgrammes(scope, network, language)) }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, (scope, actor) => sendStatement(scope, actor, network, null, typed))
  return 'saved' in sent
    ? redirect(`/${lang}/accounts/${network}/statements/${sent.saved}?saved`)
    : data<Answer>(sent.answer, { status: sent.status })
}

const BLANK: Answer = { typed: { exactness: 'exact', period_kind: 'year' }, faults: {}, theirs: null }

export default function NewStatement({ loaderData: { choices, groups }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const base = to(`/accounts/${params.network}/statements`)
  return (
    <Page title={say('statements.new.title')} purpose={say('statements.new.purpose')} back={{ to: base, label: say('statements.title') }}>
      <title>{`${say('statements.new.title')} · Maillage`}</title>
      {groups !== null && <IndicatorChoice groups={groups} action={`${base}/new`} />}
      {choices !== null && (
        <StatementForm
          {...(actionData ?? BLANK)}
          choices={choices}
          cancel={base}
          sources={to(`/accounts/${params.network}/sources/new`)}
          other={`${base}/new`}
        />
      )}
    </Page>
  )
}
