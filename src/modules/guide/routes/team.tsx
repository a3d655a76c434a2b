import '../screen/guide.css'
import { data, redirect } from 'react-router'
import type { Answer } from '#platform/forms/form-state.tsx'
import { idIn, typedOf } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, languageOf, localeOf } from '#platform/languages/locales.ts'
import { intlOf, sayWith } from '#platform/languages/speech.ts'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { Fold, Notice, Page, Section, useSaved } from '#platform/ui/index.ts'
import { statingAvailability } from '../availability.commands.server.ts'
import { readTeamStatements } from '../availability.queries.server.ts'
import { ruleTyped } from '../forms.server.ts'
import { canSetRules, canStateAvailability } from '../policy.ts'
import { RuleForm } from '../screen/rule-form.tsx'
import { StatementForm } from '../screen/statement-form.tsx'
import { sendRule, sendStatement } from '../sending.server.ts'
import { readNetwork } from '../teams.queries.server.ts'
import { saidState } from '../words.server.ts'
import type { Route } from './+types/team'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const locale = localeOf(args.params.lang) ?? DEFAULT_LOCALE
    const network = await readNetwork(scope, args.params.network)
    const service = idIn(args.params.id)
    await statingAvailability(scope, actor, network.id, service)
    const { team, past, rule } = await readTeamStatements(scope, network, service, new Date())
    const intl = intlOf(locale)
    const [latest] = past
    return {
      name: team.name,
      readsAll: canStateAvailability(actor, network.id),
      kept: {
        state: latest?.stated.state ?? 'open',
        places_free: String(latest?.stated.placesFree ?? ''),
        waiting_days: String(latest?.stated.waitingDays ?? ''),
        note: latest?.note?.[languageOf(locale)] ?? '',
      },
      past: past.map(({ stated, at, note }) => ({
        at,
        said: saidState(stated, { say: sayWith(intl), intl }),
        note: note === null ? null : inWords(note, languageOf(locale)),
      })),
      rule: canSetRules(actor, network.id) ? ruleTyped(rule) : null,
    }
  })

type Answered = { intent: 'state' | 'rule' } & Answer

export const action = async (args: Route.ActionArgs) => {
  const { lang, network } = args.params
  const service = idIn(args.params.id)
  const typed = typedOf(await args.request.formData())
  const language = languageOf(localeOf(lang) ?? DEFAULT_LOCALE)
  const intent = typed.intent === 'rule' ? 'rule' : 'state'
  const sent = await inRequest(args, (scope, actor) =>
    intent === 'rule'
      ? sendRule(scope, actor, network, service, typed)
      : sendStatement(scope, actor, { network, service, language }, typed),
  )
  return sent === null
    ? redirect(`/${lang}/guide/${network}/availability/${service}?saved`)
    : data<Answered>({ intent, ...sent.answer }, { status: sent.status })
}

export default function Team({ loaderData: { name, readsAll, kept, past, rule }, actionData, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const isSaved = useSaved() !== null
  const back = readsAll
    ? { to: to(`/guide/${params.network}/availability`), label: say('guide.availability.title') }
    : { to: to(`/care/${params.network}/teams/${params.id}`), label: name }
  const answerTo = (intent: Answered['intent']) => (actionData?.intent === intent ? actionData : undefined)
  const ruleAnswer = answerTo('rule')
  return (
    <Page title={name} purpose={say('guide.team.purpose')} back={back}>
      <title>{`${name} · Maillage`}</title>
      {isSaved && actionData === undefined && <Notice kind="saved">{say('form.saved')}</Notice>}
      <StatementForm {...(answerTo('state') ?? { typed: kept, faults: {}, theirs: null })} />
      {past.length > 0 && (
        <Section title={say('guide.team.past')}>
          <ul>
            {past.map(({ at, said, note }) => (
              <li key={at}>
                {said}
                {note !== null && <span lang={note.lang}>{` ${note.text}`}</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {rule !== null && (
        <Fold title={say('guide.rule.title')} open={ruleAnswer !== undefined}>
          <RuleForm {...(ruleAnswer ?? { typed: rule, faults: {}, theirs: null })} />
        </Fold>
      )}
    </Page>
  )
}
