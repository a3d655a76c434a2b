import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { Empty, Fold, Page, Section, Stack, TextLink } from '#platform/ui/index.ts'
import { isFew, listAccounts } from '../queries.server.ts'
import type { Route } from './+types/accounts'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => (await listAccounts(scope, actor)).map((year) => ({ ...year, isFew: isFew(year) })))
type Year = Route.ComponentProps['loaderData'][number]

export default function Accounts({ loaderData: accounts }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  const networks = Map.groupBy(accounts, ({ network }) => network)
  return (
    <Page title={say('accounts.title')} purpose={say('accounts.purpose')}>
      <title>{`${say('accounts.title')} · Maillage`}</title>
      {accounts.length === 0 && <Empty title={say('accounts.empty.title')} what={say('accounts.empty.what')} />}
      {[...networks].map(([network, years]) => (
        <Section key={network} title={inWords(years[0]?.name ?? {}, language).text}>
          {years.some(({ live }) => live) && (
            <p>
              <TextLink to={to(`/accounts/${network}/statements`)}>{say('accounts.statements')}</TextLink>
            </p>
          )}
          <ul className="account-list">
            {years
              .filter((year) => !year.isFew)
              .map((year) => (
                <FullYear key={year.year} {...year} />
              ))}
          </ul>
          <OtherYears years={years.filter((year) => year.isFew)} />
        </Section>
      ))}
    </Page>
  )
}

const FullYear = ({ network, year, live, editions }: Year) => {
  const { say, to, intl } = useLanguage()
  const address = to(`/accounts/${network}/${year}`)
  return (
    <li>
      <Stack gap="small">
        <TextLink to={address}>{say('accounts.open', { year: String(year) })}</TextLink>
        <ul className="account-editions">
          {live && (
            <li>
              <TextLink to={`${address}?edition=live`}>{say('accounts.live')}</TextLink>
            </li>
          )}
          {editions.map(({ edition, frozenAt }) => (
            <li key={edition}>
              <TextLink to={`${address}?edition=${edition}`}>
                {say('accounts.frozen', { edition, day: intl.formatDate(frozenAt, { dateStyle: 'long' }) })}
              </TextLink>
            </li>
          ))}
        </ul>
      </Stack>
    </li>
  )
}

/** Years of which a document names a figure in passing: they can be opened, and do not stand beside a year's account. */
const OtherYears = ({ years }: { years: readonly Year[] }) => {
  const { say, to } = useLanguage()
  if (years.length === 0) return null
  return (
    <Fold title={say('accounts.few')}>
      <ul>
        {years.map(({ network, year, entries }) => (
          <li key={year}>
            <TextLink to={to(`/accounts/${network}/${year}`)}>{year}</TextLink>
            {` – ${say('accounts.few.count', { n: entries })}`}
          </li>
        ))}
      </ul>
    </Fold>
  )
}
