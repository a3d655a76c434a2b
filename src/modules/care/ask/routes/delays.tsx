import { chartPair } from '#modules/account/index.ts'
import { hasRole } from '#platform/actor.ts'
import { intlOf, sayWith, useLanguage } from '#platform/languages/intl.tsx'
import { languageOf, localeOf } from '#platform/languages/locales.ts'
import { inWords } from '#platform/languages/words.ts'
import { Problem } from '#platform/problem.ts'
import { inRequest } from '#platform/request.server.ts'
import { today } from '#platform/today.ts'
import { Button, Empty, LinkButton, Page, Picture, Section, SelectField, Stack, TextLink } from '#platform/ui/index.ts'
import { readDelays, readThreshold } from '../delays.queries.server.ts'
import { type DelayLine, delaysFrom } from '../delays.server.ts'
import { nameOf, periodOf, quartersUntil } from '../quarters.ts'
import { DelayTable, hoursInWords } from '../screen/delay-table.tsx'
import type { Route } from './+types/delays'

/** The time to an answer by team: a dot at the median, a line to where nine of ten are. */
const drawn = (lines: readonly DelayLine[], lang: string | undefined) => {
  const locale = localeOf(lang) ?? 'fr'
  const say = sayWith(intlOf(locale))
  const rows = lines.flatMap(({ level, name, median, p90 }) =>
    level !== 'team' || median === null
      ? []
      : [{ label: name, value: median, low: median, high: p90 ?? median, shown: hoursInWords(say, intlOf(locale), median) }],
  )
  if (rows.length === 0) return null
  const words = { title: say('ask.delays.answer'), summary: say('ask.delays.picture'), unitLabel: 'h' }
  return chartPair({ id: 'delays', kind: 'dots', ...words, rows }, languageOf(locale))
}

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    // Where somebody has no such right there is no such page, whether or not there is such a network.
    if (actor.personId === '') throw new Problem('signed_out')
    if (!hasRole(actor, network, 'coordinator', 'programme_manager', 'administrator')) throw new Problem('not_found')
    const quarters = quartersUntil(today())
    const wished = new URL(args.request.url).searchParams.get('quarter')
    const quarter = quarters.find((each) => nameOf(each) === wished) ?? quarters[0]
    if (quarter === undefined) throw new Problem('not_found')
    const { threshold, name } = await readThreshold(scope, network)
    const rows = await readDelays(scope, network, periodOf(quarter))
    const delays = delaysFrom(rows, threshold)
    return {
      name,
      threshold,
      quarter,
      quarters,
      isEmpty: rows.every(({ asked }) => asked === 0),
      delays,
      drawing: drawn(delays.answer ?? [], args.params.lang),
    }
  })

export default function DelaysPage({ loaderData, params: { network } }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  const { name, threshold, quarter, quarters, isEmpty, delays, drawing } = loaderData
  const words = inWords(name, language)
  const quarterInWords = ({ year, n }: typeof quarter) => say('ask.delays.quarter', { n, year: String(year) })
  const tooFew = <Empty title={say('ask.delays.tooFew')} what={say('ask.delays.tooFew.what', { threshold })} />
  return (
    <Page
      title={say('ask.delays.title')}
      purpose={say('ask.delays.purpose')}
      wide
      actions={<LinkButton to={to(`/boards/${network}`)}>{say('ask.delays.duty')}</LinkButton>}
    >
      <title>{`${say('ask.delays.title')} · ${words.text} · Maillage`}</title>
      <Stack>
        <p>
          <strong lang={words.lang}>{words.text}</strong>, {quarterInWords(quarter)}
        </p>
        <form method="get" className="delays-choice">
          <SelectField
            name="quarter"
            label={say('ask.delays.period')}
            defaultValue={nameOf(quarter)}
            options={quarters.map((each) => ({ value: nameOf(each), label: quarterInWords(each) }))}
          />
          <Button>{say('ask.delays.show')}</Button>
        </form>
        {isEmpty ? (
          <Empty title={say('ask.delays.none')} what={say('ask.delays.none.what')} />
        ) : (
          <>
            <p>
              {say('ask.delays.late.note')} {say('ask.delays.hidden.note', { most: threshold - 1 })}
            </p>
            <Section title={say('ask.delays.answer')}>
              {delays.answer === null ? (
                tooFew
              ) : (
                <>
                  {drawing !== null && <Picture svgWide={drawing.wide} svgNarrow={drawing.narrow} caption={say('ask.delays.picture')} />}
                  <DelayTable lines={delays.answer} of="answer" />
                </>
              )}
            </Section>
            <Section title={say('ask.delays.meeting')}>
              {delays.meeting === null ? tooFew : <DelayTable lines={delays.meeting} of="meeting" />}
            </Section>
            <p>
              <TextLink to={to(`/overview/${network}?period=${nameOf(quarter)}#unmet`)}>{say('ask.delays.overview')}</TextLink>
            </p>
          </>
        )}
      </Stack>
    </Page>
  )
}
