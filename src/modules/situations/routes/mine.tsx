import { inSpace } from '#modules/identity/index.server.ts'
import { myPlaces } from '#modules/plans/index.server.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inWords } from '#platform/languages/words.ts'
import { Empty, LinkButton, Page, Section, Stack } from '#platform/ui/index.ts'
import { SituationList } from '../screen/parts.tsx'
import { listMine } from '../situations.queries.server.ts'
import { mySituationsPath } from '../vocabulary.ts'
import type { Route } from './+types/mine'

export const loader = (args: Route.LoaderArgs) =>
  inSpace(args, async (scope) => ({
    heads: await listMine(scope),
    places: (await myPlaces(scope)).filter(({ isMine }) => isMine).map(({ network, name }) => ({ network, name })),
  }))

/** The meetings about me: what waits for my answer first. */
export default function Mine({ loaderData: { heads, places } }: Route.ComponentProps) {
  const { say, to, language } = useLanguage()
  const waits = heads.filter(({ state }) => state === 'drafted')
  const others = heads.filter(({ state }) => state !== 'drafted')
  const base = to(mySituationsPath)
  const hrefOf = ({ network, id }: (typeof heads)[number]) => `${base}/${network}/${id}`
  const titleOf = ({ team, calledBy }: (typeof heads)[number]) => say(`situations.by.${calledBy}`, { team })
  return (
    <Page title={say('situations.title')} purpose={say('situations.purpose')} back={{ to: to('/my'), label: say('situations.space') }}>
      <title>{`${say('situations.title')} · Maillage`}</title>
      <Stack gap="large">
        {heads.length === 0 && <Empty title={say('situations.none')} what={say('situations.none.what')} />}
        {waits.length > 0 && (
          <Section title={say('situations.waits')}>
            <SituationList heads={waits} hrefOf={hrefOf} titleOf={titleOf} />
          </Section>
        )}
        {others.length > 0 && (
          <Section title={say('situations.others')}>
            <SituationList heads={others} hrefOf={hrefOf} titleOf={titleOf} />
          </Section>
        )}
        {places.length > 0 && (
          <Section title={say('situations.new.title')}>
            <Stack>
              <p>{say('situations.new.what')}</p>
              {places.map(({ network, name }) => (
                <p key={network}>
                  <LinkButton to={`${base}/${network}/new`}>
                    {places.length === 1 ? say('situations.call') : say('situations.call.in', { network: inWords(name, language).text })}
                  </LinkButton>
                </p>
              ))}
            </Stack>
          </Section>
        )}
      </Stack>
    </Page>
  )
}
