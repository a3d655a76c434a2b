import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Button, DescriptionList, Form, LinkButton, Notice, Page, Row, Section, useSaved } from '#platform/ui/index.ts'
import { isIndicator, wordsOf } from '../../indicators/index.ts'
import { canState } from '../../policy.ts'
import { Relations } from '../../screen/relations.tsx'
import { checksOf } from '../checks.server.ts'
import { shownStatement } from '../shown.server.ts'
import { membersOnly } from '../statements.commands.server.ts'
import { readStatement } from '../statements.queries.server.ts'
import type { Route } from './+types/statement'
import { languageIn } from './sending.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    await membersOnly(scope, actor, network)
    const statement = await readStatement(scope, network, id)
    const language = languageIn(args.params)
    return {
      shown: shownStatement(statement, language),
      definition: wordsOf(language).definition(statement.indicator),
      checks: await checksOf(scope, network, statement, language),
      mayState: canState(actor, network),
      mayEdit: isIndicator(statement.indicator),
    }
  })

export default function StatementPage({ loaderData: { shown, definition, checks, mayState, mayEdit }, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const saved = useSaved()
  const base = to(`/accounts/${params.network}/statements`)
  const title = shown.part === '' ? shown.label : `${shown.label} – ${shown.part}`
  const contradictions = checks.filter(({ verdict }) => verdict === 'contradicts')
  return (
    <Page title={title} purpose={say('statements.one.purpose')} back={{ to: base, label: say('statements.title') }}>
      <title>{`${title} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('form.saved')}</Notice>}
      {contradictions.length > 0 && (
        <Notice kind="attention" title={say('statements.contradicts', { n: contradictions.length })}>
          <ul>
            {contradictions.map(({ id, sentence }) => (
              <li key={id}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      )}
      <p className="figure-value">
        <span className="figure-number">{shown.value}</span> <span className="figure-unit">{shown.unit}</span>
      </p>
      <DescriptionList
        items={[
          { term: say('statements.definition'), description: definition },
          { term: say('statements.period'), description: shown.period },
          { term: say('statements.field.source'), description: `${shown.source}, ${shown.locator}` },
          ...(shown.note === null ? [] : [{ term: say('form.note'), description: shown.note }]),
        ]}
      />
      {mayState && (
        <Row>
          {mayEdit && (
            <LinkButton kind="primary" to={`${base}/${shown.id}/edit`}>
              {say('form.edit')}
            </LinkButton>
          )}
          <Form method="post" action={base}>
            <input type="hidden" name="id" value={shown.id} />
            <Button kind="quiet" name="intent" value="remove">
              {say('statements.remove')}
            </Button>
          </Form>
        </Row>
      )}
      <Section title={say('statements.checks')}>
        {checks.length === 0 ? <p>{say('statements.checks.none')}</p> : <Relations relations={checks} />}
      </Section>
    </Page>
  )
}
