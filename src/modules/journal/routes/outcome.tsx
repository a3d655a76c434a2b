import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { DescriptionList, ExternalLink, LinkButton, Notice, Page, TextLink, useSaved } from '#platform/ui/index.ts'
import { journalOf } from '../networks.queries.server.ts'
import { readOutcome } from '../outcomes.queries.server.ts'
import { canWrite } from '../policy.ts'
import { daysInWords } from '../screen/days.ts'
import { Doi } from '../screen/doi.tsx'
import type { Route } from './+types/outcome'
import { languageIn } from './saving.server.ts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network, id } = args.params
    await journalOf(scope, actor, network)
    const outcome = await readOutcome(scope, network, id)
    const language =
      outcome.language === null
        ? null
        : (new Intl.DisplayNames(languageIn(args.params), { type: 'language' }).of(outcome.language) ?? outcome.language)
    return { outcome, language, mayWrite: canWrite(actor, network) }
  })

export default function Outcome({ loaderData: { outcome, language: written, mayWrite }, params }: Route.ComponentProps) {
  const { say, to, intl, language } = useLanguage()
  const saved = useSaved()
  const base = to(`/journal/${params.network}`)
  const programme = inWords(outcome.programme, language)
  const activity = outcome.activity === null ? null : inWords(outcome.activity, language)
  const items = [
    {
      term: say('journal.outcome.published'),
      description: daysInWords(intl, { starts_on: outcome.published_on, ends_on: outcome.published_on, precision: outcome.precision }),
    },
    outcome.publisher !== null && { term: say('journal.outcome.publisher'), description: outcome.publisher },
    outcome.doi !== null && { term: say('journal.outcome.doi'), description: <Doi doi={outcome.doi} /> },
    outcome.address !== null && {
      term: say('journal.outcome.address'),
      description: <ExternalLink href={outcome.address}>{outcome.address}</ExternalLink>,
    },
    written !== null && { term: say('journal.outcome.language'), description: written },
    { term: say('journal.fact.programme'), description: <span lang={programme.lang}>{programme.text}</span> },
    activity !== null && {
      term: say('journal.outcome.activity'),
      description: (
        <TextLink to={`${base}/${outcome.activity_id}`} lang={activity.lang}>
          {activity.text}
        </TextLink>
      ),
    },
    outcome.occurrences > 1 && { term: say('journal.fact.occurrences'), description: say('journal.alike', { n: outcome.occurrences }) },
    outcome.source !== null && {
      term: say('journal.fact.source'),
      description: [outcome.source, outcome.source_locator].filter((part) => part !== null).join(', '),
    },
  ]
  const edit = (
    <LinkButton kind="primary" to={`${base}/outcomes/${outcome.id}/edit`}>
      {say('form.edit')}
    </LinkButton>
  )
  return (
    <Page
      title={outcome.language === null ? outcome.title : <span lang={outcome.language}>{outcome.title}</span>}
      purpose={say(`journal.outcomeKind.${outcome.kind}`)}
      back={{ to: base, label: say('journal.back') }}
      {...(mayWrite ? { actions: edit } : {})}
    >
      <title>{`${outcome.title} · Maillage`}</title>
      {saved !== null && <Notice kind="saved">{say('form.saved')}</Notice>}
      <DescriptionList items={items.filter((item) => item !== false)} />
    </Page>
  )
}
