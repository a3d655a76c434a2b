import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { found } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { Page } from '#platform/ui/index.ts'
import { isIndicator } from '../../indicators/index.ts'
import { statementChoices } from '../choices.server.ts'
import { StatementForm } from '../screen/statement-form.tsx'
import { statementTyped } from '../statement-form.server.ts'
import { stating } from '../statements.commands.server.ts'
import { readStatement } from '../statements.queries.server.ts'
import type { Route } from './+types/statement-edit'
import { languageIn, sendStatement } from './sending.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    await stating(scope, actor, network, 'account.correctFigure')
    const statement = await readStatement(scope, network, id)
    const indicator = found(isIndicator(statement.indicator) ? statement.indicator : undefined)
    return { kept: statementTyped(statement), choices: await statementChoices(scope, network, indicator, languageIn(args.params)) }
  })

export const action = async (args: Route.ActionArgs) => {
  const { lang, network, id } = args.params
  const typed = typedOf(await args.request.formData())
  const sent = await inRequest(args, (scope, actor) => sendStatement(scope, actor, network, id, typed))
  return 'saved' in sent
    ? redirect(`/${lang}/accounts/${network}/statements/${id}?saved`)
    : data<Answer>(sent.answer, { status: sent.status })
}

export default function EditStatement({ loaderData: { kept, choices }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const back = to(`/accounts/${params.network}/statements/${params.id}`)
  return (
    <Page title={say('statements.edit.title')} purpose={say('statements.edit.purpose')} back={{ to: back, label: say('form.back') }}>
      <title>{`${say('statements.edit.title')} · Maillage`}</title>
      <StatementForm
        {...(actionData ?? { typed: kept, faults: {}, theirs: null })}
        choices={choices}
        cancel={back}
        sources={to(`/accounts/${params.network}/sources/new`)}
      />
    </Page>
  )
}
