import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { inRequest } from '#platform/request.server.ts'
import { Empty, Page, Section, Stack, TextLink } from '#platform/ui/index.ts'
import { listAccounts } from '../queries.server.ts'
import type { Route } from './+types/accounts'

export const loader = (args: Route.LoaderArgs) => inRequest(args, listAccounts)

export default function Accounts({ loaderData: accounts }: Route.ComponentProps) {
  const { say, to, language, intl } = useLanguage()
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
            {years.map(({ year, live, editions }) => {
              const address = to(`/accounts/${network}/${year}`)
              return (
                <li key={year}>
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
            })}
          </ul>
        </Section>
      ))}
    </Page>
  )
}
